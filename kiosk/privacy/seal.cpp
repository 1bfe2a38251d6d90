#include "kiosk/privacy/seal.h"

#include <sodium.h>

namespace kiosk::privacy {

namespace {

static_assert(std::tuple_size_v<PublicKey> == crypto_box_PUBLICKEYBYTES);
static_assert(std::tuple_size_v<SecretKey> == crypto_box_SECRETKEYBYTES);

using Key = std::array<unsigned char, 32>;

std::string to_base64(const Key& key) {
    char text[sodium_base64_ENCODED_LEN(sizeof(Key), sodium_base64_VARIANT_ORIGINAL)];
    return sodium_bin2base64(text, sizeof text, key.data(), key.size(), sodium_base64_VARIANT_ORIGINAL);
}

std::optional<Key> from_base64(std::string_view text) {
    Key key;
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(key.data(), key.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        size != key.size() || end != text.data() + text.size())
        return std::nullopt;
    return key;
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

} // namespace

KeyPair new_key_pair() {
    PublicKey shown;
    SecretKey secret;
    crypto_box_keypair(shown.data(), secret.data());
    KeyPair pair{to_base64(shown), to_base64(secret)};
    sodium_memzero(secret.data(), secret.size());
    return pair;
}

std::optional<PublicKey> read_public_key(std::string_view base64) { return from_base64(base64); }
std::optional<SecretKey> read_secret_key(std::string_view base64) { return from_base64(base64); }

std::string seal(std::string_view text, const PublicKey& key) {
    std::string sealed(crypto_box_SEALBYTES + text.size(), '\0');
    crypto_box_seal(bytes(sealed), bytes(text), text.size(), key.data());
    return sealed;
}

Result<std::string> open_sealed(std::string_view sealed, const SecretKey& secret) {
    const Error other{Kind::denied, "This was sealed to another key."};
    if (sealed.size() < crypto_box_SEALBYTES) return other;
    PublicKey shown;
    crypto_scalarmult_base(shown.data(), secret.data());
    std::string text(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(bytes(text), bytes(sealed), sealed.size(), shown.data(), secret.data()) != 0) return other;
    return text;
}

} // namespace kiosk::privacy
