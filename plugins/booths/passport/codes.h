// The codes that a booth's QR shows, and the passes that a scanned code is changed into. Pure; thread: any.
//
//   code   "B7K4QXYZ": B and 35 bits of an HMAC-SHA-256 over booth and time step, as letters that nobody mixes up. Every step
//          of 30 s has another one. It is good in its own step and in the next, for people need time to scan.
//   pass   what the kiosk gives for a good code: time to type a name and to think, without the code on the screen having to
//          stay good for so long. An HMAC over booth, player and step, so the kiosk remembers nothing and a restart changes
//          nothing. Good for ten minutes, for the player who scanned; scanned before joining, for whoever joins with it.
//
// Secrets are compared in constant time (sodium_memcmp), every candidate of them, whichever fits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace booths {

using Ms = std::int64_t;     // Unix time, ms
using Person = std::int64_t; // 0: has not joined
using Secret = std::array<unsigned char, 32>;

inline constexpr Ms kStep = 30'000;
inline constexpr std::int64_t kPassSteps = 20; // ten minutes

inline std::int64_t step_of(Ms wall) { return wall / kStep; }
// What is left of the present step, 1…30,000 ms.
inline Ms left_of_step(Ms wall) { return kStep - wall % kStep; }

std::string code_of(const Secret&, std::string_view booth, std::int64_t step);

enum class Age { fresh, old, unknown };
struct Seen {
    Age age = Age::unknown;
    std::size_t booth = 0;  // index into the booths asked about; means nothing where unknown
    std::int64_t step = 0;
};
// What somebody scanned or typed, in any case. `old` is a code of the last ten minutes: its bearer was here, and is no guesser.
Seen look_up(const Secret&, std::span<const std::string> booths, std::string_view code, Ms now);

struct Pass {
    std::string booth;
    Person player = 0;
    std::int64_t step = 0; // of the code that it was given for
};
std::string write_pass(const Secret&, const Pass&);
// Nothing where it is none of ours, too old, or somebody else's.
std::optional<Pass> read_pass(const Secret&, std::string_view text, Person player, Ms now);

} // namespace booths
