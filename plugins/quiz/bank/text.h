// Words in the languages of the event, and how two of them are compared. Thread: any.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace quiz {

enum class Lang { vi, en };
inline Lang lang_named(std::string_view name) { return name == "en" ? Lang::en : Lang::vi; } // Vietnamese unless it is English

// One text in Vietnamese and, perhaps, in English. A plain string in a bank is read as Vietnamese only.
struct Text {
    std::string vi, en;

    bool empty() const { return vi.empty() && en.empty(); }
    // The wanted language, or the other one where that is missing.
    const std::string& pick(Lang lang) const { return lang == Lang::en ? (en.empty() ? vi : en) : (vi.empty() ? en : vi); }
    bool operator==(const Text&) const = default;
};

// For comparing what people typed: lower case, no accents, đ → d, white space and punctuation folded to single spaces.
// "  Đà-Nẵng! " and "da nang" are the same. Empty where nothing but punctuation was there, or for broken UTF-8.
std::string fold(std::string_view);
// Letters as a reader counts them (extended grapheme clusters): "ế" is one, a family emoji is one.
std::size_t letters(std::string_view);

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace quiz
