// A Vietnamese syllable in parts, and what of it is spelled as Vietnamese is. Thread: any; pure.
// Source of the tables: the rules of Vietnamese orthography as school dictionaries give them, and what lies on the way to a
// syllable while it is typed ("ie" before it is "iê").
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::ui {

enum class Diacritic : std::uint8_t { none, circumflex, breve, horn, stroke }; // a ê ă ơ đ
enum class Tone : std::uint8_t { level, acute, grave, hook, tilde, dot };      // ngang sắc huyền hỏi ngã nặng

struct Letter {
    char base; // a…z, or a digit that was meant as one
    Diacritic mark = Diacritic::none;
    Tone tone = Tone::level;
    bool upper = false;

    bool vowel() const { return std::string_view("aeiouy").find(base) != std::string_view::npos; }
};

// A letter of Vietnamese or English; false for everything else.
bool letter_of(char32_t, Letter& out);
char32_t code_of(const Letter&);

class Syllable {
public:
    std::vector<Letter> letters;

    // Where the parts lie, found anew by parse().
    std::size_t nucleus = 0, final = 0; // the first letters of the two; letters.size() where there is none
    // Begin to end, is this a syllable, or may it become one? Also true for what has no vowel yet.
    bool parse();
    bool has_nucleus() const { return final > nucleus; }
    bool has_final() const { return letters.size() > final; }
    std::string initial() const { return spelled(0, nucleus); }

    Tone tone() const;      // of the whole word
    bool takes(Tone) const; // a syllable that ends in c, ch, p or t has only sắc and nặng; after parse()
    void put_tone(Tone);    // where it belongs; a word that is no syllable keeps its tone where it is
    // "ưo" and "uơ" are "ươ" as soon as something follows them.
    void complete_uo();

private:
    std::string spelled(std::size_t begin, std::size_t end) const; // lower case, without tone
};

} // namespace kiosk::ui
