// A kiosk that takes its content from the centre: what comes is used, what is broken is not, and without the centre all goes on.
#include "kiosk/fetch/mirror.h"

#include "tests/store/temp_store.h"
#include "tests/support/fake_site.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <thread>

namespace kiosk::fetch {
namespace {

using nlohmann::json;
using support::FakeSite;

constexpr const char* kKind = "quiz-bank";
const std::filesystem::path kSchemas = std::filesystem::path(KIOSK_SOURCE_DIR) / "content/schema";

std::string bank(const std::string& id, const std::string& question) {
    return json{{"formatVersion", 1},
                {"id", id},
                {"title", "Mẫu"},
                {"questions", {{{"id", "q1"}, {"type", "boolean"}, {"text", question}, {"answer", true}}}}}
        .dump();
}
std::string event(const std::string& name) {
    return json{{"formatVersion", 1}, {"name", name}, {"date", "2026-10-10"}, {"wifi", {{"ssid", "Của trung tâm"}}}}.dump();
}

struct Kiosk : testing::Test {
    FakeSite site;
    support::TempFolder temp;
    fixture::TempStore store;
    SystemClock clock;
    RunQueue queue{[] {}};
    const json local = {{"name", "Tại chỗ"},
                        {"wifi", {{"ssid", "Của xã"}}},
                        {"central", {{"endpoint", "http://x"}}},
                        {"content", {{"from", "http://x"}}}};
    std::optional<content::Shelf> shelf;
    std::optional<content::Scout> scout;
    std::optional<Follower> follower;
    std::optional<Mirror> mirror;
    json index = {{"format", 1}, {"packs", json::array()}};
    std::string event_wrong; // of the start

    Kiosk() { start(); }
    ~Kiosk() override { stop(); }
    void start() {
        shelf.emplace(store.writer());
        ASSERT_TRUE(shelf->load(store.reader()));
        const std::vector<content::PackKind> kinds{{kKind, "banks", "quiz-bank-v1", {}}};
        const content::Judge judge(kSchemas);
        scout.emplace(content::Folder(temp.path() / "content", kinds, judge), queue,
                      content::Scout::Heard{[](content::FolderNews) {}, [](std::optional<content::Stick>) {}},
                      content::Scout::Options{.look_every = 60'000, .nice = 0});
        scout->start();
        follower.emplace(Follower::Options{temp.path() / "fetched", 0, 3'000}, queue, clock);
        std::ifstream in(temp.path() / "centre/event.json");
        const std::string used((std::istreambuf_iterator<char>(in)), {});
        mirror.emplace(Mirror::Parts{*follower, *shelf, *scout, store.writer(), kinds, judge, clock, temp.path() / "centre",
                                     local, [] { return kiosk::Result<std::string>(std::string("kiosk-07:khoa")); }, [] {}},
                       site.url("/content"), Mirror::EventAtStart{used, event_wrong}, Follower::kMostOften);
    }
    void stop() {
        follower->stop();
        scout->stop();
        queue.run_all(); // what is on its way to the mirror
        mirror.reset();
        follower.reset();
        scout.reset();
        store.barrier();
    }
    void restarts() { stop(), start(); }

    // The centre lists this; `listed` where the list promises something else than what comes.
    void offers(const std::string& id, const std::string& text, const std::string& listed = "") {
        const std::string path = "quiz-bank." + id, &promised = listed.empty() ? text : listed;
        site.put("/content/" + path, text);
        for (auto it = index["packs"].begin(); it != index["packs"].end(); ++it)
            if ((*it)["id"] == id) {
                index["packs"].erase(it);
                break;
            }
        index["packs"].push_back(
            {{"kind", kKind}, {"id", id}, {"path", path}, {"size", promised.size()}, {"sha256", sha256_of(promised)}});
        site.put("/content", index.dump());
    }
    void offers_event(const std::string& text) {
        site.put("/content/event", text);
        index["event"] = {{"path", "event"}, {"size", text.size()}, {"sha256", sha256_of(text)}};
        site.put("/content", index.dump());
    }
    bool comes(const std::function<bool()>& wished, int ms = 20'000) {
        for (int waited = 0; waited < ms; waited += 5) {
            queue.run_all();
            if (wished()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
    std::string question(const std::string& id) const {
        const auto* pack = shelf->find(kKind, id);
        return pack && pack->text ? json::parse(*pack->text)["questions"][0]["text"].dump() : "";
    }
    int version(const std::string& id) const {
        const auto* pack = shelf->find(kKind, id);
        return pack ? pack->in_use : 0;
    }
};
using Mirrored = Kiosk;

TEST_F(Mirrored, SetsOfTheCentreAreUsedAsTheyCome) {
    offers("mot", bank("mot", "Một?"));
    offers("hai", bank("hai", "Hai?"));
    site.open();
    ASSERT_TRUE(comes([&] { return version("mot") == 1 && version("hai") == 1; }));
    EXPECT_EQ(shelf->find(kKind, "mot")->newest().origin, content::Origin::centre);
    EXPECT_EQ(mirror->state().packs, 2);
    EXPECT_EQ(mirror->state().trouble, "");
    offers("mot", bank("mot", "Một, sửa rồi?"));
    ASSERT_TRUE(comes([&] { return version("mot") == 2; }));
    EXPECT_NE(question("mot").find("sửa rồi"), std::string::npos);
    EXPECT_EQ(version("hai"), 1) << "what is as it was is not fetched again";
    EXPECT_EQ(site.count("/content/quiz-bank.hai", 200), 1);
}

TEST_F(Mirrored, ASetThatFailsNeverTakesThePlaceOfOneThatWorks) {
    offers("mot", bank("mot", "Một?"));
    site.open();
    ASSERT_TRUE(comes([&] { return version("mot") == 1; }));
    offers("mot", R"({"formatVersion":1,"id":"mot","title":"Mẫu","questions":[{"id":"q1","type":"single","text":"?"}]})");
    ASSERT_TRUE(comes([&] { return mirror->state().refused.size() == 1; }));
    EXPECT_EQ(version("mot"), 1);
    EXPECT_NE(question("mot").find("Một?"), std::string::npos);
    const int asked = site.count("/content/quiz-bank.mot", 200);
    const int looks = site.count("/content", 200);
    ASSERT_TRUE(comes([&] { return site.count("/content", 200) >= looks + 2; }));
    EXPECT_EQ(site.count("/content/quiz-bank.mot", 200), asked) << "it is not fetched again before the centre has another";
    offers("mot", bank("khac", "Khác?"));
    ASSERT_TRUE(comes([&] { return site.count("/content/quiz-bank.mot", 200) > asked && mirror->state().refused.size() == 1; }));
    EXPECT_EQ(version("khac"), 0) << "not what was listed under that name";
    offers("mot", bank("mot", "Một, lành?"));
    ASSERT_TRUE(comes([&] { return version("mot") == 2; }));
    EXPECT_TRUE(comes([&] { return mirror->state().refused.empty(); }));
}

TEST_F(Mirrored, WhatDoesNotComeAsListedIsTriedAgainWithTheNextLook) {
    offers("mot", bank("mot", "Một, ai đó sửa giữa đường?"), bank("mot", "Một?"));
    offers("hai", bank("hai", "Hai?"));
    site.open();
    ASSERT_TRUE(comes([&] { return version("hai") == 1; })) << "one that fails holds nobody up";
    EXPECT_EQ(version("mot"), 0);
    ASSERT_TRUE(comes([&] { return mirror->state().missing == std::vector<std::string>{"quiz-bank.mot"}; })) << "staff are told";
    site.put("/content/quiz-bank.mot", bank("mot", "Một?"));
    ASSERT_TRUE(comes([&] { return version("mot") == 1; }));
    ASSERT_TRUE(comes([&] { return mirror->state().missing.empty(); }));
}

TEST_F(Mirrored, WhatIsNoLongerListedIsMissedByNobody) {
    offers("mot", bank("mot", "Một, ai đó sửa giữa đường?"), bank("mot", "Một?"));
    site.open();
    ASSERT_TRUE(comes([&] { return mirror->state().missing.size() == 1; }));
    index["packs"].clear();
    offers("hai", bank("hai", "Hai?"));
    ASSERT_TRUE(comes([&] { return version("hai") == 1 && mirror->state().missing.empty(); }));
}

TEST_F(Mirrored, WorksOnWithoutTheCentreAlsoAfterARestart) {
    offers("mot", bank("mot", "Một?"));
    site.open();
    ASSERT_TRUE(comes([&] { return version("mot") == 1; }));
    site.close();
    restarts();
    EXPECT_EQ(version("mot"), 1);
    ASSERT_TRUE(comes([&] { return mirror->state().trouble == "network"; }));
    EXPECT_EQ(mirror->state().packs, 1) << "as it was last known";
    EXPECT_GT(mirror->state().fetched, 0);
    site.open();
    offers("hai", bank("hai", "Hai?"));
    ASSERT_TRUE(comes([&] { return version("hai") == 1; }, 40'000)) << "by itself";
    EXPECT_EQ(version("mot"), 1) << "and nothing twice";
}

TEST_F(Mirrored, AnEventFileIsUsedAtTheNextStart) {
    offers_event(event("Hội thi của tỉnh"));
    site.open();
    ASSERT_TRUE(comes([&] { return mirror->state().event_waits; }));
    restarts();
    ASSERT_TRUE(comes([&] { return mirror->state().fetched > 0 && site.count("/content", 200) >= 2; }));
    EXPECT_FALSE(mirror->state().event_waits) << "it is in use";
    offers_event(event("Hội thi của tỉnh, lần hai"));
    EXPECT_TRUE(comes([&] { return mirror->state().event_waits; }));
}

TEST_F(Mirrored, AnEventFileThatTheStartRefusesIsCalledSo) {
    offers_event(event("Hội thi của tỉnh"));
    site.open();
    ASSERT_TRUE(comes([&] { return mirror->state().event_waits; }));
    stop();
    event_wrong = "event: đã hỏng";
    const int asked = site.count("/content/event", 200);
    start();
    ASSERT_TRUE(comes([&] { return mirror->state().refused == std::vector{event_wrong}; }));
    EXPECT_FALSE(mirror->state().event_waits) << "another restart would not help";
    EXPECT_EQ(site.count("/content/event", 200), asked) << "nor would another copy";
    offers_event(event("Hội thi của tỉnh, đã sửa"));
    ASSERT_TRUE(comes([&] { return mirror->state().event_waits && mirror->state().refused.empty(); }));
}

TEST_F(Mirrored, AnEventFileThatCannotBeUsedIsNotKept) {
    offers_event(R"({"formatVersion":1,"date":"hôm nay"})");
    site.open();
    ASSERT_TRUE(comes([&] { return mirror->state().refused.size() == 1; }));
    EXPECT_FALSE(mirror->state().event_waits);
    EXPECT_FALSE(std::filesystem::exists(temp.path() / "centre/event.json"));
}

TEST_F(Mirrored, AnEventFileNestedWithoutEndIsRefusedLikeAnyOther) {
    offers_event(R"({"x-deep":)" + std::string(500'000, '[') + std::string(500'000, ']') + "}");
    site.open();
    ASSERT_TRUE(comes([&] { return mirror->state().refused.size() == 1; }));
    EXPECT_FALSE(mirror->state().event_waits);
}

TEST_F(Mirrored, ASetThatThePowerCutTookBackIsFetchedAgain) {
    offers("mot", bank("mot", "Một?"));
    site.open();
    ASSERT_TRUE(comes([&] { return version("mot") == 1; }));
    stop();
    ASSERT_TRUE(std::filesystem::exists(temp.path() / "centre/taken.json"));
    store::Step lost;
    for (const char* table : {"pack_versions", "pack_choice", "pack_files"})
        lost.writes.push_back({store.writer().prepare("", std::string("DELETE FROM ") + table), {}});
    ASSERT_TRUE(store.save(std::move(lost)));
    start();
    EXPECT_TRUE(comes([&] { return version("mot") == 1; }));
}

TEST_F(Mirrored, AWrongKeyIsSaid) {
    offers("mot", bank("mot", "Một?"));
    site.wants_key("kiosk-07:khac");
    site.open();
    ASSERT_TRUE(comes([&] { return mirror->state().trouble == "key"; }));
    EXPECT_EQ(version("mot"), 0);
    site.wants_key("kiosk-07:khoa");
    EXPECT_TRUE(comes([&] { return version("mot") == 1; }));
}

TEST_F(Mirrored, AnIndexThatIsNoneIsSaid) {
    site.put("/content", R"({"hello":"world"})");
    site.open();
    ASSERT_TRUE(comes([&] { return mirror->state().trouble == "no_index"; }));
    EXPECT_NE(mirror->state().sentence, "");
}

TEST(MergedEvent, KeepsWhatBelongsToThePlace) {
    const json local = {
        {"wifi", {{"ssid", "Của xã"}}}, {"central", {{"endpoint", "http://x"}}}, {"content", {{"from", "http://y"}}}};
    const auto merged = merged_event(event("Hội thi của tỉnh"), local, "event", kSchemas, content::Lang::vi);
    ASSERT_FALSE(merged.json.is_discarded());
    EXPECT_EQ(merged.json["name"], "Hội thi của tỉnh");
    EXPECT_EQ(merged.json["wifi"]["ssid"], "Của xã");
    EXPECT_EQ(merged.json["central"]["endpoint"], "http://x");
    EXPECT_EQ(merged.json["content"]["from"], "http://y");
    EXPECT_TRUE(merged_event("[]", local, "event", kSchemas, content::Lang::vi).json.is_discarded());
    EXPECT_TRUE(merged_event("xin chào", local, "event", kSchemas, content::Lang::vi).json.is_discarded());
}

} // namespace
} // namespace kiosk::fetch
