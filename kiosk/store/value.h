// A value on its way into or out of SQLite; owns its bytes, so that it may cross threads.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace kiosk::store {

struct Blob { std::string bytes; };
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

} // namespace kiosk::store
