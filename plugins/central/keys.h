// Who may send: one key per kiosk, "NAME:SECRET", made with `kiosk central key add NAME` and shown once. Kept is its BLAKE2b
// hash: the secret is 256 random bits, which no list of words holds, so that a slow hash would protect nothing.
//
// Keys lie in a KeyStore; a central at work has all of them in memory and never waits for the store. It looks again a second
// after it last looked: when a request comes, or, where other processes change them, of itself (look_at). Until it has seen
// them once nobody can be told from a stranger, and whoever brings a key is asked to come again. While the store does not
// answer, what was seen last holds.
//
// Thread: main.
#pragma once

#include "asked.h"
#include "store/key_store.h"

#include <kiosk/host.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace central {

// 1 to 32 of a-z, 0-9 and "-", beginning with a letter or digit: what a kiosk may be called here.
bool is_key_name(std::string_view);

KeyHash hash_of(std::string_view secret);

// All keys in memory, and who a header speaks for. Pure.
class KeyRing {
public:
    explicit KeyRing(KeyTable keys = {}) : keys_(std::move(keys)) {}
    // The name of the key in "Basic …"; nothing for a wrong, an unknown and a revoked one alike, after as long a look.
    std::optional<std::string> who(std::string_view authorization) const;

private:
    KeyTable keys_;
};

class Keys {
public:
    Keys(kiosk::Host&, KeyStore&); // both outlive it

    Caller who(std::string_view authorization);
    // Asks the store for what is there now, where it was not asked within the last second.
    void look();
    std::optional<kiosk_ms> look_at() const; // mono: when look() would ask again; nothing while an answer is awaited

    // `kiosk central key …`: "add" NAME, "list", "revoke" NAME. Waits for the store. Appends to `out`; the exit status.
    int command(std::span<const std::string_view> words, std::string& out);

private:
    int add(std::string_view name, std::string& out);
    int list(std::string& out);
    int revoke(std::string_view name, std::string& out);

    kiosk::Host& host_;
    KeyStore& store_;
    std::optional<KeyRing> ring_;    // nothing: not seen yet
    std::optional<kiosk_ms> looked_; // mono
    bool looking_ = false;
};

} // namespace central
