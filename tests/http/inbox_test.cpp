#include "kiosk/http/inbox.h"
#include "kiosk/http/tickets.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace kiosk::http {
namespace {

Request from(std::string path) {
    Request request;
    request.path = std::move(path);
    return request;
}

TEST(Inbox, GivesAllInOrderAndWakesOncePerBatch) {
    int woken = 0;
    Inbox inbox(10, [&] { ++woken; });
    EXPECT_TRUE(inbox.put(from("/1")));
    EXPECT_TRUE(inbox.put(from("/2")));
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(inbox.size(), 2u);
    const auto batch = inbox.take();
    ASSERT_EQ(batch.size(), 2u);
    EXPECT_EQ(batch[0].path, "/1");
    EXPECT_EQ(batch[1].path, "/2");
    EXPECT_TRUE(inbox.take().empty());
    EXPECT_TRUE(inbox.put(from("/3")));
    EXPECT_EQ(woken, 2);
}

TEST(Inbox, IsBounded) {
    Inbox inbox(2, nullptr);
    EXPECT_TRUE(inbox.put(from("/1")));
    EXPECT_TRUE(inbox.put(from("/2")));
    EXPECT_FALSE(inbox.put(from("/3")));
    inbox.take();
    EXPECT_TRUE(inbox.put(from("/4")));
}

TEST(Tickets, AreAnsweredByExactlyOne) {
    TicketTable tickets(4);
    for (int round = 0; round < 200; ++round) {
        const Ticket ticket = tickets.issue(3);
        EXPECT_TRUE(tickets.waiting(ticket));
        std::atomic<int> winners{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) threads.emplace_back([&] { winners += tickets.claim(ticket); });
        for (auto& thread : threads) thread.join();
        EXPECT_EQ(winners, 1);
        EXPECT_FALSE(tickets.waiting(ticket));
    }
}

TEST(Tickets, OfAnEarlierConnectionAreNotThoseOfTheNext) {
    TicketTable tickets(2);
    const Ticket first = tickets.issue(1);
    const Ticket second = tickets.issue(1); // the slot has been given to another phone
    EXPECT_NE(first, second);
    EXPECT_FALSE(tickets.claim(first));
    EXPECT_TRUE(tickets.claim(second));
}

TEST(Tickets, FromNowhereAreRefused) {
    TicketTable tickets(2);
    EXPECT_FALSE(tickets.claim(0));
    EXPECT_FALSE(tickets.claim(77));
    EXPECT_FALSE(tickets.waiting(~Ticket{0}));
}

} // namespace
} // namespace kiosk::http
