#include "kiosk/screen/picture.h"

#include <png.h>

namespace kiosk::screen {

Status write_png(const std::string& path, int w, int h, const std::vector<std::uint8_t>& rgb) {
    if (w <= 0 || h <= 0 || rgb.size() != static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3)
        return Error{Kind::internal, "the pixels do not fit the picture's size"};
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(w);
    image.height = static_cast<png_uint_32>(h);
    image.format = PNG_FORMAT_RGB;
    if (!png_image_write_to_file(&image, path.c_str(), 0, rgb.data(), 0, nullptr))
        return Error{Kind::unavailable, path + ": " + image.message};
    return {};
}

} // namespace kiosk::screen
