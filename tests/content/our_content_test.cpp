// The content that comes with the product: not only valid, but fair and complete.
#include "desk.h"

#include "kiosk/base/text.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <iterator>
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

// Every question of one type, by its bank.
std::map<std::string, std::vector<json>> of_type(const std::string& type) {
    std::map<std::string, std::vector<json>> found;
    for (const auto& [file, bank] : our_banks())
        std::copy_if(bank["questions"].begin(), bank["questions"].end(), std::back_inserter(found[file]),
                     [&](const json& question) { return question["type"] == type; });
    return found;
}

std::size_t letters_of(const json& option, const std::string& lang) {
    return text::letters(option["text"][lang].get<std::string>());
}

std::vector<std::string> ids_of(const json& options) {
    std::vector<std::string> ids;
    for (const auto& option : options)
        ids.push_back(option["id"]);
    return ids;
}

TEST(OurContent, HasNoFaultsAndNoWarnings) {
    const Library library(kOurContent, {{"quiz-bank", "banks", "quiz-bank-v1", {}}, {"booth", "booths", "booth-v1", {}}});
    EXPECT_THAT(lines(library.check(kOurContent, Lang::vi)), ElementsAre());
}

TEST(OurContent, HasEightBanksOfTwentyFiveQuestionsOrMore) {
    EXPECT_GE(our_banks().size(), 8u);
    std::size_t all = 0;
    for (const auto& [file, bank] : our_banks()) {
        EXPECT_EQ(bank["id"].get<std::string>() + ".json", file);
        EXPECT_GE(bank["questions"].size(), 25u) << file;
        all += bank["questions"].size();
    }
    EXPECT_GE(all, 200u);
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
        ASSERT_TRUE(question.contains("explanation")) << name;
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

// Somebody who knows nothing follows a habit: of the options, the one that it rates highest.
using Habit = std::function<double(const json& option, std::size_t place)>;

// What the habit earns, in right answers per question; options that it cannot tell apart share the point.
double earned_by(const Habit& habit, const std::vector<json>& questions) {
    double right = 0;
    for (const auto& question : questions) {
        std::vector<double> ratings;
        double own = 0;
        for (const auto& option : question["options"]) {
            ratings.push_back(habit(option, ratings.size()));
            if (option["id"] == question["answer"])
                own = ratings.back();
        }
        const double best = *std::max_element(ratings.begin(), ratings.end());
        if (own == best)
            right += 1.0 / static_cast<double>(std::count(ratings.begin(), ratings.end(), best));
    }
    return right / static_cast<double>(questions.size());
}

double earned_by_chance(const std::vector<json>& questions) {
    return earned_by([](const json&, std::size_t) { return 0; }, questions);
}

// A habit may not pay, and it may not fail so surely that its opposite pays.
void expect_no_better_than_chance(const std::string& name, const Habit& habit, double in_a_bank, double in_all) {
    std::vector<json> all;
    for (const auto& [file, questions] : of_type("single")) {
        EXPECT_NEAR(earned_by(habit, questions), earned_by_chance(questions), in_a_bank) << name << ": " << file;
        all.insert(all.end(), questions.begin(), questions.end());
    }
    EXPECT_NEAR(earned_by(habit, all), earned_by_chance(all), in_all) << name;
}

TEST(OurContent, WhoeverAlwaysTakesTheSamePlaceGainsNothing) {
    for (std::size_t k = 0; k < 4; ++k)
        expect_no_better_than_chance(
            "place " + std::to_string(k + 1), [k](const json&, std::size_t place) { return place == k; }, 0.1, 0.03);
}

TEST(OurContent, WhoeverAlwaysTakesTheLongestOrShortestOptionGainsNothing) {
    for (const std::string lang : {"vi", "en"}) {
        const Habit longest = [&](const json& option, std::size_t) { return static_cast<double>(letters_of(option, lang)); };
        const Habit shortest = [&](const json& option, std::size_t place) { return -longest(option, place); };
        expect_no_better_than_chance("longest, " + lang, longest, 0.14, 0.05);
        expect_no_better_than_chance("shortest, " + lang, shortest, 0.14, 0.05);
    }
}

TEST(OurContent, NoOptionStandsOutByItsLength) {
    for (const auto& [file, questions] : of_type("single")) {
        for (const auto& question : questions) {
            for (const auto* lang : {"vi", "en"}) {
                std::size_t longest = 0, shortest = SIZE_MAX;
                for (const auto& option : question["options"]) {
                    longest = std::max(longest, letters_of(option, lang));
                    shortest = std::min(shortest, letters_of(option, lang));
                }
                EXPECT_LE(longest, 2 * shortest + 4) << file << " " << question["id"] << " " << lang;
            }
        }
    }
}

TEST(OurContent, HalfOfTheStatementsAreTrue) {
    for (const auto& [file, questions] : of_type("boolean")) {
        const auto is_true = std::count_if(questions.begin(), questions.end(), [](const json& q) { return q["answer"] == true; });
        EXPECT_LE(std::abs(2 * is_true - static_cast<std::ptrdiff_t>(questions.size())), 1) << file;
    }
}

TEST(OurContent, WhereSeveralAreRightNoPlaceIsSafe) {
    std::map<std::string, std::size_t> right;
    std::size_t asked = 0;
    for (const auto& [file, questions] : of_type("multiple")) {
        for (const auto& question : questions) {
            ++asked;
            for (const auto& id : question["answer"])
                ++right[id];
        }
    }
    for (const auto* id : {"a", "b", "c", "d"}) {
        EXPECT_GE(right[id] * 10, asked * 5) << id;
        EXPECT_LE(right[id] * 10, asked * 8) << id;
    }
}

TEST(OurContent, AboutHalfOfEachBankIsEasyAThirdMediumAndTheRestHard) {
    for (const auto& [file, bank] : our_banks()) {
        std::map<std::string, std::size_t> of;
        for (const auto& question : bank["questions"])
            of[question["difficulty"]] += 100;
        const std::size_t all = bank["questions"].size();
        EXPECT_THAT(of["easy"] / all, testing::AllOf(testing::Ge(40u), testing::Le(60u))) << file;
        EXPECT_THAT(of["medium"] / all, testing::AllOf(testing::Ge(25u), testing::Le(42u))) << file;
        EXPECT_THAT(of["hard"] / all, testing::AllOf(testing::Ge(10u), testing::Le(25u))) << file;
    }
}

TEST(OurContent, FiguresAndLawsHaveASourceWithADate) {
    // Claims that age: a percentage, a number of four digits or more, a year, a law, decree or programme.
    const std::regex claim("[0-9] ?%|[0-9]\\.[0-9]{3}|(^|[^0-9])(19|20)[0-9]{2}([^0-9]|$)|Nghị định|Nghị quyết|Quyết định|"
                           "Thông tư|Luật |Đề án");
    each_question([&](const json& question, const std::string& name) {
        const std::string said =
            question["text"]["vi"].get<std::string>() + " " + question["explanation"]["vi"].get<std::string>();
        if (std::regex_search(said, claim)) {
            EXPECT_TRUE(question.contains("source")) << name;
        }
    });
}

std::set<std::string> words_of(const std::string& text) {
    std::istringstream folded(text::fold(text));
    return {std::istream_iterator<std::string>(folded), {}};
}

TEST(OurContent, NoQuestionIsAskedTwiceInOtherWords) {
    for (const auto* lang : {"vi", "en"}) {
        std::vector<std::pair<std::string, std::set<std::string>>> asked;
        each_question([&](const json& question, const std::string& name) {
            const auto words = words_of(question["text"][lang]);
            for (const auto& [other_name, other] : asked) {
                std::vector<std::string> shared;
                std::set_intersection(words.begin(), words.end(), other.begin(), other.end(), std::back_inserter(shared));
                const std::size_t different = words.size() + other.size() - shared.size();
                EXPECT_LT(shared.size() * 4, different * 3) << name << " is nearly " << other_name; // three words in four
            }
            asked.emplace_back(name, words);
        });
    }
}

TEST(OurContent, NoOptionMeansAllOrNoneOfTheOthers) {
    const std::regex lazy("(^| )(đáp án|phương án|ý) (trên|nào|đều)|(^| )(cả|tất cả|không) (.* )?(đáp án|phương án|ý)( |$)|"
                          "of the above",
                          std::regex::icase);
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
    std::map<std::string, std::size_t> questions_of;
    for (const auto& [file, bank] : our_banks())
        questions_of[bank["id"]] = bank["questions"].size();
    bool paced_by_staff = false, runs_by_itself = false, rehearses = false;
    for (const auto& contest : event.json["contests"]) {
        paced_by_staff |= contest["auto"] == false && contest["questions"] == 10;
        runs_by_itself |= contest["auto"].is_object();
        rehearses |= contest["rehearsal"] == true;
        std::size_t to_draw_from = 0;
        for (const auto& bank : contest["banks"]) {
            EXPECT_THAT(questions_of, testing::Contains(testing::Key(bank.get<std::string>()))) << contest["id"];
            to_draw_from += questions_of[bank];
        }
        EXPECT_GE(to_draw_from, 5 * contest["questions"].get<std::size_t>()) << contest["id"] << ": rounds would repeat";
    }
    EXPECT_TRUE(paced_by_staff && runs_by_itself && rehearses);
}

// The province has 148 communes and wards, nine of which our sources name: nothing else is made up, nor any figure.
TEST(OurEvent, HasARowForEachOf148UnitsAndMarksThoseWithoutAName) {
    const EventFile event = read_event(kOurContent / "event.json", kOurContent / "schema", Lang::vi);
    ASSERT_FALSE(event.json.is_discarded());
    std::set<std::string> named, titles;
    int units = 0, placeholders = 0;
    for (const auto& unit : event.json["units"]) {
        const std::string title = unit["title"];
        EXPECT_TRUE(titles.insert(title).second) << title << " stands twice";
        EXPECT_EQ(unit["inhabitants"], 0) << title << ": a figure needs a source and a date";
        if (unit["id"] == "khac") continue; // visitors from elsewhere
        ++units;
        const bool keeps_a_place = unit.value("x-placeholder", false);
        EXPECT_EQ(keeps_a_place, title.find("(chờ tên)") != std::string::npos) << title << ": whoever reads it must see it, too";
        placeholders += keeps_a_place;
        if (!keeps_a_place) named.insert(title);
    }
    EXPECT_EQ(units, 148);
    EXPECT_EQ(placeholders, 139);
    EXPECT_EQ(named, (std::set<std::string>{"Phường Tân Hòa", "Xã Thịnh Minh", "Xã Tân Mai", "Xã Pà Cò", "Xã Mường Bi", "Xã Mường Hoa",
                                            "Xã Vân Sơn", "Xã Toàn Thắng", "Xã Bao La"}));
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
