#include "kiosk/content/sentences.h"

#include "kiosk/base/text.h"

#include <algorithm>
#include <numeric>

namespace kiosk::content {

namespace {

constexpr std::size_t kMostLetters = 40;
constexpr std::size_t kMostSlips = 2;

// Levenshtein's distance, by the row-at-a-time method of Wagner and Fischer (1974).
std::size_t slips_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

} // namespace

std::string in_quotes(std::string_view value) {
    // Cut by bytes first, so that counting letters costs the same for a word and for a book.
    const std::string_view head = text::first_letters(value.substr(0, kMostLetters * 16), kMostLetters);
    return "“" + std::string(head) + (head.size() < value.size() ? "…”" : "”");
}

std::string shown(const nlohmann::json& value) {
    if (value.is_string()) {
        return in_quotes(value.get_ref<const std::string&>());
    }
    if (value.is_structured()) {
        return value.is_array() ? "[…]" : "{…}";
    }
    return value.dump();
}

std::string type_name(std::string_view type, Lang lang) {
    static constexpr struct {
        std::string_view type;
        Phrase name;
    } kNames[] = {{"string", {"chuỗi trong dấu nháy kép", "a string in double quotes"}},
                  {"number", {"số", "a number"}},
                  {"integer", {"số nguyên", "a whole number"}},
                  {"boolean", {"true hoặc false", "true or false"}},
                  {"array", {"danh sách [ ]", "a list [ ]"}},
                  {"object", {"đối tượng { }", "an object { }"}},
                  {"null", {"null", "null"}}};
    for (const auto& entry : kNames) {
        if (entry.type == type) {
            return entry.name.in(lang);
        }
    }
    return std::string(type);
}

std::string any_of(const std::vector<std::string>& words, Lang lang) {
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            all += i + 1 == words.size() ? (lang == Lang::vi ? " hoặc " : " or ") : ", ";
        }
        all += words[i];
    }
    return all;
}

std::string nearest(std::string_view word, const std::vector<std::string>& words) {
    std::string best;
    std::size_t fewest = kMostSlips + 1;
    for (const auto& candidate : words) {
        if (word.size() > candidate.size() + kMostSlips || candidate.size() > word.size() + kMostSlips) {
            continue;
        }
        const std::size_t slips = slips_between(word, candidate);
        // A word of three letters is not "meant" when two of them differ.
        if (slips < fewest && slips * 2 < candidate.size()) {
            fewest = slips;
            best = candidate;
        }
    }
    return best;
}

} // namespace kiosk::content
