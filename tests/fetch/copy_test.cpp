// What is kept outlives the power, and what is damaged is not believed.
#include "kiosk/fetch/copy.h"

#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <fstream>
#include <iterator>

namespace kiosk::fetch {
namespace {

struct Folder : testing::Test {
    support::TempFolder temp;
    const std::filesystem::path folder = temp.path() / "fetched";
    const Copy copy{"http://x/y", "\"v1\"", "Sat, 21 Nov 2026 09:00:00 GMT", 1'795'251'604'210, "{\"a\":1}\n{\"b\":2}"};

    std::string bytes() const {
        std::ifstream in(file_of_copy(folder, copy.url), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void write(const std::string& what) const { std::ofstream(file_of_copy(folder, copy.url), std::ios::binary) << what; }
};
using CopyFile = Folder;

TEST_F(CopyFile, ComesBackAsItWas) {
    EXPECT_FALSE(load_copy(folder, copy.url)) << "nothing yet";
    ASSERT_TRUE(keep_copy(folder, copy));
    const auto again = load_copy(folder, copy.url);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->body, copy.body);
    EXPECT_EQ(again->etag, copy.etag);
    EXPECT_EQ(again->last_modified, copy.last_modified);
    EXPECT_EQ(again->fetched, copy.fetched);
    EXPECT_FALSE(load_copy(folder, "http://x/z")) << "another address";
}

TEST_F(CopyFile, IsNobodyElsesBusiness) {
    ASSERT_TRUE(keep_copy(folder, copy));
    struct stat about {};
    ASSERT_EQ(::stat(file_of_copy(folder, copy.url).c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
    ASSERT_EQ(::stat(folder.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0700u);
}

TEST_F(CopyFile, DamageIsSeen) {
    ASSERT_TRUE(keep_copy(folder, copy));
    const std::string whole = bytes();
    for (const std::size_t cut : {std::size_t{0}, std::size_t{10}, whole.size() / 2, whole.size() - 1}) {
        write(whole.substr(0, cut));
        EXPECT_FALSE(load_copy(folder, copy.url)) << cut;
    }
    std::string changed = whole;
    changed[changed.size() - 2] = '3';
    write(changed);
    EXPECT_FALSE(load_copy(folder, copy.url));
    write("[]\n");
    EXPECT_FALSE(load_copy(folder, copy.url));
    write(whole);
    EXPECT_TRUE(load_copy(folder, copy.url));
}

TEST_F(CopyFile, WhereThereIsNoRoomTheOldOneStays) {
    ASSERT_TRUE(keep_copy(folder, copy));
    std::filesystem::create_directory(file_of_copy(folder, copy.url).string() + ".new"); // nothing can be written beside it
    Copy next = copy;
    next.body = "{}";
    const auto kept = keep_copy(folder, next);
    EXPECT_FALSE(kept);
    EXPECT_EQ(load_copy(folder, copy.url)->body, copy.body);
}

} // namespace
} // namespace kiosk::fetch
