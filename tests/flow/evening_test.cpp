// A whole evening in a hall of forty: every preset, every type of question, and people as they are: late, mistaken,
// impatient, silent, kicked. At the end the kiosk's places are compared with a second opinion (reckoning.h).
#include "tests/flow/questions.h"
#include "tests/flow/reckoning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <sstream>

namespace kiosk::flow {
namespace {

constexpr std::size_t kPeople = 40;
constexpr int kSeconds = 15;

// What somebody does with a question follows from who they are, nothing is rolled.
enum class Habit { right, wrong, silent, late, hasty };
Habit habit(std::size_t who, std::size_t question) {
    switch ((who * 7 + question * 5) % 11) {
    case 0: case 1: case 2: case 3: case 4: return Habit::right;
    case 5: case 6: return Habit::wrong;
    case 7: return Habit::silent;
    case 8: return Habit::late;
    default: return Habit::hasty; // first something that is no answer to this question, then the right one
    }
}

json right_choice(const json& question, std::size_t who) {
    const std::string type = question.at("type");
    const json key = question.value("answer", json());
    if (type == "multiple") return {{"options", key}};
    if (type == "boolean") return {{"options", json::array({key == true ? "true" : "false"})}};
    if (type == "order") return {{"order", key}};
    if (type == "number")
        return {{"number", key.get<int>() +
                               (question.value("closest", false) ? static_cast<int>(who % 5) + 3 : static_cast<int>(who % 3))}};
    if (type == "text") {
        constexpr const char* kWays[] = {"Đà Nẵng", "đà nẵng", "da nang", "DA NANG", "  Đà-Nẵng! "};
        return {{"text", kWays[who % 5]}};
    }
    return {{"options", json::array({type == "poll" ? "b" : key.get<std::string>()})}};
}

json wrong_choice(const json& question, std::size_t who) {
    const std::string type = question.at("type");
    if (type == "multiple") return {{"options", who % 2 ? json{"a"} : json{"a", "b", "c"}}};
    if (type == "boolean") return {{"options", json::array({"false"})}};
    if (type == "order") return {{"order", {"a", "b", "c"}}};
    if (type == "number") return {{"number", 5000 + static_cast<int>(who)}};
    if (type == "text") return {{"text", who % 2 ? "Huế" : "Đà Lạt 🚀"}};
    return {{"options", json::array({"a"})}};
}

// Of another shape, unknown, doubled, too many, out of all bounds.
std::vector<json> impossible_choices(const json& question) {
    const std::string type = question.at("type");
    std::vector<json> all = {json::object(),
                             "b",
                             7,
                             nullptr,
                             json::array({"b"}),
                             {{"options", json::array({"zz"})}},
                             {{"options", json::array()}},
                             {{"options", {"a", "a"}}},
                             {{"options", json::array({1})}},
                             {{"order", {"a", "b"}}},
                             {{"order", {"a", "a", "b"}}},
                             {{"number", "53"}},
                             {{"number", 1e300}},
                             {{"text", ""}},
                             {{"text", " .!? "}},
                             {{"text", std::string(500, 'x')}},
                             {{"text", 5}}};
    if (type != "number") all.push_back({{"number", 53}});
    if (type != "text") all.push_back({{"text", "Đà Nẵng"}});
    if (type != "order") all.push_back({{"order", {"c", "a", "b"}}});
    if (type != "multiple") all.push_back({{"options", {"a", "b"}}});
    return all;
}

struct Evening : testing::Test {
    Kiosk kiosk{Content{{}, {mixed_bank()}}};
    Staff staff{kiosk};
    std::vector<Phone> phones;
    std::map<std::string, json> bank;

    void SetUp() override {
        const json mixed = mixed_bank();
        for (const auto& question : mixed.at("questions")) bank[question.at("id")] = question;
        for (std::size_t i = 0; i < kPeople; ++i)
            phones.emplace_back(kiosk, "Người " + std::to_string(i), i % 3 == 0 ? "" : i % 3 == 1 ? "tan-hoa" : "pa-co");
    }

    struct Played {
        std::int64_t round;
        std::vector<Reckoned> rows;
    };

    Played plays_a_round(const std::string& preset, bool asks_guess, bool rehearsal) {
        json order{{"banks", {"mixed"}},  {"questions", 9},           {"preset", preset},
                   {"seconds", kSeconds}, {"asks_guess", asks_guess}, {"rehearsal", rehearsal}};
        EXPECT_EQ(staff.opens(order).status, 200);
        Reckoning reckoning(preset, kSeconds);
        for (const auto& [id, question] : bank) reckoning.question(question);
        const auto enters = [&](Phone& phone, std::size_t i) {
            ASSERT_EQ(phone.enters().status, 200);
            if (asks_guess && i % 4 != 0) {
                ASSERT_EQ(phone.guesses(30 + static_cast<int>(i)).status, 200);
            }
        };
        const auto is_late_joiner = [](std::size_t i) { return i % 10 == 9; };
        everyone(phones, [&](Phone& phone, std::size_t i) {
            if (!is_late_joiner(i)) enters(phone, i);
        });
        for (std::size_t i = 0; i < phones.size(); ++i) {
            reckoning.enters(phones[i].name);
            if (asks_guess && i % 4 != 0 && !is_late_joiner(i)) reckoning.guesses(phones[i].name, 30 + static_cast<int>(i));
        }
        std::vector<Given> saved; // what phones were told; the times come from staff's sheet
        std::mutex mutex;
        for (std::size_t number = 0; number < bank.size(); ++number) {
            staff.goes_to("answering");
            json question = bank.at(kiosk.question().at("id"));
            if (question.at("type") == "order") { // always shuffled
                question["answer"] = as_shown(kiosk.question(), {{"order", question.at("answer")}}).at("order");
                reckoning.question(question);
            }
            const auto gives = [&](Phone& phone, const json& choice, bool expect_late) {
                const auto reply = phone.answers(choice);
                ASSERT_EQ(reply.status, 200) << reply.body << choice;
                ASSERT_EQ(reply.json().at("late"), expect_late);
                std::lock_guard lock(mutex);
                saved.push_back({phone.name, question.at("id"), reply.json().at("choice"), 0, expect_late});
            };
            if (number == 2)
                everyone(phones, [&](Phone& phone, std::size_t i) {
                    if (is_late_joiner(i)) {
                        ASSERT_EQ(phone.enters().status, 200);
                    }
                });
            everyone(phones, [&](Phone& phone, std::size_t i) {
                if (number < 2 && is_late_joiner(i)) return;
                switch (habit(i, number)) {
                case Habit::right: return gives(phone, right_choice(question, i), false);
                case Habit::wrong: return gives(phone, wrong_choice(question, i), false);
                case Habit::hasty: {
                    const auto impossible = impossible_choices(question);
                    const json& choice = impossible[(i + number * 3) % impossible.size()];
                    const auto refused = phone.answers(choice);
                    EXPECT_EQ(refused.status, 422) << choice << " to " << question.at("type");
                    EXPECT_EQ(refused.error(), "bad_choice");
                    return gives(phone, right_choice(question, i), false);
                }
                case Habit::silent:
                case Habit::late: return;
                }
            });
            const json close{{"round", kiosk.round().at("round")}, {"index", kiosk.round().at("index")}};
            EXPECT_EQ(staff.post("/p/quiz/staff/close", close).status, 200);
            std::this_thread::sleep_for(std::chrono::milliseconds(5)); // in the very millisecond of closing it is not late yet
            everyone(phones, [&](Phone& phone, std::size_t i) {
                if (habit(i, number) == Habit::late && !(number < 2 && is_late_joiner(i)))
                    gives(phone, right_choice(question, i), true);
            });
            EXPECT_TRUE(kiosk.shows("closed"));
            corrections(number, question.at("id"), reckoning);
            staff.goes_to("reveal");
            EXPECT_EQ(phones[0].answers_to(question.at("id"), right_choice(question, 0)).status,
                      habit(0, number) == Habit::silent ? 409 : 200);
        }
        EXPECT_EQ(staff.removes(phones[7].id).status, 200);
        reckoning.leaves(phones[7].name);
        staff.goes_to("podium");
        take_times(saved);
        for (auto& given : saved) reckoning.gives(given);
        const std::int64_t round = kiosk.round().at("round");
        auto rows = reckoning.standings();
        compare(rows);
        EXPECT_EQ(staff.removes(phones[7].id, false).status, 200); // and is back for the next round
        reckoning.enters(phones[7].name);
        rows = reckoning.standings();
        EXPECT_TRUE(kiosk.shows([](const json& now) { return now.at("players") == kPeople; }));
        compare(rows);
        return {round, rows};
    }

    // In the middle of it all staff find out that two keys were wrong and one question was bad.
    void corrections(std::size_t number, const std::string& question, Reckoning& reckoning) {
        const std::string type = bank.at(question).at("type");
        if (type == "boolean") {
            EXPECT_EQ(staff.does("rekey", {{"question", question}, {"answer", {{"options", json::array({"false"})}}}}).status,
                      200);
            reckoning.rekey(question, false);
        }
        if (number == 3) {
            EXPECT_EQ(staff.does("void", {{"question", question}, {"voided", true}}).status, 200);
            reckoning.set_void(question, true);
        }
        if (number == 5) { // one that was revealed long ago
            EXPECT_EQ(staff.does("rekey", {{"question", "one"}, {"answer", {{"options", json::array({"a"})}}}}).status, 200);
            reckoning.rekey("one", "a");
        }
    }

    // Times are the kiosk's own: a phone cannot know them. That they are plausible is looked at here.
    void take_times(std::vector<Given>& saved) {
        std::map<std::int64_t, std::string> name_of;
        for (const auto& phone : phones) name_of[phone.id] = phone.name;
        std::map<std::pair<std::string, std::string>, json> sheet;
        const json results = staff.results();
        for (const auto& question : results.at("questions"))
            for (const auto& answer : question.at("answers"))
                EXPECT_TRUE(
                    sheet.emplace(std::pair(question.at("id").get<std::string>(), name_of.at(answer.at("player"))), answer)
                        .second)
                    << answer;
        EXPECT_EQ(sheet.size(), saved.size()) << "the kiosk has the answers that it acknowledged, and no others";
        for (auto& given : saved) {
            const auto found = sheet.find({given.question, given.player});
            if (found == sheet.end()) {
                ADD_FAILURE() << given.player << " was told that an answer to " << given.question << " was saved";
                continue;
            }
            EXPECT_EQ(found->second.at("choice"), given.choice);
            EXPECT_EQ(found->second.at("late"), given.late);
            given.offset = found->second.at("offset_ms");
            EXPECT_GE(given.offset, 0);
            EXPECT_LE(given.offset, kSeconds * 1000 + 1000);
        }
    }

    void compare(const std::vector<Reckoned>& wanted) {
        const json rows = staff.results().at("rows");
        EXPECT_EQ(rows.size(), wanted.size());
        std::map<std::string, json> row_of;
        for (const auto& row : rows) row_of[row.at("name")] = row;
        for (const auto& row : wanted) {
            const json& got = row_of[row.player];
            if (!got.is_object()) {
                ADD_FAILURE() << row.player << " is not in the standings";
                continue;
            }
            EXPECT_EQ(got.at("score"), row.score) << row.player;
            EXPECT_EQ(got.at("right"), row.right) << row.player;
            EXPECT_EQ(got.at("place"), row.place) << row.player;
            EXPECT_EQ(got.at("time_ms"), row.time) << row.player;
        }
        const json top = kiosk.round().at("top");
        ASSERT_EQ(top.size(), 10u);
        for (std::size_t i = 0; i < top.size(); ++i) EXPECT_EQ(top[i].at("place"), wanted[i].place) << i;
        for (auto& phone : phones) {
            const auto row = row_of.find(phone.name);
            if (row == row_of.end()) continue;
            EXPECT_EQ(phone.me().at("place"), row->second.at("place")) << phone.name;
        }
    }
};

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    return cells;
}

TEST_F(Evening, EveryPlaceIsAsASecondOpinionHasIt) {
    std::vector<Played> played;
    for (const char* preset : {"accuracy", "balanced", "speed"}) {
        SCOPED_TRACE(preset);
        played.push_back(plays_a_round(preset, std::string(preset) != "speed", false));
        staff.goes_to("ended");
    }
    SCOPED_TRACE("rehearsal");
    const auto rehearsed = plays_a_round("balanced", false, true);
    staff.goes_to("ended");

    // The exports: the same places and scores, in both formats.
    std::map<std::pair<std::string, std::string>, json> exported;
    for (const auto& row : kiosk.export_json())
        EXPECT_TRUE(exported.emplace(std::pair(row.at("run").get<std::string>(), row.at("name").get<std::string>()), row).second)
            << "twice: " << row;
    EXPECT_EQ(exported.size(), 4 * kPeople);
    const auto csv = support::run_program({"results", "export", "--data", kiosk.data().string()}).out;
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> sheet;
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    EXPECT_TRUE(line.starts_with("\xEF\xBB\xBFHạng,Tên,Đơn vị,Điểm")) << line;
    while (std::getline(lines, line)) {
        const auto cells = cells_of(line);
        ASSERT_EQ(cells.size(), 16u) << line;
        sheet[{cells[9], cells[1]}] = cells;
    }
    EXPECT_EQ(sheet.size(), exported.size());
    std::map<std::string, std::int64_t> total;
    const auto check = [&](const Played& one, bool rehearsal) {
        for (const auto& row : one.rows) {
            const std::pair key("round/" + std::to_string(one.round), row.player);
            ASSERT_EQ(exported.count(key), 1u) << row.player;
            const json& result = exported.at(key);
            EXPECT_EQ(result.at("place"), row.place) << row.player;
            EXPECT_EQ(result.at("score"), row.score) << row.player;
            EXPECT_EQ(result.at("right"), row.right) << row.player;
            EXPECT_EQ(result.at("duration_ms"), row.time) << row.player;
            EXPECT_EQ(result.at("asked"), 9);
            EXPECT_EQ(result.at("rehearsal"), rehearsal);
            const auto& cells = sheet[key];
            EXPECT_EQ(cells.at(0), std::to_string(row.place));
            EXPECT_EQ(cells.at(3), std::to_string(row.score));
            EXPECT_EQ(cells.at(5), std::to_string(row.right));
            EXPECT_EQ(cells.at(12), rehearsal ? "có" : "không");
            if (!rehearsal) total[row.player] += row.score;
        }
    };
    for (const auto& one : played) check(one, false);
    check(rehearsed, true);

    // The leaderboard: sums of all rounds that were no rehearsals.
    EXPECT_TRUE(kiosk.ear().hears("leaderboard/board", [](const json& board) { return board.at("all").size() == kPeople; }));
    const json board = Phone(kiosk).get("/p/leaderboard/board").json();
    for (const char* span : {"all", "today"}) {
        ASSERT_EQ(board.at(span).size(), kPeople);
        for (const auto& row : board.at(span)) {
            const auto score = total.at(row.at("name"));
            EXPECT_EQ(row.at("score"), score) << row;
            const auto better =
                std::count_if(total.begin(), total.end(), [&](const auto& other) { return other.second > score; });
            EXPECT_GE(row.at("place"), 1 + better) << row;
        }
    }
    for (const auto& row : rehearsed.rows) {
        const auto shown = std::find_if(board.at("round").begin(), board.at("round").end(),
                                        [&](const json& one) { return one.at("name") == row.player; });
        ASSERT_NE(shown, board.at("round").end()) << row.player;
        EXPECT_EQ(shown->at("score"), row.score);
        EXPECT_EQ(shown->at("place"), row.place);
    }
    std::int64_t of_units = 0, of_people_with_unit = 0;
    for (const auto& row : board.at("units").at("all")) of_units += row.at("score").get<std::int64_t>();
    for (std::size_t i = 0; i < kPeople; ++i)
        if (i % 3 != 0) of_people_with_unit += total["Người " + std::to_string(i)];
    EXPECT_EQ(of_units, of_people_with_unit);
}

} // namespace
} // namespace kiosk::flow
