// The content thread at work: what it finds comes to main, and main never waits.
#include "kiosk/content/scout.h"

#include "desk.h"

#include <gmock/gmock.h>

#include <chrono>

namespace kiosk::content {
namespace {

using namespace std::chrono_literals;

struct AScout : Desk {
    RunQueue to_main{[] {}};
    std::vector<std::string> sound, gone, refused;
    std::vector<std::optional<Stick>> sticks;
    std::optional<Scout> scout;

    void starts() {
        Scout::Options options;
        options.look_every = 20;
        options.sticks = {root_ / "mounts", {root_ / "media"}};
        scout.emplace(Folder(root_, kinds(), Judge(root_ / "schema")), to_main,
                      Scout::Heard{[this](FolderNews news) {
                                       for (auto& file : news.read) (file.pack ? sound : refused).push_back(file.file);
                                       for (auto& file : news.gone) gone.push_back(file);
                                   },
                                   [this](std::optional<Stick> stick) { sticks.push_back(std::move(stick)); }},
                      options);
        scout->start();
    }
    // Turns main's loop until it is so; false after ten seconds.
    template <class Wish> bool comes(Wish wish) {
        for (const auto until = std::chrono::steady_clock::now() + 10s; std::chrono::steady_clock::now() < until;) {
            to_main.run_all();
            if (wish()) return true;
            std::this_thread::sleep_for(2ms);
        }
        return false;
    }
};

TEST_F(AScout, TellsOfAFileThatIsDroppedIntoTheFolderChangedAndDeleted) {
    std::filesystem::create_directories(root_ / "banks");
    starts();
    const auto file = write_bank("mot");
    EXPECT_TRUE(comes([&] { return sound.size() == 1; }));
    write("banks/mot.json", "hỏng");
    EXPECT_TRUE(comes([&] { return refused.size() == 1; }));
    std::filesystem::remove(file);
    EXPECT_TRUE(comes([&] { return gone.size() == 1; }));
    EXPECT_EQ(sound.size(), 1u);
}

TEST_F(AScout, TellsOfAStickThatComesAndGoes) {
    std::filesystem::create_directories(root_ / "media/s/kiosk");
    starts();
    write("mounts", "/dev/sdb1 " + (root_ / "media/s").generic_string() + " vfat rw 0 0\n");
    ASSERT_TRUE(comes([&] { return sticks.size() == 1; }));
    EXPECT_EQ(sticks[0]->name, "s");
    write("media/s/kiosk/a.csv", "1");
    ASSERT_TRUE(comes([&] { return sticks.size() == 2; }));
    EXPECT_EQ(sticks[1]->files.size(), 1u);
    std::filesystem::remove_all(root_ / "media/s");
    ASSERT_TRUE(comes([&] { return sticks.size() == 3; })) << "pulled out without a word";
    EXPECT_FALSE(sticks[2]);
}

TEST_F(AScout, DoesJobsInOrderAndWhileItLooks) {
    std::filesystem::create_directories(root_ / "banks");
    starts();
    std::vector<int> done; // written by the content thread, read when it has stopped
    for (int i = 0; i < 3; ++i) scout->post([&done, i](std::stop_token) { done.push_back(i); });
    write_bank("mot");
    EXPECT_TRUE(comes([&] { return sound.size() == 1 && scout->busy() == 0; }));
    scout->stop();
    EXPECT_THAT(done, testing::ElementsAre(0, 1, 2));
}

TEST_F(AScout, StopsInTheMiddleOfAJobThatMinds) {
    starts();
    scout->post([](std::stop_token stop) {
        while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
    });
    EXPECT_TRUE(comes([&] { return scout->busy() == 1; }));
    scout->stop();
    EXPECT_EQ(scout->busy(), 0);
}

} // namespace
} // namespace kiosk::content
