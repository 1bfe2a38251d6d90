#include "kiosk/plugin/check.h"
#include "tests/plugin/house.h"

#include <gmock/gmock.h>

#include <sstream>

namespace kiosk::plugin {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<std::string> ids(const PluginList& list) {
    std::vector<std::string> all;
    for (const auto* manifest : list.manifests()) all.push_back(manifest->id);
    return all;
}

class PluginListTest : public testing::Test {
protected:
    PluginListTest() {
        std::string pattern = (fs::temp_directory_path() / "kiosk-plugins-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~PluginListTest() override { fs::remove_all(folder_); }

    // A folder of plugins, below the test's own.
    fs::path with(const std::string& name, std::initializer_list<const char*> plugins) const {
        fs::create_directories(folder_ / name);
        for (const auto* id : plugins) fs::create_directory_symlink(built_plugin(id), folder_ / name / id);
        return folder_ / name;
    }

    LogBook log_;
    fs::path folder_;
};

TEST_F(PluginListTest, IsInOrderOfId) {
    const auto list = PluginList::open({with("a", {"steady", "echo"}), with("b", {"notebook"})});
    EXPECT_THAT(ids(list), testing::ElementsAre("echo", "notebook", "steady"));
    EXPECT_TRUE(list.failures().empty());
}

TEST_F(PluginListTest, OfTwoWithOneIdTheFirstWins) {
    const auto list = PluginList::open({with("a", {"steady"}), with("b", {"steady"})});
    EXPECT_THAT(ids(list), testing::ElementsAre("steady"));
    ASSERT_EQ(list.failures().size(), 1u);
    EXPECT_THAT(list.failures()[0].sentence, HasSubstr("another plugin of this id"));
}

TEST_F(PluginListTest, WhatIsSetAsideIsNotOpened) {
    const auto list = PluginList::open({with("a", {"steady", "crashes-on-load"})}, {"crashes-on-load"});
    EXPECT_THAT(ids(list), testing::ElementsAre("steady"));
    EXPECT_THAT(list.failures()[0].sentence, HasSubstr("set aside"));
}

TEST_F(PluginListTest, AFolderThatIsNotThereIsAWarning) {
    const auto list = PluginList::open({folder_ / "nowhere"});
    EXPECT_TRUE(list.manifests().empty());
    EXPECT_THAT(log_.text(), HasSubstr("nowhere"));
}

TEST_F(PluginListTest, IsPrintedAsACommand) {
    std::ostringstream out;
    EXPECT_EQ(list_plugins({with("a", {"steady", "disagrees"})}, out), 1);
    EXPECT_THAT(out.str(), HasSubstr("steady\t1.0.0"));
    EXPECT_THAT(out.str(), HasSubstr("disagrees\tleft out\t"));
    std::ostringstream sound;
    EXPECT_EQ(list_plugins({with("b", {"steady"})}, sound), 0);
}

std::string report(const fs::path& what, int expected) {
    std::ostringstream out;
    EXPECT_EQ(check_plugin(what, out), expected) << out.str();
    return out.str();
}

TEST(PluginCheck, ReportsASoundPluginStepByStep) {
    const auto text = report(built_plugin("notebook"), 0);
    EXPECT_THAT(text, HasSubstr("notebook 1.0.0"));
    EXPECT_THAT(text, HasSubstr("POST /p/notebook/score (players)"));
    EXPECT_THAT(text, HasSubstr("GET /p/notebook/who/{id} (staff)"));
    EXPECT_THAT(text, HasSubstr("ok    destroy"));
    EXPECT_THAT(text, testing::EndsWith("sound\n"));
}

TEST(PluginCheck, TakesTheLibraryOrTheManifestAsWell) {
    report(built_plugin("steady") / "steady.so", 0);
    report(built_plugin("steady") / "plugin.json", 0);
    EXPECT_THAT(report(built_plugin("steady") / "other.so", 1), HasSubstr("names the library steady.so, not other.so"));
    EXPECT_THAT(report("/nowhere", 1), HasSubstr("cannot be read"));
}

TEST(PluginCheck, SurvivesWhatIsWrongAndSaysIt) {
    EXPECT_THAT(report(built_plugin("wrong-abi"), 1), HasSubstr("FAIL  "));
    EXPECT_THAT(report(built_plugin("init-fails"), 1), HasSubstr("init failed with status -6"));
    EXPECT_THAT(report(built_plugin("throws-on-load"), 1), HasSubstr("no coffee yet"));
    EXPECT_THAT(report(built_plugin("crashes-on-load"), 1), HasSubstr("not sound"));
    EXPECT_THAT(report(built_plugin("exits-on-load"), 1), HasSubstr("ended the process"));
}

} // namespace
} // namespace kiosk::plugin
