// Can phones reach the kiosk?
#include "kiosk/staff/reach.h"

#include <gtest/gtest.h>

namespace kiosk::staff {
namespace {

struct Network : testing::Test {
    std::set<std::string> own{"192.168.1.20", "fe80::1"};
    int asked = 0;
    Reach reach{[this] { return ++asked, own; }};
};

TEST_F(Network, TheKioskItselfIsNoPhone) {
    for (const char* peer : {"", "127.0.0.1", "127.0.1.1", "::1", "192.168.1.20", "fe80::1"}) reach.saw(peer, 1000);
    EXPECT_EQ(reach.first(), 0);
    EXPECT_EQ(reach.devices(), 0u);
}

TEST_F(Network, TheFirstPhoneIsNotedWithItsTime) {
    reach.saw("127.0.0.1", 1000);
    reach.saw("192.168.1.77", 2000);
    reach.saw("192.168.1.78", 3000);
    reach.saw("192.168.1.77", 4000);
    EXPECT_EQ(reach.first(), 2000);
    EXPECT_EQ(reach.devices(), 2u);
}

TEST_F(Network, AnAddressThatCameUpLaterIsOurs) {
    own.clear();
    own.insert("10.0.0.5"); // the Wi-Fi came after the kiosk
    reach.saw("10.0.0.5", 1000);
    EXPECT_EQ(reach.first(), 0);
}

TEST_F(Network, AHallOfPhonesCostsOneLookEach) {
    for (int round = 0; round < 50; ++round)
        for (int i = 0; i < 20; ++i) reach.saw("192.168.2." + std::to_string(i), 1000);
    EXPECT_EQ(asked, 20);
    for (int i = 0; i < 3000; ++i) reach.saw("10." + std::to_string(i / 250) + ".1." + std::to_string(i % 250), 1000);
    EXPECT_EQ(reach.devices(), Reach::kMost);
}

TEST(OwnAddresses, HaveTheLoopback) {
    EXPECT_TRUE(own_addresses().contains("127.0.0.1"));
}

} // namespace
} // namespace kiosk::staff
