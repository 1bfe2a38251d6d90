#include "import/table/choices.h"

#include "import/table/grid.h"

#include <algorithm>
#include <cctype>

namespace quiz {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::vector<std::string> split(std::string_view text, std::string_view separators);
std::size_t label_length(std::string_view text, std::size_t index, bool digits);
std::vector<std::string> at_labels(std::string_view text);

// Letters and numbers as places counted from 0, as far as they are some.
struct Places {
    std::vector<std::size_t> all;
    std::string strange; // the first that is beyond the options; empty where all are good
    bool numbers = false;
};
std::optional<Places> read_places(std::string_view given, std::size_t options);
std::optional<std::size_t> find_text(std::string_view given, const std::vector<std::string>& places);
Bilingual no_such_option(std::string_view given, const std::vector<std::string>& places);

} // namespace

std::vector<std::string> split_options(std::string_view cell) {
    if (cell.find('\n') != cell.npos)
        return split(cell, "\n");
    if (auto labelled = at_labels(cell); labelled.size() >= kMinOptions)
        return labelled;
    return split(cell, cell.find('|') != cell.npos ? "|" : ";");
}

bool take_labels_off(std::vector<std::string>& options) {
    if (options.size() < kMinOptions)
        return false;
    for (std::size_t i = 0; i < options.size(); ++i)
        if (label_length(options[i], i, false) == 0)
            return false;
    for (std::size_t i = 0; i < options.size(); ++i)
        options[i] = stripped(std::string_view(options[i]).substr(label_length(options[i], i, false)));
    return true;
}

std::variant<Pick, Bilingual> pick_options(std::string_view given, const std::vector<std::string>& places, bool numbers_are_places) {
    given = stripped(given);
    const auto text = find_text(given, places);
    const auto named = read_places(given, places.size());
    const bool sound = named && named->strange.empty() &&
                       std::none_of(named->all.begin(), named->all.end(), [&](std::size_t i) { return places[i].empty(); });
    if (sound && (!text || named->all == std::vector{*text}))
        return Pick{named->all, {}};
    if (sound) {
        const bool by_place = !named->numbers || numbers_are_places;
        const auto& meant = places[by_place ? named->all.front() : *text];
        return Pick{by_place ? named->all : std::vector{*text},
                      by_place ? Bilingual{quoted(given) + " được hiểu là vị trí của lựa chọn " + quoted(meant) + ".",
                                      quoted(given) + " was taken for the place of the option " + quoted(meant) + "."}
                               : Bilingual{quoted(given) + " được hiểu là nội dung của lựa chọn.",
                                      quoted(given) + " was taken for the option’s text."}};
    }
    if (text)
        return Pick{{*text}, {}};
    for (const std::string_view separators : {"\n", "|", ";", ","}) {
        Pick several;
        for (const std::string& part : split(given, separators)) {
            if (const auto found = find_text(part, places))
                several.options.push_back(*found);
            else
                break;
        }
        if (several.options.size() > 1 && several.options.size() == split(given, separators).size())
            return several;
    }
    return no_such_option(named && !named->strange.empty() ? named->strange : given, places);
}

bool names_places(std::string_view given, std::size_t options) {
    const auto named = read_places(stripped(given), options);
    return named && named->strange.empty();
}

namespace {

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find_first_of(separators, at), text.size());
        if (const auto part = stripped(text.substr(at, end - at)); !part.empty())
            parts.emplace_back(part);
        at = end + 1;
    }
    return parts;
}

// Of "B. " or "b)" before option 1; 0 where there is none. With `digits` also "2."
std::size_t label_length(std::string_view text, std::size_t index, bool digits) {
    const bool letter = !text.empty() && lower(text[0]) == static_cast<char>('a' + index);
    const bool digit = digits && !text.empty() && text[0] == static_cast<char>('1' + index);
    if ((!letter && !digit) || index > 8 || text.size() < 3 || std::string_view(".):/").find(text[1]) == std::string_view::npos)
        return 0;
    return digit && text[2] != ' ' ? 0 : 2; // "1.5 km" has no label
}

// "A. Một B. Hai" at its labels; empty where it does not begin with one.
std::vector<std::string> at_labels(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size() && starts.size() <= 8; ++at)
        if ((at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == ';') &&
            label_length(text.substr(at), starts.size(), false) > 0)
            starts.push_back(at);
    std::vector<std::string> parts;
    if (starts.empty() || starts.front() != 0)
        return parts;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        auto part = stripped(text.substr(starts[i], (i + 1 < starts.size() ? starts[i + 1] : text.size()) - starts[i]));
        while (part.ends_with(';')) part.remove_suffix(1);
        parts.emplace_back(part);
    }
    return parts;
}

// Every digit from 1 to as many as there are, each once.
bool is_row_of_places(std::string_view digits) {
    for (std::size_t i = 0; i < digits.size(); ++i)
        if (digits.find(static_cast<char>('1' + i)) == digits.npos)
            return false;
    return true;
}

std::optional<Places> read_places(std::string_view given, std::size_t options) {
    if (given.empty() || given.size() > 60)
        return std::nullopt;
    Places out;
    const auto add = [&](std::size_t place, std::string_view written) {
        out.all.push_back(place);
        if (place >= options && out.strange.empty())
            out.strange = written;
    };
    const auto is_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
    std::string words(given);
    // "1.3" is "1,3" where the comma is a decimal sign; "2.0" is 2.
    if (given.size() == 3 && given[1] == '.' && std::isdigit(static_cast<unsigned char>(given[0])) &&
        std::isdigit(static_cast<unsigned char>(given[2])))
        words = given[2] == '0' ? std::string(1, given[0]) : std::string{given[0], ' ', given[2]};
    for (const std::string& word : split(words, " ,;/&+|\n\t")) {
        std::string_view token = word;
        while (token.size() > 1 && (token.starts_with('(') || token.starts_with('[') || token.starts_with('#')))
            token.remove_prefix(1);
        while (token.size() > 1 && std::string_view(".):]").find(token.back()) != std::string_view::npos) token.remove_suffix(1);
        const std::string folded = fold(token);
        const bool digits = std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits && options > 2 && token.size() == options && is_row_of_places(token)) { // "3124", an order
            for (const char& digit : token) add(static_cast<std::size_t>(digit - '1'), {&digit, 1});
            out.numbers = true;
        } else if (digits && token.size() <= 3) {
            out.numbers = true;
            add(static_cast<std::size_t>(std::stoi(std::string(token))) - 1, token); // 0 wraps to what no option has
        } else if (token.size() == 1 && is_letter(token[0])) {
            add(static_cast<std::size_t>(lower(token[0]) - 'a'), token);
        } else if (folded == "va" || folded == "and" || folded == "dap" || folded == "an" || folded == "cau" ||
                   folded == "phuong" || folded == "lua" || folded == "chon" || folded == "option" || folded == "answer" ||
                   folded == "choice" || folded == "y" || folded == "la") {
            continue;
        } else if (token.size() <= options && std::all_of(token.begin(), token.end(), [&](char c) {
                       return c >= 'A' && c < static_cast<char>('A' + options);
                   })) {
            for (const char& letter : token) add(static_cast<std::size_t>(letter - 'A'), {&letter, 1}); // "ABD"
        } else {
            return std::nullopt;
        }
    }
    if (out.all.empty())
        return std::nullopt;
    return out;
}

// By the same letters; else by the same sounds, where only one has them. "B. Huế" means the second one if that is Huế.
std::optional<std::size_t> find_text(std::string_view given, const std::vector<std::string>& places) {
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!given.empty() && (places[i] == given || (!places[i].empty() && label_length(given, i, true) > 0 &&
                                                      stripped(given.substr(label_length(given, i, true))) == places[i])))
            return i;
    if (given.size() > 1'000)
        return std::nullopt;
    const std::string folded = fold(given);
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (folded.empty() || places[i].size() > 1'000 || fold(places[i]) != folded)
            continue;
        if (found)
            return std::nullopt;
        found = i;
    }
    return found;
}

Bilingual no_such_option(std::string_view given, const std::vector<std::string>& places) {
    static constexpr const char* kCounts[][2] = {{"không", "no"}, {"một", "one"},  {"hai", "two"}, {"ba", "three"},
                                                 {"bốn", "four"}, {"năm", "five"}, {"sáu", "six"}};
    const auto count =
        static_cast<std::size_t>(std::count_if(places.begin(), places.end(), [](const auto& text) { return !text.empty(); }));
    const std::string digits = std::to_string(count);
    const bool word = count < std::size(kCounts);
    return {quoted(given) + " không phải là một trong " + (word ? kCounts[count][0] : digits) + " lựa chọn.",
            quoted(given) + " is not one of the " + (word ? kCounts[count][1] : digits) + " options."};
}

} // namespace
} // namespace quiz
