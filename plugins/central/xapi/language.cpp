#include "xapi/language.h"

#include "xapi/ascii.h"
#include "xapi/identifiers.h"

#include <algorithm>
#include <bitset>
#include <charconv>

namespace central::xapi {

namespace {

// A tag, subtag by subtag.
class Subtags {
public:
    explicit Subtags(std::string_view tag) : rest_(tag) { next(); }
    bool over() const { return over_; }
    std::string_view now() const { return now_; }
    bool letters(std::size_t least, std::size_t most) const;   // a–z only
    bool alphanumeric(std::size_t least, std::size_t most) const;
    bool digits(std::size_t count) const;
    bool is_x() const { return now_ == "x" || now_ == "X"; } // what follows is for private use
    void next();

private:
    std::string_view rest_, now_;
    bool over_ = false, last_ = false;
};

bool is_language(Subtags&);
bool is_variant(const Subtags&);
bool are_extensions(Subtags&);
bool is_private_use(Subtags&);
bool is_irregular(std::string_view tag);
bool begins_with_range(std::string_view tag, std::string_view range);

} // namespace

bool is_language_tag(std::string_view tag) {
    if (tag.empty()) return false;
    Subtags subtags(tag);
    if (subtags.is_x()) return is_private_use(subtags);
    if (!is_language(subtags)) return is_irregular(tag);
    if (!subtags.over() && subtags.letters(4, 4)) subtags.next();                        // script
    if (!subtags.over() && (subtags.letters(2, 2) || subtags.digits(3))) subtags.next(); // region
    while (!subtags.over() && is_variant(subtags)) subtags.next();
    if (!are_extensions(subtags)) return false;
    if (subtags.is_x()) return is_private_use(subtags);
    return subtags.over() || is_irregular(tag);
}

std::vector<std::string> read_languages(std::string_view accept_language) {
    std::vector<std::pair<std::string, double>> weighed;
    while (!accept_language.empty()) {
        std::string_view one = accept_language.substr(0, accept_language.find(','));
        accept_language.remove_prefix(std::min(one.size() + 1, accept_language.size()));
        double weight = 1;
        if (const std::size_t semicolon = one.find(';'); semicolon != std::string_view::npos) {
            if (const std::size_t q = one.find("q=", semicolon); q != std::string_view::npos)
                std::from_chars(one.data() + q + 2, one.data() + one.size(), weight);
            one = one.substr(0, semicolon);
        }
        const std::size_t begin = one.find_first_not_of(" \t");
        if (begin == std::string_view::npos) continue;
        one = one.substr(begin, one.find_last_not_of(" \t") - begin + 1);
        if (weight > 0 && is_language_tag(one)) weighed.emplace_back(lower(one), weight);
    }
    std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> languages;
    for (auto& [language, weight] : weighed) languages.push_back(std::move(language));
    return languages;
}

Json::const_iterator choose_language(const Json& map, const std::vector<std::string>& languages) {
    for (std::string range : languages) {
        const std::string whole = range;
        while (!range.empty()) {
            for (auto entry = map.begin(); entry != map.end(); ++entry)
                if (lower(entry.key()) == range) return entry;
            const std::size_t dash = range.rfind('-');
            range.resize(dash == std::string::npos ? 0 : dash);
            if (range.size() > 1 && range[range.size() - 2] == '-') range.resize(range.size() - 2); // a singleton goes along
        }
        for (auto entry = map.begin(); entry != map.end(); ++entry)
            if (begins_with_range(entry.key(), whole)) return entry;
    }
    return map.begin();
}

namespace {


void Subtags::next() {
    if (last_) {
        over_ = true;
        now_ = {};
        return;
    }
    const std::size_t dash = rest_.find('-');
    now_ = rest_.substr(0, dash);
    last_ = dash == std::string_view::npos;
    if (!last_) rest_.remove_prefix(dash + 1);
}

bool Subtags::letters(std::size_t least, std::size_t most) const {
    return now_.size() >= least && now_.size() <= most && std::all_of(now_.begin(), now_.end(), is_letter);
}

bool Subtags::alphanumeric(std::size_t least, std::size_t most) const {
    return now_.size() >= least && now_.size() <= most &&
           std::all_of(now_.begin(), now_.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

bool Subtags::digits(std::size_t count) const { return now_.size() == count && std::all_of(now_.begin(), now_.end(), is_digit); }

// "zh", "zh-cmn"; up to three extended language subtags behind one of two or three letters.
bool is_language(Subtags& subtags) {
    if (!subtags.letters(2, 8)) return false;
    const bool extends = subtags.now().size() <= 3;
    subtags.next();
    for (int i = 0; extends && i < 3 && !subtags.over() && subtags.letters(3, 3); ++i) subtags.next();
    return true;
}

// "rozaj", "1901".
bool is_variant(const Subtags& subtags) {
    return subtags.alphanumeric(5, 8) || (subtags.alphanumeric(4, 4) && is_digit(subtags.now().front()));
}

// "u-co-phonebk": a singleton, each once, and at least one subtag of two to eight.
bool are_extensions(Subtags& subtags) {
    std::bitset<128> seen;
    while (!subtags.over() && subtags.alphanumeric(1, 1) && !subtags.is_x()) {
        const auto singleton = static_cast<unsigned char>(lower(subtags.now().front()));
        if (seen.test(singleton)) return false;
        seen.set(singleton);
        subtags.next();
        if (subtags.over() || !subtags.alphanumeric(2, 8)) return false;
        while (!subtags.over() && subtags.alphanumeric(2, 8)) subtags.next();
    }
    return true;
}

bool is_private_use(Subtags& subtags) {
    subtags.next(); // "x"
    if (subtags.over()) return false;
    while (!subtags.over() && subtags.alphanumeric(1, 8)) subtags.next();
    return subtags.over();
}

// Registered before there was a grammar: the ones among RFC 5646's grandfathered tags that do not follow it.
bool is_irregular(std::string_view tag) {
    constexpr std::string_view kIrregular[] = {"en-gb-oed",  "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
                                               "i-klingon",  "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
                                               "i-tay",      "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"};
    return std::find(std::begin(kIrregular), std::end(kIrregular), lower(tag)) != std::end(kIrregular);
}

bool begins_with_range(std::string_view tag, std::string_view range) {
    return tag.size() > range.size() && tag[range.size()] == '-' && lower(tag.substr(0, range.size())) == range;
}

} // namespace

} // namespace central::xapi
