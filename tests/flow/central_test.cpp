// A central and the kiosks of its halls, all of them the real program: keys by its command, results by its uploader, each once.
#include "tests/flow/central_hall.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace kiosk::flow {
namespace {

using support::Ask;
using support::run_program;
using testing::AllOf;
using testing::HasSubstr;

struct Central : testing::Test {
    Kiosk centre{Content{{{"name", "Trung tâm"}}, {}}, {"--show", "central"}};
    support::Visitor reader{centre};

    support::Outcome key(const std::string& what, const std::string& name) {
        return run_program({"central", "key", what, name, "--data", centre.data().string()});
    }
    // What stands on the first line: "NAME:SECRET".
    std::string new_key(const std::string& name) {
        const auto made = key("add", name);
        EXPECT_EQ(made.status, 0) << made.err;
        return made.out.substr(0, made.out.find('\n'));
    }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(centre.port()) + "/p/central/xapi"; }
    Reply ask(Ask one, const std::string& with_key) {
        one.path = "/p/central/xapi/" + one.path;
        one.headers.emplace_back("X-Experience-API-Version", "1.0.3");
        if (!with_key.empty()) one.headers.emplace_back("Authorization", "Basic " + base64(with_key));
        if (one.method != "GET") one.headers.emplace_back("Content-Type", "application/json");
        return reader.ask(std::move(one));
    }
    // What is said to a body that long, before any of it is sent.
    std::string refusal_of_length(std::size_t bytes) const {
        const std::string head =
            "POST /p/central/xapi/statements HTTP/1.1\r\nHost: central\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
        const int fd = support::connect_to(centre.port());
        EXPECT_EQ(::send(fd, head.data(), head.size(), MSG_NOSIGNAL), static_cast<ssize_t>(head.size()));
        const auto reply = support::read_for(fd, 2'000);
        ::close(fd);
        return reply;
    }
    // All that is kept, page by page.
    json kept(const std::string& with_key) {
        json all = json::array();
        std::string path = "statements?ascending=true&limit=4";
        for (int page = 0; page < 100 && !path.empty(); ++page) {
            const auto reply = ask({"GET", path}, with_key);
            EXPECT_EQ(reply.status, 200) << reply.body;
            if (reply.status != 200) break;
            const json answer = reply.json();
            for (const auto& statement : answer.at("statements")) all.push_back(statement);
            const std::string more = answer.at("more");
            path = more.empty() ? "" : more.substr(std::string("/p/central/xapi/").size());
        }
        return all;
    }
    static bool within(int ms, const std::function<bool()>& wished) {
        for (int waited = 0; waited < ms && !wished(); waited += 50) std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return wished();
    }
};

TEST_F(Central, TakesWhatAHallTellsEachOnce) {
    const auto key = new_key("hall-1");
    Hall hall(address(), key, 6);
    ASSERT_NO_FATAL_FAILURE(hall.plays());
    ASSERT_TRUE(hall.has_told(6));

    const json all = kept(key);
    std::set<std::string> ids;
    std::multiset<std::string> told, recorded;
    json again = json::array();
    for (auto statement : all) {
        ids.insert(statement.at("id"));
        const json score = statement["result"].value("score", json{{"raw", 0}});
        told.insert(statement["actor"]["account"]["name"].get<std::string>() + ' ' + std::to_string(score["raw"].get<double>()));
        EXPECT_EQ(statement["authority"]["account"]["name"], "hall-1");
        for (const char* ours : {"stored", "authority", "version"}) statement.erase(ours);
        again.push_back(statement);
    }
    for (const auto& result : hall.kiosk.export_json())
        recorded.insert(result.at("player").get<std::string>() + ' ' + std::to_string(result.at("score").get<double>()));
    EXPECT_EQ(all.size(), 6u);
    EXPECT_EQ(ids.size(), 6u);
    EXPECT_EQ(told, recorded);

    EXPECT_EQ(ask({"POST", "statements", again.dump()}, key).status, 200) << "a reply was lost, and all comes again";
    EXPECT_EQ(kept(key).size(), 6u);
    again[0]["result"]["completion"] = false;
    EXPECT_EQ(ask({"POST", "statements", again.dump()}, key).status, 409) << "another statement of that id";
    EXPECT_EQ(kept(key).size(), 6u);

    centre.restart();
    EXPECT_EQ(kept(key).size(), 6u) << "what was told as kept is on disk";
}

TEST_F(Central, KnowsFromWhomItHeard) {
    const auto key = new_key("hall-1");
    Hall hall(address(), key, 3);
    ASSERT_NO_FATAL_FAILURE(hall.plays());
    ASSERT_TRUE(hall.has_told(3));
    EXPECT_EQ(reader.get("/p/central/senders").status, 401) << "for staff";
    Staff staff(centre);
    const json senders = staff.get("/p/central/senders").json();
    ASSERT_EQ(senders.at("senders").size(), 1u) << senders;
    const json& sender = senders["senders"][0];
    EXPECT_EQ(sender.at("name"), "hall-1");
    EXPECT_EQ(sender.at("statements"), 3);
    EXPECT_THAT(sender.at("platform").get<std::string>(), HasSubstr("kiosk-so "));
    EXPECT_EQ(sender.at("waiting"), 0);
    EXPECT_LT(std::abs(sender.at("clock_offset_ms").get<int>()), 5'000) << "both are this machine's clock";
}

TEST_F(Central, AKeyIsGoodFromTheMomentItIsMadeUntilItIsTakenBack) {
    EXPECT_EQ(ask({"GET", "statements"}, "").status, 401);
    const auto key = new_key("hall-1");
    EXPECT_EQ(this->key("add", "hall-1").status, 1) << "there is one";
    EXPECT_EQ(this->key("add", "Hội trường 1").status, 2);
    EXPECT_TRUE(within(5'000, [&] { return ask({"GET", "statements"}, key).status == 200; }));
    EXPECT_EQ(ask({"GET", "statements"}, key + "x").status, 401);
    const auto listed = run_program({"central", "key", "list", "--data", centre.data().string()});
    EXPECT_THAT(listed.out, HasSubstr("hall-1\t"));
    const auto secret = key.substr(key.find(':') + 1);
    EXPECT_THAT(listed.out, testing::Not(HasSubstr(secret))) << "it is shown once";
    for (const auto& file : std::filesystem::directory_iterator(centre.data())) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        EXPECT_EQ(bytes.find(secret), std::string::npos) << file.path();
    }

    Hall hall(address(), key, 2);
    ASSERT_EQ(this->key("revoke", "hall-1").status, 0);
    EXPECT_TRUE(within(5'000, [&] { return ask({"GET", "statements"}, key).status == 401; }));
    ASSERT_NO_FATAL_FAILURE(hall.plays());
    EXPECT_TRUE(hall.shows([](const json& outbox) { return outbox.value("trouble", "") == "key" && outbox.at("waiting") == 2; }));
    const auto renewed = new_key("hall-1");
    EXPECT_NE(renewed, key);
    std::ofstream(hall.kiosk.data() / "central.key") << renewed << '\n';
    EXPECT_EQ(run_program({"outbox", "retry", "--data", hall.kiosk.data().string()}).status, 0);
    EXPECT_TRUE(hall.has_told(2)) << "nothing was lost";
}

TEST_F(Central, AKioskTakesItsQuestionSetsFromACentralThatSharesThem) {
    Kiosk sharing{Content{{{"name", "Trung tâm"}, {"content", {{"share", true}}}}, {plain_bank(3)}}, {"--show", "central"}};
    const auto made = run_program({"central", "key", "add", "hall-1", "--data", sharing.data().string()});
    const auto key = made.out.substr(0, made.out.find('\n'));
    const auto url = "http://127.0.0.1:" + std::to_string(sharing.port()) + "/p/central/content";
    EXPECT_EQ(support::Visitor(sharing).get("/p/central/content").status, 401);
    EXPECT_EQ(reader.get("/p/central/content").status, 404) << "another central, whose event shares nothing";

    Kiosk hall{Content{{{"name", "Hội trường"}, {"content", {{"from", url}}}}, {}}};
    const auto file = hall.data() / "central.key";
    std::ofstream(file) << key << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Staff staff(hall);
    const auto hears = [&](const char* topic, const std::function<bool(const json&)>& wished) {
        return staff.ear().hears(topic, wished, 60'000);
    };
    const auto has_set = [](const json& state) {
        return std::ranges::any_of(state.at("banks"), [](const json& bank) { return bank.at("id") == "plain"; });
    };
    ASSERT_TRUE(hears("quiz/staff", has_set)) << hall.log();
    ASSERT_TRUE(hears("kiosk/staff", [](const json& state) { return state.at("centre").at("event_waits") == true; })) << hall.log();
    ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
    hall.restart();
    EXPECT_EQ(support::Visitor(hall).get("/api/event").json().at("name"), "Trung tâm") << "the event came, too";
}

TEST_F(Central, ItsDoorsAreThereForProgramsAndShutForPagesOfOtherSites) {
    const auto key = new_key("hall-1");
    EXPECT_EQ(ask({"GET", "about"}, "").json().at("version"), json::array({"1.0.3"}));
    EXPECT_EQ(ask({"POST", "statements", "[]", {{"Origin", "http://evil.example"}}}, key).status, 403);
    EXPECT_EQ(ask({"POST", "statements", "[]", {{"Sec-Fetch-Site", "cross-site"}}}, key).status, 403);
    EXPECT_EQ(ask({"DELETE", "statements"}, key).status, 405);
    EXPECT_EQ(ask({"DELETE", "statements"}, key).error(), "method");
    EXPECT_EQ(ask({"GET", "activities/state"}, key).status, 404);
    EXPECT_THAT(refusal_of_length(5u << 20), AllOf(HasSubstr(" 413 "), HasSubstr("\"error\":\"too_large\"")));
    EXPECT_EQ(ask({"POST", "statements", std::string(3u << 20, ' ') + "[]"}, key).status, 200) << "three megabytes of nothing";
    const auto head = ask({"HEAD", "statements"}, key);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body, "");
    EXPECT_NE(head.header("X-Experience-API-Consistent-Through"), "");
    const auto stranger = ask({"GET", "statements"}, "");
    EXPECT_THAT(stranger.header("WWW-Authenticate"), HasSubstr("Basic"));
    EXPECT_EQ(stranger.error(), "unauthorized");
}

TEST_F(Central, OrganisersTakeItsTablesOutByPageAndByCommand) {
    const auto key = new_key("hall-1");
    Hall hall(address(), key, 10); // five each of two units
    ASSERT_NO_FATAL_FAILURE(hall.plays());
    ASSERT_TRUE(hall.has_told(10));
    for (const char* file : {"export.xlsx", "persons.csv", "units.csv", "results.csv", "kiosks.csv"})
        EXPECT_EQ(reader.get("/p/central/" + std::string(file)).status, 401) << file << " is for staff";
    Staff staff(centre);
    const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
    ASSERT_TRUE(within(5'000, [&] { return lines(staff.get("/p/central/results.csv").body) == 11; }));
    const auto results = staff.get("/p/central/results.csv");
    EXPECT_THAT(results.header("Content-Type"), HasSubstr("text/csv"));
    EXPECT_THAT(results.header("Content-Disposition"), HasSubstr("kiosk-so-results-"));
    EXPECT_THAT(results.body, AllOf(HasSubstr(",hall-1,"), HasSubstr(",pa-co,")));
    EXPECT_EQ(lines(staff.get("/p/central/units.csv").body), 3);
    EXPECT_THAT(staff.get("/p/central/kiosks.csv").body, HasSubstr("hall-1,20"));
    EXPECT_EQ(staff.get("/p/central/persons.csv?event=khac").status, 404);
    EXPECT_THAT(staff.get("/p/central/persons.csv?event=khac").body, HasSubstr("\"not_found\""));
    const auto book = staff.get("/p/central/export.xlsx");
    EXPECT_EQ(book.status, 200);
    EXPECT_TRUE(book.body.starts_with("PK"));

    const auto told = [&](const std::string& table, const std::string& file) {
        return run_program({"central", "export", table, (centre.data() / file).string(), "--data", centre.data().string()});
    };
    const auto bytes = [&](const std::string& file) {
        std::ifstream in(centre.data() / file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    EXPECT_THAT(told("results", "r.csv").out, HasSubstr("10 dòng / rows"));
    EXPECT_EQ(bytes("r.csv"), results.body) << "beside the central that runs";
    EXPECT_EQ(told("all", "all.xlsx").status, 0);
    EXPECT_TRUE(bytes("all.xlsx").starts_with("PK"));
    EXPECT_EQ(told("units", "u.xlsx").status, 0);
    EXPECT_THAT(told("all", "all.csv").err, HasSubstr(".xlsx"));
    EXPECT_THAT(told("units", "u.pdf").err, HasSubstr(".csv"));
    EXPECT_THAT(told("units", "no/such/folder.csv").err, HasSubstr("cannot be written"));
    EXPECT_EQ(run_program({"central", "export", "rooms", "x.csv"}).status, 2);
    for (const auto& left : std::filesystem::directory_iterator(centre.data())) EXPECT_NE(left.path().extension(), ".part");
}

TEST_F(Central, TheLeastSizeOfAGroupHoldsForTheCommandToo) {
    centre.kill();
    Kiosk strict(Content{{{"name", "Trung tâm"}, {"privacy", {{"min_group", 6}}}}, {}}, {"--show", "central"});
    const auto data = strict.data().string();
    const auto made = run_program({"central", "key", "add", "hall-1", "--data", data});
    Hall hall("http://127.0.0.1:" + std::to_string(strict.port()) + "/p/central/xapi", made.out.substr(0, made.out.find('\n')), 11);
    ASSERT_NO_FATAL_FAILURE(hall.plays()); // six and five
    ASSERT_TRUE(hall.has_told(11));
    const auto file = strict.data() / "r.csv";
    ASSERT_EQ(run_program({"central", "export", "results", file.string(), "--data", data}).status, 0);
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    EXPECT_THAT(text, HasSubstr("tan-hoa"));
    EXPECT_THAT(text, testing::Not(HasSubstr("pa-co"))) << "five are too few by the event of the last run";
}

// 64 batches may land in one commit: more than the league takes at a time.
TEST_F(Central, ItsLeagueIsWholeThoughNothingComesAfterACrowd) {
    const auto key = new_key("hall-1");
    ASSERT_TRUE(within(5'000, [&] { return ask({"GET", "statements"}, key).status == 200; }));
    const auto batch = [](int first) {
        json all = json::array();
        for (int i = first; i < first + 1'000; ++i) {
            char id[40];
            std::snprintf(id, sizeof id, "%08x-0000-4000-8000-000000000000", static_cast<unsigned>(i));
            all.push_back({{"id", id},
                           {"actor", {{"account", {{"homePage", "http://hall.example/p"}, {"name", "P" + std::to_string(i)}}}}},
                           {"verb", {{"id", "http://adlnet.gov/expapi/verbs/completed"}}},
                           {"object", {{"id", "http://hall.example/quiz/fair"}}},
                           {"context",
                            {{"registration", id},
                             {"contextActivities", {{"grouping", {{{"id", "http://hall.example/event/fair"}}}}}},
                             {"extensions",
                              {{"http://hall.example/xapi/ext/seq", 1}, {"http://hall.example/xapi/ext/device", "hall"}}}}}});
        }
        return all.dump();
    };
    std::vector<int> statuses(6); // an instrumented central may take longer than a reply may: a kiosk asks again
    {
        std::vector<std::jthread> kiosks;
        for (int n = 0; n < 6; ++n)
            kiosks.emplace_back([&, n, body = batch(1'000 * n)] {
                const Ask told{"POST", "/p/central/xapi/statements", body,
                               {{"X-Experience-API-Version", "1.0.3"}, {"Content-Type", "application/json"},
                                {"Authorization", "Basic " + base64(key)}}};
                auto& status = statuses[static_cast<std::size_t>(n)];
                for (int tries = 0; tries < 6 && status != 200; ++tries) status = support::Http(centre.port()).ask(told).status;
            });
    }
    EXPECT_EQ(statuses, std::vector<int>(6, 200));
    json league;
    EXPECT_TRUE(within(10'000, [&] { return (league = reader.get("/p/central/league").json()).at("runs") == 6'000; }))
        << league.at("runs");
}

TEST_F(Central, ItsCommandsAreInTheHelpAndMistakesAreUsageErrors) {
    EXPECT_THAT(run_program({"--help"}).out, HasSubstr("central"));
    EXPECT_THAT(run_program({"central", "key", "--help"}).out, HasSubstr("revoke"));
    EXPECT_THAT(run_program({"central", "export", "--help"}).out, HasSubstr("kiosks"));
    EXPECT_THAT(run_program({"plugin", "list"}).out, HasSubstr("kiosk central key add NAME"));
    for (const std::vector<std::string>& words : {std::vector<std::string>{"central"},
                                                  {"central", "key"},
                                                  {"central", "key", "add"},
                                                  {"central", "key", "burn", "x"},
                                                  {"central", "key", "add", "x", "y"},
                                                  {"central", "key", "list", "--database", "postgresql://an:secret@db/kiosk"}})
        EXPECT_EQ(run_program(words).status, 2) << testing::PrintToString(words);
}

} // namespace
} // namespace kiosk::flow
