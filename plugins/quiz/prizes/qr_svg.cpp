#include "prizes/qr_svg.h"

#include <qrencode.h>

#include <memory>

namespace quiz {

namespace {

constexpr int kQuiet = 4; // modules
constexpr std::size_t kMostBytes = 120;

} // namespace

std::string qr_svg(std::string_view text) {
    if (text.empty() || text.size() > kMostBytes) return "";
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) return "";
    const int size = code->width + 2 * kQuiet;
    const std::string side = std::to_string(size);
    std::string path;
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if (code->data[y * code->width + x] & 1)
                path += 'M' + std::to_string(x + kQuiet) + ' ' + std::to_string(y + kQuiet) + "h1v1h-1z";
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side + ' ' + side + R"(" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h)" +
           side + 'v' + side + "H0z\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
}

} // namespace quiz
