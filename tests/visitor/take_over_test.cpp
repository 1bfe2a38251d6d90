// A phone takes a session over, asked of the real program through its own door. Nobody stands at the screen of a headless
// kiosk, so the code is made while it is switched off, by what makes it.
#include "kiosk/handover.h"
#include "kiosk/store/migrate.h"
#include "tests/support/hall.h"

#include <gtest/gtest.h>

#include <chrono>

namespace kiosk {
namespace {

using nlohmann::json;
using support::Kiosk;
using support::Phone;
using support::Reply;

struct TakeOver : testing::Test {
    Kiosk kiosk;
    Phone an{kiosk, "An"};

    std::string code_for(const Phone& phone, Ms made_before_ms = 0) {
        kiosk.stop();
        const std::string file = (kiosk.data() / "kiosk.db").string();
        auto db = store::Database::open(file, store::Access::write);
        EXPECT_TRUE(db);
        store::Writer writer(std::move(*db), {});
        Handovers handovers(writer);
        const Ms now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        store::Step step;
        const auto code = handovers.make(phone.id, "quiz/walkup", now - made_before_ms, step);
        writer.start();
        EXPECT_TRUE(writer.submit(std::move(step)));
        writer.stop();
        kiosk.start();
        return code;
    }
    static Reply takes_over(Phone& phone, const std::string& code) {
        const auto reply = phone.post("/api/handover", {{"code", code}});
        if (const auto token = reply.cookie("kiosk_player"); !token.empty()) phone.cookie = "kiosk_player=" + token;
        return reply;
    }
    static std::string name_of(Phone& phone) {
        const auto player = phone.get("/api/me").json().at("player");
        return player.is_null() ? "nobody" : player.at("name").get<std::string>();
    }
};

TEST_F(TakeOver, ThePhoneIsThePersonFromThenOnAndTheDeviceOfBeforeIsNobody) {
    const auto code = code_for(an);
    Phone other(kiosk);
    const auto reply = takes_over(other, code);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.json().at("player").at("id"), an.id);
    EXPECT_NE(reply.head.find("HttpOnly"), std::string::npos);
    EXPECT_EQ(name_of(other), "An");
    EXPECT_EQ(name_of(an), "nobody");
    kiosk.restart();
    EXPECT_EQ(name_of(other), "An") << "it was on the disk before it was said";
}

TEST_F(TakeOver, ACodeIsGoodOnceAndTheNextOneIsToldSoInTheirLanguage) {
    const auto code = code_for(an);
    Phone first(kiosk), second(kiosk);
    ASSERT_EQ(takes_over(first, code).status, 200);
    const auto late = takes_over(second, code);
    EXPECT_EQ(late.status, 410);
    EXPECT_EQ(late.error(), "visitor.code_used");
    EXPECT_EQ(late.json().at("message"), "Mã này đã được dùng. Mỗi mã chỉ dùng được một lần.");
    EXPECT_EQ(late.cookie("kiosk_player"), "");
    const auto english = second.ask({"POST", "/api/handover", json{{"code", code}}.dump(),
                                     {{"Content-Type", "application/json"}, {"Accept-Language", "en"}}});
    EXPECT_EQ(english.json().at("message"), "This code has been used. Each one is good once.");
    EXPECT_EQ(name_of(first), "An");
}

TEST_F(TakeOver, APhoneAsksForACodeOfItsOwnAndTheNewestIsGood) {
    const auto asks = [](Phone& phone) { return phone.post("/api/me/code", json::object()); };
    const auto first = asks(an), second = asks(an);
    ASSERT_EQ(first.status, 200) << first.body;
    ASSERT_EQ(second.status, 200);
    EXPECT_EQ(second.json().at("code").get<std::string>().size(), Handovers::kLetters);
    kiosk.restart();
    Phone other(kiosk), nobody(kiosk);
    EXPECT_EQ(takes_over(other, first.json().at("code")).status, 404) << "somebody may have read it over their shoulder";
    EXPECT_EQ(takes_over(other, second.json().at("code")).status, 200) << "it was on the disk";
    EXPECT_EQ(name_of(other), "An");
    EXPECT_EQ(asks(nobody).status, 401);
    EXPECT_EQ(nobody.get("/api/event").json().at("screen"), false) << "a kiosk without a window has no screen to type it at";
}

TEST_F(TakeOver, AnOldCodeIsNoLongerGood) {
    const auto code = code_for(an, Handovers::kGoodFor + 1000);
    Phone other(kiosk);
    const auto reply = takes_over(other, code);
    EXPECT_EQ(reply.status, 410);
    EXPECT_EQ(reply.error(), "visitor.code_old");
}

TEST_F(TakeOver, GuessingEndsAfterAFewTriesAndGivesNothingAway) {
    Phone guesser(kiosk);
    for (int i = 0; i < 8; ++i) {
        const auto reply = takes_over(guesser, "AAAAAAAA" + std::to_string(i + 2));
        EXPECT_EQ(reply.status, 404);
        EXPECT_EQ(reply.error(), "visitor.code_wrong");
    }
    const auto locked = takes_over(guesser, "AAAAAAAAA");
    EXPECT_EQ(locked.status, 429);
    EXPECT_NE(locked.header("Retry-After"), "");
    EXPECT_EQ(name_of(guesser), "nobody");
}

TEST_F(TakeOver, WhatIsNoCodeAtAllIsABadRequest) {
    Phone phone(kiosk);
    EXPECT_EQ(phone.post("/api/handover", json::object()).status, 400);
    EXPECT_EQ(phone.post("/api/handover", {{"code", 12345678}}).status, 400);
    EXPECT_EQ(phone.post("/api/handover", {{"code", std::string(9000, 'A')}}).status, 404);
}

TEST_F(TakeOver, TheShortAddressIsThePhonePageAndLoadingItUsesNothingUp) {
    const auto code = code_for(an);
    Phone other(kiosk);
    for (int i = 0; i < 3; ++i) { // what reads a QR code looks ahead
        const auto page = other.get("/" + code);
        EXPECT_EQ(page.status, 200);
        EXPECT_NE(page.body.find("<html"), std::string::npos);
    }
    EXPECT_EQ(takes_over(other, code).status, 200);
    EXPECT_EQ(other.get("/ABCDEFG").status, 404) << "seven letters are neither a round nor a session";
}

TEST_F(TakeOver, APageOfAnotherSiteCannotMakeAPhoneSomebodyElse) {
    const auto code = code_for(an);
    Phone other(kiosk);
    const auto reply = other.ask({"POST", "/api/handover", json{{"code", code}}.dump(),
                                  {{"Content-Type", "application/json"}, {"Origin", "http://evil.example"}}});
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(takes_over(other, code).status, 200) << "the code was not used up by it";
}

} // namespace
} // namespace kiosk
