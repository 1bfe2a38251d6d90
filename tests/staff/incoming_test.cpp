// Where strangers' files wait: for an hour, at most eight, under names that lead nowhere.
#include "kiosk/staff/incoming.h"

#include <gmock/gmock.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

namespace kiosk::staff {
namespace {

namespace fs = std::filesystem;

struct AnInbox : testing::Test {
    const fs::path folder = fs::temp_directory_path() / ("kiosk-incoming-" + std::to_string(::getpid()));
    std::optional<Incoming> inbox;

    AnInbox() {
        EXPECT_GE(sodium_init(), 0);
        inbox.emplace(folder);
    }
    ~AnInbox() override { fs::remove_all(folder); }
    std::string receive(const std::string& name, Ms now) {
        const auto& file = inbox->add("quiz-bank", name, content::Origin::upload, now);
        EXPECT_TRUE(write_private(file.file(), "nội dung"));
        return file.id;
    }
    void sweep(Ms now) {
        for (const auto& stale : inbox->take_stale(now)) fs::remove_all(stale);
    }
    std::ptrdiff_t kept() const { return std::distance(fs::directory_iterator(folder), {}); }
};

TEST_F(AnInbox, KeepsAFileForAnHourAndForNobodyElse) {
    const auto id = receive("a.csv", 0);
    ASSERT_TRUE(inbox->find(id, 60 * 60'000));
    EXPECT_EQ(*read_private(inbox->find(id, 0)->file()), "nội dung");
    struct stat status {};
    ASSERT_EQ(stat(inbox->find(id, 0)->folder.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700u);
    EXPECT_FALSE(inbox->find(id, 60 * 60'000 + 1));
    sweep(60 * 60'000 + 1);
    EXPECT_EQ(kept(), 0);
}

TEST_F(AnInbox, KeepsTheEightNewest) {
    std::vector<std::string> ids;
    for (int i = 0; i < 10; ++i) ids.push_back(receive("a.csv", i));
    sweep(10);
    EXPECT_EQ(kept(), 8);
    EXPECT_FALSE(inbox->find(ids[1], 10));
    EXPECT_TRUE(inbox->find(ids[2], 10));
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 10u);
}

TEST_F(AnInbox, IsEmptyAfterARestart) {
    const auto id = receive("a.csv", 0);
    inbox.emplace(folder);
    EXPECT_FALSE(inbox->find(id, 0));
    EXPECT_FALSE(fs::exists(folder));
}

TEST(HarmlessName, LeadsNowhereAndKeepsItsEnding) {
    EXPECT_EQ(harmless_name("câu hỏi.xlsx"), "câu hỏi.xlsx");
    EXPECT_EQ(harmless_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(harmless_name("C:\\Users\\an\\cau hoi.csv"), "cau hoi.csv");
    EXPECT_EQ(harmless_name("...."), "file");
    EXPECT_EQ(harmless_name(".pack"), "pack") << "our own file beside it";
    EXPECT_EQ(harmless_name(""), "file");
    EXPECT_EQ(harmless_name("a\n\tb\x01.csv"), "a b.csv");
    EXPECT_EQ(harmless_name("\xFF\xFE"), "file");
    std::string vietnamese;
    for (int i = 0; i < 200; ++i) vietnamese += "ế";
    const auto cut = harmless_name(vietnamese + ".xlsx");
    EXPECT_LE(cut.size(), 100u);
    EXPECT_TRUE(cut.ends_with("ế.xlsx")) << cut;
}

} // namespace
} // namespace kiosk::staff
