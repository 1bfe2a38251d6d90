// The log: spdlog to stderr and to a rotating file, one line per event as "key=value" pairs behind a short sentence.
// No personal data: names, phone numbers, PINs, tokens and request bodies never come here; player ids may.
// Thread: any, after open_log. Call that first: what is logged before goes to stdout, by the default of spdlog.
#pragma once

#include <spdlog/spdlog.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk {

struct LogOptions {
    std::string file;             // empty: stderr only
    std::size_t file_bytes = 5u << 20;
    std::size_t files = 5;
    bool quiet = false;           // warnings and errors only on stderr
};
void open_log(const LogOptions&); // [main, once, before other threads]; a file that cannot be opened is only a warning

// For values that come from outside: control characters, what turns the direction of writing, and bytes that are no UTF-8
// become '?', so that what a stranger sent cannot forge a line; longer than max_bytes is cut and ends in "…".
std::string log_safe(std::string_view, std::size_t max_bytes = 200);

} // namespace kiosk
