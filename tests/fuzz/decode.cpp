#include "look.h"

// Whatever comes out is text, and reading it once more changes nothing.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quiz;
    const auto decoded = decode({reinterpret_cast<const char*>(data), size});
    if (!decoded) return 0;
    must(decoded->text.find_first_of(std::string_view("\r\0", 2)) == std::string::npos, "no carriage return, no NUL");
    const auto again = decode(decoded->text);
    must(again.has_value(), "what was decoded is text");
    must(again->encoding != "UTF-8" || again->text == decoded->text, "NFC stays as it is");
    return 0;
}
