// The kiosk's doors: other sites, odd bodies, floods, wrong PINs, and what happens when it is told to stop.
#include "tests/flow/questions.h"

#include <gmock/gmock.h>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk::flow {
namespace {

using support::Ask;
using support::Program;
using support::TempFolder;
using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;

const std::pair<std::string, std::string> kJson{"Content-Type", "application/json"};

struct Doors : testing::Test {
    Kiosk kiosk{Content{{}, {plain_bank(6)}}};
    Staff staff{kiosk};
    Phone an{kiosk, "An"}, binh{kiosk, "Bình"};

    void opens_answering() {
        ASSERT_EQ(staff.opens(plain_round(3)).status, 200);
        ASSERT_EQ(an.enters().status, 200);
        ASSERT_EQ(binh.enters().status, 200);
        staff.goes_to("answering");
    }
    std::string answer_body(const char* option) const {
        return json{{"round", kiosk.round().at("round")},
                    {"question", kiosk.question().at("id")},
                    {"choice", {{"options", json::array({option})}}}}
            .dump();
    }
};

TEST_F(Doors, APageOfAnotherSiteCannotActWithAVisitorsCookie) {
    opens_answering();
    const std::string host = "127.0.0.1:" + std::to_string(kiosk.port());
    const std::vector<std::pair<std::string, std::string>> foreign = {
        {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "http://evil.example"}, {"Origin", "null"},
        {"Origin", "http://" + host + ".evil.example"}, {"Origin", "http://127.0.0.1"}, {"Origin", host}};
    for (const auto& header : foreign) {
        EXPECT_EQ(an.ask({"POST", "/p/quiz/answer", answer_body("a"), {kJson, header}}).status, 403)
            << header.first << ": " << header.second;
        EXPECT_EQ(an.ask({"POST", "/api/me", R"({"unit":"pa-co"})", {kJson, header}}).status, 403) << header.second;
        EXPECT_EQ(staff.ask({"POST", "/p/quiz/staff/end", R"({"round":1})", {kJson, header}}).status, 403) << header.second;
        EXPECT_EQ(staff.ask({"POST", "/api/staff/login", R"({"pin":"246810"})", {kJson, header}}).status, 403) << header.second;
    }
    EXPECT_EQ(kiosk.phase(), "answering");
    EXPECT_EQ(an.me().at("choice"), json());
    const auto own = an.ask(
        {"POST", "/p/quiz/answer", answer_body("b"), {kJson, {"Sec-Fetch-Site", "same-origin"}, {"Origin", "http://" + host}}});
    EXPECT_EQ(own.status, 200);
    EXPECT_EQ(own.json().at("choice"), json({{"options", {"b"}}}));
    for (const char* name : {"Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"})
        EXPECT_EQ(own.header(name), "") << name;
}

TEST_F(Doors, OnlyJsonIsReadAndAFormIsRefused) {
    opens_answering();
    for (const char* type :
         {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", ""}) {
        Ask ask{"POST", "/p/quiz/answer", answer_body("a"), {}};
        if (*type) ask.headers.emplace_back("Content-Type", type);
        EXPECT_EQ(an.ask(ask).status, 415) << type;
    }
    for (const std::string body : {"", "null", "[]", "7", "\"b\"", "{", "{\"round\":1", "{\"round\":\"1\"}",
                                   "{\"round\":1,\"question\":7,\"choice\":{}}", "\xff\xfe", "{}x"})
        EXPECT_EQ(an.ask({"POST", "/p/quiz/answer", body, {kJson}}).status, 400) << body;
    const std::string deep = std::string(7'000, '[') + std::string(7'000, ']');
    EXPECT_THAT(an.ask({"POST", "/p/quiz/answer", R"({"round":1,"question":"q1","choice":)" + deep + "}", {kJson}}).status,
                AnyOf(400, 409, 422));
    EXPECT_EQ(an.me().at("choice"), json());
    EXPECT_EQ(an.ask({"POST", "/p/quiz/answer", answer_body("b"), {{"Content-Type", "application/json; charset=utf-8"}}}).status,
              200);
}

TEST_F(Doors, AHugeBodyOrHeaderIsRefusedAndNobodyElseNotices) {
    opens_answering();
    const auto body = an.ask({"POST", "/p/quiz/answer", R"({"round":1,"x":")" + std::string(20'000, 'x') + "\"}", {kJson}});
    EXPECT_EQ(body.status, 413);
    EXPECT_EQ(body.error(), "too_large");
    EXPECT_EQ(an.ask({"POST", "/api/join", R"({"name":")" + std::string(100'000, 'x') + "\"}", {kJson}}).status, 413);
    EXPECT_EQ(an.ask({"GET", "/api/me", "", {{"X-Long", std::string(9'000, 'x')}}}).status, 431);
    EXPECT_EQ(an.ask({"GET", "/" + std::string(9'000, 'x'), ""}).status, 431);
    EXPECT_EQ(binh.answers("b").status, 200);
    EXPECT_EQ(an.answers("b").status, 200);
}

TEST_F(Doors, OnePhoneThatFloodsIsSlowedDownAndOthersAreNot) {
    opens_answering();
    int slowed = 0;
    std::string told;
    for (int i = 0; i < 200; ++i) {
        const auto reply = an.get("/p/quiz/me");
        if (reply.status != 429) continue;
        if (slowed++ == 0) told = reply.header("Retry-After");
        EXPECT_EQ(reply.error(), "too_many");
    }
    EXPECT_GT(slowed, 100);
    EXPECT_FALSE(told.empty());
    EXPECT_EQ(an.answers("b").status, 429);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(binh.get("/p/quiz/me").status, 200);
    EXPECT_EQ(binh.answers("b").status, 200);
    EXPECT_EQ(staff.get("/api/staff/state").status, 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
    EXPECT_EQ(an.answers("b").status, 200) << "a second later it is one of us again";
}

TEST_F(Doors, AWrongPinIsCountedAndAKnownStaffPhoneIsNotLockedOut) {
    Phone stranger(kiosk);
    for (int left = 4; left > 0; --left) {
        const auto wrong = stranger.post("/api/staff/login", {{"pin", "000000"}});
        EXPECT_EQ(wrong.status, 401);
        EXPECT_EQ(wrong.error(), "wrong_pin");
        EXPECT_EQ(wrong.json().at("tries_left"), left);
    }
    const auto locked = stranger.post("/api/staff/login", {{"pin", "000000"}});
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(locked.error(), "locked");
    EXPECT_GT(locked.json().at("retry_after_s"), 30);
    EXPECT_EQ(stranger.post("/api/staff/login", {{"pin", Kiosk::kPin}}).status, 429) << "even the right one, for a while";
    EXPECT_EQ(staff.post("/api/staff/login", {{"pin", Kiosk::kPin}}).status, 200);
    for (const json& body : {json{{"pin", 246810}}, json::object(), json::array()})
        EXPECT_NE(stranger.post("/api/staff/login", body).status, 200);
}

TEST_F(Doors, UnknownPagesAndWrongMethodsAreSaidClearly) {
    for (const char* path : {"/nothing", "/api/nothing", "/p/quiz/nothing", "/p/nothing/me", "/ABCDE",
                             "/events?topics=quiz/nothing", "/web/nothing.js"})
        EXPECT_EQ(an.get(path).status, 404) << path;
    const auto wrong = an.get("/p/quiz/answer");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "POST");
    EXPECT_EQ(an.get("/events").status, 400);
    EXPECT_EQ(an.get("/7K4Q").status, 200);
    EXPECT_EQ(an.get("/7k4q").status, 200);
    EXPECT_THAT(an.get("/metrics").body, HasSubstr("kiosk_people 2"));
}

TEST_F(Doors, ToldToStopItCommitsEverythingAndLeavesAtOnce) {
    opens_answering();
    std::vector<Phone> phones;
    for (int i = 0; i < 20; ++i) {
        phones.emplace_back(kiosk, "Máy " + std::to_string(i));
        ASSERT_EQ(phones.back().enters().status, 200);
    }
    std::vector<int> statuses(phones.size());
    std::thread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        kiosk.program().signal(SIGTERM);
    });
    everyone(phones, [&](Phone& phone, std::size_t i) {
        statuses[i] = phone.answers("b").status;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    });
    stopper.join();
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(kiosk.stop(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5)) << "open streams do not hold it";
    kiosk.start();
    EXPECT_EQ(kiosk.phase(), "answering");
    for (std::size_t i = 0; i < phones.size(); ++i) {
        if (statuses[i] != 200) continue;
        EXPECT_EQ(phones[i].me().at("choice"), json({{"options", {"b"}}})) << phones[i].name;
    }
    for (const int sign : {SIGINT, SIGTERM}) {
        kiosk.program().signal(sign);
        EXPECT_EQ(kiosk.program().wait(10'000), 0) << sign;
        EXPECT_EQ(kiosk.program().err().find("ERROR: AddressSanitizer"), std::string::npos);
        kiosk.start();
    }
}

TEST_F(Doors, ASecondKioskOnTheSamePortSaysSo) {
    const TempFolder other;
    Program second({"run", "--headless", "--bind", "127.0.0.1", "--port", std::to_string(kiosk.port()), "--data",
                    (other.path() / "data").string()});
    EXPECT_EQ(second.wait(20'000), 1);
    EXPECT_THAT(second.err(), HasSubstr("port " + std::to_string(kiosk.port()) + " is in use"));
    EXPECT_EQ(an.get("/healthz").status, 200);
}

TEST_F(Doors, ASecondKioskOnTheSameDataFolderSaysSoAndHarmsNothing) {
    opens_answering();
    Program second({"run", "--headless", "--bind", "127.0.0.1", "--port", "0", "--data", kiosk.data().string()});
    EXPECT_EQ(second.wait(20'000), 1);
    EXPECT_THAT(second.err(), HasSubstr(kiosk.data().string()));
    EXPECT_EQ(an.answers("b").status, 200);
    kiosk.restart(); // nor is a kiosk that was killed in its own way
    EXPECT_EQ(an.me().at("choice"), json({{"options", {"b"}}}));
}

TEST_F(Doors, ThePageOfThePhoneIsInTheLanguageThatIsAskedFor) {
    Phone phone(kiosk);
    const auto vi = phone.ask({"POST", "/api/join", R"({"name":" "})", {kJson, {"Accept-Language", "vi-VN,en;q=0.5"}}});
    const auto en = phone.ask({"POST", "/api/join", R"({"name":" "})", {kJson, {"Accept-Language", "en"}}});
    EXPECT_EQ(vi.error(), en.error());
    EXPECT_NE(vi.json().at("message"), en.json().at("message"));
}

} // namespace
} // namespace kiosk::flow
