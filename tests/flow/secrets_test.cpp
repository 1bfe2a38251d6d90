// Nothing that a player can ask for knows the right answer before the reveal: every public byte is collected, and searched.
#include "tests/flow/questions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>

namespace kiosk::flow {
namespace {

// Keys and explanations hold words that stand nowhere else.
json marked_bank() {
    json questions = {{{"id", "typed"},
                       {"type", "text"},
                       {"text", "Gõ từ bí mật?"},
                       {"answer", {"PLUGH"}},
                       {"explanation", "Vì XYZZY-typed."},
                       {"source", {{"title", "Nguồn FROBOZZ"}, {"date", "2025"}}}},
                      {{"id", "about"},
                       {"type", "number"},
                       {"text", "Bao nhiêu?"},
                       {"answer", 4815162342},
                       {"tolerance", 77003},
                       {"explanation", "Vì XYZZY-about."}},
                      {{"id", "one"},
                       {"type", "single"},
                       {"text", "Cái nào?"},
                       {"options", options({"a", "b", "c", "d"})},
                       {"answer", "c"},
                       {"explanation", "Vì XYZZY-one."}}};
    return {{"id", "marked"}, {"questions", questions}};
}

// By question: what no public byte may hold before its reveal.
std::map<std::string, std::vector<std::string>> secrets() {
    return {{"typed", {"plugh", "xyzzy-typed", "frobozz"}},
            {"about", {"4815162342", "77003", "xyzzy-about"}},
            {"one", {"xyzzy-one"}}};
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::vector<std::string> found_in(const std::string& bytes, const std::map<std::string, std::vector<std::string>>& kept) {
    std::vector<std::string> found;
    const std::string searched = lower(bytes);
    const auto look = [&](const std::string& secret) {
        if (searched.find(secret) != std::string::npos) found.push_back(secret);
    };
    for (const auto& [question, words] : kept)
        for (const auto& word : words) look(word);
    // Members that have to do with a key, whatever their value.
    for (const char* member : {"\"answer\":", "\"answers\":", "\"tolerance\":", "\"correct", "\"right\":true", "\"right\":false"})
        look(member);
    return found;
}
const std::vector<std::string> kNothing;

struct Secrets : testing::Test {
    Kiosk kiosk{Content{{}, {marked_bank()}}};
    Staff staff{kiosk};
    Phone an{kiosk, "An"};

    // All that a player, and somebody without a name, can ask for. A new player each time: one alone would be flooding.
    std::string everything_public() {
        std::string bytes;
        Phone nobody(kiosk), curious(kiosk, "Tò mò");
        const json round = kiosk.round();
        EXPECT_EQ(curious.enters().status, 200);
        const std::string code = round.value("code", "7K4Q");
        const std::vector<std::string> paths = {"/",
                                                "/staff",
                                                "/" + code,
                                                "/api/event",
                                                "/api/me",
                                                "/healthz",
                                                "/metrics",
                                                "/i18n/vi/phone",
                                                "/i18n/en/phone",
                                                "/i18n/vi/staff",
                                                "/p/quiz/me",
                                                "/p/quiz/round",
                                                "/p/quiz/state",
                                                "/p/quiz/banks",
                                                "/p/quiz/question",
                                                "/p/quiz/results",
                                                "/p/leaderboard/board",
                                                "/p/quiz/staff/round/1/results",
                                                "/p/quiz/phone.js",
                                                "/p/quiz/staff.js",
                                                "/content/banks/marked.json",
                                                "/banks/marked.json",
                                                "/p/quiz/marked.json",
                                                "/p/quiz/../../content/banks/marked.json",
                                                "/p/quiz/image/../banks/marked.json",
                                                "/p/quiz/image/marked.json",
                                                "/kiosk.db",
                                                "/data/kiosk.db",
                                                "/event.json",
                                                "/api/staff/state",
                                                "/api/staff/people",
                                                "/%2e%2e/content/banks/marked.json"};
        for (auto* who : {&curious, &nobody}) {
            for (const auto& path : paths) {
                const auto reply = who->get(path);
                EXPECT_NE(reply.status, 429) << path;
                bytes += reply.head;
                const bool page =
                    path.ends_with(".js") || reply.header("Content-Type").starts_with("text/html") || path.starts_with("/i18n/");
                if (!page) {
                    bytes += reply.body + "\n";
                    continue;
                }
                // Pages are the same whatever is asked; "answer" is one of their own words, a secret is not.
                for (const auto& [question, words] : secrets())
                    for (const auto& word : words) EXPECT_EQ(lower(reply.body).find(word), std::string::npos) << path;
            }
            for (const char* topic : {"quiz/staff", "kiosk/staff", "quiz/answers", "quiz/round,quiz/staff"}) {
                const auto refused = who->get(std::string("/events?topics=") + topic);
                EXPECT_TRUE(refused.status == 403 || refused.status == 404) << topic;
                bytes += refused.body + "\n";
            }
            Ear ear(kiosk.port(), "quiz/round,quiz/standings,leaderboard/board", who->cookie);
            for (const char* topic : {"quiz/round", "quiz/standings", "leaderboard/board"})
                EXPECT_TRUE(ear.hears(topic, [](const json&) { return true; })) << topic;
            bytes += ear.bytes() + "\n";
        }
        bytes += an.me().dump();
        return bytes;
    }
};

TEST_F(Secrets, TheDeveloperToolsShowTheRightAnswerBeforeTheReveal) {
    ASSERT_EQ(staff.opens({{"banks", {"marked"}}, {"questions", 3}, {"seconds", 60}}).status, 200);
    ASSERT_EQ(an.enters().status, 200);
    auto kept = secrets();
    EXPECT_EQ(found_in(everything_public(), kept), kNothing) << "in the lobby";
    for (int number = 0; number < 3; ++number) {
        for (const char* phase : {"question", "answering", "closed"}) {
            staff.goes_to(phase);
            if (kiosk.phase() == "answering") {
                const std::string type = kiosk.question().at("type");
                const json choice = type == "text"     ? json{{"text", "một từ"}}
                                    : type == "number" ? json{{"number", 1}}
                                                       : json{{"options", {"a"}}};
                const auto saved = an.answers(choice);
                EXPECT_EQ(saved.status, 200);
                EXPECT_EQ(found_in(saved.body, kept), kNothing);
            }
            EXPECT_EQ(found_in(everything_public(), kept), kNothing) << phase;
            EXPECT_EQ(kiosk.round().at("reveal"), json());
            EXPECT_EQ(an.me().at("score"), 0);
        }
        const std::string question = kiosk.question().at("id");
        staff.goes_to("reveal");
        const std::string shown = lower(kiosk.round().dump());
        for (const auto& word : kept.at(question))
            EXPECT_NE(shown.find(word), std::string::npos) << "the search finds it once it may be known";
        kept.erase(question);
    }
}

TEST_F(Secrets, NobodyFindsOutWhichQuestionsAreStillToCome) {
    ASSERT_EQ(staff.opens({{"banks", {"marked"}}, {"questions", 3}, {"seconds", 60}}).status, 200);
    ASSERT_EQ(an.enters().status, 200);
    Phone looker(kiosk, "Chỉ xem"); // not in the round
    const json nonsense = {{"options", {"zz"}}}, sound = {{"number", 1}};
    const auto asks = [&](Phone& who, const std::string& question, const json& choice) {
        const auto reply = who.answers_to(question, choice);
        return std::to_string(reply.status) + " " + reply.error();
    };
    staff.goes_to("answering");
    const std::string shown = kiosk.question().at("id");
    for (const auto& [coming, words] : secrets()) {
        if (coming == shown) continue;
        for (auto* who : {&an, &looker})
            for (const auto& choice : {nonsense, sound})
                EXPECT_EQ(asks(*who, coming, choice), asks(*who, "nobody-asks-this", choice)) << coming << choice;
    }
}

TEST_F(Secrets, NoCountsAreShownWhileOthersStillThink) {
    ASSERT_EQ(staff.opens({{"banks", {"marked"}}, {"questions", 3}, {"seconds", 60}}).status, 200);
    ASSERT_EQ(an.enters().status, 200);
    staff.goes_to("answering");
    EXPECT_EQ(kiosk.round().at("tally"), json());
    const json before = an.me();
    Phone binh(kiosk, "Bình");
    ASSERT_EQ(binh.enters().status, 200);
    EXPECT_EQ(an.me().at("place"), before.at("place"));
    staff.goes_to("closed");
    EXPECT_EQ(kiosk.round().at("tally").at("answered"), 0);
}

} // namespace
} // namespace kiosk::flow
