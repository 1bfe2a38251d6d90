// Who may send: one key per kiosk, "NAME:SECRET", made with `kiosk central key add NAME` and shown once. Kept is its BLAKE2b
// hash: the secret is 256 random bits, which no list of words holds, so that a slow hash would protect nothing.
//
// Keys are rows of the kiosk's own store. A central that is at work sees what the command has changed within a second: it
// looks again at the first request that comes a second after it last looked.
//
// Thread: main.
#pragma once

#include <kiosk/host.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace central {

// 1 to 32 of a-z, 0-9 and "-", beginning with a letter or digit: what a kiosk may be called here.
bool is_key_name(std::string_view);

using KeyHash = std::array<unsigned char, 32>;
KeyHash hash_of(std::string_view secret);

struct Key {
    KeyHash hash{};
    std::int64_t made = 0, revoked = 0; // Unix ms; revoked: 0 while it is good
};

// All keys in memory, and who a header speaks for. Pure.
class KeyRing {
public:
    void clear() { keys_.clear(); }
    void put(std::string name, const Key& key) { keys_.insert_or_assign(std::move(name), key); }
    const std::map<std::string, Key, std::less<>>& all() const { return keys_; }
    // The name of the key in "Basic …"; nothing for a wrong, an unknown and a revoked one alike, after as long a look.
    std::optional<std::string> who(std::string_view authorization) const;

private:
    std::map<std::string, Key, std::less<>> keys_;
};

class Keys {
public:
    // The table, for the plugin's migrations.
    static const char* const kTables;

    explicit Keys(kiosk::Host&); // after the migrations

    std::optional<std::string> who(std::string_view authorization);
    // `kiosk central key …`: "add" NAME, "list", "revoke" NAME. Appends to `out`; the exit status.
    int command(std::span<const std::string_view> words, std::string& out);

private:
    void look();
    int add(std::string_view name, std::string& out);
    int list(std::string& out);
    int revoke(std::string_view name, std::string& out);

    kiosk::Host& host_;
    kiosk_statement put_, revoke_;
    KeyRing ring_;
    std::optional<kiosk_ms> looked_; // mono
};

} // namespace central
