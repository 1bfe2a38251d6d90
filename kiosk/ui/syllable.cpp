#include "kiosk/ui/syllable.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace kiosk::ui {
namespace {

struct Row {
    char base;
    Diacritic mark;
    std::u32string_view lower, upper; // in the order of Tone
};
constexpr Row kRows[] = {
    {'a', Diacritic::none, U"aáàảãạ", U"AÁÀẢÃẠ"},
    {'a', Diacritic::breve, U"ăắằẳẵặ", U"ĂẮẰẲẴẶ"},
    {'a', Diacritic::circumflex, U"âấầẩẫậ", U"ÂẤẦẨẪẬ"},
    {'e', Diacritic::none, U"eéèẻẽẹ", U"EÉÈẺẼẸ"},
    {'e', Diacritic::circumflex, U"êếềểễệ", U"ÊẾỀỂỄỆ"},
    {'i', Diacritic::none, U"iíìỉĩị", U"IÍÌỈĨỊ"},
    {'o', Diacritic::none, U"oóòỏõọ", U"OÓÒỎÕỌ"},
    {'o', Diacritic::circumflex, U"ôốồổỗộ", U"ÔỐỒỔỖỘ"},
    {'o', Diacritic::horn, U"ơớờởỡợ", U"ƠỚỜỞỠỢ"},
    {'u', Diacritic::none, U"uúùủũụ", U"UÚÙỦŨỤ"},
    {'u', Diacritic::horn, U"ưứừửữự", U"ƯỨỪỬỮỰ"},
    {'y', Diacritic::none, U"yýỳỷỹỵ", U"YÝỲỶỸỴ"},
    {'d', Diacritic::stroke, U"đ", U"Đ"},
};

constexpr std::string_view kInitials[] = {"",  "b",  "c",   "ch", "d", "đ",  "g", "gh", "gi", "h", "k", "kh", "kr", "l", "m",
                                          "n", "ng", "ngh", "nh", "p", "ph", "q", "qu", "r",  "s", "t", "th", "tr", "v", "x"};
constexpr std::string_view kFinals[] = {"", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"};
constexpr std::string_view kStops[] = {"c", "ch", "k", "p", "t"};

// Vowels, the place of the tone in them without and with a final (−1: they take none).
struct Nucleus {
    std::string_view spelled;
    int open, closed;
};
constexpr Nucleus kNuclei[] = {
    {"a", 0, 0},    {"ă", 0, 0},    {"â", 0, 0},    {"e", 0, 0},    {"ê", 0, 0},    {"i", 0, 0},    {"o", 0, 0},
    {"ô", 0, 0},    {"ơ", 0, 0},    {"u", 0, 0},    {"ư", 0, 0},    {"y", 0, 0},

    {"ai", 0, -1},  {"ao", 0, -1},  {"au", 0, -1},  {"ay", 0, -1},  {"âu", 0, -1},  {"ây", 0, -1},  {"eo", 0, -1},
    {"eu", 0, -1},  {"êu", 0, -1},  {"ia", 0, -1},  {"ie", 1, 1},   {"iê", 1, 1},   {"iu", 0, -1},  {"oa", 1, 1},
    {"oă", 1, 1},   {"oe", 1, 1},   {"oi", 0, -1},  {"ôi", 0, -1},  {"ơi", 0, -1},  {"oo", 1, 1},   {"ua", 0, 1},
    {"uâ", 1, 1},   {"ue", 1, 1},   {"uê", 1, 1},   {"ui", 0, -1},  {"uo", 1, 1},   {"uô", 1, 1},   {"uơ", 1, 1},
    {"ưo", 1, 1},   {"ươ", 1, 1},   {"ưa", 0, -1},  {"ưi", 0, -1},  {"uu", 0, -1},  {"ưu", 0, -1},  {"uy", 1, 1},
    {"ye", 1, 1},   {"yê", 1, 1},

    {"ieu", 1, -1}, {"iêu", 1, -1}, {"yeu", 1, -1}, {"yêu", 1, -1}, {"oai", 1, -1}, {"oao", 1, -1}, {"oay", 1, -1},
    {"oeo", 1, -1}, {"uay", 1, -1}, {"uây", 1, -1}, {"uoi", 1, -1}, {"uôi", 1, -1}, {"ươi", 1, -1}, {"uou", 1, -1},
    {"ươu", 1, -1}, {"uya", 1, -1}, {"uye", 2, 2},  {"uyê", 2, 2},  {"uyu", 1, -1},
};

template <class List> bool holds(const List& list, std::string_view what) {
    return std::find(std::begin(list), std::end(list), what) != std::end(list);
}

const Nucleus* nucleus_of(std::string_view spelled) {
    const auto* found =
        std::find_if(std::begin(kNuclei), std::end(kNuclei), [&](const Nucleus& each) { return each.spelled == spelled; });
    return found == std::end(kNuclei) ? nullptr : found;
}

} // namespace

bool letter_of(char32_t code, Letter& out) {
    if (code < 128) {
        const bool upper = code >= 'A' && code <= 'Z', lower = code >= 'a' && code <= 'z';
        out = {static_cast<char>(upper ? code + 32 : code), Diacritic::none, Tone::level, upper};
        return upper || lower;
    }
    for (const Row& row : kRows)
        for (const bool upper : {false, true})
            if (const auto at = (upper ? row.upper : row.lower).find(code); at != std::u32string_view::npos) {
                out = {row.base, row.mark, static_cast<Tone>(at), upper};
                return true;
            }
    return false;
}

char32_t code_of(const Letter& letter) {
    for (const Row& row : kRows)
        if (row.base == letter.base && row.mark == letter.mark)
            return (letter.upper ? row.upper : row.lower)[static_cast<std::size_t>(letter.tone)];
    return static_cast<char32_t>(letter.upper && letter.base >= 'a' ? letter.base - 32 : letter.base);
}

std::string Syllable::spelled(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < end; i++) {
        Letter plain = letters[i];
        plain.tone = Tone::level, plain.upper = false;
        utf8proc_uint8_t bytes[4];
        const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_of(plain)), bytes);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    }
    return out;
}

bool Syllable::parse() {
    const std::size_t n = letters.size();
    const auto vowel = [&](std::size_t i) { return i < n && letters[i].vowel(); };
    std::size_t at = 0;
    while (at < n && !vowel(at)) at++;
    // The u of "qua" and the i of "gia" belong to the initial, as long as another vowel follows.
    if (at == 1 && vowel(1) && vowel(2) && letters[1].mark == Diacritic::none &&
        ((letters[0].base == 'q' && letters[1].base == 'u') || (letters[0].base == 'g' && letters[1].base == 'i')))
        at = 2;
    nucleus = at;
    while (vowel(at)) at++;
    final = at;
    if (std::count_if(letters.begin(), letters.end(), [](const Letter& l) { return l.tone != Tone::level; }) > 1) return false;
    if (!holds(kInitials, spelled(0, nucleus)) || !holds(kFinals, spelled(final, n))) return false;
    if (!has_nucleus()) return true;
    const Nucleus* known = nucleus_of(spelled(nucleus, final));
    return known && (!has_final() || known->closed >= 0);
}

Tone Syllable::tone() const {
    for (const Letter& letter : letters)
        if (letter.tone != Tone::level) return letter.tone;
    return Tone::level;
}

bool Syllable::takes(Tone tone) const {
    return tone == Tone::level || tone == Tone::acute || tone == Tone::dot || !holds(kStops, spelled(final, letters.size()));
}

void Syllable::put_tone(Tone tone) {
    if (!parse() || !has_nucleus()) return;
    for (Letter& letter : letters) letter.tone = Tone::level;
    const Nucleus* known = nucleus_of(spelled(nucleus, final));
    letters[nucleus + static_cast<std::size_t>(has_final() ? known->closed : known->open)].tone = tone;
}

void Syllable::complete_uo() {
    parse();
    if (final < nucleus + 2 || (final == nucleus + 2 && !has_final())) return;
    Letter &u = letters[nucleus], &o = letters[nucleus + 1];
    const bool one_horned = (u.mark == Diacritic::horn) != (o.mark == Diacritic::horn);
    if (u.base != 'u' || o.base != 'o' || !one_horned || o.mark == Diacritic::circumflex) return;
    const Diacritic before_u = u.mark, before_o = o.mark;
    u.mark = o.mark = Diacritic::horn;
    if (!parse()) u.mark = before_u, o.mark = before_o;
}

} // namespace kiosk::ui
