// Sealing phone numbers to the organiser: whoever has the kiosk, its data folder or a backup of it cannot read them; only
// the secret key, which never comes near the kiosk, opens them. libsodium's sealed boxes: X25519, XSalsa20-Poly1305.
// Pure but for libsodium's generator; thread: any, after sodium_init().
#pragma once

#include "kiosk/base/result.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::privacy {

using PublicKey = std::array<unsigned char, 32>;
using SecretKey = std::array<unsigned char, 32>; // whoever holds one wipes it (sodium_memzero)

struct KeyPair {
    std::string public_key, secret_key; // base64: 44 letters
};
KeyPair new_key_pair();

std::optional<PublicKey> read_public_key(std::string_view base64); // nothing where it is no key
std::optional<SecretKey> read_secret_key(std::string_view base64);

std::string seal(std::string_view text, const PublicKey&); // bytes; different ones each time
// Kind::denied where it was sealed to another key, or changed since.
Result<std::string> open_sealed(std::string_view sealed, const SecretKey&);

} // namespace kiosk::privacy
