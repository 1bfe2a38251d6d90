// The codes that bring people in: first into the Wi-Fi, then onto the page. Pure; thread: any.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace kiosk::staff {

// What phones read as "join this network", or "" where the event's `wifi` names none: WIFI:T:WPA;S:name;P:password;; with
// \ before each of \ ; , : " (the de-facto standard of ZXing's "Barcode Contents", section Wi-Fi network config).
std::string wifi_code(const nlohmann::json& wifi);

// {"text", "size": modules on a side, "dark": "0110…" row by row}; null where it is too long for a code.
nlohmann::json code_json(std::string_view text);

} // namespace kiosk::staff
