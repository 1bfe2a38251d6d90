// Who wins what, and what becomes of it at the desk.
#include "prizes/book.h"
#include "prizes/code.h"

#include <gmock/gmock.h>

namespace quiz {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr PlayerId kAn = 1, kBinh = 2, kChi = 3, kDung = 4, kHa = 5;
constexpr Ms kNoon = 1'791'000'000'000, kDay = 24 * 3600 * 1000;

const std::map<PlayerId, std::string> kNames = {{kAn, "An"}, {kBinh, "Bình"}, {kChi, "Chi"}, {kDung, "Dũng"}, {kHa, "Hà"}};

// Three prizes, one of each, and what a test changes about the rule.
std::string event_with(const std::string& more = "") {
    return R"({"prizes":{"places":[{"place":1,"title":{"vi":"Giải Nhất","en":"First"},"stock":1},
        {"place":2,"title":"Giải Nhì","stock":1},{"place":3,"title":"Giải Ba","stock":1}])" + more + "}}";
}

// Best first, as "An" or, who share a place, "An=Bình". The rule of the board, 1, 2, 2, 4, gives the places.
struct Desk {
    explicit Desk(const std::string& event = event_with()) : book(read_prize_rule(event)) {}

    std::vector<Standing> board(const std::vector<std::vector<PlayerId>>& groups, int right = 5) const {
        std::vector<Standing> rows;
        int place = 1;
        for (const auto& group : groups) {
            for (const auto player : group) {
                Standing row;
                row.of.player = player;
                row.of.right = right;
                row.of.score = 1000 - place;
                row.place = place;
                row.shared = group.size() > 1;
                rows.push_back(row);
            }
            place += static_cast<int>(group.size());
        }
        return rows;
    }
    bool round_ends(std::int64_t round, const std::vector<std::vector<PlayerId>>& groups, int right = 5) {
        const auto rows = board(groups, right);
        return book.settle({round, rows, [](PlayerId p) { return std::pair(kNames.at(p), std::string("Xã Pà Cò")); },
                            [this](PlayerId p) { return staff == p; }, [this] { return "CODE" + std::to_string(2222 + codes++); }, now});
    }
    const Claim* claim(PlayerId player, std::int64_t round = 1) const {
        for (const auto& one : book.all())
            if (one.player == player && one.round == round) return &one;
        return nullptr;
    }
    // "An: Giải Nhất, Bình: Giải Nhì", of those that wait or were handed out
    std::string winners(std::int64_t round = 1) const {
        std::string out;
        for (const auto& one : book.all()) {
            if (one.round != round || one.state == Claim::State::withdrawn) continue;
            out += (out.empty() ? "" : ", ") + one.name + ": " + one.prize.vi;
        }
        return out;
    }
    ClaimBook::Outcome hands_out(PlayerId player, std::int64_t round = 1, const std::string& desk = "Bàn 1", bool beyond = false) {
        return book.hand_out(claim(player, round)->id, desk, "", beyond, now);
    }
    void restarts() { // from what was written
        const auto kept = book.all();
        book = ClaimBook(book.rule());
        book.load(kept);
    }

    ClaimBook book;
    PlayerId staff = 0;
    Ms now = kNoon;
    int codes = 0;
};

TEST(Prizes, TheFirstThreeGetACodeEachAndNobodyElse) {
    Desk desk;
    EXPECT_TRUE(desk.round_ends(1, {{kAn}, {kBinh}, {kChi}, {kDung}}));
    EXPECT_EQ(desk.winners(), "An: Giải Nhất, Bình: Giải Nhì, Chi: Giải Ba");
    EXPECT_EQ(desk.claim(kAn)->code, "CODE2222");
    EXPECT_EQ(desk.book.by_code("CODE2223")->name, "Bình");
    EXPECT_EQ(desk.book.by_code(""), nullptr);
    EXPECT_FALSE(desk.round_ends(1, {{kAn}, {kBinh}, {kChi}, {kDung}})) << "looked at again, nothing changes";
}

TEST(Prizes, WhoSharesAPlaceGetsWhatStandsForIt) {
    Desk desk;
    desk.round_ends(1, {{kAn}, {kBinh, kChi}, {kDung}});
    EXPECT_EQ(desk.winners(), "An: Giải Nhất, Bình: Giải Nhì, Chi: Giải Nhì") << "place 3 is nobody's on the board 1, 2, 2, 4";
    EXPECT_TRUE(desk.claim(kBinh)->shared);
    EXPECT_EQ(desk.book.stock()[1].waiting, 2);
    EXPECT_EQ(desk.hands_out(kBinh), ClaimBook::Outcome::done);
    EXPECT_EQ(desk.hands_out(kChi), ClaimBook::Outcome::stock_out) << "the file says one";
    EXPECT_EQ(desk.hands_out(kChi, 1, "Bàn 1", true), ClaimBook::Outcome::done) << "staff have found a second one";
    EXPECT_EQ(desk.book.stock()[1].left(), -1);
}

TEST(Prizes, StaffWhoPlayForFunArePassedOverByNameOrByWhoTheyAre) {
    Desk by_name(event_with(R"(,"staff_excluded":["HÀ"])"));
    by_name.round_ends(1, {{kHa}, {kAn}, {kBinh}, {kChi}});
    EXPECT_EQ(by_name.winners(), "An: Giải Nhất, Bình: Giải Nhì, Chi: Giải Ba");
    EXPECT_EQ(by_name.claim(kAn)->place, 2) << "on the board they stay second";
    EXPECT_EQ(by_name.claim(kAn)->prize_place, 1);
    EXPECT_FALSE(by_name.book.rule().excludes("Ha")) << "somebody else";

    Desk by_code;
    by_code.staff = kAn;
    by_code.round_ends(1, {{kAn}, {kBinh}});
    EXPECT_EQ(by_code.winners(), "Bình: Giải Nhất");
}

TEST(Prizes, OnePersonWinsOnceInTheEvent) {
    Desk desk(R"({"prizes":{"places":[{"place":1,"title":"Giải Nhất","stock":3}]}})");
    desk.round_ends(1, {{kAn}, {kBinh}});
    desk.now += 3 * kDay;
    desk.round_ends(2, {{kAn}, {kBinh}});
    EXPECT_EQ(desk.winners(1), "An: Giải Nhất");
    EXPECT_EQ(desk.winners(2), "Bình: Giải Nhất");
}

TEST(Prizes, OrOnceADayOrOnceARoundWhereTheFileSaysSo) {
    Desk daily(R"({"prizes":{"places":[{"place":1,"title":"Giải Nhất","stock":9}],"one_per_person":"day"}})");
    daily.round_ends(1, {{kAn}, {kBinh}});
    daily.round_ends(2, {{kAn}, {kBinh}});
    daily.now += 2 * kDay;
    daily.round_ends(3, {{kAn}, {kBinh}});
    EXPECT_EQ(daily.winners(2), "Bình: Giải Nhất");
    EXPECT_EQ(daily.winners(3), "An: Giải Nhất");

    Desk each(R"({"prizes":{"places":[{"place":1,"title":"Giải Nhất","stock":9}],"one_per_person":"round"}})");
    each.round_ends(1, {{kAn}, {kBinh}});
    each.round_ends(2, {{kAn}, {kBinh}});
    EXPECT_EQ(each.winners(2), "An: Giải Nhất");
}

TEST(Prizes, NobodyWinsWithoutARightAnswer) {
    Desk desk;
    desk.round_ends(1, {{kAn, kBinh, kChi}}, 0);
    EXPECT_EQ(desk.winners(), "");
}

TEST(Prizes, WhenTheStockIsOutLaterRoundsGiveNone) {
    Desk desk(R"({"prizes":{"places":[{"place":1,"title":"Giải Nhất","stock":1},{"place":2,"title":"Giải Nhì","stock":2}],"one_per_person":"round"}})");
    desk.round_ends(1, {{kAn}, {kBinh}});
    EXPECT_EQ(desk.hands_out(kAn), ClaimBook::Outcome::done);
    desk.round_ends(2, {{kChi}, {kDung}});
    EXPECT_EQ(desk.winners(2), "Dũng: Giải Nhì") << "the first prize is handed out, of the second one is left";
    desk.round_ends(3, {{kAn}, {kChi}});
    EXPECT_EQ(desk.winners(3), "") << "both of the second are promised, though nobody has come for them yet";
}

TEST(Prizes, ARehearsalGivesNoneNorAContestThatTheFileDoesNotName) {
    const auto every = read_prize_rule(event_with());
    EXPECT_TRUE(every.gives("main", false));
    EXPECT_TRUE(every.gives("", false));
    EXPECT_FALSE(every.gives("main", true));
    const auto main_only = read_prize_rule(event_with(R"(,"contests":["main"])"));
    EXPECT_TRUE(main_only.gives("main", false));
    EXPECT_FALSE(main_only.gives("non-stop", false));
    for (const char* event : {"", "{}", R"({"prizes":[]})", R"({"prizes":{"places":7,"one_per_person":[]}})",
                              R"({"prizes":{"places":[1,{"place":0},{"place":"x"}]}})"})
        EXPECT_FALSE(read_prize_rule(event).gives("main", false)) << event;
}

TEST(Prizes, TwoDesksAtOnceHandOutOnceAndTheSecondIsToldWhenAndWhere) {
    Desk desk;
    desk.round_ends(1, {{kAn}});
    EXPECT_EQ(desk.hands_out(kAn, 1, "Bàn 1"), ClaimBook::Outcome::done);
    desk.now += 5'000;
    EXPECT_EQ(desk.hands_out(kAn, 1, "Bàn 2"), ClaimBook::Outcome::already);
    EXPECT_EQ(desk.claim(kAn)->desk, "Bàn 1");
    EXPECT_EQ(desk.claim(kAn)->at, kNoon);
    desk.restarts();
    EXPECT_EQ(desk.hands_out(kAn, 1, "Bàn 2"), ClaimBook::Outcome::already) << "nor after a power cut";
}

TEST(Prizes, WhatWasHandedOutByMistakeIsTakenBackWithAReason) {
    Desk desk;
    desk.round_ends(1, {{kAn}});
    desk.hands_out(kAn);
    desk.book.take_changes();
    EXPECT_EQ(desk.book.undo(desk.claim(kAn)->id, "Bàn 1", "nhầm người", desk.now), ClaimBook::Outcome::done);
    EXPECT_EQ(desk.claim(kAn)->state, Claim::State::waiting);
    const auto changes = desk.book.take_changes();
    ASSERT_EQ(changes.events.size(), 1u);
    EXPECT_EQ(changes.events[0].what, "undone");
    EXPECT_EQ(changes.events[0].reason, "nhầm người");
    EXPECT_THAT(changes.claims, ElementsAre(desk.claim(kAn)->id));
    EXPECT_EQ(desk.book.undo(desk.claim(kAn)->id, "Bàn 1", "lần nữa", desk.now), ClaimBook::Outcome::already);
    EXPECT_EQ(desk.hands_out(kAn), ClaimBook::Outcome::done);
}

TEST(Prizes, ARescoredRoundMovesWhatWasNotHandedOut) {
    Desk desk;
    desk.round_ends(1, {{kAn}, {kBinh}, {kChi}, {kDung}});
    const std::string code_of_binh = desk.claim(kBinh)->code;
    EXPECT_TRUE(desk.round_ends(1, {{kBinh}, {kDung}, {kChi}, {kAn}}));
    EXPECT_EQ(desk.winners(), "Bình: Giải Nhất, Chi: Giải Ba, Dũng: Giải Nhì");
    EXPECT_EQ(desk.claim(kBinh)->code, code_of_binh) << "a code is kept for ever";
    EXPECT_EQ(desk.claim(kBinh)->note, "moved");
    EXPECT_EQ(desk.claim(kAn)->state, Claim::State::withdrawn);
    EXPECT_EQ(desk.hands_out(kAn), ClaimBook::Outcome::withdrawn);
    EXPECT_THAT(desk.book.of(kAn), IsEmpty()) << "their phone shows no code any more";
    EXPECT_TRUE(desk.round_ends(1, {{kAn}, {kBinh}, {kChi}, {kDung}})) << "and back";
    EXPECT_EQ(desk.claim(kAn)->code, "CODE2222");
    EXPECT_EQ(desk.claim(kAn)->state, Claim::State::waiting);
}

TEST(Prizes, WhatWasHandedOutBeforeTheRescoringStaysWithANote) {
    Desk desk;
    desk.round_ends(1, {{kAn}, {kBinh}, {kChi}});
    desk.hands_out(kAn);
    desk.round_ends(1, {{kBinh}, {kAn}, {kChi}});
    EXPECT_EQ(desk.claim(kAn)->state, Claim::State::handed_out);
    EXPECT_EQ(desk.claim(kAn)->prize.vi, "Giải Nhất");
    EXPECT_EQ(desk.claim(kAn)->note, "rescored");
    EXPECT_EQ(desk.claim(kBinh)->prize.vi, "Giải Nhất") << "who should have had it is not forgotten";
    EXPECT_EQ(desk.hands_out(kBinh), ClaimBook::Outcome::stock_out) << "and staff are told that there is none left";
    desk.round_ends(1, {{kAn}, {kBinh}, {kChi}});
    EXPECT_EQ(desk.claim(kAn)->note, "") << "the correction was taken back";
}

TEST(Prizes, TakenBackAfterARescoringItIsNotTheirsAnyMore) {
    Desk desk;
    desk.round_ends(1, {{kAn}, {kBinh}, {kChi}, {kDung}});
    desk.hands_out(kAn);
    desk.round_ends(1, {{kBinh}, {kChi}, {kDung}, {kAn}});
    desk.book.undo(desk.claim(kAn)->id, "Bàn 1", "chấm lại", desk.now);
    EXPECT_EQ(desk.claim(kAn)->state, Claim::State::withdrawn);
    EXPECT_EQ(desk.hands_out(kBinh), ClaimBook::Outcome::done);
}

TEST(Prizes, WhoIsForgottenLeavesNoNameAndNoCodeButTheTrailStays) {
    Desk desk;
    desk.round_ends(1, {{kAn}, {kBinh}, {kChi}, {kDung}});
    desk.hands_out(kAn);
    const std::string code = desk.claim(kAn)->code;
    const auto id = desk.claim(kAn)->id;
    desk.book.take_changes();
    EXPECT_TRUE(desk.book.forget(kAn, desk.now));
    const Claim* left = desk.book.find(id);
    ASSERT_TRUE(left);
    EXPECT_EQ(left->name + left->unit + left->code, "");
    EXPECT_EQ(left->player, 0);
    EXPECT_EQ(left->state, Claim::State::handed_out);
    EXPECT_EQ(desk.book.by_code(code), nullptr);
    desk.round_ends(1, {{kBinh}, {kChi}, {kDung}}); // as the board is without them
    EXPECT_EQ(desk.claim(kBinh)->prize.vi, "Giải Nhì") << "the first prize was won and fetched";
    EXPECT_EQ(desk.claim(kDung), nullptr);
    for (const auto& event : desk.book.take_changes().events)
        EXPECT_THAT(event.what + event.desk + event.reason, testing::Not(HasSubstr("An")));
}

TEST(Prizes, WhoIsForgottenBeforeTheyCameMakesRoomForTheNext) {
    Desk desk;
    desk.round_ends(1, {{kAn}, {kBinh}, {kChi}, {kDung}});
    const auto id = desk.claim(kAn)->id;
    desk.book.forget(kAn, desk.now);
    desk.round_ends(1, {{kBinh}, {kChi}, {kDung}});
    EXPECT_EQ(desk.book.find(id)->state, Claim::State::withdrawn);
    EXPECT_EQ(desk.winners(), "Bình: Giải Nhất, Chi: Giải Nhì, Dũng: Giải Ba");
    EXPECT_FALSE(desk.book.forget(0, desk.now)) << "nobody is nobody";
}

TEST(PrizeCode, IsReadAsPeopleTypeItAndAsScannersSendIt) {
    for (const char* typed : {"7K4QM2RD", "7k4q-m2rd", " 7K4Q M2RD\r\n", "http://192.168.1.20:8080/staff#quiz-prizes=7K4QM2RD"})
        EXPECT_EQ(read_code(typed), "7K4QM2RD") << typed;
    for (const char* typed : {"", "7K4Q", "7K4QM2RDD", "7K4Q-M2R0", "7K4Q-M2RI", "mã của tôi", "7K4QM2R\xC3"})
        EXPECT_EQ(read_code(typed), std::nullopt) << typed;
    EXPECT_EQ(read_code(std::string(100'000, 'A')), std::nullopt);
    EXPECT_EQ(spaced_code("7K4QM2RD"), "7K4Q-M2RD");
}

TEST(PrizeCode, HoldsFortyBits) {
    std::set<std::string> all;
    std::array<unsigned char, kCodeLetters> random{};
    for (int place = 0; place < 8; ++place)
        for (int value = 0; value < 32; ++value) {
            random = {};
            random[static_cast<std::size_t>(place)] = static_cast<unsigned char>(value);
            all.insert(code_of(random));
        }
    EXPECT_EQ(all.size(), 8u * 31 + 1) << "each of the 32 letters in each of the 8 places";
}

TEST(PrizeCode, GuessingEndsAfterTenTriesAndAnsweringGoesOnSlowly) {
    Guesses guesses;
    Ms now = 1'000'000;
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(guesses.allowed(now)) << i;
        guesses.wrong(now);
    }
    EXPECT_FALSE(guesses.allowed(now));
    EXPECT_EQ(guesses.wait_ms(now + 10'000), 20'000);
    EXPECT_FALSE(guesses.allowed(now + 29'999));
    EXPECT_TRUE(guesses.allowed(now + 30'000));
    guesses.wrong(now + 30'000);
    EXPECT_FALSE(guesses.allowed(now + 30'001));
    EXPECT_TRUE(guesses.allowed(now + 3'600'000));
}

} // namespace
} // namespace quiz
