#include "kiosk/privacy/consents.h"

#include "tests/store/temp_store.h"

#include <gtest/gtest.h>

namespace kiosk::privacy {
namespace {

struct Consenting : testing::Test {
    fixture::TempStore store;
    std::unique_ptr<Consents> consents = std::make_unique<Consents>(store.writer());

    std::vector<Consent> boxes(bool prize, bool news, Ms at) {
        return {{"prize", prize, "v1", "vi", false, "kiosk-1", at, 0}, {"news", news, "v1", "vi", false, "kiosk-1", at, 0}};
    }
    template <class Change> void save(Change change) {
        store::Step step;
        change(step);
        ASSERT_TRUE(store.save(std::move(step)));
    }
    void restart() {
        consents = std::make_unique<Consents>(store.writer());
        ASSERT_TRUE(consents->load(store.reader()));
    }
};

TEST_F(Consenting, EveryBoxIsKeptAsItWasSent) {
    save([&](auto& step) { consents->give(7, boxes(true, false, 1000), "sealed", step); });
    restart();
    EXPECT_TRUE(consents->has_phone(7));
    ASSERT_EQ(consents->of(7).size(), 2u);
    EXPECT_TRUE(consents->of(7)[0].ticked);
    EXPECT_FALSE(consents->of(7)[1].ticked) << "that a box was left empty is part of the proof";
    EXPECT_EQ(consents->of(7)[0].device, "kiosk-1");
    EXPECT_EQ(consents->of(7)[0].at, 1000);
}

TEST_F(Consenting, WithdrawingDeletesTheNumberAndKeepsTheProof) {
    save([&](auto& step) { consents->give(7, boxes(true, true, 1000), "sealed", step); });
    save([&](auto& step) { EXPECT_TRUE(consents->withdraw(7, 2000, step)); });
    restart();
    EXPECT_FALSE(consents->has_phone(7));
    EXPECT_EQ(consents->of(7)[0].withdrawn, 2000);
    EXPECT_EQ(store.count("phones"), 0);
    store::Step step;
    EXPECT_FALSE(consents->withdraw(7, 3000, step));
    EXPECT_TRUE(step.writes.empty());
}

TEST_F(Consenting, ANewNumberTakesThePlaceOfTheOld) {
    save([&](auto& step) { consents->give(7, boxes(true, false, 1000), "old", step); });
    save([&](auto& step) { consents->give(7, boxes(true, true, 2000), "new", step); });
    restart();
    EXPECT_EQ(store.count("phones WHERE sealed = x'6e6577'"), 1);
    ASSERT_EQ(consents->of(7).size(), 4u);
    EXPECT_EQ(consents->of(7)[0].withdrawn, 2000);
    EXPECT_EQ(consents->of(7)[3].withdrawn, 0);
}

TEST_F(Consenting, ForgettingLeavesNothing) {
    save([&](auto& step) { consents->give(7, boxes(true, false, 1000), "sealed", step); });
    save([&](auto& step) {
        const auto gone = consents->forget(7, step);
        EXPECT_EQ(gone.consents, 2u);
        EXPECT_TRUE(gone.phone);
        EXPECT_EQ(consents->forget(8, step).consents, 0u);
    });
    EXPECT_TRUE(consents->of(7).empty());
    EXPECT_EQ(store.count("consents"), 0);
    EXPECT_EQ(store.count("phones"), 0);
}

} // namespace
} // namespace kiosk::privacy
