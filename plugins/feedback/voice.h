// One voice: what makes digital services hard, where, and, if somebody likes, a sentence. Nobody's name, number or hour.
// Pure; thread: any.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace feedback {

// What communes of the survey of November 2025 named: lines that drop, old machines, forms and procedures, skills.
enum class Reason : std::uint8_t { line, device, procedure, skills, other };
inline constexpr std::array kReasons{Reason::line, Reason::device, Reason::procedure, Reason::skills, Reason::other};
inline constexpr std::size_t kReasonCount = kReasons.size();

std::string_view name_of(Reason);                    // "line": in the table, in JSON, in keys of words
std::optional<Reason> reason_of(std::string_view name);

struct Unit {
    std::string id;
    std::string vi, en;                              // titles
    const std::string& title(std::string_view lang) const { return lang == "en" && !en.empty() ? en : vi; }
};

// The units of an event file (kiosk.app: event), and the least size of a group that may be shown; 5 where it says nothing.
struct Event {
    std::vector<Unit> units;
    int min_group = 5;
    const Unit* unit(std::string_view id) const;     // nullptr: not one of them
};
Event read_event(std::string_view json);

struct Voice {
    Reason reason = Reason::other;
    std::string unit;                                // id, or empty: they would rather not say
    std::string sentence;                            // one line, NFC, at most kMostLetters; often empty
};

inline constexpr std::size_t kMostLetters = 200, kMostBytes = 1000; // of a sentence

// A sentence as it is kept: NFC, one line, nothing invisible. Nothing where it is too long or no text.
std::optional<std::string> clean_sentence(std::string_view raw);

// What a phone sends: {"reason", "unit"?, "sentence"?, "nonce"}. `nonce` is the phone's own number for this voice: the same
// again is the same voice, whose answer was lost.
struct Heard {
    std::optional<Voice> voice;
    std::string nonce;
    const char* refusal = nullptr;                   // key of a sentence in content/i18n; nullptr: taken
};
Heard read_voice(std::string_view body, const Event&);

} // namespace feedback
