#include "export/markup.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace quiz {

using nlohmann::json;

std::string to_html(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool after_blank = at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\n');
        switch (text[at]) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\n': out += "<br>"; break;
        case '\t': out += "&#9;"; break;
        case ' ': out += after_blank ? "&#32;" : " "; break; // a second one in a row would fold into the first
        default: out += text[at];
        }
    }
    return out;
}

std::string to_html(const Text& text) {
    if (!in_both(text)) return to_html(text.pick(Lang::vi));
    return "<span lang=\"vi\" class=\"multilang\">" + to_html(text.vi) + "</span><span lang=\"en\" class=\"multilang\">" +
           to_html(text.en) + "</span>";
}

bool any_in_both(const Question& question) {
    return in_both(question.text) || in_both(question.explanation) ||
           (question.type != Type::boolean && std::any_of(question.options.begin(), question.options.end(),
                                                          [](const Option& option) { return in_both(option.text); }));
}

json left_over(const Question& question, bool whole) {
    json all = to_json(question), out = json::object();
    if (whole) {
        all.erase("image");
        if (const auto options = all.find("options"); options != all.end())
            for (json& option : *options) option.erase("image");
        return all;
    }
    for (const char* key : {"seconds", "source", "unit", "closest"})
        if (all.contains(key)) out[key] = all[key];
    if (in_both(question.topic)) out["topic"] = all["topic"];
    return out;
}

bool fits_moodle(Type type) { return type != Type::order && type != Type::poll; }

std::string short_name(const Question& question, Lang lang) {
    constexpr std::size_t kEnough = 80; // bytes
    const std::string& text = question.text.pick(lang);
    auto end = std::min(text.find('\n'), text.size());
    if (end <= kEnough) return text.substr(0, end);
    for (end = kEnough; end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80;) // not within a letter
        --end;
    return text.substr(0, end) + "…";
}

std::string starred(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '*' ? "\\*" : std::string(1, c);
    return out;
}

// Moodle takes these fractions and no others.
std::string_view share_of(std::size_t right) {
    static constexpr std::array<std::string_view, kMaxOptions> kShares{"100", "50", "33.33333", "25", "20", "16.66667"};
    return kShares[std::clamp<std::size_t>(right, 1, kMaxOptions) - 1];
}

std::string_view tag_of(Difficulty difficulty) {
    return difficulty == Difficulty::easy ? "easy" : difficulty == Difficulty::hard ? "hard" : "medium";
}

std::string number_text(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

} // namespace quiz
