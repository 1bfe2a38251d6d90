// The content that comes with the product: not only valid, but fair and complete.
#include "desk.h"

#include "kiosk/base/text.h"

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

namespace kiosk::content {
namespace {

using nlohmann::json;
using testing::ElementsAre;

std::vector<std::pair<std::string, json>> our_banks() {
    std::vector<std::pair<std::string, json>> banks;
    for (const auto& entry : std::filesystem::directory_iterator(kOurContent / "banks"))
        if (entry.path().extension() == ".json")
            banks.emplace_back(entry.path().filename(), json::parse(slurp(entry.path())));
    return banks;
}

void each_question(const std::function<void(const json& question, const std::string& name)>& look) {
    for (const auto& [file, bank] : our_banks())
        for (const auto& question : bank["questions"])
            look(question, file + " " + question["id"].get<std::string>());
}

std::vector<std::string> ids_of(const json& options) {
    std::vector<std::string> ids;
    for (const auto& option : options)
        ids.push_back(option["id"]);
    return ids;
}

TEST(OurContent, HasNoFaultsAndNoWarnings) {
    const Library library(kOurContent, {{"quiz-bank", "banks", "quiz-bank-v1", {}}});
    EXPECT_THAT(lines(library.check(kOurContent, Lang::vi)), ElementsAre());
}

TEST(OurContent, HasThreeBanksOfTwentyTwoQuestionsOrMore) {
    EXPECT_GE(our_banks().size(), 3u);
    for (const auto& [file, bank] : our_banks())
        EXPECT_GE(bank["questions"].size(), 22u) << file;
}

TEST(OurContent, UsesEveryTypeOfQuestionInEveryBank) {
    for (const auto& [file, bank] : our_banks()) {
        std::set<std::string> types;
        for (const auto& question : bank["questions"])
            types.insert(question["type"]);
        EXPECT_EQ(types.size(), 7u) << file;
    }
}

TEST(OurContent, EveryTextIsThereInBothLanguages) {
    each_question([](const json& question, const std::string& name) {
        std::vector<json> texts = {question["text"], question["explanation"]};
        for (const auto& option : question.value("options", json::array()))
            texts.push_back(option["text"]);
        if (question.contains("source"))
            texts.push_back(question["source"]["title"]);
        for (const auto& text : texts) {
            ASSERT_TRUE(text.is_object()) << name;
            EXPECT_FALSE(text.value("vi", "").empty()) << name;
            EXPECT_FALSE(text.value("en", "").empty()) << name;
        }
    });
}

TEST(OurContent, AnswersNameOptionsThatExist) {
    each_question([](const json& question, const std::string& name) {
        const auto ids = ids_of(question.value("options", json::array()));
        EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size()) << name;
        const std::string type = question["type"];
        if (type == "single") {
            EXPECT_THAT(ids, testing::Contains(question["answer"].get<std::string>())) << name;
        } else if (type == "multiple") {
            EXPECT_LT(question["answer"].size(), ids.size()) << name << ": all right is no question";
            for (const auto& id : question["answer"])
                EXPECT_THAT(ids, testing::Contains(id.get<std::string>())) << name;
        } else if (type == "order") {
            EXPECT_THAT(question["answer"].get<std::vector<std::string>>(), testing::UnorderedElementsAreArray(ids)) << name;
            EXPECT_NE(question["answer"].get<std::vector<std::string>>(), ids) << name << ": already in order";
        }
    });
}

TEST(OurContent, NoTwoOptionsSayTheSame) {
    each_question([](const json& question, const std::string& name) {
        for (const auto* lang : {"vi", "en"}) {
            std::set<std::string> seen;
            for (const auto& option : question.value("options", json::array()))
                EXPECT_TRUE(seen.insert(option["text"][lang].get<std::string>()).second) << name;
        }
    });
}

TEST(OurContent, QuestionIdsAreUniqueAcrossBanks) {
    std::set<std::string> seen;
    each_question(
        [&](const json& question, const std::string& name) { EXPECT_TRUE(seen.insert(question["id"]).second) << name; });
}

TEST(OurContent, RightAnswersAreSpreadOverThePositions) {
    for (const auto& [file, bank] : our_banks()) {
        std::map<std::string, int> right;
        int singles = 0;
        for (const auto& question : bank["questions"]) {
            if (question["type"] == "single") {
                ++singles;
                ++right[question["answer"]];
            }
        }
        for (const auto* id : {"a", "b", "c", "d"}) {
            EXPECT_GE(right[id] * 6, singles) << file << " " << id;        // at least a sixth
            EXPECT_LE(right[id] * 100, singles * 35) << file << " " << id; // at most 35 %
        }
    }
}

TEST(OurContent, WhoeverAlwaysTakesTheLongestOptionGainsNothing) {
    for (const auto& [file, bank] : our_banks()) {
        for (const auto* lang : {"vi", "en"}) {
            double longest_hits = 0, shortest_hits = 0;
            int singles = 0;
            for (const auto& question : bank["questions"]) {
                if (question["type"] != "single")
                    continue;
                ++singles;
                std::size_t longest = 0, shortest = SIZE_MAX, own = 0;
                for (const auto& option : question["options"]) {
                    const std::size_t length = text::letters(option["text"][lang].get<std::string>());
                    longest = std::max(longest, length);
                    shortest = std::min(shortest, length);
                    if (option["id"] == question["answer"])
                        own = length;
                }
                int as_long = 0, as_short = 0;
                for (const auto& option : question["options"]) {
                    const std::size_t length = text::letters(option["text"][lang].get<std::string>());
                    as_long += length == longest;
                    as_short += length == shortest;
                }
                longest_hits += own == longest ? 1.0 / as_long : 0;
                shortest_hits += own == shortest ? 1.0 / as_short : 0;
                EXPECT_LE(longest, 2 * shortest + 4) << file << " " << question["id"] << " " << lang << ": lengths give away";
            }
            EXPECT_LE(longest_hits / singles, 0.35) << file << " " << lang;
            EXPECT_LE(shortest_hits / singles, 0.35) << file << " " << lang;
        }
    }
}

TEST(OurContent, AboutHalfOfEachBankIsEasy) {
    for (const auto& [file, bank] : our_banks()) {
        std::size_t easy = 0, hard = 0;
        for (const auto& question : bank["questions"]) {
            easy += question["difficulty"] == "easy";
            hard += question["difficulty"] == "hard";
        }
        EXPECT_GE(easy * 100, bank["questions"].size() * 40) << file;
        EXPECT_LE(easy * 100, bank["questions"].size() * 65) << file;
        EXPECT_GE(hard, 2u) << file;
    }
}

TEST(OurContent, FiguresAndLawsHaveASourceWithADate) {
    // Claims that age: a percentage, a number of four digits or more, a date, a law or decree.
    const std::regex claim(
        "[0-9]+,[0-9]+ ?%|[0-9]\\.[0-9]{3}|[0-9]{2}/[0-9]{1,2}/20[0-9]{2}|Nghị định|Luật|Quyết định|Nghị quyết");
    each_question([&](const json& question, const std::string& name) {
        const std::string said =
            question["text"]["vi"].get<std::string>() + " " + question["explanation"]["vi"].get<std::string>();
        if (std::regex_search(said, claim)) {
            EXPECT_TRUE(question.contains("source")) << name;
        }
    });
}

TEST(OurContent, NoOptionMeansAllOrNoneOfTheOthers) {
    const std::regex lazy("tất cả (các )?(đáp án|ý)|các đáp án trên|all of the above|none of the above", std::regex::icase);
    each_question([&](const json& question, const std::string& name) {
        for (const auto& option : question.value("options", json::array())) {
            EXPECT_FALSE(std::regex_search(option["text"]["vi"].get<std::string>(), lazy)) << name;
            EXPECT_FALSE(std::regex_search(option["text"]["en"].get<std::string>(), lazy)) << name;
        }
    });
}

TEST(OurContent, EveryFileIsNfc) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kOurContent)) {
        if (!entry.is_regular_file())
            continue;
        const std::string bytes = slurp(entry.path());
        const auto normal = text::nfc(bytes);
        ASSERT_TRUE(normal) << entry.path();
        EXPECT_EQ(*normal, bytes) << entry.path();
    }
}

TEST(OurEvent, CanBePlayed) {
    const EventFile event = read_event(kOurContent / "event.json", kOurContent / "schema", Lang::vi);
    ASSERT_THAT(lines(event.faults), ElementsAre());
    EXPECT_EQ(event.json["date"], "2026-10-10");
    bool paced_by_staff = false, runs_by_itself = false, rehearses = false;
    for (const auto& contest : event.json["contests"]) {
        paced_by_staff |= contest["auto"] == false && contest["questions"] == 10;
        runs_by_itself |= contest["auto"].is_object();
        rehearses |= contest["rehearsal"] == true;
    }
    EXPECT_TRUE(paced_by_staff && runs_by_itself && rehearses);
}

// Placeholders of a text: {0}, {1}, {days}.
std::multiset<std::string> placeholders(const std::string& text) {
    static const std::regex kPlaceholder("\\{[a-z0-9_]*\\}");
    std::multiset<std::string> all;
    for (std::sregex_iterator at(text.begin(), text.end(), kPlaceholder), end; at != end; ++at)
        all.insert(at->str());
    return all;
}

TEST(OurWords, VietnameseAndEnglishHaveTheSameKeysAndPlaceholders) {
    const json vietnamese = json::parse(slurp(kOurContent / "i18n/vi.json")).flatten();
    const json english = json::parse(slurp(kOurContent / "i18n/en.json")).flatten();
    for (const auto& [key, text] : vietnamese.items()) {
        ASSERT_TRUE(english.contains(key)) << key << " is missing in English";
        EXPECT_FALSE(text.get<std::string>().empty()) << key;
        EXPECT_FALSE(english[key].get<std::string>().empty()) << key;
        EXPECT_EQ(placeholders(text), placeholders(english[key])) << key;
    }
    for (const auto& [key, text] : english.items())
        EXPECT_TRUE(vietnamese.contains(key)) << key << " is missing in Vietnamese";
}

TEST(OurWords, HaveWhatTheHostItselfSays) {
    Words words;
    ASSERT_TRUE(words.load(kOurContent / "i18n"));
    for (const auto* key : {"http.not_saved", "http.busy", "http.not_found", "http.method", "http.too_large", "http.internal",
                            "http.forbidden", "http.login_required", "http.removed", "http.bad_request", "http.timeout",
                            "name.empty", "name.long", "name.bad", "name.unreadable", "unit.unknown"}) {
        EXPECT_NE(words.text("vi", key), key);
        EXPECT_NE(words.text("en", key), key);
    }
}

} // namespace
} // namespace kiosk::content
