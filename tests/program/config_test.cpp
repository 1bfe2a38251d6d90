// What the command line and the file system say before anything runs.
#include "kiosk/config.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
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
    for (const char* bad :
         {"", "1280", "1280x", "x720", "1280x720x1", "12e3x720", "-1280x720", "1280 x 720", "99999999999x720"}) {
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

struct CentralKey : testing::Test {
    CentralKey() { unsetenv("KIOSK_CENTRAL_AUTH"); }
    ~CentralKey() override { std::filesystem::remove_all(folder); }
    void holds(const std::string& text, unsigned mode = 0600) {
        std::ofstream(file) << text;
        std::filesystem::permissions(file, static_cast<std::filesystem::perms>(mode));
    }
    std::string pattern = "/tmp/kiosk-key-XXXXXX";
    const std::filesystem::path folder = mkdtemp(pattern.data()), file = folder / "central.key";
};

TEST_F(CentralKey, is_the_first_line_of_a_file_of_ones_own) {
    holds("kiosk-07:bí mật\r\nmore\n");
    EXPECT_EQ(*central_key(file), "kiosk-07:bí mật");
}

TEST_F(CentralKey, none_is_no_mistake) {
    EXPECT_EQ(*central_key(file), "");
}

TEST_F(CentralKey, what_others_may_read_is_refused_with_the_cure) {
    for (const unsigned mode : {0640u, 0604u, 0660u}) {
        holds("kiosk-07:x", mode);
        const auto key = central_key(file);
        ASSERT_FALSE(key) << mode;
        EXPECT_NE(key.error().sentence.find("chmod 600"), std::string::npos);
        EXPECT_EQ(key.error().sentence.find("kiosk-07"), std::string::npos) << "and not told on";
    }
}

TEST_F(CentralKey, what_is_no_key_is_refused) {
    holds("just-a-word\n");
    EXPECT_FALSE(central_key(file));
    EXPECT_FALSE(central_key(folder)) << "a folder";
}

TEST_F(CentralKey, the_environment_comes_first) {
    holds("kiosk-07:x", 0644);
    setenv("KIOSK_CENTRAL_AUTH", "a:b", 1);
    EXPECT_EQ(*central_key(file), "a:b");
    unsetenv("KIOSK_CENTRAL_AUTH");
}

TEST(Database, an_address_with_a_password_is_seen) {
    for (const char* safe : {"", "postgresql://db/kiosk", "postgresql://an@db:5432/kiosk?sslmode=require", "host=db user=an",
                             "postgresql://db/kiosk:2"})
        EXPECT_FALSE(holds_password(safe)) << safe;
    for (const char* open : {"postgresql://an:secret@db/kiosk", "postgresql://an:a@b@db/kiosk", "host=db password=secret",
                             "postgresql://db/kiosk?user=an&password=secret"})
        EXPECT_TRUE(holds_password(open)) << open;
}

TEST(Settings, the_command_line_comes_before_the_environment) {
    RunOptions options;
    unsetenv("KIOSK_DATABASE");
    EXPECT_EQ(plugin_settings(options).at("database"), "");
    setenv("KIOSK_DATABASE", "postgresql://an:secret@db/kiosk", 1);
    EXPECT_EQ(plugin_settings(options).at("database"), "postgresql://an:secret@db/kiosk");
    options.database = "postgresql://other/kiosk";
    options.from = "http://10.0.0.2:8080";
    EXPECT_EQ(plugin_settings(options).at("database"), "postgresql://other/kiosk");
    EXPECT_EQ(plugin_settings(options).at("from"), "http://10.0.0.2:8080");
    unsetenv("KIOSK_DATABASE");
}

TEST(Address, is_what_was_bound_or_one_that_phones_can_reach) {
    EXPECT_EQ(address_for_people("10.1.2.3"), "10.1.2.3");
    EXPECT_EQ(address_for_people("fe80::1"), "[fe80::1]");
    EXPECT_FALSE(address_for_people("0.0.0.0").empty());
    EXPECT_NE(address_for_people("0.0.0.0"), "0.0.0.0");
}

} // namespace
} // namespace kiosk
