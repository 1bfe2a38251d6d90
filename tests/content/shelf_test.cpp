// The shelf, as staff see it: what is in use, what there was before, and what a broken file can do (nothing).
#include "kiosk/content/shelf.h"

#include "desk.h"
#include "tests/store/temp_store.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kKind = "quiz-bank";

struct AShelf : Desk {
    fixture::TempStore store;
    std::optional<Shelf> shelf;
    std::optional<Folder> folder;
    std::vector<std::string> told;
    Ms now = 1'790'000'000'000;

    AShelf() { start(); }
    // A kiosk that starts on this store and this folder.
    void start() {
        store.barrier();
        shelf.emplace(store.writer());
        ASSERT_TRUE(shelf->load(store.reader()));
        shelf->watch([this](const std::string& kind) { told.push_back(kind); });
        folder.emplace(root_, kinds(), Judge(root_ / "schema"));
        shelf->remind(*folder);
        look();
    }
    void look() {
        now += 1'000;
        Step step;
        shelf->follow(folder->look(Folder::Patience::none), now, step);
        if (!step.writes.empty()) {
            ASSERT_TRUE(store.save(std::move(step)));
        }
    }
    using Step = store::Step;
    void write_question(const std::string& id, const std::string& question) {
        write("banks/" + id + ".json", R"({"formatVersion":1,"id":")" + id +
                                           R"(","title":"Mẫu","questions":[{"id":"q","type":"boolean","answer":true,"text":")" +
                                           question + "\"}]}");
    }
    int upload(const std::string& id, const std::string& question, Origin origin = Origin::upload) {
        write("elsewhere.json", "");
        const std::string text = R"({"formatVersion":1,"id":")" + id +
                                 R"(","title":"Mẫu","questions":[{"id":"q","type":"boolean","answer":true,"text":")" + question +
                                 "\"}]}";
        std::vector<Fault> faults;
        Beside nothing;
        auto pack = Judge(root_ / "schema").judge(kinds()[0], "", text, Lang::vi, nothing, faults);
        EXPECT_TRUE(pack) << testing::PrintToString(lines(faults));
        Step step;
        const int version = shelf->add(kKind, *pack, {origin, "tu-xa.xlsx", ""}, ++now, step);
        EXPECT_TRUE(step.writes.empty() || store.save(std::move(step)));
        return version;
    }
    Status use(const std::string& id, int version) {
        Step step;
        auto done = shelf->use(kKind, id, version, store.reader(), step);
        EXPECT_TRUE(!done || step.writes.empty() || store.save(std::move(step)));
        return done;
    }
    // The question that is in use; "" where the pack is not.
    std::string asks(const std::string& id) const {
        const auto* pack = shelf->find(kKind, id);
        return pack && pack->text ? nlohmann::json::parse(*pack->text)["questions"][0]["text"] : "";
    }
    int version(const std::string& id) const { return shelf->find(kKind, id) ? shelf->find(kKind, id)->in_use : -1; }
    std::vector<std::string> origins(const std::string& id) const {
        std::vector<std::string> all;
        for (const auto& v : shelf->find(kKind, id)->versions) all.emplace_back(name_of(v.origin));
        return all;
    }
    std::string refused(const std::string& file) const {
        const auto found = shelf->troubles().find(file);
        return found == shelf->troubles().end() || !found->second.refused ? "" : in(found->second.faults, Lang::vi)[0].sentence;
    }
};

TEST_F(AShelf, AtTheFirstStartTheFoldersPacksAreVersionOne) {
    write_question("mot", "Một?");
    start();
    EXPECT_EQ(version("mot"), 1);
    EXPECT_THAT(origins("mot"), ElementsAre("folder"));
    EXPECT_EQ(shelf->find(kKind, "mot")->newest().file, "banks/mot.json");
    start();
    EXPECT_EQ(shelf->find(kKind, "mot")->versions.size(), 1u) << "and the second start makes no second";
    EXPECT_EQ(asks("mot"), "Một?");
}

TEST_F(AShelf, AChangedFileIsTheNextVersionAndTheOneBeforeIsKept) {
    write_question("mot", "Một?");
    look();
    write_question("mot", "Hai?");
    look();
    EXPECT_EQ(version("mot"), 2);
    EXPECT_EQ(asks("mot"), "Hai?");
    const auto before = shelf->text(kKind, "mot", 1, store.reader());
    ASSERT_TRUE(before);
    EXPECT_THAT(**before, HasSubstr("Một?"));
    EXPECT_THAT(told, ElementsAre(kKind, kKind));
}

TEST_F(AShelf, AFileSavedAgainWithoutAChangeIsNothingNew) {
    write_question("mot", "Một?");
    look();
    told.clear();
    write("banks/mot.json", slurp(root_ / "banks/mot.json") + "\n\n");
    look();
    EXPECT_EQ(version("mot"), 1);
    EXPECT_THAT(told, IsEmpty());
}

TEST_F(AShelf, AFileThatIsBrokenNeverReplacesWhatWorks) {
    write_question("mot", "Một?");
    look();
    write("banks/mot.json", "{ hỏng");
    look();
    EXPECT_EQ(asks("mot"), "Một?");
    EXPECT_NE(refused("banks/mot.json"), "");
    EXPECT_EQ(shelf->troubles().at("banks/mot.json").id, "mot") << "staff see it with its pack";
    start();
    EXPECT_EQ(asks("mot"), "Một?") << "also after a restart";
    EXPECT_NE(refused("banks/mot.json"), "");
    write_question("mot", "Sửa rồi?");
    look();
    EXPECT_EQ(asks("mot"), "Sửa rồi?");
    EXPECT_EQ(refused("banks/mot.json"), "");
}

TEST_F(AShelf, AFileThatWasNeverAPackIsNamedWithoutOne) {
    write("banks/rac.json", "\x89PNG");
    look();
    EXPECT_NE(refused("banks/rac.json"), "");
    EXPECT_EQ(shelf->troubles().at("banks/rac.json").id, "");
    EXPECT_TRUE(shelf->packs(kKind).empty());
    std::filesystem::remove(root_ / "banks/rac.json");
    look();
    EXPECT_TRUE(shelf->troubles().empty());
}

TEST_F(AShelf, ADeletedFileTakesItsPackOutOfUseAndItsReturnBringsItBack) {
    write_question("mot", "Một?");
    look();
    std::filesystem::remove(root_ / "banks/mot.json");
    look();
    EXPECT_EQ(version("mot"), 0);
    EXPECT_EQ(asks("mot"), "");
    start();
    EXPECT_EQ(version("mot"), 0);
    write_question("mot", "Một?");
    look();
    EXPECT_EQ(version("mot"), 1) << "no new version for what is known";
    EXPECT_EQ(asks("mot"), "Một?");
}

TEST_F(AShelf, AFileDeletedWhileTheKioskWasOffIsOutOfUseToo) {
    write_question("mot", "Một?");
    look();
    std::filesystem::remove(root_ / "banks/mot.json");
    start();
    EXPECT_EQ(version("mot"), 0);
}

TEST_F(AShelf, WhatStaffTakeIntoUseAfterItsFileHasGoneStays) {
    write_question("mot", "Một?");
    look();
    std::filesystem::remove(root_ / "banks/mot.json");
    look();
    ASSERT_TRUE(use("mot", 1));
    start();
    look();
    EXPECT_EQ(asks("mot"), "Một?");
}

TEST_F(AShelf, WhatStaffHaveLoadedStaysWithoutAFile) {
    write_question("mot", "Một?");
    look();
    EXPECT_EQ(upload("mot", "Tải lên?"), 2);
    std::filesystem::remove(root_ / "banks/mot.json");
    look();
    EXPECT_EQ(asks("mot"), "Tải lên?");
    EXPECT_EQ(upload("hai", "Hai?", Origin::stick), 1);
    start();
    EXPECT_EQ(asks("mot"), "Tải lên?");
    EXPECT_EQ(asks("hai"), "Hai?");
    EXPECT_THAT(origins("hai"), ElementsAre("stick"));
}

TEST_F(AShelf, AMendedPackIsNotUndoneByItsFileAtTheNextStart) {
    write_question("mot", "Một?");
    look();
    upload("mot", "Mọt?", Origin::mended);
    start();
    EXPECT_EQ(asks("mot"), "Mọt?");
    std::filesystem::last_write_time(root_ / "banks/mot.json",
                                     std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
    look();
    EXPECT_EQ(asks("mot"), "Mọt?") << "the file was touched, and says nothing new";
    write_question("mot", "Mới?");
    look();
    EXPECT_EQ(asks("mot"), "Mới?") << "whoever changed the file did so last";
    EXPECT_THAT(origins("mot"), ElementsAre("folder", "mended", "folder"));
}

TEST_F(AShelf, StaffGoBackAndForward) {
    upload("mot", "Một?");
    upload("mot", "Hai?");
    upload("mot", "Ba?");
    told.clear();
    ASSERT_TRUE(use("mot", 1));
    EXPECT_EQ(asks("mot"), "Một?");
    start();
    EXPECT_EQ(asks("mot"), "Một?");
    EXPECT_EQ(shelf->find(kKind, "mot")->versions.size(), 3u);
    ASSERT_TRUE(use("mot", 3));
    EXPECT_EQ(asks("mot"), "Ba?");
    EXPECT_EQ(upload("mot", "Bốn?"), 4) << "numbers are never used again";
    EXPECT_EQ(use("mot", 9).error().kind, Kind::not_found);
    EXPECT_EQ(use("khong-co", 1).error().kind, Kind::not_found);
    EXPECT_THAT(told, ElementsAre(kKind, kKind, kKind));
}

TEST_F(AShelf, TheSameUploadedTwiceIsOneVersion) {
    EXPECT_EQ(upload("mot", "Một?"), 1);
    EXPECT_EQ(upload("mot", "Một?"), 1);
    EXPECT_EQ(shelf->find(kKind, "mot")->versions.size(), 1u);
}

TEST_F(AShelf, AFileWithAnotherIdIsAnotherPack) {
    write_question("mot", "Một?");
    look();
    auto text = slurp(root_ / "banks/mot.json");
    text.replace(text.find("\"mot\""), 5, "\"hai\"");
    write("banks/mot.json", text);
    look();
    EXPECT_EQ(version("mot"), 0);
    EXPECT_EQ(version("hai"), 1);
}

TEST_F(AShelf, ARenamedFileChangesNothingForAnybody) {
    write_question("mot", "Một?");
    look();
    std::filesystem::rename(root_ / "banks/mot.json", root_ / "banks/ten-moi.json");
    told.clear();
    look();
    EXPECT_EQ(version("mot"), 1);
    start();
    EXPECT_EQ(version("mot"), 1);
    EXPECT_THAT(told, IsEmpty());
}

TEST_F(AShelf, ManyChangesAtOnceAreToldOnce) {
    for (const char* id : {"mot", "hai", "ba"}) write_question(id, "?");
    look();
    EXPECT_THAT(told, ElementsAre(kKind));
}

TEST_F(AShelf, AnotherEventsFolderBringsItsOwnPacksAndThoseOfTheFirstRest) {
    write_question("mot", "Một?");
    look();
    std::filesystem::rename(root_ / "banks", root_ / "ban-cu");
    write_question("hai", "Hai?");
    start();
    EXPECT_EQ(version("mot"), 0);
    EXPECT_EQ(version("hai"), 1);
}

TEST_F(AShelf, APackOfTenMegabytesIsLoadedLikeAnyOther) {
    std::string questions;
    const std::string long_text(180, 'x');
    for (int i = 0; i < 20'000; ++i)
        questions +=
            std::string(i ? "," : "") + R"({"id":"q)" + std::to_string(i) + R"(","type":"single","text":")" + long_text +
            R"(","options":[{"id":"a","text":"Một đáp án"},{"id":"b","text":"Một đáp án khác"}],"answer":"a","explanation":")" +
            long_text + "\"}";
    write("banks/lon.json", R"({"formatVersion":1,"id":"lon","title":"Lớn","questions":[)" + questions + "]}");
    look();
    ASSERT_EQ(version("lon"), 1);
    EXPECT_GT(shelf->find(kKind, "lon")->text->size(), 9u << 20);
    const auto began = std::chrono::steady_clock::now();
    start();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
    EXPECT_EQ(version("lon"), 1);
    EXPECT_LT(ms, 1'000) << "the file is not read again";
}

} // namespace
} // namespace kiosk::content
