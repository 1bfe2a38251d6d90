// BLAKE2b-256 (RFC 7693), of what is compared and not kept: tokens, codes, the bytes of a set. Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace kiosk {

std::string hash_of(std::string_view bytes); // 32 bytes, not text

} // namespace kiosk
