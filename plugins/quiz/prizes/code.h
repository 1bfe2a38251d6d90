// The code that a winner shows: eight letters and digits that nobody mistakes for others, "7K4Q-M2RD". Forty bits, from the
// operating system's generator: of a million tries one in a million hits one of a hundred codes. Pure; thread: any.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quiz {

inline constexpr std::size_t kCodeLetters = 8;

std::string code_of(const std::array<unsigned char, kCodeLetters>& random); // without the hyphen
std::string spaced_code(std::string_view code);                            // "7K4Q-M2RD": as people read it
// What somebody typed or scanned: in any case, with blanks and hyphens wherever; the end of a scanned address, too
// ("http://…/staff#quiz-prizes=7K4QM2RD"). Nothing where it cannot be a code.
std::optional<std::string> read_code(std::string_view typed);

// How often codes may be tried in vain, by all desks of a kiosk together: ten times, and once more every half minute.
class Guesses {
public:
    bool allowed(std::int64_t now_ms);
    void wrong(std::int64_t now_ms);
    std::int64_t wait_ms(std::int64_t now_ms); // until the next try; 0 where one is allowed

private:
    void refill(std::int64_t now_ms);
    static constexpr int kMost = 10;
    static constexpr std::int64_t kEvery = 30'000;
    int left_ = kMost;
    std::int64_t since_ = 0; // when the count last grew
};

} // namespace quiz
