// Percent-encoding of paths and queries (RFC 3986, 2.1). Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::http {

enum class Plus { is_plus, is_space }; // "+" means a space in a query, and itself in a path

// False for "%" without two hexadecimal digits; `out` is then unspecified. Takes and gives any bytes.
bool percent_decode(std::string_view in, Plus plus, std::string& out);

} // namespace kiosk::http
