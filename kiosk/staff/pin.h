// The staff PIN: how it is kept, and how guessing it is made hopeless. Thread: main.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace kiosk::staff {

inline constexpr std::size_t kPinMin = 4, kPinMax = 64;

// argon2id by libsodium with 19 MiB and two passes, the least that OWASP's Password Storage Cheat Sheet asks for:
// about 20 ms on an old PC, which main can spare because LoginGuard bounds the tries.
// Kind::invalid for a PIN that is too short, too long or holds anything but digits and letters.
Result<std::string> hash_pin(std::string_view pin);
bool verify_pin(const std::string& hash, std::string_view pin); // constant time beyond the hash itself
std::string random_pin();                                       // six digits from the system's generator

// Decides who may try a PIN. A hall of visitors may sit behind one address and one of them may be guessing, so devices
// that have logged in before are judged by their own tries, and all strangers share a small allowance: visitors who
// guess lock out visitors, not the staff's phones.
class LoginGuard {
public:
    struct Verdict {
        bool allowed = true;
        Ms retry_after = 0; // ms, when not allowed
        int tries_left = 0; // before the next lock
    };
    // `device`: a token of a device that has logged in before, or "" for a stranger; `now`: mono.
    Verdict may_try(std::string_view device, std::string_view peer, Ms now);
    Verdict failed(std::string_view device, std::string_view peer, Ms now);
    void succeeded(std::string_view device, std::string_view peer);

private:
    struct Tries {
        int wrong = 0;   // since the last success or lock
        int locks = 0;   // each one lasts twice as long as the one before
        Ms until = 0;    // locked until
        Ms last = 0;
    };
    Tries& of(std::string_view device, std::string_view peer, Ms now);
    void forget_old(Ms now);

    std::map<std::string, Tries, std::less<>> tries_; // by "d:<device>" or "p:<peer>"; at most kMaxRemembered
    Tries strangers_;
};

} // namespace kiosk::staff
