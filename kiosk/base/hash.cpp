#include "kiosk/base/hash.h"

#include <sodium.h>

namespace kiosk {

std::string hash_of(std::string_view bytes) {
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
    return hash;
}

} // namespace kiosk
