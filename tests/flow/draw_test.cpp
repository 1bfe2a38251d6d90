// What is drawn from the banks, evening after evening, and the pictures that come with it.
#include "tests/flow/questions.h"

#include <gtest/gtest.h>

#include <set>

namespace kiosk::flow {
namespace {

// One pixel.
const std::string kPixel = "data:image/png;base64,"
                           "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

json spread_bank() {
    json bank = plain_bank(12);
    for (std::size_t i = 0; i < 12; ++i) {
        bank["questions"][i]["difficulty"] = i < 6 ? "easy" : "hard";
        bank["questions"][i]["topic"] = i % 2 ? "Thanh toán" : "An toàn";
    }
    return bank;
}

// Plays a round of so many questions to its end; the texts that were asked.
std::set<std::string> plays(Kiosk& kiosk, Staff& staff, json order, int questions) {
    order.update({{"banks", {"plain"}}, {"questions", questions}, {"seconds", 60}});
    EXPECT_EQ(staff.opens(order).status, 200);
    std::set<std::string> texts;
    for (int i = 0; i < questions; ++i) {
        staff.goes_to("answering");
        texts.insert(kiosk.question().at("text").at("vi"));
        staff.goes_to("reveal");
    }
    staff.goes_to("podium");
    EXPECT_EQ(staff.does("end").status, 200);
    EXPECT_TRUE(kiosk.shows("ended"));
    return texts;
}

TEST(Draw, TheSameHallMeetsNoQuestionTwiceUntilTheSetIsUsedUp) {
    Kiosk kiosk{Content{{}, {plain_bank(9)}}};
    Staff staff(kiosk);
    auto rehearsed = plays(kiosk, staff, {{"rehearsal", true}}, 4); // what staff tried out stays fresh for the hall
    auto first = plays(kiosk, staff, {}, 4);
    kiosk.restart();
    staff.listens();
    auto seen = plays(kiosk, staff, {}, 4);
    seen.merge(first);
    EXPECT_EQ(seen.size(), 8u) << "also over a restart";
    seen.merge(plays(kiosk, staff, {}, 2));
    EXPECT_EQ(seen.size(), 9u) << "the last fresh one comes before any comes again";
}

TEST(Draw, ARoundOfAHundredLongQuestionsCanBePacedAndMended) {
    json bank = plain_bank(100);
    for (auto& question : bank["questions"]) {
        const std::string words = question.at("text").get<std::string>() + std::string(180, 'd');
        question["text"] = {{"vi", words}, {"en", words}};
        for (auto& option : question["options"]) {
            const std::string long_one = option.at("text").get<std::string>() + std::string(60, 'd');
            option["text"] = {{"vi", long_one}, {"en", long_one}};
        }
    }
    Kiosk kiosk{Content{{}, {bank}}};
    Staff staff(kiosk);
    ASSERT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 100}, {"seconds", 60}}).status, 200);
    ASSERT_TRUE(staff.ear().hears("quiz/staff", [](const json& seen) { return seen.value("questions", json::array()).size() == 100; }))
        << "staff see the round";
    staff.goes_to("answering");
    const json told = staff.get("/p/quiz/staff/questions").json();
    ASSERT_EQ(told.at("questions").size(), 100u);
    EXPECT_EQ(told.at("questions")[0].at("answer"), json({{"options", {"b"}}}));
    ASSERT_EQ(staff.does("rekey", {{"question", told.at("questions")[0].at("id")}, {"answer", {{"options", {"a"}}}}}).status, 200);
    EXPECT_TRUE(staff.ear().hears("quiz/staff", [](const json& seen) { return seen.value("changes", 0) == 1; }));
    EXPECT_EQ(staff.get("/p/quiz/staff/questions").json().at("questions")[0].at("answer"), json({{"options", {"a"}}}));
    EXPECT_EQ(Phone(kiosk, "An").get("/p/quiz/staff/questions").status, 401);
}

TEST(Draw, StaffMayNarrowItToTopicsAndDifficulties) {
    Kiosk kiosk{Content{{}, {spread_bank()}}};
    Staff staff(kiosk);
    const auto texts = plays(kiosk, staff, {{"topics", {"An toàn"}}, {"difficulties", {"easy"}}}, 3);
    EXPECT_EQ(texts, (std::set<std::string>{"Câu q1?", "Câu q3?", "Câu q5?"}));
    EXPECT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 3}, {"topics", {"Bóng đá"}}}).error(), "no_questions");
    EXPECT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 3}, {"difficulties", {"impossible"}}}).error(), "bad_order");
}

TEST(Draw, APictureIsServedUnderANameOfItsOwnAlsoAfterARestart) {
    json bank = plain_bank(1);
    bank["questions"][0]["image"] = kPixel;
    Kiosk kiosk{Content{{}, {bank}}};
    Staff staff(kiosk);
    ASSERT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 1}, {"seconds", 120}}).status, 200);
    staff.goes_to("answering");
    const std::string address = kiosk.question().at("image");
    EXPECT_TRUE(address.starts_with("/p/quiz/image/")) << address;
    Phone an(kiosk, "An");
    EXPECT_EQ(an.get(address).body.substr(1, 3), "PNG");
    EXPECT_EQ(an.get("/p/quiz/image/nothing.png").status, 404);
    EXPECT_LT(kiosk.round().dump().size(), 4'000u) << "the picture itself stays out of what every phone is told";
    kiosk.restart();
    EXPECT_EQ(kiosk.question().at("image"), address);
    EXPECT_EQ(an.get(address).body.substr(1, 3), "PNG");
}

TEST(Draw, StaffSeeWhatIsInABankAndWhatStandsTwice) {
    json other = plain_bank(2, "other");
    other["questions"][1]["text"] = "CÂU  Q2"; // but for case and blanks a question of the first bank
    Kiosk kiosk{Content{{}, {spread_bank(), other}}};
    Staff staff(kiosk);
    const json banks = staff.get("/p/quiz/staff/banks").json().at("banks");
    ASSERT_EQ(banks.size(), 2u);
    EXPECT_EQ(banks[1].at("questions"), 12);
    EXPECT_EQ(banks[1].at("difficulties"), json({{"easy", 6}, {"medium", 0}, {"hard", 6}}));
    EXPECT_EQ(banks[1].at("topics").size(), 2u);
    EXPECT_EQ(banks[0].at("twins").size(), 2u); // q1 and q2 of both
    Phone an(kiosk, "An");
    EXPECT_EQ(an.get("/p/quiz/staff/banks").status, 401) << "the right answers are near";
}

} // namespace
} // namespace kiosk::flow
