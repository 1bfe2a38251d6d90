#include "kiosk/ui/qr.h"

#include "kiosk/ui/state.h"

#include <qrencode.h>

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr std::size_t kManyCodes = 64;

// What people may type: without the scheme and the code, which stands beside it in large letters. "http://192.168.1.20:8080/7K4Q"
// becomes "192.168.1.20:8080".
std::string_view short_address(std::string_view url, std::string_view code) {
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
    if (!code.empty() && url.ends_with(code))
        url.remove_suffix(code.size());
    while (url.ends_with('/'))
        url.remove_suffix(1);
    return url;
}

} // namespace

const QrCode& QrCodes::get(std::string_view data) {
    if (codes_.size() > kManyCodes)
        codes_.clear();
    auto [found, fresh] = codes_.try_emplace(std::string(data));
    QrCode& code = found->second;
    if (!fresh)
        return code;
    // QR_MODE_8 is the hint for what is neither digits nor upper case: an upper-case address is packed as alphanumeric.
    QRcode* made = QRcode_encodeString(found->first.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!made)
        return code;
    code.size = made->width;
    code.dark.resize(static_cast<std::size_t>(code.size * code.size));
    std::transform(made->data, made->data + code.dark.size(), code.dark.begin(),
                   [](unsigned char m) { return static_cast<char>(m & 1); });
    QRcode_free(made);
    return code;
}

void qr(float x, float y, float size, std::string_view data) {
    State& s = state();
    const QrCode& code = s.qr_codes.get(data);
    // Snap the white square to pixels, so that the same number of pixels of it is left on every side.
    ImVec2 from = s.px(x, y), to = s.px(x + size, y + size);
    from = {std::round(from.x), std::round(from.y)}, to = {std::round(to.x), std::round(to.y)};
    s.list->AddRectFilled(from, to, s.ink(IM_COL32_WHITE), std::min(theme().radius_m, size * .08f) * s.scale);
    if (!theme().dark) // on a white card the edge would be lost
        outline(x, y, size, size, theme().radius_m, theme().stroke);
    if (!code.size)
        return;
    const float module = std::max(1.f, std::floor((to.x - from.x) / static_cast<float>(code.size + 2 * kQuietZone)));
    const float side = module * static_cast<float>(code.size);
    const ImVec2 first = {from.x + std::floor((to.x - from.x - side) / 2), from.y + std::floor((to.y - from.y - side) / 2)};
    const ImU32 ink = s.ink(hex(0x0a1218)); // not of the theme: readers want dark on white in every theme
    for (int row = 0; row < code.size; row++) {
        const char* modules = &code.dark[static_cast<std::size_t>(row * code.size)];
        for (int i = 0; i < code.size;) {
            const int begin = i;
            while (i < code.size && modules[i])
                i++;
            if (i > begin)
                s.list->AddRectFilled({first.x + static_cast<float>(begin) * module, first.y + static_cast<float>(row) * module},
                                      {first.x + static_cast<float>(i) * module, first.y + static_cast<float>(row + 1) * module},
                                      ink);
            else
                i++;
        }
    }
}

float join_card(float x, float y, float w, std::string_view url, std::string_view code, bool draw) {
    const Theme& t = theme();
    const float pad = std::min(32.f, w * .08f), side = w - 2 * pad, line = code.empty() ? 0.f : 84.f;
    const float height = pad + side + 20 + 44 + 40 + line + (code.empty() ? pad - 8 : 18);
    if (!draw)
        return height;
    card(x, y, w, height);
    qr(x + pad, y + pad, side, url);
    float at = y + pad + side + 20;
    const float cx = x + w / 2;
    fit(x + pad, at, side, 44, tr("ui.join.scan"), {32, Weight::bold, 1.2f}, 24, t.text, Align::center);
    at += 44;
    fit(x + pad, at, side, 40, short_address(url, code), {28, Weight::semibold, 1.2f}, 24, t.accent2, Align::center);
    at += 40;
    if (code.empty())
        return height;
    rect(x + pad, at + 12, side, 2, 1, t.stroke);
    const Type label{26, Weight::semibold, 1.f}, letters{46, Weight::black, 1.f, 5, false};
    const float label_w = measure(tr("ui.join.code"), label), code_w = measure(code, letters), gap = 18, mid = at + 20 + line / 2;
    if (label_w + gap + code_w <= side) {
        const float left = cx - (label_w + gap + code_w) / 2;
        text_mid(left, mid, tr("ui.join.code"), label, t.muted);
        text_mid(left + label_w + gap, mid, code, letters, t.text);
    } else {
        fit(x + pad, mid - 34, side, 68, code, letters, 24, t.text, Align::center);
    }
    return height;
}

} // namespace kiosk::ui
