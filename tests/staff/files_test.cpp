// The staff's desk for packs and files, with everything around it but plugins and a window: a stick that comes and goes,
// files that do harm to whoever reads them.
#include "kiosk/staff/files.h"
#include "kiosk/staff/stick_clerk.h"

#include "kiosk/results/ledger.h"
#include "tests/store/temp_store.h"
#include "tests/support/http.h"

#include <gmock/gmock.h>
#include <sodium.h>

#include <fstream>
#include <future>
#include <thread>

namespace kiosk::staff {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using support::Ask;
using support::Reply;
using testing::HasSubstr;

constexpr const char* kKind = "quiz-bank";

content::PackKind quiz_bank() {
    content::PackKind kind{kKind, "banks", "quiz-bank-v1", {}};
    kind.imports = {"csv"};
    kind.import_file = [](const content::PackKind::Exchange&) { return std::nullopt; }; // the fake reader does it
    kind.exports = {{"csv", "csv"}, {"template", "xlsx"}};
    kind.export_file = [](const content::PackKind::Exchange& e) {
        return std::optional<std::string>(std::string(e.format) + " of " + std::string(e.name));
    };
    return kind;
}

struct ADesk : testing::Test {
    SystemClock clock;
    RunQueue queue{[] {}};
    fixture::TempFolder data;
    fs::path root{data.file("")};
    content::Words words;
    http::Router router;
    std::unique_ptr<store::Writer> writer;
    std::unique_ptr<store::Database> reader;
    std::unique_ptr<people::People> people;
    std::unique_ptr<Sessions> sessions;
    std::unique_ptr<http::Server> server;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<content::Shelf> shelf;
    std::unique_ptr<content::Scout> scout;
    std::unique_ptr<PackDesk> packs;
    std::unique_ptr<FileDesk> files;
    std::unique_ptr<StickClerk> clerk;
    StickClerk::Offer seen; // at the screen
    std::string cookie;

    ADesk() {
        EXPECT_GE(sodium_init(), 0);
        EXPECT_TRUE(words.load(fs::path(KIOSK_SOURCE_DIR) / "content/i18n"));
        writer = std::make_unique<store::Writer>(fixture::open_or_die(data.file("kiosk.db"), store::Access::write),
                                                 store::Writer::Options{});
        EXPECT_TRUE(store::migrate_host(writer->before_start()));
        reader = fixture::open_or_die(data.file("kiosk.db"), store::Access::read);
        people = std::make_unique<people::People>(*writer, std::vector<people::Unit>{});
        sessions = std::make_unique<Sessions>(*writer);
        http::Server::Options options;
        options.bind = "127.0.0.1";
        options.port = 0;
        options.limits.body_limits = {{"/api/staff/files", content::kMaxFileBytes}};
        server = std::make_unique<http::Server>(std::move(options));
        desk = std::make_unique<Desk>(Desk::Parts{*server, router, *writer, *people, *sessions, words, clock, queue,
                                                  [](const std::string&) { return std::optional<bool>(true); }});
        shelf = std::make_unique<content::Shelf>(*writer);
        const content::Judge judge(fs::path(KIOSK_SOURCE_DIR) / "content/schema");
        content::Scout::Options looks;
        looks.look_every = 20;
        looks.sticks = {root / "mounts", {root / "media"}};
        scout = std::make_unique<content::Scout>(content::Folder(root / "content", {quiz_bank()}, judge), queue,
                                                 content::Scout::Heard{[](content::FolderNews) {},
                                                                       [this](std::optional<content::Stick> stick) {
                                                                           clerk->stick_is(stick);
                                                                           packs->stick_is(std::move(stick));
                                                                       }},
                                                 looks);
        auto limits = content::usual_reader_limits();
        limits.patience = 5'000; // a busy machine and a sanitizer make a flood slow
        const PackParts parts{*desk, *server,       router, *writer, *reader,           *shelf, *scout,
                              clock, {quiz_bank()}, judge,  root,    KIOSK_FAKE_READER, limits};
        packs = std::make_unique<PackDesk>(parts);
        files = std::make_unique<FileDesk>(parts, *packs);
        clerk = std::make_unique<StickClerk>(parts, words, queue, "vi", [this](const StickClerk::Offer& offer) { seen = offer; });
        packs->add_routes();
        files->add_routes();
        store::Step step;
        cookie = "kiosk_staff=" + sessions->open(clock.wall(), step);
        writer->start();
        scout->start();
        EXPECT_TRUE(server->start());
    }
    ~ADesk() override {
        server->stop();
        scout->stop();
        writer->stop();
    }

    void turn() {
        for (const auto& request : server->take()) desk->handle(request);
        queue.run_all();
        packs->publish();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    Reply ask(Ask ask) {
        ask.headers.emplace_back("Cookie", cookie);
        auto reply = std::async(std::launch::async, [&] { return support::Http(server->port()).ask(ask); });
        while (reply.wait_for(std::chrono::seconds(0)) != std::future_status::ready) turn();
        return reply.get();
    }
    Reply get(const std::string& path) { return ask({"GET", path}); }
    Reply post(const std::string& path, const json& body) {
        return ask({"POST", path, body.dump(), {{"Content-Type", "application/json"}}});
    }
    Reply sends(const std::string& name, const std::string& bytes = "x") {
        return ask({"POST", "/api/staff/files?kind=quiz-bank&name=" + name, bytes, {{"Content-Type", "text/csv"}}});
    }
    std::string write(const std::string& name, const std::string& bytes) const {
        fs::create_directories((root / name).parent_path());
        std::ofstream(root / name, std::ios::binary) << bytes;
        return root / name;
    }
    // A stick with these files is plugged in, or pulled out; returns when the page is told.
    void plug_in(const std::vector<std::string>& names) {
        const auto offered = static_cast<std::size_t>(
            std::count_if(names.begin(), names.end(), [](const auto& n) { return n.ends_with(".csv"); }));
        for (const auto& name : names) write("media/KINGSTON/kiosk/" + name, "Trời xanh?;Đúng");
        fs::create_directories(root / "media/KINGSTON/kiosk");
        write("mounts", "/dev/sdb1 " + (root / "media/KINGSTON").generic_string() + " vfat rw 0 0\n");
        for (int i = 0; i < 5'000 && (!packs->stick() || packs->stick()->files.size() != offered); ++i) turn();
    }
    template <class Wish> bool comes(Wish wish) {
        for (int i = 0; i < 5'000 && !wish(); ++i) turn();
        return wish();
    }
    void pull_out() const { fs::remove_all(root / "media/KINGSTON"); }
};

TEST_F(ADesk, AFileThatCrashesHangsOrFloodsItsReaderIsOneSentenceAndTheKioskGoesOn) {
    for (const auto& [file, words_of_it] :
         {std::pair("crash", "đứt giữa chừng"), std::pair("hang", "quá lâu"), std::pair("flood", "quá nhiều")}) {
        const auto reply = sends(file);
        EXPECT_EQ(reply.status, 200) << reply.body;
        EXPECT_THAT(reply.json().at("report").at("sentence").get<std::string>(), HasSubstr(words_of_it));
        const std::string id = reply.json().at("file");
        EXPECT_EQ(post("/api/staff/files/" + id + "/take", json::object()).error(), "file_gone");
    }
    EXPECT_EQ(sends("good.csv").json().at("report").at("taken"), 1);
}

TEST_F(ADesk, WhatIsTakenTwiceIsOneVersion) {
    const auto sent = sends("good.csv");
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_FALSE(sent.json().contains("replaces"));
    const std::string take = "/api/staff/files/" + sent.json().at("file").get<std::string>() + "/take";
    EXPECT_EQ(post(take, json::object()).json(), json({{"id", "good"}, {"version", 1}}));
    EXPECT_EQ(post(take, json::object()).json(), json({{"id", "good"}, {"version", 1}})) << "a double tap";
    EXPECT_EQ(post(take, {{"title", {{"vi", "Tên mới"}, {"en", "New name"}}}}).json().at("version"), 2);
    EXPECT_EQ(sends("good2.csv").json().at("replaces"),
              json({{"id", "good"}, {"title", {{"vi", "Tên mới"}, {"en", "New name"}}}, {"version", 2}}));
    EXPECT_EQ(get("/api/staff/packs?kind=quiz-bank").json().at("packs")[0].at("file"), "good.csv");
}

TEST_F(ADesk, NobodysQuestionsAreReadByAKindThatNoPluginBrings) {
    EXPECT_EQ(ask({"POST", "/api/staff/files?kind=recipes&name=a.csv", "x", {}}).error(), "no_reader");
    EXPECT_EQ(get("/api/staff/packs?kind=recipes").status, 404);
    EXPECT_EQ(get("/api/staff/template?kind=recipes").status, 404);
}

TEST_F(ADesk, DownloadsCarryTheirName) {
    const auto workbook = get("/api/staff/template?kind=quiz-bank&lang=en");
    EXPECT_EQ(workbook.body, "template of questions-to-fill-in");
    EXPECT_THAT(workbook.header("Content-Disposition"), HasSubstr("filename=\"questions-to-fill-in.xlsx\""));
    EXPECT_THAT(workbook.header("Content-Type"), HasSubstr("spreadsheetml"));
}

TEST_F(ADesk, AFileOfTheStickIsReadLikeOneThatWasSent) {
    EXPECT_EQ(post("/api/staff/stick/read", {{"kind", kKind}, {"name", "good.csv"}}).error(), "no_stick");
    plug_in({"good.csv"});
    EXPECT_EQ(get("/api/staff/packs?kind=quiz-bank").json().at("stick"),
              json({{"name", "KINGSTON"}, {"files", {{{"name", "good.csv"}, {"bytes", 19}}}}}));
    const auto read = post("/api/staff/stick/read", {{"kind", kKind}, {"name", "good.csv"}});
    ASSERT_EQ(read.status, 200) << read.body;
    pull_out();
    const auto taken = post("/api/staff/files/" + read.json().at("file").get<std::string>() + "/take", json::object());
    EXPECT_EQ(taken.status, 200) << "the stick may be gone by then";
    EXPECT_EQ(get("/api/staff/packs?kind=quiz-bank").json().at("packs")[0].at("origin"), "stick");
    EXPECT_EQ(post("/api/staff/stick/read", {{"kind", kKind}, {"name", "../../etc/passwd"}}).status / 100, 4);
}

TEST_F(ADesk, AStickPulledOutInTheMiddleIsASentence) {
    plug_in({"good.csv"});
    pull_out();
    const auto read = post("/api/staff/stick/read", {{"kind", kKind}, {"name", "good.csv"}});
    EXPECT_EQ(read.status, 409);
    EXPECT_THAT(read.error(), testing::AnyOf("stick_gone", "no_stick"));
    for (int i = 0; i < 5'000 && packs->stick(); ++i) turn();
    EXPECT_EQ(post("/api/staff/stick/results", json::object()).error(), "no_stick");
}

TEST_F(ADesk, ResultsAreCopiedOntoTheStickInBothForms) {
    plug_in({});
    results::Ledger ledger(*writer, *people);
    store::Step step;
    results::Result result;
    result.plugin = "quiz";
    result.run = "quiz/1";
    result.name = "Nguyễn Văn An";
    ledger.record(result, step);
    std::promise<void> saved;
    step.on_done = [&](bool) { saved.set_value(); };
    ASSERT_TRUE(writer->submit(std::move(step)));
    saved.get_future().wait();

    const auto copied = post("/api/staff/stick/results", json::object());
    ASSERT_EQ(copied.status, 200) << copied.body;
    const auto names = copied.json().at("names").get<std::vector<std::string>>();
    EXPECT_THAT(names, testing::ElementsAre(testing::MatchesRegex("kiosk/ket-qua-[0-9-]+\\.csv"),
                                            testing::MatchesRegex("kiosk/ket-qua-[0-9-]+\\.json")));
    for (const auto& name : names) {
        std::ifstream in(root / "media/KINGSTON" / name);
        EXPECT_THAT(std::string(std::istreambuf_iterator<char>(in), {}), HasSubstr("Nguyễn Văn An"));
    }
    EXPECT_TRUE(get("/api/staff/packs?kind=quiz-bank").json().at("stick").at("files").empty())
        << "they are not offered as question sets";
}

// ---- at the kiosk itself

TEST_F(ADesk, TheScreenOffersWhatTheStickHoldsAndOneTouchTakesIt) {
    plug_in({"good.csv", "crash"}); // the second has no ending of a question set
    ASSERT_TRUE(comes([&] { return seen.files.size() == 1 && !seen.files[0].line.empty(); }));
    EXPECT_EQ(seen.stick, "KINGSTON");
    EXPECT_EQ(seen.files[0].line, "Dùng được 1 trong 2 câu");
    EXPECT_TRUE(seen.files[0].usable);
    EXPECT_FALSE(shelf->find(kKind, "good")) << "nothing is taken unasked";
    clerk->take("good.csv");
    ASSERT_TRUE(comes([&] { return seen.files[0].taken; }));
    EXPECT_EQ(shelf->find(kKind, "good")->newest().origin, content::Origin::stick);
    clerk->copy_results();
    ASSERT_TRUE(comes([&] { return !seen.copied.empty(); }));
    EXPECT_THAT(seen.copied, HasSubstr("Đã chép"));
    pull_out();
    ASSERT_TRUE(comes([&] { return seen.stick.empty(); }));
    EXPECT_TRUE(seen.files.empty());
    clerk->take("good.csv");
    clerk->copy_results();
    turn();
}

TEST_F(ADesk, TheScreenSaysWhyAFileOfTheStickCannotBeTaken) {
    plug_in({"silence.csv", "good.csv"});
    ASSERT_TRUE(comes([&] { return seen.files.size() == 2 && !seen.files[0].line.empty() && !seen.files[1].line.empty(); }));
    EXPECT_TRUE(seen.files[0].usable) << "by name: good.csv";
    EXPECT_FALSE(seen.files[1].usable);
    EXPECT_THAT(seen.files[1].line, HasSubstr("đứt giữa chừng"));
    clerk->take("silence.csv");
    turn();
    EXPECT_TRUE(shelf->packs(kKind).empty());
}

TEST_F(ADesk, TheTopicTellsPagesWhenToLookAgain) {
    turn();
    const auto before = shelf->revision();
    const std::string take = "/api/staff/files/" + sends("good.csv").json().at("file").get<std::string>() + "/take";
    ASSERT_EQ(post(take, json::object()).status, 200);
    EXPECT_GT(shelf->revision(), before);
    const auto published = server->stats().published.load();
    turn();
    EXPECT_EQ(server->stats().published.load(), published) << "and only then";
}

} // namespace
} // namespace kiosk::staff
