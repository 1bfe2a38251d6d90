#include "kiosk/people/people.h"

#include "kiosk/people/names.h"
#include "tests/store/temp_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace kiosk::people {
namespace {

using fixture::TempStore;

// A kiosk's door: people come in, are renamed, thrown out, and the machine is restarted.
class Door : public testing::Test {
protected:
    People::Joined join(std::string_view name, std::string_view unit = "") {
        store::Step step;
        auto joined = people_->join(name, unit, "vi", kNow, step);
        if (!joined) throw std::runtime_error(joined.error().sentence);
        EXPECT_TRUE(store_.save(std::move(step)));
        return *joined;
    }
    std::string refusal(std::string_view name, std::string_view unit = "") {
        store::Step step;
        auto joined = people_->join(name, unit, "vi", kNow, step);
        EXPECT_TRUE(step.writes.empty());
        return joined ? "" : joined.error().sentence;
    }
    template <class Change> bool save(Change change) {
        store::Step step;
        Status status = change(step);
        return status && store_.save(std::move(step));
    }
    void restart() {
        people_ = std::make_unique<People>(store_.writer(), kUnits, names_);
        Status loaded = people_->load(store_.reader());
        ASSERT_TRUE(loaded) << loaded.error().sentence;
    }

    // What the event file says from the next start on.
    void hold_names(bool held = true) {
        names_ = held ? Names::held : Names::shown;
        restart();
    }
    const std::string& board_name(std::int64_t id) const { return people_->find(id)->name; }
    const std::string& own_name(std::int64_t id) const { return people_->find(id)->own_name(); }
    std::vector<std::string> waiting() const { // the longest waiting first
        std::vector<std::string> names;
        for (const auto& [naming, id] : people_->waiting()) names.push_back(own_name(id));
        return names;
    }
    bool rename(std::int64_t id, std::string_view name, By by = By::themselves) {
        return save([&](auto& step) { return people_->rename(id, name, step, by); });
    }
    bool approve(std::int64_t id) { return approve(id, people_->find(id)->naming); }
    bool approve(std::int64_t id, std::int64_t naming) {
        return save([&](auto& step) { return people_->approve(id, naming, step); });
    }
    std::size_t approve_waiting(std::int64_t up_to, std::size_t most = 100) {
        store::Step step;
        const auto count = people_->approve_waiting(up_to, most, step);
        EXPECT_TRUE(store_.save(std::move(step)));
        return count;
    }

    static constexpr Ms kNow = 1'790'000'000'000;
    const std::vector<Unit> kUnits = {{"mb", "Mường Bi", 5000}, {"pc", "Pà Cò", 3000}};
    Names names_ = Names::shown;
    TempStore store_;
    std::unique_ptr<People> people_ = std::make_unique<People>(store_.writer(), kUnits);
};

TEST_F(Door, ARestartLosesNobody) {
    const auto an = join("An", "mb");
    const auto binh = join("Bình");
    restart();
    EXPECT_EQ(people_->count(), 2u);
    EXPECT_EQ(people_->by_token(an.token), an.id);
    EXPECT_EQ(people_->by_token(binh.token), binh.id);
    const Person& person = *people_->find(an.id);
    EXPECT_EQ(person.name, "An");
    EXPECT_EQ(person.unit(), "mb");
    EXPECT_EQ(person.lang, "vi");
    EXPECT_EQ(person.joined, kNow);
    EXPECT_NE(join("Chi").id, binh.id) << "ids are not given twice";
}

TEST_F(Door, WhoseJoinNeverReachedTheDiskIsNotThere) {
    const auto an = join("An");
    store::Step lost;
    const auto binh = people_->join("Bình", "", "vi", kNow, lost);
    ASSERT_TRUE(binh);
    people_->forget(*binh);
    EXPECT_EQ(people_->count(), 1u);
    EXPECT_EQ(people_->by_token(binh->token), 0);
    EXPECT_EQ(people_->by_token(an.token), an.id);
}

TEST_F(Door, TwoPeopleOfOneNameAreTwo) {
    const auto first = join("An");
    const auto second = join("An");
    EXPECT_NE(first.id, second.id);
    EXPECT_NE(first.token, second.token);
    EXPECT_NE(people_->find(first.id)->public_id, people_->find(second.id)->public_id);
}

TEST_F(Door, NobodyIsBehindAForgedToken) {
    const auto an = join("An");
    std::string forged = an.token;
    forged[0] = forged[0] == 'A' ? 'B' : 'A';
    for (const std::string& token : {forged, an.token + "A", an.token.substr(1), std::string(), std::string(10'000, 'A')}) {
        EXPECT_EQ(people_->by_token(token), 0);
    }
}

TEST_F(Door, AStolenDatabaseImpersonatesNobody) {
    const auto an = join("An");
    int rows = 0;
    Status status = store_.reader().read("SELECT * FROM players", {}, [&](std::span<const store::Value> row) {
        ++rows;
        for (const auto& value : row) {
            if (const auto* text = std::get_if<std::string>(&value)) {
                EXPECT_EQ(text->find(an.token), std::string::npos);
            }
            if (const auto* blob = std::get_if<store::Blob>(&value)) {
                EXPECT_EQ(blob->bytes.size(), 32u);
                EXPECT_EQ(people_->by_token(blob->bytes), 0);
            }
        }
        return true;
    });
    EXPECT_TRUE(status);
    EXPECT_EQ(rows, 1);
}

TEST_F(Door, RefusesAndLeavesNoTrace) {
    EXPECT_EQ(refusal("  "), "name.empty");
    EXPECT_EQ(refusal("địt mẹ"), "name.bad");
    EXPECT_EQ(refusal("An", "paris"), "unit.unknown");
    EXPECT_EQ(people_->count(), 0u);
}

TEST_F(Door, AKickedPlayerCanBeLetBack) {
    const auto an = join("An");
    ASSERT_TRUE(save([&](auto& step) { return people_->set_removed(an.id, true, step); }));
    restart();
    EXPECT_EQ(people_->by_token(an.token), an.id) << "removed people are found, so that they can be told";
    EXPECT_TRUE(people_->find(an.id)->removed);
    ASSERT_TRUE(save([&](auto& step) { return people_->set_removed(an.id, false, step); }));
    restart();
    EXPECT_FALSE(people_->find(an.id)->removed);
    EXPECT_EQ(people_->by_token(an.token), an.id);
}

TEST_F(Door, WatchersHearOfChangesAndOfNothingElse) {
    std::vector<std::int64_t> heard;
    people_->watch([&](std::int64_t id) { heard.push_back(id); });
    const auto an = join("An");
    const auto binh = join("Bình");
    EXPECT_TRUE(heard.empty());
    EXPECT_TRUE(save([&](auto& step) { return people_->rename(binh.id, " Bình  Yên ", step); }));
    EXPECT_TRUE(save([&](auto& step) { return people_->set_unit(an.id, "pc", step); }));
    EXPECT_TRUE(save([&](auto& step) { return people_->set_removed(an.id, true, step); }));
    EXPECT_THAT(heard, testing::ElementsAre(binh.id, an.id, an.id));

    store::Step step;
    EXPECT_TRUE(people_->rename(binh.id, "Bình Yên", step));
    EXPECT_TRUE(people_->set_unit(an.id, "pc", step));
    EXPECT_TRUE(people_->set_removed(an.id, true, step));
    EXPECT_TRUE(step.writes.empty()) << "what changes nothing writes nothing";
    EXPECT_EQ(heard.size(), 3u);

    restart();
    EXPECT_EQ(people_->find(binh.id)->name, "Bình Yên");
    EXPECT_EQ(people_->find(an.id)->unit(), "pc");
}

TEST_F(Door, AWatcherMayChangePeopleAndAddWatchers) {
    const auto an = join("An");
    store::Step step;
    int later = 0;
    people_->watch([&](std::int64_t id) {
        if (people_->find(id)->removed) return;
        people_->watch([&](std::int64_t) { ++later; });
        EXPECT_TRUE(people_->set_removed(id, true, step));
    });
    EXPECT_TRUE(people_->rename(an.id, "Anh", step));
    EXPECT_EQ(later, 1);
    EXPECT_EQ(step.writes.size(), 2u);
}

TEST_F(Door, ARefusedRenameKeepsTheOldName) {
    const auto an = join("An");
    store::Step step;
    EXPECT_EQ(people_->rename(an.id, "l0n", step).error().sentence, "name.bad");
    EXPECT_EQ(people_->set_unit(an.id, "paris", step).error().sentence, "unit.unknown");
    EXPECT_EQ(people_->rename(4711, "An", step).error().kind, Kind::not_found);
    EXPECT_EQ(people_->set_unit(4711, "mb", step).error().kind, Kind::not_found);
    EXPECT_EQ(people_->set_removed(4711, true, step).error().kind, Kind::not_found);
    EXPECT_EQ(people_->find(an.id)->name, "An");
    EXPECT_TRUE(step.writes.empty());
}

TEST_F(Door, AnUnknownLanguageIsVietnamese) {
    store::Step step;
    const auto guest = people_->join("Guest", "", "en", kNow, step);
    const auto other = people_->join("Other", "", "<script>", kNow, step);
    EXPECT_EQ(people_->find(guest->id)->lang, "en");
    EXPECT_EQ(people_->find(other->id)->lang, "vi");
}

TEST_F(Door, WhoIsErasedIsUnknownAndTheCookieOpensNothing) {
    const auto an = join("An", "mb"), binh = join("Bình");
    std::vector<std::int64_t> told;
    people_->watch([&](std::int64_t id) {
        EXPECT_EQ(people_->find(id), nullptr);
        told.push_back(id);
    });
    EXPECT_TRUE(save([&](store::Step& step) {
        people_->erase({an.id, 999}, step);
        return Status{};
    }));
    EXPECT_TRUE(told.empty()) << "only when all else is done";
    people_->tell_erased({an.id});
    EXPECT_EQ(told, std::vector<std::int64_t>{an.id});
    for (int once_more = 0; once_more < 2; ++once_more, restart()) {
        EXPECT_EQ(people_->by_token(an.token), 0);
        EXPECT_EQ(people_->by_token(binh.token), binh.id);
        EXPECT_EQ(people_->count(), 1u);
    }
}

TEST_F(Door, WhoStaysIsFoundAmongManyWhoAreGone) {
    std::vector<People::Joined> all;
    for (int i = 0; i < 600; ++i) all.push_back(join("Khách " + std::to_string(i), i % 2 ? "mb" : "pc"));
    std::vector<std::int64_t> gone;
    for (std::size_t i = 0; i < all.size(); i += 3) gone.push_back(all[i].id);
    ASSERT_TRUE(save([&](auto& step) { return people_->erase(gone, step), Status{}; }));
    people_->forget(all[301]); // never saved, as it seems
    const auto late = join("Chi", "mb");
    std::int64_t last = 0;
    std::size_t seen = 0;
    people_->for_each([&](const Person& person) {
        EXPECT_GT(person.id, std::exchange(last, person.id));
        ++seen;
    });
    EXPECT_EQ(seen, 400u);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool stays = i % 3 != 0 && i != 301;
        const Person* person = people_->find(all[i].id);
        ASSERT_EQ(person != nullptr, stays) << i;
        EXPECT_EQ(people_->by_token(all[i].token), stays ? all[i].id : 0);
        if (!stays) continue;
        EXPECT_EQ(person->name + person->unit(), "Khách " + std::to_string(i) + (i % 2 ? "mb" : "pc"));
    }
    EXPECT_EQ(people_->find(late.id)->name, "Chi");
    EXPECT_EQ(people_->find(late.id + 1), nullptr);
    EXPECT_EQ(people_->find(-1), nullptr);
}

TEST_F(Door, TheNoticeThatWasShownIsKept) {
    store::Step step;
    const auto an = people_->join("An", "", "vi", kNow, step, "2026-10-01");
    ASSERT_TRUE(store_.save(std::move(step)));
    restart();
    EXPECT_EQ(people_->find(an->id)->notice(), "2026-10-01");
    EXPECT_EQ(people_->by_public_id(people_->find(an->id)->public_id)->id, an->id);
    EXPECT_EQ(people_->by_public_id("nobody"), nullptr);
}

// ---------------------------------------------------------------- names that wait for staff

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(Door, ANameShownAtOnceWaitsForNobody) {
    const auto an = join("An");
    EXPECT_EQ(board_name(an.id), "An");
    EXPECT_EQ(own_name(an.id), "An");
    EXPECT_FALSE(people_->find(an.id)->is_held());
    EXPECT_THAT(waiting(), IsEmpty());
    EXPECT_FALSE(people_->holds_names());
}

TEST_F(Door, BinhStandsOnTheBoardUnderAFriendlyNameUntilStaffHaveLooked) {
    hold_names();
    const auto binh = join("Bình");
    const std::string friendly = board_name(binh.id);
    EXPECT_NE(friendly, "Bình");
    EXPECT_TRUE(check_name(friendly));
    EXPECT_EQ(own_name(binh.id), "Bình");
    EXPECT_THAT(waiting(), ElementsAre("Bình"));
    restart();
    EXPECT_EQ(board_name(binh.id), friendly) << "the same one";
    EXPECT_THAT(waiting(), ElementsAre("Bình"));
    std::vector<std::int64_t> told;
    people_->watch([&](std::int64_t id) { told.push_back(id); });
    ASSERT_TRUE(approve(binh.id));
    EXPECT_EQ(board_name(binh.id), "Bình");
    EXPECT_THAT(told, ElementsAre(binh.id)) << "the boards must be painted anew";
    EXPECT_THAT(waiting(), IsEmpty());
    restart();
    EXPECT_EQ(board_name(binh.id), "Bình") << "approved once is approved";
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(Door, ANewNameWaitsAnew) {
    hold_names();
    const auto binh = join("Bình");
    const std::string friendly = board_name(binh.id);
    ASSERT_TRUE(approve(binh.id));
    ASSERT_TRUE(rename(binh.id, "Bình Bình"));
    EXPECT_EQ(board_name(binh.id), friendly);
    EXPECT_EQ(own_name(binh.id), "Bình Bình");
    EXPECT_THAT(waiting(), ElementsAre("Bình Bình"));
    restart();
    EXPECT_EQ(board_name(binh.id), friendly);
    EXPECT_THAT(waiting(), ElementsAre("Bình Bình"));
}

TEST_F(Door, WhatStaffSawIsWhatTheyApprove) {
    hold_names();
    const auto binh = join("Bình");
    const auto seen = people_->find(binh.id)->naming;
    ASSERT_TRUE(rename(binh.id, "Kẻ Phá Đám")); // between the look and the finger
    store::Step step;
    Status refused = people_->approve(binh.id, seen, step);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::denied);
    EXPECT_EQ(refused.error().sentence, "name.changed");
    EXPECT_TRUE(step.writes.empty());
    EXPECT_NE(board_name(binh.id), "Kẻ Phá Đám");
    EXPECT_FALSE(people_->approve(4711, 1, step));
}

TEST_F(Door, ApprovingAllLeavesOutWhoCameSince) {
    hold_names();
    const auto an = join("An"), binh = join("Bình"), chi = join("Chi");
    const auto seen = people_->find(chi.id)->naming;
    const auto dung = join("Dũng");
    ASSERT_TRUE(rename(an.id, "Ân")); // nobody has looked at this one either
    EXPECT_EQ(approve_waiting(seen, 1), 1u) << "a slice";
    EXPECT_EQ(board_name(binh.id), "Bình") << "who has waited longest";
    EXPECT_EQ(approve_waiting(seen), 1u);
    EXPECT_EQ(board_name(chi.id), "Chi");
    EXPECT_EQ(approve_waiting(seen), 0u);
    EXPECT_THAT(waiting(), ElementsAre("Dũng", "Ân"));
    restart();
    EXPECT_EQ(board_name(binh.id), "Bình");
    EXPECT_NE(board_name(dung.id), "Dũng");
    EXPECT_THAT(waiting(), ElementsAre("Dũng", "Ân"));
}

TEST_F(Door, WhatStaffTypeNeedsNoLook) {
    hold_names();
    const auto binh = join("Bình"), chi = join("Chi");
    ASSERT_TRUE(rename(binh.id, "Bình A", By::staff));
    EXPECT_EQ(board_name(binh.id), "Bình A");
    ASSERT_TRUE(rename(chi.id, board_name(chi.id), By::staff)) << "they keep the friendly name";
    EXPECT_EQ(own_name(chi.id), board_name(chi.id));
    EXPECT_THAT(waiting(), IsEmpty());
    const auto dung = join("Dũng");
    ASSERT_TRUE(rename(dung.id, "Dũng", By::staff)) << "left as it is: looked at";
    EXPECT_EQ(board_name(dung.id), "Dũng");
    restart();
    EXPECT_EQ(board_name(binh.id), "Bình A");
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(Door, NobodyWaitsWhoIsOutOrForgottenOrNeverSaved) {
    hold_names();
    const auto an = join("An"), binh = join("Bình");
    ASSERT_TRUE(save([&](auto& step) { return people_->set_removed(an.id, true, step); }));
    EXPECT_THAT(waiting(), ElementsAre("Bình"));
    ASSERT_TRUE(save([&](auto& step) { return people_->set_removed(an.id, false, step); }));
    EXPECT_THAT(waiting(), ElementsAre("An", "Bình"));
    ASSERT_TRUE(save([&](auto& step) { return people_->erase({an.id}, step), Status{}; }));
    EXPECT_THAT(waiting(), ElementsAre("Bình"));
    store::Step lost;
    const auto chi = people_->join("Chi", "", "vi", kNow, lost);
    ASSERT_TRUE(chi);
    people_->forget(*chi);
    EXPECT_THAT(waiting(), ElementsAre("Bình"));
}

TEST_F(Door, HeldFromNowOnEverybodyWaitsWhoseNameNobodyHasLookedAt) {
    const auto an = join("An"), binh = join("Bình");
    ASSERT_TRUE(rename(an.id, "Anh", By::staff));
    hold_names();
    EXPECT_EQ(board_name(an.id), "Anh") << "staff have typed it";
    EXPECT_NE(board_name(binh.id), "Bình") << "although it stood on the board";
    EXPECT_THAT(waiting(), ElementsAre("Bình"));
    hold_names(false);
    EXPECT_EQ(board_name(binh.id), "Bình");
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(Door, PeopleOfAnOlderKioskWaitInTheOrderInWhichTheyCame) {
    const auto an = join("An"), binh = join("Bình");
    ASSERT_TRUE(store_.save({{{store_.writer().prepare("", "UPDATE players SET naming = 0"), {}}}, {}})); // as the upgrade leaves them
    hold_names();
    EXPECT_THAT(waiting(), ElementsAre("An", "Bình"));
    const auto chi = join("Chi");
    EXPECT_THAT(waiting(), ElementsAre("An", "Bình", "Chi"));
    EXPECT_EQ(approve_waiting(0), 2u);
    EXPECT_EQ(board_name(an.id), "An");
    EXPECT_EQ(board_name(binh.id), "Bình");
    EXPECT_NE(board_name(chi.id), "Chi");
}

} // namespace
} // namespace kiosk::people
