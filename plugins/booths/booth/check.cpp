#include "booth/reader.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <set>

namespace booths {
namespace {

void check_figure(const Figure&, const std::string& pointer, Faults&);
void check_link(const Link&, const std::string& pointer, Faults&);
void check_stamp(const Stamp&, Faults&);
bool is_date(std::string_view);

} // namespace

void check(const Booth& booth, Faults& faults) {
    for (std::size_t i = 0; i < booth.figures.size(); ++i)
        check_figure(booth.figures[i], "/figures/" + std::to_string(i), faults);
    for (std::size_t i = 0; i < booth.links.size(); ++i)
        check_link(booth.links[i], "/links/" + std::to_string(i), faults);
    check_stamp(booth.stamp, faults);
}

namespace {

void check_figure(const Figure& figure, const std::string& pointer, Faults& faults) {
    if (!figure.as_of.empty() && !is_date(figure.as_of))
        faults.add(pointer + "/asOf", "“" + figure.as_of + "” không phải một ngày; viết như 2025, 2025-10 hoặc 2025-10-09.",
                   "“" + figure.as_of + "” is not a date; write it as 2025, 2025-10 or 2025-10-09.");
    // Whoever compares the screen with the source must find the same number. A double holds 15 digits, so a small rest is none.
    const double shown = figure.value * std::pow(10., figure.decimals);
    if (std::abs(shown - std::round(shown)) > 1e-6 * std::max(1., std::abs(shown) * 1e-6))
        faults.add(pointer + "/decimals", "Con số sẽ bị làm tròn trên màn hình; hãy tăng “decimals”.",
                   "The number would be rounded on the screen; give more “decimals”.");
}

// A QR code shows nobody where it leads: the address must say it plainly, and https keeps it there.
void check_link(const Link& link, const std::string& pointer, Faults& faults) {
    constexpr std::string_view kScheme = "https://";
    if (link.url.empty())
        return;
    const std::string_view rest = std::string_view(link.url).substr(std::min(link.url.size(), kScheme.size()));
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    if (!link.url.starts_with(kScheme) || host.find('.') == std::string_view::npos || host.find('@') != std::string_view::npos ||
        link.url.find_first_of(" \t\r\n") != std::string::npos)
        faults.add(pointer + "/url", "Phải là địa chỉ web bắt đầu bằng https://, ví dụ https://dichvucong.gov.vn.",
                   "Must be a web address that begins with https://, such as https://dichvucong.gov.vn.");
}

void check_stamp(const Stamp& stamp, Faults& faults) {
    std::set<std::string> ids;
    std::set<std::pair<std::string, std::string>> said; // language, text
    for (std::size_t i = 0; i < stamp.options.size(); ++i) {
        const Option& option = stamp.options[i];
        const std::string here = "/stamp/options/" + std::to_string(i);
        if (!option.id.empty() && !ids.insert(option.id).second)
            faults.add(here + "/id", "Mã “" + option.id + "” đã có ở lựa chọn khác.",
                       "The id “" + option.id + "” is taken by another option.");
        const bool twice = std::any_of(option.text.by_lang.begin(), option.text.by_lang.end(),
                                       [&](const auto& text) { return !said.insert(text).second; });
        if (twice)
            faults.add(here + "/text", "Hai lựa chọn viết giống nhau.", "Two options say the same.");
    }
    if (!stamp.answer.empty() && !stamp.options.empty() && !ids.contains(stamp.answer))
        faults.add("/stamp/answer", "Không có lựa chọn nào mang mã “" + stamp.answer + "”.",
                   "No option has the id “" + stamp.answer + "”.");
}

// "2025", "2025-10" or "2025-10-09", a day of the calendar. Of what is to come nothing is said: that would need a clock.
bool is_date(std::string_view text) {
    int parts[3] = {0, 1, 1};
    constexpr std::size_t kDigits[3] = {4, 2, 2};
    std::size_t at = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string_view digits = text.substr(at, kDigits[i]);
        const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), parts[i]);
        if (digits.size() != kDigits[i] || failed != std::errc() || end != digits.data() + digits.size() || parts[i] < 1)
            return false;
        at += kDigits[i];
        if (at == text.size())
            return std::chrono::year_month_day(std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                                               std::chrono::day(static_cast<unsigned>(parts[2])))
                .ok();
        if (text[at++] != '-')
            return false;
    }
    return false;
}

} // namespace
} // namespace booths
