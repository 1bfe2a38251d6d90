#include "kiosk/ui/typing.h"

#include "kiosk/ui/syllable.h"

#include <utf8proc.h>

#include <cstdlib>

namespace kiosk::ui {
namespace {

constexpr std::size_t kLongestWord = 16; // letters; a longer one is nobody's syllable

void append(std::string& out, char32_t code) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

char32_t decode(std::string_view text, std::size_t at, std::size_t& size) {
    utf8proc_int32_t code = 0;
    const auto took = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    size = took < 1 ? 1 : static_cast<std::size_t>(took);
    return took < 1 ? 0xfffd : static_cast<char32_t>(code);
}

std::string nfc(std::string text) { // as it came where it is no UTF-8
    utf8proc_uint8_t* made = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &made,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (size >= 0) text.assign(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
    std::free(made);
    return text;
}

// The last word, if a key may change it; `begin` is where it begins.
Syllable last_word(std::string_view text, std::size_t& begin) {
    Syllable word;
    begin = text.size();
    while (begin > 0 && word.letters.size() <= kLongestWord) {
        std::size_t at = begin - 1, size = 0;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) at--;
        Letter letter{};
        if (!letter_of(decode(text, at, size), letter)) break;
        word.letters.insert(word.letters.begin(), letter);
        begin = at;
    }
    return word;
}

enum class Did : std::uint8_t { nothing, changed, undone }; // undone: the key stands as a letter, too

Did change_tone(Syllable& word, Tone tone) {
    if (!word.parse() || !word.has_nucleus()) return Did::nothing;
    const Tone before = word.tone();
    if (tone == Tone::level && before == Tone::level) return Did::nothing;
    if (tone == before) {
        word.put_tone(Tone::level);
        return Did::undone;
    }
    if (!word.takes(tone)) return Did::nothing;
    word.put_tone(tone);
    return Did::changed;
}

// The word with other marks, if that is a syllable, too.
bool become(Syllable& word, Syllable changed) {
    if (!changed.parse()) return false;
    changed.put_tone(changed.tone());
    word = std::move(changed);
    return true;
}

// A hat for one of these vowels: "oo" is "ô", wherever in the word the second o is typed.
Did put_hat(Syllable& word, std::string_view bases) {
    if (!word.parse()) return Did::nothing;
    for (std::size_t i = word.final; i-- > word.nucleus;) {
        if (bases.find(word.letters[i].base) == std::string_view::npos) continue;
        Syllable changed = word;
        Letter& letter = changed.letters[i];
        if (letter.mark == Diacritic::circumflex) {
            letter.mark = Diacritic::none;
            word = std::move(changed);
            return Did::undone;
        }
        letter.mark = Diacritic::circumflex;
        if (letter.base == 'o' && i > word.nucleus && changed.letters[i - 1].base == 'u')
            changed.letters[i - 1].mark = Diacritic::none; // ươ → uô
        if (become(word, std::move(changed))) return Did::changed;
    }
    return Did::nothing;
}

// In "uo" both are horned, except in words such as "thuở" and "huơ", which end there.
bool horn_uo(Syllable& word) {
    for (std::size_t i = word.nucleus; i + 1 < word.final; i++) {
        Syllable changed = word;
        Letter &u = changed.letters[i], &o = changed.letters[i + 1];
        if (u.base != 'u' || o.base != 'o') continue;
        if (u.mark == Diacritic::horn && o.mark == Diacritic::horn) return false;
        const std::string initial = word.initial();
        const bool may_end = initial == "h" || initial == "th" || initial == "kh";
        const bool alone = word.letters.size() == i + 2 && u.mark == Diacritic::none && o.mark != Diacritic::horn;
        u.mark = may_end && alone ? Diacritic::none : Diacritic::horn;
        o.mark = Diacritic::horn;
        return become(word, std::move(changed));
    }
    return false;
}

// A horn for u and o, a breve for a.
Did put_horn(Syllable& word, std::string_view bases) {
    if (!word.parse()) return Did::nothing;
    if (bases.find('o') != std::string_view::npos && horn_uo(word)) return Did::changed;
    const auto wanted = [](char base) { return base == 'a' ? Diacritic::breve : Diacritic::horn; };
    bool had = false;
    for (std::size_t i = word.final; i-- > word.nucleus;) {
        const Letter& letter = word.letters[i];
        if (bases.find(letter.base) == std::string_view::npos) continue;
        if (letter.mark == wanted(letter.base)) {
            had = true;
            continue;
        }
        Syllable changed = word;
        changed.letters[i].mark = wanted(letter.base);
        if (!had && become(word, std::move(changed))) return Did::changed;
    }
    if (!had) return Did::nothing;
    for (Letter& letter : word.letters)
        if (letter.mark == Diacritic::horn || letter.mark == Diacritic::breve) letter.mark = Diacritic::none;
    word.put_tone(word.tone());
    return Did::undone;
}

// đ: for the d that a syllable begins with; or for the last letter of an abbreviation (HĐND), but not in "add".
Did put_stroke(Syllable& word) {
    if (word.letters.empty()) return Did::nothing;
    const std::size_t n = word.letters.size();
    Letter &first = word.letters.front(), &last = word.letters.back();
    const bool syllable = word.parse() && first.base == 'd' && word.initial().size() <= 2;
    const bool at_end = last.base == 'd' && (n == 1 || !word.letters[n - 2].vowel());
    if (!syllable && !at_end) return Did::nothing;
    Letter& d = syllable ? first : last;
    const bool undo = d.mark == Diacritic::stroke;
    d.mark = undo ? Diacritic::none : Diacritic::stroke;
    return undo ? Did::undone : Did::changed;
}

Did telex(Syllable& word, char key, bool upper) {
    switch (key) {
    case 's': return change_tone(word, Tone::acute);
    case 'f': return change_tone(word, Tone::grave);
    case 'r': return change_tone(word, Tone::hook);
    case 'x': return change_tone(word, Tone::tilde);
    case 'j': return change_tone(word, Tone::dot);
    case 'z': return change_tone(word, Tone::level);
    case 'd': return put_stroke(word);
    case 'a':
    case 'e':
    case 'o': return put_hat(word, std::string_view(&key, 1));
    case 'w': break;
    default: return Did::nothing;
    }
    if (word.letters.size() == 1 && word.letters[0].base == 'u' && word.letters[0].mark == Diacritic::horn) {
        word.letters.clear(); // "ww" is w
        return Did::undone;
    }
    if (const Did did = put_horn(word, "uoa"); did != Did::nothing) return did;
    if (!word.parse() || word.has_nucleus() || word.initial() == "q") return Did::nothing;
    word.letters.push_back({'u', Diacritic::horn, Tone::level, upper}); // a w alone is ư
    return Did::changed;
}

Did vni(Syllable& word, char key) {
    switch (key) {
    case '1': return change_tone(word, Tone::acute);
    case '2': return change_tone(word, Tone::grave);
    case '3': return change_tone(word, Tone::hook);
    case '4': return change_tone(word, Tone::tilde);
    case '5': return change_tone(word, Tone::dot);
    case '6': return put_hat(word, "aeo");
    case '7': return put_horn(word, "uo");
    case '8': return put_horn(word, "a");
    case '9': return put_stroke(word);
    case '0': return change_tone(word, Tone::level);
    default: return Did::nothing;
    }
}

// A tone that the syllable cannot have was meant as a letter: "tẽ" and a t is "text".
void give_back_tone(Syllable& word, Typing how) {
    constexpr std::string_view kTelex = "zsfrxj", kVni = "012345";
    const Tone tone = word.tone();
    if (!word.parse() || word.takes(tone)) return;
    word.put_tone(Tone::level);
    const char key = (how == Typing::vni ? kVni : kTelex)[static_cast<std::size_t>(tone)];
    word.letters.insert(word.letters.begin() + static_cast<std::ptrdiff_t>(word.final),
                        {key, Diacritic::none, Tone::level, word.letters.back().upper});
}

bool printable(char32_t key) {
    return key >= 0x20 && key != 0x7f && !(key >= 0x80 && key < 0xa0) && key <= 0x10ffff && !(key >= 0xd800 && key < 0xe000);
}

} // namespace

std::string typed(std::string_view text, char32_t key, Typing how) {
    std::string out = nfc(std::string(text));
    if (!printable(key)) return out;
    std::size_t begin = 0;
    Syllable word = last_word(out, begin);
    Did did = Did::nothing;
    Letter letter{};
    const bool is_letter = letter_of(key, letter);
    if (how != Typing::plain && key < 128 && word.letters.size() <= kLongestWord) {
        did = how == Typing::vni ? vni(word, static_cast<char>(key)) : is_letter ? telex(word, letter.base, letter.upper) : did;
        if (did == Did::nothing && is_letter) { // a letter more: the tone moves to where it now belongs
            word.letters.push_back(letter);
            word.complete_uo();
            word.put_tone(word.tone());
            give_back_tone(word, how);
            did = Did::changed;
        }
    }
    if (did != Did::nothing) {
        out.resize(begin);
        for (const Letter& each : word.letters) append(out, code_of(each));
    }
    if (did != Did::changed) append(out, key);
    return key < 128 ? out : nfc(std::move(out));
}

std::size_t letters_in(std::string_view text) {
    std::size_t count = 0;
    utf8proc_int32_t before = 0, state = 0;
    for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
        const auto code = static_cast<utf8proc_int32_t>(decode(text, at, size));
        count += at == 0 || utf8proc_grapheme_break_stateful(before, code, &state);
        before = code;
    }
    return count;
}

std::string without_last(std::string_view text) {
    std::size_t begin = 0;
    utf8proc_int32_t before = 0, state = 0;
    for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
        const auto code = static_cast<utf8proc_int32_t>(decode(text, at, size));
        if (at == 0 || utf8proc_grapheme_break_stateful(before, code, &state)) begin = at;
        before = code;
    }
    return std::string(text.substr(0, begin));
}

bool begins_with_capital(std::string_view word) {
    std::size_t size = 0;
    return !word.empty() && utf8proc_category(static_cast<utf8proc_int32_t>(decode(word, 0, size))) == UTF8PROC_CATEGORY_LU;
}

} // namespace kiosk::ui
