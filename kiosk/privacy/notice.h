// What the event file says of personal data, section "privacy". Pure; thread: any.
#pragma once

#include "kiosk/privacy/seal.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kiosk::privacy {

struct Notice {
    std::string version;              // of the text that people read
    int retention_days = 30;          // after they were last here
    int min_group = 5;                // people that a unit must have before its figures are shown
    std::vector<std::string> phone;   // purposes that a phone number is asked for, a box each; empty: no number is asked
    std::optional<PublicKey> seal_key; // there wherever `phone` is not empty
};

// `event`: as read_event completes it. Where there is no key to seal with, no number is asked.
Notice read_notice(const nlohmann::json& event);
// The same for the phone page: texts as the event has them (an empty one means the program's own words), purposes with theirs.
nlohmann::json for_pages(const nlohmann::json& event, const Notice&);

} // namespace kiosk::privacy
