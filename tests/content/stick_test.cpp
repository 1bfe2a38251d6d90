// Sticks, as folders that a table of mounts names.
#include "kiosk/content/stick.h"

#include "desk.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>

namespace kiosk::content {
namespace {

using testing::ElementsAre;

struct ASystem : Desk {
    StickPlaces places{root_ / "mounts", {root_ / "media"}};

    void mounts(const std::vector<std::string>& where) {
        std::string table = "proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\n";
        for (const auto& path : where) table += "/dev/sdb1 " + (root_ / path).generic_string() + " vfat rw,nosuid 0 0\n";
        write("mounts", table);
    }
    std::vector<std::string> offered() const {
        std::vector<std::string> names;
        if (const auto stick = find_stick(places))
            for (const auto& file : stick->files) names.push_back(file.name);
        return names;
    }
};

TEST_F(ASystem, AStickWithAFolderKioskIsFound) {
    write("media/o/KINGSTON/KIOSK/cau-hoi.xlsx", "1234");
    EXPECT_FALSE(find_stick(places)) << "nothing is mounted";
    mounts({"media/o/KINGSTON"});
    const auto stick = find_stick(places);
    ASSERT_TRUE(stick);
    EXPECT_EQ(stick->name, "KINGSTON");
    EXPECT_EQ(stick->folder.filename(), "KIOSK");
    EXPECT_THAT(stick->files, ElementsAre(StickFile{"cau-hoi.xlsx", 4}));
    mounts({});
    EXPECT_FALSE(find_stick(places)) << "pulled out";
}

TEST_F(ASystem, AStickWithoutThatFolderAndADiskElsewhereAreLeftAlone) {
    write("media/o/PHOTOS/dcim/a.txt", "1");
    write("srv/data/kiosk/a.txt", "1");
    mounts({"media/o/PHOTOS", "srv/data", "mediathek"});
    EXPECT_FALSE(find_stick(places));
}

TEST_F(ASystem, AStickDoesNotLeadIntoTheKiosksOwnFolders) {
    write("home/secret.csv", "1");
    std::filesystem::create_directories(root_ / "media/s");
    std::filesystem::create_directory_symlink(root_ / "home", root_ / "media/s/kiosk");
    mounts({"media/s"});
    EXPECT_FALSE(find_stick(places));
}

TEST_F(ASystem, AReadOnlyStickIsToldFromAFullOne) {
    mounts({"media/s"});
    std::filesystem::create_directories(root_ / "media/s/kiosk");
    const auto stick = find_stick(places);
    ASSERT_TRUE(stick);
    std::filesystem::permissions(stick->folder, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                                                    std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
    const bool is_root = geteuid() == 0; // who may write anywhere
    ASSERT_EQ(is_root ? seteuid(65534) : 0, 0);
    const auto written = write_to(*stick, "ket-qua.csv", "1");
    ASSERT_EQ(is_root ? seteuid(0) : 0, 0);
    std::filesystem::permissions(stick->folder, std::filesystem::perms::owner_all);
    EXPECT_EQ(written.error().kind, Kind::denied);
}

TEST_F(ASystem, ANameWithASpaceIsWrittenInOctal) {
    write("media/MY STICK/kiosk/a.csv", "1");
    mounts({"media/MY\\040STICK"});
    ASSERT_TRUE(find_stick(places));
    EXPECT_EQ(find_stick(places)->name, "MY STICK");
}

TEST_F(ASystem, OnlyFilesThatMayBeQuestionSetsAreOffered) {
    mounts({"media/s"});
    for (const char* name : {"b.XLSX", "a.csv", "film.mp4", ".an.csv", "virus.exe", "ket-qua-2026-10-10.csv"})
        write(std::string("media/s/kiosk/") + name, "1");
    std::filesystem::create_directories(root_ / "media/s/kiosk/folder.csv");
    std::filesystem::resize_file(write("media/s/kiosk/huge.csv", "1"), 21u << 20);
    EXPECT_THAT(offered(), ElementsAre("a.csv", "b.XLSX"));
    for (int i = 0; i < 150; ++i) write("media/s/kiosk/n" + std::to_string(i) + ".txt", "1");
    EXPECT_EQ(offered().size(), 100u);
}

TEST_F(ASystem, OnlyWhatWasOfferedCanBeRead) {
    mounts({"media/s"});
    write("media/s/kiosk/a.csv", "nội dung");
    write("media/s/secret.csv", "1");
    const auto stick = find_stick(places);
    ASSERT_TRUE(stick);
    EXPECT_EQ(*read_from(*stick, "a.csv"), "nội dung");
    EXPECT_EQ(read_from(*stick, "../secret.csv").error().kind, Kind::not_found);
    std::filesystem::remove(root_ / "media/s/kiosk/a.csv");
    EXPECT_EQ(read_from(*stick, "a.csv").error().kind, Kind::unavailable) << "the stick was pulled out";
    std::filesystem::create_symlink("../secret.csv", root_ / "media/s/kiosk/a.csv");
    EXPECT_FALSE(read_from(*stick, "a.csv")) << "a stick does not lead anywhere else";
}

TEST_F(ASystem, ResultsAreWrittenWholeOrNotAtAll) {
    mounts({"media/s"});
    std::filesystem::create_directories(root_ / "media/s/kiosk");
    const auto stick = find_stick(places);
    ASSERT_TRUE(stick);
    ASSERT_TRUE(write_to(*stick, "ket-qua-1.csv", "điểm"));
    EXPECT_EQ(slurp(root_ / "media/s/kiosk/ket-qua-1.csv"), "điểm");

    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit little{10, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &little); // as full as a stick can be made here
    const auto full = write_to(*stick, "ket-qua-2.csv", std::string(1'000, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(full.error().kind, Kind::limit);
    EXPECT_FALSE(std::filesystem::exists(root_ / "media/s/kiosk/ket-qua-2.csv"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(stick->folder), {}), 1) << "and nothing is left over";

    std::filesystem::remove_all(root_ / "media/s");
    EXPECT_EQ(write_to(*stick, "ket-qua-3.csv", "1").error().kind, Kind::unavailable);
}

} // namespace
} // namespace kiosk::content
