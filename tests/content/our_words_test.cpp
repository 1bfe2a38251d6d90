// Our own words, held against our own code: every key that a screen or page asks for is there in every language, nothing lies in
// the files that nobody asks for, and no word of a screen or page stands in code.
#include "source.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <set>

namespace kiosk::content {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Keys = std::map<std::string, std::string>;

// Where keys are put together, and from what. The rest of each is a word of its own in some code, but where `rest` says whence it comes.
struct Prefix {
    const char* start;
    const char* rest = nullptr;
    const char* code_begins = ""; // what a code has before the rest
};
constexpr Prefix kPrefixes[] = {
    {"http."},                            // Desk::refuse, by the code of the refusal
    {"quiz.preset."},                     // presets of a round, .name and .rule
    {"quiz.refused."},                    // refusals of the quiz, by code
    {"league.line."}, {"league.by."}, {"league."}, // how it stands with the line; orders of units, .detail; empty and waiting, _more
    {"privacy.phone_"},                   // what is wrong with a number
    {"leaderboard."},                     // spans: round, today, all
    {"feedback.reason."},
    {"seal."},                            // kiosk results verify: what became of the seal
    {"prizes.refused."}, {"prizes.minutes."}, {"staff.prizes."}, {"staff.prizes.t."}, {"staff.prizes.trail."}, {"staff.prizes.note."},
    {"staff.prizes.why."}, {"walkup.refused.", nullptr, "walkup_"},
    {"booths.refused."}, {"booths.table."}, {"staff.booths."}, // refusals by code; columns
    {"feedback.phone.reason."}, {"staff.feedback.reason."},
    {"phone.podium.cheer.", "place 1 to 3"},
    {"staff.audit."}, {"staff.next."}, {"staff.phase."}, {"staff.preset."}, // words of the topic quiz/staff
    {"staff.people.show_"},
    {"staff.day.step."}, {"staff.day.title."}, {"staff.day.text."}, {"staff.day.do."}, {"staff.day.todo."},
    {"staff.day.check.", "line of the check, and good, wait or bad"}, {"staff.day.check.clock."},
    {"staff.outbox."}, {"staff.centre."}, {"staff.central."},
    {"staff.central.ago."}, {"staff.central.clock.", "ahead. or behind., and minutes, hours or days"},
    {"staff.central.file.", "names of files, . as _"},
    {"staff.sets.field."}, {"staff.sets.file."}, {"staff.sets.from.", "origin of a version, and _file"},
    {"staff.sets.language.", "codes of languages"}, {"staff.sets.level."}, {"staff.sets.type."},
};

// Names of widgets and of movements, which are no words. Such a name as the first argument of a widget need not be listed.
constexpr const char* kNamesOfWidgets[] = {"league.", "operator.key", "booths.page", "booths.figure.", "walkup.digit."};
const std::set<std::string> kWidgets{"hit", "button", "tile", "tween", "tween_from", "keyboard", "scroll", "scroll_to", "swipe",
                                     "draw", "draw_row", "draw_arrow", "key", "tool", "chip", "draw_wish"};

// Files in which Vietnamese stands, and why it does not belong to content/i18n.
constexpr std::pair<const char*, const char*> kVietnameseInCode[] = {
    {"kiosk/commands", "what commands say in a terminal comes in both languages beside each other"},
    {"kiosk/main.cpp", "the product's name"},
    {"kiosk/screen/window.h", "the product's name"},
    {"kiosk/http/reply.cpp", "refusals of the net thread, which knows no words; both languages"},
    {"kiosk/content/", "faults of content files, both languages beside each other; also for kiosk check, where no words are loaded"},
    {"kiosk/plugin/plugin_list.cpp", "a fault of content, as above"},
    {"kiosk/staff/packs.cpp", "a note that is kept in a pack, both languages"},
    {"kiosk/results/export.cpp", "headings of a file"},
    {"kiosk/base/text.cpp", "a letter of a rule"},
    {"kiosk/people/bad_word", "the words that are filtered"},
    {"kiosk/people/names.cpp", "friendly names are Vietnamese in every language"},
    {"kiosk/ui/keyboard.cpp", "letters on keys"},
    {"kiosk/ui/syllable.cpp", "letters of a rule"},
    {"kiosk/screen/keyboard_scene.cpp", "a name on a picture"},
    {"kiosk/stage_pictures.cpp", "facts on a picture"},
    {"plugins/quiz/stage/walkup_pose.cpp", "people of a picture"},
    {"plugins/quiz/prizes/slip.cpp", "a winner on a picture"},
    {"plugins/feedback/feedback.cpp", "a sentence on a picture"},
    {"kiosk/ui/words.cpp", "what widgets say where no words were given: a gallery, a plugin's own test"},
    {"kiosk/web/kit.js", "a letter of a rule"},
    {"kiosk/web/phone.html", "what stands there before the first script has come"},
    {"kiosk/web/staff.html", "what stands there before the first script has come"},
    {"kiosk/web/phone.js", "no network, and no words yet"},
    {"plugins/hello/", "the smallest example has no words of its own"},
    {"plugins/central/keys.cpp", "what a command says, both languages"},
    {"plugins/central/central.cpp", "what a command says, both languages"},
    {"plugins/central/export/", "headings of files, and refusals for programs; both languages"},
    {"plugins/booths/booth/", "faults of content files, both languages"},
    {"plugins/quiz/bank/", "faults of content files, both languages"},
    {"plugins/quiz/import/", "what is wrong in somebody's file, both languages: there are no words in that process"},
    {"plugins/quiz/export/", "headings and samples of files, both languages"},
    {"plugins/quiz/stage/scene", "people of a picture"},
    {"plugins/league_board/samples.cpp", "people of a picture"},
    {"plugins/leaderboard/", "people of a picture"},
    {"/web/staff.js", "the title of a tab, in all languages, as a manifest's"},
    {"plugins/quiz/web/staff_sets_add.js", "the product's name"},
    {"plugins/quiz/web/staff_sets_question.js", "true and false as a question's options, in all languages as a bank has them"},
};

void flatten(const json& value, const std::string& key, Keys& into) {
    if (value.is_string()) into[key] = value;
    else
        for (const auto& [name, member] : value.items()) flatten(member, key.empty() ? name : key + '.' + name, into);
}

const std::map<std::string, Keys>& languages() {
    static const auto kAll = [] {
        std::map<std::string, Keys> all;
        for (const auto& file : fs::directory_iterator(fs::path(KIOSK_SOURCE_DIR) / "content/i18n")) {
            Keys keys;
            flatten(json::parse(source::contents(file.path())), "", keys);
            all[file.path().stem().string()] = std::move(keys);
        }
        return all;
    }();
    return kAll;
}
const Keys& vietnamese() { return languages().at("vi"); }

// The files that are compiled or served, not those of tests.
const std::vector<source::File>& code() {
    static const auto kAll = source::read_below(KIOSK_SOURCE_DIR, {"kiosk", "plugins", "include"});
    return kAll;
}

// What pages ask for without its first part: the route /i18n/{lang}/{section} hands out a section.
constexpr std::string_view kPageSections[] = {"phone", "staff", "privacy", "booths.phone", "feedback.phone"};

// The section whose words a page's module gets; "" for modules that show no words.
std::string section_of(const std::string& file) {
    if (file == "plugins/booths/web/passport.js") return "booths.phone";
    if (file == "plugins/feedback/web/phone_form.js") return "feedback.phone";
    const auto name = fs::path(file).filename().string();
    if (name.starts_with("phone_privacy")) return "privacy";
    if (name.starts_with("phone")) return "phone";
    return name == "kit.js" ? "" : "staff";
}

// The part of a page's key that the page says; nothing for a key of a screen.
std::optional<std::string> said_by_page(const std::string& key) {
    for (const auto section : kPageSections)
        if (key.starts_with(std::string(section) + '.')) return key.substr(section.size() + 1);
    return std::nullopt;
}
bool is_page_section(const std::string& key) { return said_by_page(key).has_value(); }

// "quiz.lobby.title": small letters, digits, _ and -, with a dot between.
bool looks_like_key(const std::string& text) {
    return text.find('.') != std::string::npos && text.front() != '.' && text.find("..") == std::string::npos &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
           });
}

std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> found;
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) found.insert(text.substr(at, text.find('}', at) + 1 - at));
    return found;
}

TEST(OurWords, EveryLanguageHasTheSameKeysAndTheSameHoles) {
    ASSERT_GE(languages().size(), 2u);
    for (const auto& [lang, keys] : languages()) {
        for (const auto& [key, text] : vietnamese()) {
            const auto found = keys.find(key);
            ASSERT_TRUE(found != keys.end()) << key << " is missing in " << lang << ".json";
            EXPECT_EQ(placeholders(found->second), placeholders(text)) << key << " in " << lang << ".json";
            EXPECT_FALSE(found->second.empty()) << key << " in " << lang << ".json";
        }
        for (const auto& [key, text] : keys) EXPECT_TRUE(vietnamese().contains(key)) << key << " is in " << lang << ".json only";
    }
}

TEST(OurWords, WhatScreensAskForIsThere) {
    std::set<std::string> groups;
    for (const auto& [key, text] : vietnamese())
        if (!is_page_section(key)) groups.insert(key.substr(0, key.find('.')));
    int seen = 0;
    for (const auto& file : code()) {
        if (file.is_page || file.name.starts_with("kiosk/plugin/services_")) continue; // those name functions: "home.offer"
        for (const auto& literal : file.literals) {
            if (!looks_like_key(literal.text) || !groups.contains(literal.text.substr(0, literal.text.find('.')))) continue;
            if (kWidgets.contains(source::called_with(file, literal))) continue;
            if (std::find(std::begin(kNamesOfWidgets), std::end(kNamesOfWidgets), literal.text) != std::end(kNamesOfWidgets)) continue;
            ++seen;
            if (literal.text.back() == '.')
                EXPECT_TRUE(std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](const Prefix& p) { return p.start == literal.text; }))
                    << file.name << ':' << literal.line << " puts a key together from \"" << literal.text << "\": list that in kPrefixes";
            else EXPECT_TRUE(vietnamese().contains(literal.text)) << file.name << ':' << literal.line << " asks for " << literal.text;
        }
    }
    EXPECT_GT(seen, 100);
}

TEST(OurWords, WhatPagesAskForIsThere) {
    int seen = 0;
    for (const auto& file : code()) {
        const auto section = file.is_page ? section_of(file.name) : "";
        if (section.empty()) continue;
        for (const auto& asked : source::asked_of_t(file)) {
            ++seen;
            const std::string key = section + '.' + asked.text;
            if (asked.text.back() == '.')
                EXPECT_TRUE(std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](const Prefix& p) { return key.starts_with(p.start) || p.start == key; }))
                    << file.name << ':' << asked.line << " puts a key together from '" << asked.text << "': list that in kPrefixes";
            else EXPECT_TRUE(vietnamese().contains(key)) << file.name << ':' << asked.line << " asks for " << key;
        }
    }
    EXPECT_GT(seen, 300);
}

TEST(OurWords, NothingLiesInTheFilesThatNobodyAsksFor) {
    std::set<std::string> in_screens, in_pages, anywhere;
    for (const auto& file : code())
        for (const auto& literal : file.literals) {
            (file.is_page ? in_pages : in_screens).insert(literal.text);
            anywhere.insert(literal.text);
        }
    for (const auto& [key, text] : vietnamese()) {
        if (key == "_name") continue; // of the language; Words
        const bool page = is_page_section(key);
        const std::string said = said_by_page(key).value_or(key);
        if ((page ? in_pages : in_screens).contains(said) || in_screens.contains(key)) continue;
        const bool built = std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](const Prefix& prefix) {
            if (!key.starts_with(prefix.start)) return false;
            if (prefix.rest) return true;
            const std::string rest = prefix.code_begins + key.substr(std::string_view(prefix.start).size());
            for (auto at = rest.find('_'); at != std::string::npos; at = rest.find('_', at + 1)) // "state_" and "waiting"
                if (anywhere.contains(rest.substr(0, at + 1)) && anywhere.contains(rest.substr(at + 1))) return true;
            for (const char* end : {"", ".name", ".rule", ".text", "_text", "_more"})
                if (rest.ends_with(end) && anywhere.contains(rest.substr(0, rest.size() - std::string_view(end).size()))) return true;
            return false;
        });
        EXPECT_TRUE(built) << "nobody asks for " << key << " (\"" << text << "\")";
    }
}

TEST(OurWords, WhatKeysArePutTogetherFromStandsInTheCode) {
    for (const auto& prefix : kPrefixes) {
        const std::string start = prefix.start;
        const bool page = is_page_section(start);
        const std::string said = said_by_page(start).value_or(start);
        const bool stands = std::any_of(code().begin(), code().end(), [&](const source::File& file) {
            return std::any_of(file.literals.begin(), file.literals.end(), [&](const auto& literal) {
                return literal.text == start || (file.is_page && page && literal.text == said);
            });
        });
        EXPECT_TRUE(stands) << start << " is in kPrefixes and nowhere else";
        EXPECT_TRUE(std::any_of(vietnamese().begin(), vietnamese().end(), [&](const auto& word) { return word.first.starts_with(start); })) << start;
    }
}

// "walkup.refused.changed" stood on a phone: a key is put together from a code, and the code is a word of the rules.
TEST(OurWords, ARefusalOfAGameHasItsSentence) {
    int seen = 0;
    const std::regex refusal(R"(Refusal\{[^}]*\})");
    for (const auto& file : code())
        for (std::sregex_iterator one(file.code.begin(), file.code.end(), refusal), end; one != end; ++one) {
            const auto from = static_cast<std::size_t>(one->position()), to = from + static_cast<std::size_t>(one->length());
            for (const auto& literal : file.literals) {
                if (literal.begin < from || literal.end > to) continue;
                const bool walkup = literal.text.starts_with("walkup_");
                const std::string name = walkup ? literal.text.substr(7) : literal.text;
                const bool told = walkup ? vietnamese().contains("walkup.refused." + name)
                                         : vietnamese().contains("quiz.refused." + name) || vietnamese().contains("http." + name);
                EXPECT_TRUE(told) << file.name << ':' << literal.line << " refuses with " << literal.text;
                ++seen;
            }
        }
    EXPECT_GE(seen, 40);
}

TEST(OurWords, NoWordOfAScreenStandsInCode) {
    std::set<std::string> needed;
    for (const auto& file : code()) {
        const auto line = source::vietnamese_line(file);
        if (!line) continue;
        const auto allowed = std::find_if(std::begin(kVietnameseInCode), std::end(kVietnameseInCode),
                                          [&](const auto& one) { return file.name.find(one.first) != std::string::npos; });
        if (allowed == std::end(kVietnameseInCode)) ADD_FAILURE() << file.name << ':' << *line << " has words that belong to content/i18n";
        else needed.insert(allowed->first);
    }
    for (const auto& [file, why] : kVietnameseInCode) EXPECT_TRUE(needed.contains(file)) << file << " is allowed and has no Vietnamese in it";
}

TEST(OurWords, ManifestsSayEverythingInEveryLanguage) {
    int seen = 0;
    for (const auto& folder : fs::directory_iterator(fs::path(KIOSK_SOURCE_DIR) / "plugins")) {
        const auto file = folder.path() / "plugin.json";
        if (!fs::exists(file)) continue;
        const json manifest = json::parse(source::contents(file));
        std::vector<json> texts{manifest.at("title")};
        for (const auto& screen : manifest.value("screens", json::array())) {
            texts.push_back(screen.at("title"));
            if (screen.contains("blurb")) texts.push_back(screen.at("blurb"));
        }
        for (const auto& text : texts)
            for (const char* lang : {"vi", "en"})
                EXPECT_FALSE(text.is_object() ? text.value(lang, "").empty() : true) << file << ": " << text << " in " << lang;
        ++seen;
    }
    EXPECT_GE(seen, 4);
}

} // namespace
} // namespace kiosk::content
