#include "kiosk/people/bad_words.h"

#include "kiosk/base/text.h"
#include "kiosk/people/bad_word_list.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::people {

namespace {

// A base letter and the accents on it.
struct Letter {
    char32_t base = 0;
    std::uint8_t accents = 0;
};
using Word = std::vector<Letter>;

enum Accent : std::uint8_t { kGrave = 1, kAcute = 2, kTilde = 4, kHook = 8, kDot = 16, kShape = 32, kStroke = 64, kOther = 128 };

struct Pattern {
    Word letters; // of all syllables, one after the other
    bool phrase = false;
    bool plain = true; // has no accents: those that were typed say nothing
    Missing accents = Missing::any;
    bool inside = false;
};

struct Match {
    bool found = false;
    bool whole_accents = false; // the best reading carries every accent of the pattern
};

// Neighbouring words, read as one: a disguise may fall apart into words anywhere.
struct Run {
    Word letters;
    Word core;               // of a single word: without the digits and signs around it; otherwise empty
    bool single = false;     // one word
    bool spaced_out = false; // each word is one letter
    bool whole_name = false; // no other word of the name has letters
};

const std::vector<Pattern>& patterns();
std::vector<Word> words_of(std::string_view);
Run run_of(const std::vector<Word>& words, std::size_t first, std::size_t end);
bool is_bad(const Run&, const Pattern&);

} // namespace

bool has_bad_word(std::string_view name) {
    const auto words = words_of(name);
    for (std::size_t first = 0; first < words.size(); ++first) {
        for (std::size_t end = first + 1; end <= words.size(); ++end) {
            const Run run = run_of(words, first, end);
            const auto bad = [&run](const Pattern& pattern) { return is_bad(run, pattern); };
            if (std::any_of(patterns().begin(), patterns().end(), bad)) return true;
        }
    }
    return false;
}

namespace {

// Combining marks as Unicode takes Vietnamese letters apart. Circumflex and breve share a bit, for nothing in the list
// hangs on â or ă; the horn has another one, for much hangs on ô or ơ (lồn, lợn).
std::uint8_t accent(char32_t mark) {
    switch (mark) {
    case 0x0300: return kGrave;
    case 0x0301: return kAcute;
    case 0x0303: return kTilde;
    case 0x0309: return kHook;
    case 0x0323: return kDot;
    case 0x0302: // circumflex
    case 0x0306: return kShape; // breve
    default: return kOther;     // the horn of ơ and ư among them
    }
}

bool is_mark(char32_t code) { return code >= 0x0300 && code <= 0x036F; }

char32_t plain_letter(char32_t code) {
    for (const auto& [letter, looks_like] : kLookalikes) {
        if (letter == code) return static_cast<char32_t>(looks_like);
    }
    return code;
}

bool may_disguise(char32_t code) {
    if (code >= U'0' && code <= U'9') return true; // also one that stands for nothing keeps a word together: "lon2k9"
    return std::any_of(std::begin(kDisguises), std::end(kDisguises), [code](const Disguise& d) { return d.typed == code; });
}

bool is_letter(char32_t code) { return code >= U'a' && code <= U'z'; }

// Letters and what may stand for them; everything else stands between words.
std::vector<Word> words_of(std::string_view name) {
    std::vector<Word> words;
    bool open = false;
    for (const char32_t code : text::spell_out(name)) {
        if (is_mark(code)) {
            if (open) words.back().back().accents |= accent(code);
            continue;
        }
        Letter letter{plain_letter(code), 0};
        if (letter.base == U'đ') letter = {U'd', kStroke};
        if (!is_letter(letter.base) && !may_disguise(letter.base)) {
            open = false;
            continue;
        }
        if (!open) words.emplace_back();
        open = true;
        words.back().push_back(letter);
    }
    return words;
}

const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> made;
        for (const auto& bad : kBadWords) {
            Pattern pattern;
            const auto syllables = words_of(bad.spelling);
            for (const auto& syllable : syllables) {
                pattern.letters.insert(pattern.letters.end(), syllable.begin(), syllable.end());
            }
            pattern.phrase = syllables.size() > 1;
            const auto bare = [](Letter letter) { return letter.accents == 0; };
            pattern.plain = std::all_of(pattern.letters.begin(), pattern.letters.end(), bare);
            pattern.accents = bad.accents;
            pattern.inside = bad.inside;
            made.push_back(std::move(pattern));
        }
        return made;
    }();
    return all;
}

bool stands_for(char32_t typed, char32_t meant) {
    if (typed == meant) return true;
    if (!may_disguise(typed)) return false;
    for (const auto& [sign, means] : kDisguises) {
        if (sign == typed && means.find(static_cast<char>(meant)) != std::string_view::npos) return true;
    }
    return false;
}

// Reads the word from `at` as the pattern from `next`; a letter may be typed several times, its accents count together.
// `letters` is how many true letters were read, less the digits and signs: the class D17 is no disguise.
void follow(const Word& word, std::size_t at, const Pattern& pattern, std::size_t next, bool whole, int letters, Match& result) {
    if (next == pattern.letters.size()) {
        if ((at == word.size() || pattern.inside) && letters >= 0) {
            result.found = true;
            result.whole_accents = result.whole_accents || whole;
        }
        return;
    }
    const Letter meant = pattern.letters[next];
    std::uint8_t typed = 0;
    for (; at < word.size() && stands_for(word[at].base, meant.base); ++at) {
        typed |= word[at].accents;
        if (!pattern.plain && (typed & ~meant.accents) != 0) return; // an accent that the bad word does not have
        letters += is_letter(word[at].base) ? 1 : -1;
        follow(word, at + 1, pattern, next + 1, whole && (typed & meant.accents) == meant.accents, letters, result);
    }
}

Match match(const Word& word, const Pattern& pattern) {
    Match result;
    if (word.size() < pattern.letters.size()) return result;
    const std::size_t starts = pattern.inside ? word.size() : 1;
    for (std::size_t start = 0; start < starts; ++start) follow(word, start, pattern, 0, true, 0, result);
    return result;
}

// What is left of "lon2k9" or "!!lon": from the first letter to the next digit or sign.
Word without_digits_around(const Word& word) {
    const auto letter = [](Letter l) { return is_letter(l.base); };
    const auto first = std::find_if(word.begin(), word.end(), letter);
    const auto last = std::find_if(first, word.end(), [&](Letter l) { return !letter(l); });
    return {first, last};
}

bool has_letters(const Word& word) {
    return std::any_of(word.begin(), word.end(), [](Letter l) { return is_letter(l.base); });
}

Run run_of(const std::vector<Word>& words, std::size_t first, std::size_t end) {
    const auto from = words.begin() + static_cast<std::ptrdiff_t>(first);
    const auto to = words.begin() + static_cast<std::ptrdiff_t>(end);
    Run run;
    for (auto word = from; word != to; ++word) run.letters.insert(run.letters.end(), word->begin(), word->end());
    run.single = end - first == 1;
    if (run.single) run.core = without_digits_around(run.letters);
    run.spaced_out = std::all_of(from, to, [](const Word& word) { return word.size() == 1; });
    run.whole_name = std::none_of(words.begin(), from, has_letters) && std::none_of(to, words.end(), has_letters);
    return run;
}

bool is_bad(const Run& run, const Pattern& pattern) {
    Match found = match(run.letters, pattern);
    if (!found.found) found = match(run.core, pattern);
    if (!found.found) return false;

    // One syllable that falls apart is read together only where it was spaced out letter by letter, or where its accents
    // leave no doubt: "Lo Nam" is a name.
    const bool sure = found.whole_accents && !pattern.plain;
    if (!run.single && !pattern.phrase && !run.spaced_out && !sure) return false;

    if (found.whole_accents || pattern.accents == Missing::any) return true;
    return pattern.accents == Missing::alone && run.whole_name;
}

} // namespace

} // namespace kiosk::people
