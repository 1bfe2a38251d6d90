#include "kiosk/base/log.h"

#include "kiosk/base/text.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <memory>
#include <vector>

namespace kiosk {

namespace {

// Bytes of a whole UTF-8 character at `at`, 0 where there is none.
std::size_t character_at(std::string_view s, std::size_t at) {
    for (std::size_t length = 1; length <= 4 && at + length <= s.size(); ++length) {
        if (text::is_utf8(s.substr(at, length))) return length;
    }
    return 0;
}

// Control characters of both sets, line and paragraph separators, and what turns the direction of writing.
bool is_control(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return first < 0x20 || first == 0x7F;
    const auto second = static_cast<unsigned char>(character[1]);
    if (first == 0xC2) return second < 0xA0;
    if (first != 0xE2 || character.size() != 3) return false;
    const auto third = static_cast<unsigned char>(character[2]);
    const bool separator_or_embedding = second == 0x80 && ((third >= 0xA8 && third <= 0xAE) || third == 0x8E || third == 0x8F);
    const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;
    return separator_or_embedding || isolate;
}

} // namespace

void open_log(const LogOptions& options) {
    std::vector<spdlog::sink_ptr> sinks;
    sinks.push_back(std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    if (options.quiet) sinks.back()->set_level(spdlog::level::warn);
    std::string trouble;
    if (!options.file.empty()) {
        try {
            using File = spdlog::sinks::rotating_file_sink_mt;
            sinks.push_back(std::make_shared<File>(options.file, options.file_bytes, options.files));
        } catch (const spdlog::spdlog_ex& e) {
            trouble = e.what(); // a kiosk without a log file is better than no kiosk
        }
    }
    auto logger = std::make_shared<spdlog::logger>("kiosk", sinks.begin(), sinks.end());
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %^%l%$ %v");
    // Lines are few; each is flushed, so that the last ones before a power cut can be read.
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
    if (!trouble.empty()) spdlog::warn("no log file: {}", log_safe(trouble));
}

std::string log_safe(std::string_view raw, std::size_t max_bytes) {
    std::string safe;
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t length = character_at(raw, at);
        const std::string_view character = raw.substr(at, length);
        const bool bad = length == 0 || is_control(character);
        if (safe.size() + (bad ? 1 : length) > max_bytes) return safe + "…";
        if (bad) safe += '?';
        else safe += character;
        at += length == 0 ? 1 : length;
    }
    return safe;
}

} // namespace kiosk
