#include "stage/parts.h"

#include <dlfcn.h>

#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>

namespace booths {

namespace ui = kiosk::ui;

namespace {

// Beside the library, wherever it was installed.
const std::string& art_folder() {
    static const std::string folder = [] {
        Dl_info info{};
        if (!dladdr(reinterpret_cast<const void*>(&art_folder), &info) || !info.dli_fname) return std::string();
        return (std::filesystem::path(info.dli_fname).parent_path() / "web/art").string();
    }();
    return folder;
}

// The stage's language is the page's; facts are asked for in any, so digits are grouped here as ui::number does it.
std::string digits(double value, int decimals, std::string_view lang) {
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::fixed, decimals).ptr;
    std::string text(buffer, end), whole = text.substr(0, text.find('.'));
    const std::string rest = text.size() > whole.size() ? text.substr(whole.size() + 1) : "";
    for (int i = static_cast<int>(whole.size()) - 3; i > 0; i -= 3) whole.insert(static_cast<std::size_t>(i), lang == "en" ? "," : ".");
    return (value < 0 ? "−" : "") + whole + (rest.empty() ? "" : (lang == "en" ? "." : ",") + rest);
}

} // namespace

std::string shown_value(const Figure& figure, std::string_view lang, double share) {
    std::string text = digits(figure.value * share, figure.decimals, lang);
    if (figure.unit.empty()) return text;
    const std::string& unit = figure.unit.in(lang);
    return text + (unit == "%" && lang == "en" ? "" : " ") + unit;
}

std::string shown_date(std::string_view iso, std::string_view lang) {
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (iso.size() < 7) return std::string(iso);
    const auto part = [iso](std::size_t at) {
        int value = 0;
        std::from_chars(iso.data() + at, iso.data() + at + 2, value);
        return value;
    };
    const std::string year(iso.substr(0, 4));
    const int month = part(5), day = iso.size() >= 10 ? part(8) : 0;
    if (month < 1 || month > 12) return std::string(iso);
    if (lang == "en")
        return (day ? std::to_string(day) + " " : "") + kMonths[static_cast<std::size_t>(month - 1)] + " " + year;
    return (day ? std::to_string(day) + "/" : "") + std::to_string(month) + "/" + year;
}

std::string shown_source(const Figure& figure, std::string_view lang) {
    const std::string date = shown_date(figure.as_of, lang);
    if (figure.source.empty()) return date;
    return date.empty() ? figure.source.in(lang) : figure.source.in(lang) + " · " + date;
}

ui::Image* picture_of(const Picture& picture) {
    return picture.empty() ? nullptr : ui::image(art_folder() + "/" + picture.file + ".png");
}

const ui::AnswerColor& color_of(const Booth& booth) { return ui::theme().answer[static_cast<std::size_t>(booth.hue) % 8]; }

ui::Icon icon_of(const Booth& booth) {
    ui::Icon icon = ui::Icon::storefront;
    ui::icon_by_name(booth.icon, icon);
    return icon;
}

void draw_picture(const Booth& booth, const Picture& picture, float x, float y, float w, float h, float radius) {
    if (auto* image = picture_of(picture)) return ui::draw_image(*image, x, y, w, h, radius);
    const auto& color = color_of(booth);
    ui::gradient(x, y, w, h, radius, color.low, color.high);
    ui::icon(x + w / 2, y + h / 2, std::min(w, h) * .42f, icon_of(booth), ui::fade_to(color.ink, .85f));
}

bool draw_stamp_card(const StampCode& code, float x, float y, float w, float h) {
    const auto& theme = ui::theme();
    const bool tapped = ui::hit("booths.stamp", x, y, w, h);
    ui::card(x, y, w, h, theme.radius_l);
    constexpr float kPad = 24, kRing = 34;
    const bool beside = w > 1.3f * h;
    const float size = beside ? h - 2 * kPad : std::min(w - 2 * kPad, h - 2 * kPad - 216);
    ui::qr(beside ? x + kPad : x + (w - size) / 2, y + kPad, size, code.url);
    const float left = beside ? x + kPad + size + 30 : x + kPad + 8, right = x + w - kPad - (beside ? 0 : 8);
    const float top = beside ? y + kPad : y + kPad + size + 4, bottom = y + h - kPad;
    ui::text_cut(left, top + 20, right - left, ui::tr("booths.stamp.overline"), {24, ui::Weight::bold, 1.3f, .8f}, theme.accent2);
    const float ring_y = bottom - kRing - 8, words_h = ring_y - kRing - 14 - (top + 42);
    ui::fit(left, top + 42, right - left, words_h, ui::tr("booths.stamp.ask"), {beside ? 38.f : 32.f, ui::Weight::semibold, 1.22f}, 25, theme.text, ui::Align::left, 0);
    ui::countdown(left + kRing + 16, ring_y, kRing, code.seconds_left, code.seconds_total);
    const float stars = left + 2 * kRing + 56;
    ui::icon(stars + 14, ring_y, 34, ui::Icon::star, theme.gold);
    const std::string given = ui::number(static_cast<double>(code.given));
    ui::text_mid(stars + 42, ring_y, given, ui::type::number, theme.text);
    const float word = stars + 42 + ui::measure(given, ui::type::number) + 12;
    const auto stamps = ui::tr("booths.stamp.given");
    if (ui::measure(stamps, ui::type::caption) <= right - word) ui::text_mid(word, ring_y + 2, stamps, ui::type::caption, theme.muted);
    return tapped;
}

} // namespace booths
