// Where keys are kept, and two places behind it: the kiosk's own SQLite file, and PostgreSQL, where several central processes
// share one database. Of a secret only its hash is there.
//
// Thread: main.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace central {

using KeyHash = std::array<unsigned char, 32>; // BLAKE2b of the secret

struct Key {
    KeyHash hash{};
    std::int64_t made = 0, revoked = 0; // Unix ms; revoked: 0 while it is good
};
using KeyTable = std::map<std::string, Key, std::less<>>; // by name

// What became of a change, or of a wish to read.
struct KeyOutcome {
    enum class Kind { done, in_vain, unavailable } kind = Kind::done;
    std::string trouble = {}; // unavailable: what the database said, or ""; without a password
};

class KeyStore {
public:
    virtual ~KeyStore() = default;

    // For a central at work: never waits. All keys there are, or null where the store does not answer; told on main, later
    // or before the call returns, and never after the archive is gone.
    virtual void look(std::function<void(const KeyTable*)> told) = 0;

    // For commands: these wait for the store, a few seconds at most.
    virtual KeyOutcome read(KeyTable& into) = 0;
    // In vain where there is a good key of this name; a revoked one is replaced.
    virtual KeyOutcome add(const std::string& name, const KeyHash&, std::int64_t now) = 0;
    // In vain where there is no good key of this name.
    virtual KeyOutcome revoke(const std::string& name, std::int64_t now) = 0;
};

} // namespace central
