// Bytes of a text file that anybody's program may have written, as the UTF-8 that everything behind works on.
// Inside of import/ only. Thread: any. iconv does the work; what is ours is to find out which encoding it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quiz {

struct Decoded {
    std::string text;     // UTF-8, NFC, no byte order mark, lines ended by LF
    std::string encoding; // "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1258", "TCVN 5712"
};
// By the byte order mark; else UTF-8 where it is valid; else the old Vietnamese encoding in which it reads more like
// Vietnamese. Nothing for what is no text: a NUL outside of UTF-16, or no encoding fits.
std::optional<Decoded> decode(std::string_view bytes);

// NFC of text that claims to be UTF-8; nothing where it is not.
std::optional<std::string> composed(std::string_view utf8);

} // namespace quiz
