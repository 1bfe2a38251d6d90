#include "kiosk/plugin/probe.h"
#include "tests/plugin/house.h"

#include <gmock/gmock.h>

#include <chrono>

namespace kiosk::plugin {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::vector<Manifest> manifests(std::initializer_list<const char*> ids) {
    std::vector<Manifest> found;
    for (const auto* id : ids) found.push_back(*read_manifest(built_plugin(id)));
    return found;
}

TEST(ProbeTest, NothingToProbeForksNothing) { EXPECT_TRUE(probe({}).empty()); }

TEST(ProbeTest, TheGoodOnesAmongTheBadAreFound) {
    const auto verdicts = probe(manifests({"crashes-on-load", "steady", "throws-on-load", "exits-on-load", "disagrees", "echo"}));
    ASSERT_EQ(verdicts.size(), 6u);
    EXPECT_THAT(verdicts[0], HasSubstr("crashes-on-load.so: "));
    EXPECT_THAT(verdicts[0], HasSubstr("while it was opened"));
    EXPECT_EQ(verdicts[1], "");
    EXPECT_THAT(verdicts[2], HasSubstr("no coffee yet"));
    EXPECT_THAT(verdicts[3], HasSubstr("ended the process"));
    EXPECT_THAT(verdicts[4], HasSubstr("version"));
    EXPECT_EQ(verdicts[5], "");
}

TEST(ProbeTest, ALibraryThatNeverComesBackCostsItsPatienceOnce) {
    const auto start = std::chrono::steady_clock::now();
    const auto verdicts = probe(manifests({"hangs-on-load", "steady"}), 150ms);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
    EXPECT_THAT(verdicts[0], HasSubstr("did not come back within 150 ms"));
    EXPECT_EQ(verdicts[1], "");
}

TEST(ProbeTest, AMissingLibraryIsNamed) {
    auto missing = manifests({"steady"});
    missing[0].library = "gone.so";
    EXPECT_THAT(probe(missing)[0], HasSubstr("gone.so"));
}

} // namespace
} // namespace kiosk::plugin
