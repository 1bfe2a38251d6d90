// The pages of kiosk/web, embedded into the program when it is built.
#pragma once

#include <span>
#include <string_view>

namespace kiosk {

struct EmbeddedFile {
    const char* url;          // "/", "/staff", "/web/phone.js"
    const char* content_type;
    std::string_view body;
};
std::span<const EmbeddedFile> web_files();

} // namespace kiosk
