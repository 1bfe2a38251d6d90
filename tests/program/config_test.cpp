// What the command line and the file system say before anything runs.
#include "kiosk/config.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <unistd.h>

namespace kiosk {
namespace {

TEST(Size, is_read_as_people_write_it) {
    const auto size = parse_size("1280x720");
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 1280);
    EXPECT_EQ(size->height, 720);
}

TEST(Size, nonsense_is_refused_with_a_sentence) {
    for (const char* bad : {"", "1280", "1280x", "x720", "1280x720x1", "12e3x720", "-1280x720", "1280 x 720", "99999999999x720"}) {
        const auto size = parse_size(bad);
        ASSERT_FALSE(size) << bad;
        EXPECT_FALSE(size.error().sentence.empty());
    }
    EXPECT_FALSE(parse_size("200x200")) << "nobody reads that";
    EXPECT_FALSE(parse_size("20000x1080"));
}

TEST(DataDir, follows_the_xdg_rule_and_then_home) {
    setenv("XDG_DATA_HOME", "/somewhere", 1);
    EXPECT_EQ(default_data_dir(), "/somewhere/kiosk-so");
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/home/may", 1);
    EXPECT_EQ(default_data_dir(), "/home/may/.local/share/kiosk-so");
}

TEST(DataDir, is_made_for_its_owner_only) {
    std::string pattern = "/tmp/kiosk-data-XXXXXX";
    const std::filesystem::path parent = mkdtemp(pattern.data());
    ASSERT_TRUE(prepare_data_dir(parent / "a" / "b"));
    EXPECT_EQ(std::filesystem::status(parent / "a" / "b").permissions(), std::filesystem::perms::owner_all);
    EXPECT_TRUE(prepare_data_dir(parent / "a" / "b")) << "a second start finds it";
    std::filesystem::remove_all(parent);
}

TEST(DataDir, a_place_that_cannot_be_written_is_named) {
    const auto made = prepare_data_dir("/proc/kiosk-data");
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().sentence.find("/proc/kiosk-data"), std::string::npos);
}

TEST(Address, is_what_was_bound_or_one_that_phones_can_reach) {
    EXPECT_EQ(address_for_people("10.1.2.3"), "10.1.2.3");
    EXPECT_EQ(address_for_people("fe80::1"), "[fe80::1]");
    EXPECT_FALSE(address_for_people("0.0.0.0").empty());
    EXPECT_NE(address_for_people("0.0.0.0"), "0.0.0.0");
}

} // namespace
} // namespace kiosk
