// A visitor without a phone: everything by touch, and nothing of them for the next one to see. The real kiosk in a window of a
// display that nobody looks at; the finger is xdotool. KIOSK_PICTURES=FOLDER keeps what was seen.
#include "tests/flow/questions.h"
#include "tests/flow/screen.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <functional>
#include <thread>

namespace kiosk::flow {
namespace {

using std::chrono::milliseconds;
using support::Program;
using support::TempFolder;

// Where things are to be touched, from the layouts of kiosk/screen/home.cpp and plugins/quiz/stage/walkup_*.cpp: 16:9, two tiles.
struct Spot {
    float x, y;
};
constexpr Spot kPlayTile{509, 852}, kKeyA{245, 786}, kKeyN{1317, 892}, kNameGoesOn{1683, 368}, kStart{960, 830}, kNext{1538, 968}, kDone{1411, 968},
    kHome{1800, 96};
constexpr Spot kOptions[] = {{509, 540}, {1411, 540}, {509, 866}, {1411, 866}};

struct Touch : testing::Test {
    void SetUp() override {
        if (!Screen::can_be_had()) GTEST_SKIP() << "Xvfb or xdotool is not installed (packaging/dev test installs them)";
        screen = std::make_unique<Screen>();
        json event{{"formatVersion", 1}, {"name", "Hội thi thử"}, {"date", "2026-10-10"}, {"walkup", {{"questions", 5}, {"open", is_open()}}},
                   {"idle", {{"ask_after_s", 10}, {"reset_after_s", 5}}}, {"names", {{"hold_until_approved", holds_names()}}}};
        folder.write("content/event.json", event.dump());
        json bank = plain_bank(6);
        bank["formatVersion"] = 1;
        bank["title"] = "Câu hỏi thử";
        folder.write("content/banks/plain.json", bank.dump());
        std::filesystem::create_directories(folder.path() / "plugins");
        std::filesystem::create_directory_symlink(support::program_file().parent_path().parent_path() / "lib/kiosk/plugins/quiz", folder.path() / "plugins/quiz");
        starts();
    }
    virtual bool holds_names() const { return false; }
    virtual bool is_open() const { return true; }
    void starts() {
        program = std::make_unique<Program>(std::vector<std::string>{
            "run", "--windowed", "1280x720", "--bind", "127.0.0.1", "--port", "0", "--data", (folder.path() / "data").string(), "--event",
            (folder.path() / "content/event.json").string(), "--plugins", (folder.path() / "plugins").string()});
        const std::string port = program->line_after("listening on http://127.0.0.1:", 30'000);
        ASSERT_NE(port, "") << program->err();
        port_ = static_cast<std::uint16_t>(std::stoi(port));
        ASSERT_TRUE(shows("home")) << program->err();
    }
    // What the kiosk says of itself: the value behind this name in /metrics; "" where it is not there.
    std::string measure(const std::string& name) const {
        const std::string body = support::Http(port_).ask({.path = "/metrics"}).body;
        const auto at = body.find("\n" + name + " ");
        return at == std::string::npos ? "" : body.substr(at + name.size() + 2, body.find('\n', at + 1) - at - name.size() - 2);
    }
    bool is_on(const std::string& what) const { return measure("kiosk_screen_info{display=\"1\",screen=\"" + what + "\"}") == "1"; }
    bool waits(const std::function<bool()>& so, int seconds = 30) const {
        for (int i = 0; i < seconds * 10; ++i) {
            if (so()) return true;
            std::this_thread::sleep_for(milliseconds(100));
        }
        return false;
    }
    // Nothing moves any more: no frame was drawn for a while.
    void comes_to_rest() const {
        std::string before;
        waits([&] {
            const std::string now = measure("kiosk_frames_total");
            if (now == before) return true;
            before = now;
            std::this_thread::sleep_for(milliseconds(400));
            return false;
        });
    }
    bool shows(const std::string& what) const {
        const bool on = waits([&] { return is_on(what); });
        comes_to_rest();
        return on && is_on(what);
    }
    // The one value that this asks of the kiosk's file; -1 where there is none.
    std::int64_t asks(const std::string& sql) const {
        sqlite3* db = nullptr;
        std::int64_t value = -1;
        if (sqlite3_open_v2((folder.path() / "data/kiosk.db").c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK) {
            sqlite3_stmt* statement = nullptr;
            if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
                value = sqlite3_column_int64(statement, 0);
            sqlite3_finalize(statement);
        }
        sqlite3_close(db);
        return value;
    }
    // Touches until that is so: a screen that still moves may miss a finger, as in life.
    bool touches(Spot at, const std::function<bool()>& so) const {
        for (int n = 0; n < 4; ++n) {
            screen->touch(at.x, at.y);
            if (waits(so, 8)) {
                comes_to_rest();
                return true;
            }
        }
        return false;
    }
    std::string name_line() const { return screen->sees(60, 215, 900, 60); } // px
    // A key once, until its letter is seen.
    void types(Spot key) const {
        const std::string before = name_line();
        screen->touch(key.x, key.y);
        EXPECT_TRUE(waits([&] { return name_line() != before; }));
        comes_to_rest();
    }
    void opens_the_game() const { ASSERT_TRUE(touches(kPlayTile, [&] { return is_on("quiz/play"); })) << program->err(); }
    void keeps(const std::string& name) const {
        if (const char* pictures = std::getenv("KIOSK_PICTURES")) screen->picture(std::string(pictures) + "/touch-" + name + ".png");
    }
    // From home to the first question.
    void joins_as_an() {
        opens_the_game();
        types(kKeyA);
        types(kKeyN);
        keeps("name");
        ASSERT_TRUE(touches(kNameGoesOn, [&] { return asks("SELECT count(*) FROM quiz_sittings") > 0; })) << program->err();
        EXPECT_EQ(asks("SELECT count(*) FROM players WHERE name = 'An'"), 1);
    }
    // The place of the right option of the present sitting's question: the bank's b, whatever it is called where it stands now.
    std::size_t right_place(int question) const {
        const std::string path = "$[" + std::to_string(question) + "].options";
        return static_cast<std::size_t>(asks("SELECT e.key FROM quiz_sittings s, json_each(s.questions, '" + path +
                                             "') e WHERE s.id = (SELECT max(id) FROM quiz_sittings)"
                                             " AND coalesce(json_extract(e.value, '$.own'), json_extract(e.value, '$.id')) = 'b'"));
    }
    void answers(int question, bool right) {
        const std::size_t place = (right_place(question) + (right ? 0 : 1)) % 4;
        ASSERT_TRUE(touches(kOptions[place], [&] { return asks("SELECT count(*) FROM quiz_sitting_answers") > question; })) << question;
        keeps("explained-" + std::to_string(question + 1));
        ASSERT_TRUE(touches(kNext, [&] { return asks("SELECT max(at) FROM quiz_sittings") > question; })) << question;
    }

    TempFolder folder;
    std::unique_ptr<Screen> screen;
    std::unique_ptr<Program> program;

private:
    std::uint16_t port_ = 0;
};

TEST_F(Touch, AVisitorWithoutAPhonePlaysFiveQuestions) {
    joins_as_an();
    for (int i = 0; i < 5; ++i) {
        answers(i, i != 3);
        if (HasFatalFailure()) return;
    }
    keeps("result");
    EXPECT_EQ(asks("SELECT right_answers FROM results WHERE run LIKE 'walkup/%'"), 4);
    EXPECT_EQ(asks("SELECT count(*) FROM results"), 1);
    ASSERT_TRUE(touches(kDone, [&] { return is_on("home"); }));
    // The next one: the name is asked for again, and with nothing typed there is nobody.
    opens_the_game();
    keeps("next-visitor");
    screen->touch(kNameGoesOn.x, kNameGoesOn.y);
    comes_to_rest();
    EXPECT_EQ(asks("SELECT count(*) FROM players"), 1) << "an empty name is nobody's";
    EXPECT_EQ(asks("SELECT count(*) FROM quiz_sittings"), 1);
}

TEST_F(Touch, PowerFailsInMidGameAndThePlayedAnswersAreThere) {
    joins_as_an();
    answers(0, true);
    program->kill();
    starts();
    EXPECT_EQ(asks("SELECT count(*) FROM quiz_sitting_answers"), 1);
    EXPECT_EQ(asks("SELECT at FROM quiz_sittings"), 1);
}

TEST_F(Touch, WhoWalksAwayIsAskedAndForgottenAndTheNextOneSeesNothing) {
    opens_the_game();
    types(kKeyA);
    types(kKeyN);
    ASSERT_TRUE(waits([&] { return is_on("asking"); })); // it counts down, so it never comes to rest
    keeps("still-there");
    ASSERT_TRUE(shows("home"));
    keeps("home-again");
    // The next one touches the same tile.
    opens_the_game();
    keeps("next-name");
    screen->touch(kNameGoesOn.x, kNameGoesOn.y);
    comes_to_rest();
    EXPECT_EQ(asks("SELECT count(*) FROM players"), 0) << "not a letter of the first one's name was left to go on with";
}

TEST_F(Touch, WhoeverOpensTheGameNextFindsNoNameHalfTyped) {
    opens_the_game();
    types(kKeyA);
    types(kKeyN);
    ASSERT_TRUE(touches(kHome, [&] { return is_on("home"); }));
    // The next one in the queue is there before anybody was asked.
    opens_the_game();
    keeps("after-home");
    screen->touch(kNameGoesOn.x, kNameGoesOn.y);
    comes_to_rest();
    EXPECT_EQ(asks("SELECT count(*) FROM players"), 0);
}

TEST_F(Touch, AHalfPlayedGameStaysTheirsAndIsNotTheNextOnes) {
    joins_as_an();
    answers(0, true);
    ASSERT_TRUE(waits([&] { return is_on("asking"); }));
    ASSERT_TRUE(shows("home"));
    keeps("gone");
    opens_the_game();
    types(kKeyN);
    types(kKeyA);
    ASSERT_TRUE(touches(kNameGoesOn, [&] { return asks("SELECT count(*) FROM quiz_sittings") > 1; }));
    EXPECT_EQ(asks("SELECT at FROM quiz_sittings WHERE id = 1"), 1) << "An's is where it was";
    EXPECT_EQ(asks("SELECT at FROM quiz_sittings WHERE id = 2"), 0);
    EXPECT_EQ(asks("SELECT count(DISTINCT player) FROM quiz_sittings"), 2);
}

struct TouchWithNothingToPlay : Touch {
    bool is_open() const override { return false; }
};

TEST_F(TouchWithNothingToPlay, NobodyIsAskedForTheirNameForNothing) {
    opens_the_game();
    keeps("closed");
    for (const Spot& at : {kKeyA, kKeyN, kNameGoesOn, kStart}) {
        screen->touch(at.x, at.y);
        comes_to_rest();
    }
    EXPECT_EQ(asks("SELECT count(*) FROM players"), 0);
    ASSERT_TRUE(touches(kHome, [&] { return is_on("home"); })) << "the way back is there";
}

struct TouchWithHeldNames : Touch {
    bool holds_names() const override { return true; }
};

TEST_F(TouchWithHeldNames, WhoTypesANameReadsWhatStandsOnTheBoardAndThenPlays) {
    opens_the_game();
    types(kKeyA);
    types(kKeyN);
    ASSERT_TRUE(touches(kNameGoesOn, [&] { return asks("SELECT count(*) FROM players WHERE name = 'An'") == 1; })) << program->err();
    keeps("held-hello");
    EXPECT_EQ(asks("SELECT count(*) FROM quiz_sittings"), 0) << "there is something to be read first";
    ASSERT_TRUE(touches(kStart, [&] { return asks("SELECT count(*) FROM quiz_sittings") == 1; }));
    for (int i = 0; i < 5; ++i) {
        answers(i, true);
        if (HasFatalFailure()) return;
    }
    keeps("held-result");
    EXPECT_EQ(asks("SELECT count(*) FROM results WHERE name = 'An' AND board_name NOT IN ('', 'An')"), 1);
}

} // namespace
} // namespace kiosk::flow
