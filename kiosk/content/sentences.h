// What the checker says, in Vietnamese and English. Thread: any.
// The words live here and not in content/i18n, for they must be there when nothing of content/ can be read.
#pragma once

#include "kiosk/content/schema.h"

#include <spdlog/fmt/fmt.h>

namespace kiosk::content {

struct Phrase {
    const char* vi;
    const char* en;
    const char* in(Lang lang) const { return lang == Lang::vi ? vi : en; }
};

template <class... Args> std::string say(Lang lang, const Phrase& phrase, const Args&... args) {
    return fmt::format(fmt::runtime(phrase.in(lang)), args...);
}

// A value as it stands in a sentence: “chữ” for strings, JSON for the rest, shortened to 40 characters.
std::string shown(const nlohmann::json&);
std::string in_quotes(std::string_view); // a word of the file
// "chuỗi", "a number", …
std::string type_name(std::string_view schema_type, Lang);
// "a", "b" or "c"
std::string any_of(const std::vector<std::string>&, Lang);
// The word of the list that a typist may have meant: at most two slips away; empty where there is none.
std::string nearest(std::string_view word, const std::vector<std::string>& words);

} // namespace kiosk::content
