#include "kiosk/http/stream.h"

#include <gmock/gmock.h>

#include <deque>

namespace kiosk::http {
namespace {

using testing::ElementsAre;

Bytes text(std::string s) { return std::make_shared<const std::string>(std::move(s)); }

std::string data_of(const Bytes& frame) {
    const auto at = frame->find("data: ") + 6;
    return frame->substr(at, frame->find('\n', at) - at);
}

class Phone : public StreamSink {
public:
    void offer(std::size_t slot, Bytes frame) override {
        heard.push_back(std::to_string(slot) + ":" + data_of(frame));
        if (on_offer) on_offer();
    }
    std::string last() const { return heard.empty() ? "" : heard.back(); }

    std::vector<std::string> heard;
    std::function<void()> on_offer;
};

// The event loop of the tests: turns are taken one by one.
struct Hall {
    explicit Hall(std::size_t slice = 64) : topics([this](auto task) { turns.push_back(std::move(task)); }, slice) {}

    std::shared_ptr<Phone> joins(std::vector<std::string> names) {
        auto phone = std::make_shared<Phone>();
        topics.open(phone, std::move(names));
        return phone;
    }
    bool turn() {
        if (turns.empty()) return false;
        auto task = std::move(turns.front());
        turns.pop_front();
        task();
        return true;
    }
    int all_turns() {
        int n = 0;
        while (turn()) ++n;
        return n;
    }

    std::deque<std::function<void()>> turns;
    Topics topics;
};

TEST(Frame, CarriesIdTopicAndData) {
    EXPECT_EQ(*sse_frame(17, "quiz/round", "{\"a\":1}"), "id: 17\nevent: quiz/round\ndata: {\"a\":1}\n\n");
}

TEST(Frame, WithLineBreaksBecomesSeveralDataLines) {
    EXPECT_EQ(*sse_frame(1, "t", "a\nb\r\nc\rd\n"), "id: 1\nevent: t\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
    EXPECT_EQ(*sse_frame(1, "t", ""), "id: 1\nevent: t\ndata: \n\n");
}

TEST(Topics, WhoConnectsGetsThePresentStateAtOnce) {
    Hall hall;
    hall.topics.publish("a", text("old"));
    hall.topics.publish("a", text("new"));
    hall.topics.publish("b", text("other"));
    const auto phone = hall.joins({"b", "a", "silent"});
    EXPECT_THAT(phone->heard, ElementsAre("0:other", "1:new"));
    hall.topics.publish("silent", text("first"));
    EXPECT_EQ(phone->last(), "2:first");
}

TEST(Topics, ReachThoseWhoListenAndNobodyElse) {
    Hall hall;
    const auto player = hall.joins({"round"}), staff = hall.joins({"round", "staff"});
    hall.topics.publish("staff", text("answer"));
    EXPECT_TRUE(player->heard.empty());
    EXPECT_THAT(staff->heard, ElementsAre("1:answer"));
}

TEST(Topics, FanOutInSlices) {
    Hall hall(10);
    std::vector<std::shared_ptr<Phone>> phones;
    for (int i = 0; i < 95; ++i) phones.push_back(hall.joins({"a"}));
    const auto reached = [&] {
        return std::count_if(phones.begin(), phones.end(), [](const auto& p) { return !p->heard.empty(); });
    };
    hall.topics.publish("a", text("1"));
    EXPECT_EQ(reached(), 10);
    hall.turn();
    EXPECT_EQ(reached(), 20);
    EXPECT_EQ(hall.all_turns(), 8);
    EXPECT_EQ(reached(), 95);
    for (const auto& phone : phones) EXPECT_EQ(phone->heard.size(), 1u);
}

TEST(Topics, ThatChangeInMidBroadcastSkipToTheNewest) {
    Hall hall(10);
    std::vector<std::shared_ptr<Phone>> phones;
    for (int i = 0; i < 30; ++i) phones.push_back(hall.joins({"a"}));
    hall.topics.publish("a", text("1"));
    hall.turn(); // 20 have it
    hall.topics.publish("a", text("2"));
    hall.all_turns();
    int skipped = 0;
    for (const auto& phone : phones) {
        EXPECT_EQ(phone->last(), "0:2");
        if (phone->heard.size() == 1) ++skipped;
        EXPECT_LE(phone->heard.size(), 2u);
    }
    EXPECT_EQ(skipped, 10);
}

TEST(Topics, MissNobodyWhenPhonesLeaveInMidBroadcast) {
    Hall hall(7);
    std::vector<std::shared_ptr<Phone>> phones;
    for (int i = 0; i < 50; ++i) phones.push_back(hall.joins({"a", "b"}));
    hall.topics.publish("a", text("1"));
    hall.topics.publish("b", text("1"));
    for (int i = 0; i < 40; i += 3) {
        hall.topics.close(phones[static_cast<std::size_t>(i)].get());
        phones[static_cast<std::size_t>(i)] = nullptr;
        hall.turn();
    }
    hall.all_turns();
    for (const auto& phone : phones)
        if (phone) { EXPECT_THAT(phone->heard, testing::UnorderedElementsAre("0:1", "1:1")); }
    EXPECT_EQ(hall.topics.streams(), 36u);
}

TEST(Topics, SurviveAPhoneThatClosesItselfWhileItIsServed) {
    Hall hall(5);
    std::vector<std::shared_ptr<Phone>> phones;
    for (int i = 0; i < 20; ++i) {
        phones.push_back(hall.joins({"a"}));
        if (i % 2 == 0) {
            auto* self = phones.back().get();
            self->on_offer = [&hall, self] { hall.topics.close(self); };
        }
    }
    hall.topics.publish("a", text("1"));
    hall.all_turns();
    EXPECT_EQ(hall.topics.streams(), 10u);
    hall.topics.publish("a", text("2"));
    hall.all_turns();
    for (std::size_t i = 0; i < phones.size(); ++i) EXPECT_EQ(phones[i]->heard.size(), i % 2 == 0 ? 1u : 2u);
}

TEST(Topics, ClosedWhileItIsOpenedLeavesNothing) {
    Hall hall;
    hall.topics.publish("a", text("1"));
    auto phone = std::make_shared<Phone>();
    phone->on_offer = [&] { hall.topics.close(phone.get()); };
    hall.topics.open(phone, {"a", "b"});
    EXPECT_EQ(hall.topics.streams(), 0u);
    EXPECT_EQ(phone.use_count(), 1);
}

TEST(Topics, CountATopicGivenTwiceOnce) {
    Hall hall;
    const auto phone = hall.joins({"a", "a"});
    hall.topics.publish("a", text("1"));
    hall.all_turns();
    EXPECT_THAT(phone->heard, ElementsAre("0:1"));
    hall.topics.close(phone.get());
    hall.topics.close(phone.get());
    EXPECT_EQ(hall.topics.streams(), 0u);
}

} // namespace
} // namespace kiosk::http
