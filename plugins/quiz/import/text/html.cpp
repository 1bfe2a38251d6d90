#include "import/text/html.h"

#include "import/text/entities.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace quiz {
namespace {

constexpr std::size_t kLongestEntity = 12; // of the names that we know, and of numbers

struct Tag {
    std::string name; // small letters
    bool closes = false;
    std::string_view inside; // behind the name
};

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return small(c) >= 'a' && small(c) <= 'z'; }

void append_letter(std::string& out, char32_t letter) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(letter), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

// The letter that begins at `at` with an ampersand; moves `at` behind it. Nothing, and `at` stays, where it is only an &.
std::optional<char32_t> take_entity(std::string_view text, std::size_t& at) {
    const auto end = text.substr(at, kLongestEntity).find(';');
    if (end == text.npos || end < 2) return std::nullopt;
    const auto name = text.substr(at + 1, end - 1);
    std::optional<char32_t> letter;
    if (name.front() == '#') {
        const bool hex = name.size() > 1 && small(name[1]) == 'x';
        const auto digits = name.substr(hex ? 2 : 1);
        char32_t value = 0;
        for (const char c : digits) {
            if (hex ? !std::isxdigit(static_cast<unsigned char>(c)) : !std::isdigit(static_cast<unsigned char>(c)))
                return std::nullopt;
            value = value * (hex ? 16 : 10) + static_cast<char32_t>(c <= '9' ? c - '0' : small(c) - 'a' + 10);
        }
        if (digits.empty() || value == 0 || !utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(value))) return std::nullopt;
        letter = value;
    } else {
        letter = entity(name);
    }
    if (letter) at += end + 1;
    return letter == U'\u00A0' ? U' ' : letter; // editors put &nbsp; wherever somebody typed two spaces
}

// Where a tag that never ends was met, the rest of the text is not searched for its end again and again.
struct TagEnds {
    bool quotes = true; // a > within quotes does not end a tag
    bool any = true;    // there may be more tags
};

// Of the > that ends the tag whose name begins at `at`; npos where there is none.
std::size_t end_of_tag(std::string_view html, std::size_t at, TagEnds& ends) {
    if (ends.quotes) {
        char quote = 0;
        for (std::size_t end = at; end < html.size(); ++end) {
            if (quote == 0 && html[end] == '>') return end;
            if (quote != 0) quote = html[end] == quote ? '\0' : quote;
            else if ((html[end] == '"' || html[end] == '\'') && html[end - 1] == '=') quote = html[end];
        }
        ends.quotes = false;
    }
    const auto end = html.find('>', at);
    ends.any = end != html.npos;
    return end;
}

// The tag that begins at `at` with "<"; moves `at` behind it. Nothing, and `at` stays, where it is only a "less than".
std::optional<Tag> take_tag(std::string_view html, std::size_t& at, TagEnds& ends) {
    Tag tag;
    std::size_t name = at + 1;
    if (name < html.size() && html[name] == '/') {
        tag.closes = true;
        ++name;
    }
    if (!ends.any || name >= html.size() || !(is_letter(html[name]) || (!tag.closes && (html[name] == '!' || html[name] == '?'))))
        return std::nullopt;
    if (html.substr(name, 3) == "!--") {
        const auto end = html.find("-->", name + 3);
        at = end == html.npos ? html.size() : end + 3;
        return tag;
    }
    const auto end = end_of_tag(html, name, ends);
    if (end == html.npos) return std::nullopt;
    std::size_t behind = name;
    while (behind < end && std::isalnum(static_cast<unsigned char>(html[behind]))) tag.name += small(html[behind++]);
    tag.inside = html.substr(behind, end - behind);
    at = end + 1;
    return tag;
}

// The value of an attribute; empty where there is none.
std::string attribute(std::string_view inside, std::string_view wanted) {
    for (std::size_t at = 0; at < inside.size();) {
        while (at < inside.size() && (is_blank(inside[at]) || inside[at] == '/')) ++at;
        std::string name;
        while (at < inside.size() && !is_blank(inside[at]) && inside[at] != '=') name += small(inside[at++]);
        while (at < inside.size() && is_blank(inside[at])) ++at;
        std::string_view value;
        if (at < inside.size() && inside[at] == '=') {
            ++at;
            while (at < inside.size() && is_blank(inside[at])) ++at;
            const char quote = at < inside.size() && (inside[at] == '"' || inside[at] == '\'') ? inside[at++] : '\0';
            auto end = at;
            while (end < inside.size() && (quote != 0 ? inside[end] != quote : !is_blank(inside[end]))) ++end;
            value = inside.substr(at, end - at);
            at = end + (quote != 0);
        }
        if (name == wanted) return without_entities(value);
    }
    return {};
}

// A letter of <sub> or <sup> as Unicode has it: digits, signs and n.
std::string raised(char c, bool high) {
    if (c >= '0' && c <= '9') {
        std::string out;
        if (high && c >= '1' && c <= '3') append_letter(out, c == '1' ? U'¹' : c == '2' ? U'²' : U'³');
        else append_letter(out, (high ? U'⁰' : U'₀') + static_cast<char32_t>(c - '0'));
        return out;
    }
    static constexpr std::string_view kHigh[] = {"⁺", "⁻", "⁼", "⁽", "⁾", "ⁿ"}, kLow[] = {"₊", "₋", "₌", "₍", "₎", "ₙ"};
    if (const auto at = std::string_view("+-=()n").find(c); at != std::string_view::npos)
        return std::string(high ? kHigh[at] : kLow[at]);
    return std::string(1, c);
}

// One language's text while it grows: white space folds, and lines have no blanks at their ends.
class Page {
public:
    void space() { space_ = true; }
    void line() { line_ = true; }
    void line_break() { ++breaks_; }
    void add(std::string_view letters) {
        if (line_ && breaks_ == 0) breaks_ = 1;
        if (breaks_ > 0 && !out_.empty()) out_.append(breaks_, '\n');
        else if (space_ && !out_.empty() && out_.back() != '\n') out_ += ' ';
        line_ = space_ = false;
        breaks_ = 0;
        out_ += letters;
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
    bool line_ = false, space_ = false;
    std::size_t breaks_ = 0; // <br>; two in a row leave an empty line
};

class PlainWriter {
public:
    explicit PlainWriter(Lines lines) : lines_(lines) {}

    Plain write(std::string_view html) {
        for (std::size_t at = 0; at < html.size();) {
            const char c = html[at];
            if (c == '<') {
                if (const auto tag = take_tag(html, at, ends_)) {
                    on_tag(*tag, html, at);
                    continue;
                }
            } else if (c == '&') {
                if (const auto letter = take_entity(html, at)) {
                    std::string bytes;
                    append_letter(bytes, *letter);
                    add(bytes);
                    continue;
                }
            }
            ++at;
            if (is_blank(c) && lines_ == Lines::fold) each([](Page& page) { page.space(); });
            else add(high_ > 0 || low_ > 0 ? raised(c, high_ > 0) : std::string(1, c));
        }
        Plain out = std::move(plain_);
        Text& text = out.text;
        if (!multilang_) {
            text.vi = vi_.take();
        } else {
            text = {had_vi_ ? vi_.take() : std::string(), had_en_ ? en_.take() : std::string()};
            if (text.vi.empty()) // a bank's text always has a Vietnamese side
                text.vi = text.en.empty() ? std::string() : std::exchange(text.en, {});
        }
        for (const std::string* side : {&text.vi, &text.en})
            out.formulas = out.formulas || side->find("\\(") != side->npos || side->find("\\[") != side->npos ||
                           (side->find("$$") != side->npos && side->find("$$") != side->rfind("$$"));
        return out;
    }

private:
    void on_tag(const Tag& tag, std::string_view html, std::size_t& at) {
        if (is_one_of(tag.name, {"script", "style"}) && !tag.closes) {
            skip(tag.name, html, at);
        } else if (tag.name == "br") {
            each([](Page& page) { page.line_break(); });
        } else if (is_one_of(tag.name, {"p", "div", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
                                        "pre", "dt", "dd"})) {
            each([](Page& page) { page.line(); });
        } else if (tag.name == "li") {
            each([](Page& page) { page.line(); });
            if (!tag.closes) add("• ");
        } else if (is_one_of(tag.name, {"td", "th"})) {
            each([](Page& page) { page.space(); });
        } else if (tag.name == "sup" || tag.name == "sub") {
            int& depth = tag.name == "sup" ? high_ : low_;
            depth = std::max(0, depth + (tag.closes ? -1 : 1));
        } else if (tag.name == "img") {
            plain_.pictures.push_back(attribute(tag.inside, "src"));
            if (plain_.spoken.empty()) plain_.spoken = attribute(tag.inside, "alt");
        } else if (tag.name == "span") {
            on_span(tag);
        }
    }

    // Spans nest: a coloured word inside of a language's span does not end it.
    void on_span(const Tag& tag) {
        if (tag.closes) {
            if (in_language_ && --spans_ == 0) in_language_ = false;
            return;
        }
        if (in_language_) {
            ++spans_;
            return;
        }
        if (attribute(tag.inside, "class").find("multilang") == std::string::npos) return;
        const std::string language = attribute(tag.inside, "lang").substr(0, 2);
        multilang_ = in_language_ = true;
        spans_ = 1;
        to_vi_ = language == "vi";
        to_en_ = language == "en";
        had_vi_ = had_vi_ || to_vi_;
        had_en_ = had_en_ || to_en_;
        plain_.other_languages = plain_.other_languages || (!to_vi_ && !to_en_);
    }

    void skip(std::string_view name, std::string_view html, std::size_t& at) {
        while (at < html.size()) {
            at = html.find("</", at);
            if (at == html.npos) {
                at = html.size();
                return;
            }
            const auto found = html.substr(at + 2, name.size());
            if (std::equal(found.begin(), found.end(), name.begin(), name.end(), [](char a, char b) { return small(a) == b; })) {
                const auto end = html.find('>', at);
                at = end == html.npos ? html.size() : end + 1;
                return;
            }
            at += 2;
        }
    }

    template <typename Do> void each(const Do& with) {
        if (!in_language_ || to_vi_) with(vi_);
        if (!in_language_ || to_en_) with(en_);
    }
    void add(std::string_view letters) {
        each([letters](Page& page) { page.add(letters); });
    }

    const Lines lines_;
    TagEnds ends_;
    Plain plain_;
    Page vi_, en_;
    bool multilang_ = false, had_vi_ = false, had_en_ = false; // in the text so far
    bool in_language_ = false, to_vi_ = false, to_en_ = false; // here
    int spans_ = 0;                                            // open ones, from the language's own on
    int high_ = 0, low_ = 0;
};

} // namespace

Plain plain_of(std::string_view html, Lines lines) { return PlainWriter(lines).write(html); }

std::string without_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = text[at] == '&' ? take_entity(text, at) : std::nullopt;
        if (letter) append_letter(out, *letter);
        else out += text[at++];
    }
    return out;
}

} // namespace quiz
