#include "bank/picture.h"

#include <sodium.h>

namespace quiz {

std::optional<std::string> from_base64(std::string_view text, Blanks blanks) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                          blanks == Blanks::passed_over ? " \t\r\n" : nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string_view picture_type(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"))
        return "image/png";
    return bytes.starts_with("\xff\xd8\xff") ? "image/jpeg" : "";
}

} // namespace quiz
