// The command line as somebody meets it who types: exit statuses, sentences, line numbers.
#include "tests/flow/questions.h"

#include <gmock/gmock.h>

#include <sstream>

namespace kiosk::flow {
namespace {

using support::run_program;
using support::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

TEST(Commands, UsageErrorsExitWithTwo) {
    const std::vector<std::vector<std::string>> mistakes = {{},
                                                            {"nonsense"},
                                                            {"run", "--port", "x"},
                                                            {"run", "--no-such-option"},
                                                            {"check"},
                                                            {"staff"},
                                                            {"plugin"},
                                                            {"results"},
                                                            {"results", "export", "--format", "xml"},
                                                            {"run", "--windowed", "5x5"},
                                                            {"run", "--event", "/there/is/none.json"},
                                                            {"picture"},
                                                            {"picture", "home"}};
    for (const auto& words : mistakes) {
        const auto outcome = run_program(words);
        EXPECT_EQ(outcome.status, 2) << testing::PrintToString(words);
        EXPECT_FALSE(outcome.err.empty()) << testing::PrintToString(words);
    }
}

TEST(Commands, HelpMentionsEverySubcommand) {
    const auto help = run_program({"--help"});
    EXPECT_EQ(help.status, 0);
    for (const char* word : {"run", "check", "import", "export", "export-template", "plugin", "picture", "results", "staff"}) {
        EXPECT_THAT(help.out, HasSubstr(word));
        EXPECT_EQ(run_program({word, "--help"}).status, 0) << word;
    }
    EXPECT_THAT(run_program({"--version"}).out, HasSubstr("kiosk 0."));
}

TEST(Commands, CheckNamesEveryFaultWithItsLine) {
    const TempFolder folder;
    const auto file = folder.write("bad.json", R"({
  "$schema": "../schema/quiz-bank-v1.schema.json",
  "formatVersion": 1,
  "id": "bad",
  "title": "Ba lỗi",
  "questions": [
    {"id": "one", "type": "single", "text": "Một?",
      "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
      "answer": "z"},
    {"id": "two", "type": "number", "text": "Hai?",
      "answer": "nhiều"},
    {"id": "one", "type": "boolean", "text": "Ba?", "answer": true}
  ]
}
)");
    const auto outcome = run_program({"check", file.string()});
    EXPECT_EQ(outcome.status, 1);
    const auto lines = lines_of(outcome.out);
    ASSERT_EQ(lines.size(), 3u) << outcome.out;
    const std::string start = file.string() + ":";
    EXPECT_THAT(lines, ElementsAre(HasSubstr(start + "9: /questions/0/answer: "), HasSubstr(start + "11: /questions/1/answer: "),
                                   HasSubstr(start + "12: /questions/2/id: ")));
    const auto english = run_program({"check", "--lang", "en", file.string()});
    EXPECT_EQ(lines_of(english.out).size(), 3u);
    EXPECT_NE(english.out, outcome.out);
}

TEST(Commands, CheckOfOurOwnContentIsSilent) {
    const auto outcome = run_program({"check", std::string(KIOSK_SOURCE_DIR) + "/content"});
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_EQ(run_program({"check", "/there/is/none"}).status, 1);
}

TEST(Commands, AnUnusableEventFileIsSaidWithFileAndLine) {
    const TempFolder folder;
    const std::string data = (folder.path() / "data").string();
    const auto start = [&](const char* bytes) {
        const auto file = folder.write("event.json", bytes);
        return run_program({"run", "--headless", "--bind", "127.0.0.1", "--port", "0", "--data", data, "--event", file.string()});
    };
    const std::string file = (folder.path() / "event.json").string();
    const auto broken = start("{\n  \"formatVersion\": 1,\n  \"name\": \"Hội\"\n  \"date\": \"2026-10-10\"\n}\n");
    EXPECT_EQ(broken.status, 1);
    EXPECT_THAT(broken.err, HasSubstr(file + ":4:"));
    const auto wrong = start("{\n  \"formatVersion\": 1,\n  \"name\": \"Hội\",\n  \"date\": \"mùng mười\"\n}\n");
    EXPECT_EQ(wrong.status, 1);
    EXPECT_THAT(wrong.err, HasSubstr(file + ":4:"));
    EXPECT_EQ(start("").status, 1);
}

TEST(Commands, ABrokenBankIsLeftOutAndStaffAreTold) {
    Kiosk kiosk(Content{
        {},
        {plain_bank(2), {{"id", "broken"}, {"questions", {{{"id", "q"}, {"type", "single"}, {"text", "?"}, {"answer", "a"}}}}}}});
    Staff staff(kiosk);
    const json faults = staff.state().at("faults");
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults[0].at("file"), "banks/broken.json");
    EXPECT_GT(faults[0].at("line"), 0);
    const json sentence = faults[0].at("sentence");
    EXPECT_NE(sentence.at("vi"), sentence.at("en")) << "each page says it in the language of who reads it";
    EXPECT_EQ(staff.opens({{"banks", {"broken"}}, {"questions", 1}}).error(), "no_such_bank");
    EXPECT_EQ(staff.opens(plain_round(1)).status, 200);
}

TEST(Commands, NonsenseOrdersOfStaffAreRefused) {
    Kiosk kiosk(Content{{}, {plain_bank(2)}});
    Staff staff(kiosk);
    for (const json& order : {json{{"banks", {"plain"}}, {"questions", 0}}, json{{"banks", {"plain"}}, {"questions", 101}},
                              json{{"banks", {"plain"}}, {"seconds", 4}}, json{{"banks", {"plain"}}, {"seconds", 301}},
                              json{{"banks", {"plain"}}, {"preset", "luck"}}, json{{"banks", {"plain"}}, {"questions", "2"}},
                              json{{"banks", json::array()}}, json{{"contest", "none"}}, json::object()})
        EXPECT_EQ(staff.opens(order).status, 422) << order;
    EXPECT_EQ(kiosk.round().at("round"), json());
}

TEST(Commands, ThePinIsSetAndNeverWrittenDown) {
    const TempFolder folder;
    const std::string data = (folder.path() / "data").string();
    EXPECT_EQ(run_program({"staff", "pin", "--data", data}, "123\n").status, 1) << "too short";
    EXPECT_EQ(run_program({"staff", "pin", "--data", data}, "").status, 1);
    const auto set = run_program({"staff", "pin", "--data", data}, "97531973\n");
    EXPECT_EQ(set.status, 0) << set.err;
    EXPECT_THAT(set.out + set.err, Not(HasSubstr("97531973")));
    EXPECT_EQ(run_program({"results", "export", "--data", data}).status, 0) << "no results are a table without rows";
    EXPECT_EQ(run_program({"results", "export", "--data", (folder.path() / "none").string()}).status, 1);
}

TEST(Commands, ANewPinWorksWhileTheKioskRunsAndPutsOutWhoCameInByTheOldOne) {
    Kiosk kiosk;
    Staff staff(kiosk); // and listens to what only staff may know
    ASSERT_EQ(run_program({"staff", "pin", "--data", kiosk.data().string()}, "abcd1234\n").status, 0);
    Phone phone(kiosk);
    EXPECT_EQ(phone.post("/api/staff/login", {{"pin", Kiosk::kPin}}).status, 401);
    const auto login = phone.post("/api/staff/login", {{"pin", "abcd1234"}});
    EXPECT_EQ(login.status, 200);
    phone.cookie = "kiosk_staff=" + login.cookie("kiosk_staff");
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!staff.ear().ended() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(staff.ear().ended()) << "also what is open already";
    EXPECT_EQ(staff.get("/api/staff/state").status, 401);
    EXPECT_EQ(phone.get("/api/staff/state").status, 200) << "who knows the new one stays";
    kiosk.restart();
    EXPECT_EQ(staff.get("/api/staff/state").status, 401);
    EXPECT_EQ(phone.get("/api/staff/state").status, 200);
}

TEST(Commands, TheFirstStartTellsAPinOnce) {
    const TempFolder folder;
    const std::vector<std::string> words = {"run",    "--headless", "--bind", "127.0.0.1",
                                            "--port", "0",          "--data", (folder.path() / "data").string()};
    support::Program first(words);
    const auto line = first.line_after("Staff PIN", 20'000);
    ASSERT_FALSE(line.empty()) << first.out();
    EXPECT_THAT(first.line_after("listening on ", 20'000), MatchesRegex("http://127.0.0.1:[0-9]+"));
    first.signal(15);
    EXPECT_EQ(first.wait(10'000), 0);
    support::Program second(words);
    ASSERT_FALSE(second.line_after("listening on ", 20'000).empty());
    second.signal(15);
    EXPECT_EQ(second.wait(10'000), 0);
    EXPECT_THAT(second.out(), Not(HasSubstr("Staff PIN")));
}

} // namespace
} // namespace kiosk::flow
