#include "kiosk/ui/lines.h"

#include <algorithm>

namespace kiosk::ui {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// May a line end before the glyph at byte `at`, which is no space? Only after a hyphen or slash between letters.
bool break_after_sign(std::string_view text, std::uint32_t at) {
    if (at < 2 || at >= text.size())
        return false;
    const char sign = text[at - 1], before = text[at - 2], after = text[at];
    return (sign == '-' || sign == '/') && before != ' ' && after != ' ' && before != sign && after != sign &&
           !is_digit(before) && !is_digit(after);
}

// Positions along the run: the pen before glyph i in units, and the end of the run for i == size.
struct Ruler {
    const Run& run;
    const Type& type;
    std::size_t size() const { return run.glyphs.size(); }
    float at(std::size_t i) const {
        const float pen = i < size() ? run.glyphs[i].pen : run.width;
        return pen * type.size + static_cast<float>(i) * type.track;
    }
    float between(std::size_t from, std::size_t to) const { return to > from ? at(to) - at(from) - type.track : 0; }
    std::uint32_t byte(std::size_t i, std::string_view text) const {
        return i < size() ? run.glyphs[i].byte : static_cast<std::uint32_t>(text.size());
    }
    std::size_t next_letter(std::size_t i) const { // the first glyph of the next cluster
        const std::uint32_t here = run.glyphs[i].byte;
        do
            i++;
        while (i < size() && run.glyphs[i].byte == here);
        return i;
    }
};

} // namespace

float Wrapped::width() const {
    float widest = 0;
    for (const Line& line : lines)
        widest = std::max(widest, line.width);
    return widest;
}

void wrap(const Run& run, std::string_view text, const Type& type, float width, Wrapped& out) {
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    const Ruler ruler{run, type};
    const float room = width + .01f; // a text must fit into its own measure
    out.lines.clear();
    out.word_broken = false;

    auto letter = [&](std::size_t i) { return text[run.glyphs[i].byte]; };
    auto emit = [&](std::size_t from, std::size_t to) {
        while (to > from && letter(to - 1) == ' ')
            to--;
        out.lines.push_back({ruler.byte(from, text), ruler.byte(to, text), ruler.between(from, to)});
    };

    std::size_t from = 0, break_end = kNone, break_next = kNone; // the last place where this line could end, and go on
    for (std::size_t i = 0; i < ruler.size();) {
        const char c = letter(i);
        const std::size_t next = ruler.next_letter(i);
        if (c == '\n') {
            emit(from, i);
            from = i = next;
            break_end = kNone;
            continue;
        }
        if (c == ' ') {
            if (i > from)
                break_end = i, break_next = next;
            else
                from = next; // a line does not begin with a space
            i = next;
            continue;
        }
        if (i > from && break_after_sign(text, run.glyphs[i].byte))
            break_end = break_next = i;
        if (ruler.between(from, next) > room && i > from) {
            if (break_end != kNone) {
                emit(from, break_end);
                from = i = break_next;
            } else {
                emit(from, i);
                from = i;
                out.word_broken = true;
            }
            break_end = kNone;
            continue;
        }
        i = next;
    }
    if (from < ruler.size() || out.lines.empty() || (!text.empty() && text.back() == '\n'))
        emit(from, ruler.size());
}

void balance(const Run& run, std::string_view text, const Type& type, float width, Wrapped& out) {
    const std::size_t count = out.lines.size();
    if (count < 2 || count > 6 || out.word_broken || text.find('\n') != std::string_view::npos)
        return;
    Wrapped tried;
    float low = width / static_cast<float>(count) * .6f, high = width;
    while (high - low > 4) {
        const float middle = (low + high) / 2;
        wrap(run, text, type, middle, tried);
        const bool good = tried.lines.size() <= count && !tried.word_broken;
        (good ? high : low) = middle;
    }
    wrap(run, text, type, std::min(width, high * 1.025f), tried); // a little room, so that upper lines are the fuller ones
    if (tried.lines.size() == count && !tried.word_broken)
        std::swap(out.lines, tried.lines);
}

std::uint32_t bytes_within(const Run& run, std::string_view text, const Type& type, std::uint32_t begin, float width,
                           float tail) {
    const Ruler ruler{run, type};
    std::size_t from = 0;
    while (from < ruler.size() && run.glyphs[from].byte < begin)
        from++;
    std::size_t last = from;
    for (std::size_t i = from; i < ruler.size();) {
        const std::size_t next = ruler.next_letter(i);
        if (text[run.glyphs[i].byte] == '\n' || ruler.at(next) - ruler.at(from) + tail > width)
            break;
        if (text[run.glyphs[i].byte] != ' ')
            last = next;
        i = next;
    }
    return ruler.byte(last, text);
}

} // namespace kiosk::ui
