// Reads a stranger's file into a report (kiosk_bytes_reader in plugin.h) in a process of its own: `kiosk import --report …`
// with little memory and little time, no file to write and no socket of ours. Whatever the file does to it, the kiosk gets
// a report, if only one sentence that says what became of it.
//
// Thread: content (blocks for as long as the child lives).
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/content/schema.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace kiosk::content {

struct ReaderLimits {
    Ms patience = 5'000;            // then it is killed
    std::size_t memory = 256u << 20; // RLIMIT_DATA; 0: none
    std::size_t output = 40u << 20;
};
ReaderLimits usual_reader_limits(); // a sanitized build takes more of both

struct ReadOrder {
    std::filesystem::path program; // the kiosk
    std::filesystem::path file;    // absolute; its name stands in sentences
    std::string kind;
    std::string format; // "" or "auto": find out
    std::string map;    // JSON {"<heading>": "<field>"}, or ""
    Lang lang = Lang::vi;
};

// JSON text, an object that has "taken".
std::string read_in_process(const ReadOrder&, const ReaderLimits&, const std::stop_token&);

} // namespace kiosk::content
