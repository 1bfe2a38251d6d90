// The QR code that a headless kiosk prints.
#include "kiosk/terminal.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kiosk {
namespace {

TEST(TerminalQr, has_a_quiet_zone_and_square_halves) {
    const auto code = qr_for_terminal("HTTP://192.168.1.20:8080/7K4Q");
    const auto lines = std::count(code.begin(), code.end(), '\n');
    EXPECT_EQ(lines, (25 + 8 + 1) / 2) << "version 2 is 25 modules, with a quiet zone of 4 on each side";
    EXPECT_EQ(code.rfind("\033[30;107m", 0), 0u) << "dark on light whatever the terminal's colours";
    EXPECT_NE(code.find("█"), std::string::npos);
}

TEST(TerminalQr, what_no_code_can_hold_gives_nothing) {
    EXPECT_TRUE(qr_for_terminal(std::string(10'000, 'x')).empty());
}

} // namespace
} // namespace kiosk
