// The league of all kiosks on a hall's big screen, while the centre comes and goes: what the screen shows is what the topic
// leaderboard/league says.
#include "tests/flow/questions.h"
#include "tests/support/fake_site.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace kiosk::flow {
namespace {

using support::Ask;
using support::Ear;
using support::Program;
using support::Reply;
using support::run_program;
using testing::HasSubstr;

// A central that comes back where it was.
class CentralAtOnePlace {
public:
    CentralAtOnePlace() { comes(); }
    void comes() {
        program_ = std::make_unique<Program>(
            std::vector<std::string>{"run", "--headless", "--bind", "127.0.0.1", "--port", port_, "--data", data()});
        const auto port = program_->line_after("listening on http://127.0.0.1:", 30'000);
        if (port.empty()) throw std::runtime_error("the central does not start: " + program_->err());
        port_ = port;
    }
    void goes() { program_->kill(); }
    std::string data() const { return (folder_.path() / "data").string(); }
    // What its league says to whoever has this tag already.
    Reply league(const std::string& tag = "") const {
        Ask ask{"GET", "/p/central/league"};
        if (!tag.empty()) ask.headers.emplace_back("If-None-Match", tag);
        return support::Http(static_cast<std::uint16_t>(std::stoi(port_))).ask(ask);
    }
    std::string url() const { return "http://127.0.0.1:" + port_; }
    std::string new_key(const std::string& name) const {
        const auto made = run_program({"central", "key", "add", name, "--data", data()});
        EXPECT_EQ(made.status, 0) << made.err;
        return made.out.substr(0, made.out.find('\n'));
    }

private:
    support::TempFolder folder_;
    std::string port_ = "0";
    std::unique_ptr<Program> program_;
};

// Waits until the big screen of that kiosk shows this; what it shows then.
json shown(const Ear& ear, const std::function<bool(const json&)>& wished, int ms = 60'000) {
    EXPECT_TRUE(ear.hears("leaderboard/league", wished, ms)) << ear.newest("leaderboard/league").dump(2);
    return ear.newest("leaderboard/league");
}
std::function<bool(const json&)> with(const std::string& line, int runs) {
    return [=](const json& league) { return league.at("line") == line && league.value("runs", -1) == runs; };
}

TEST(League, StaysOnTheBigScreenWhileTheCentreComesAndGoes) {
    CentralAtOnePlace centre;
    const std::vector<std::string> follows{"--show", "leaderboard", "--from", centre.url()};
    Kiosk board(Content{}, follows);
    auto ear = std::make_unique<Ear>(board.port(), "leaderboard/league");
    EXPECT_TRUE(shown(*ear, with("fresh", 0)).at("persons").empty()) << "no results yet";

    const auto tag = centre.league().header("ETag");
    EXPECT_EQ(centre.league(tag).status, 304) << tag;
    EXPECT_EQ(centre.league(tag).body, "");

    Kiosk hall(Content{{{"central", {{"endpoint", centre.url() + "/p/central/xapi"}, {"answers", false}}}}, {plain_bank(4)}},
               follows);
    const auto key = hall.data() / "central.key";
    std::ofstream(key) << centre.new_key("hall-1") << '\n';
    std::filesystem::permissions(key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Staff staff(hall);
    std::vector<Phone> phones;
    for (int i = 1; i <= 5; ++i) phones.emplace_back(hall, "Người " + std::to_string(i), "pa-co");
    ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
    for (auto& phone : phones) ASSERT_EQ(phone.enters().status, 200);
    staff.goes_to("answering");
    for (auto& phone : phones) ASSERT_EQ(phone.answers("a").status, 200);
    staff.goes_to("podium");

    const json fresh = shown(*ear, with("fresh", 5));
    ASSERT_EQ(fresh.at("persons").size(), 5u);
    EXPECT_EQ(fresh["persons"][0].at("place"), 1);
    EXPECT_EQ(fresh["persons"][0].at("code").get<std::string>().size(), 4u) << "all that is known of them elsewhere";
    EXPECT_EQ(fresh["persons"][0].at("unit"), "Xã Pà Cò");
    EXPECT_EQ(fresh.at("units").at(0).at("name"), "Xã Pà Cò");
    EXPECT_EQ(fresh.at("units").at(0).at("people"), 5);
    EXPECT_EQ(fresh.at("kiosks"), 1);
    EXPECT_EQ(centre.league(tag).status, 200) << "there is something new";
    const Ear at_home(hall.port(), "leaderboard/league");
    EXPECT_THAT(shown(at_home, with("fresh", 5)).at("persons").at(0).value("name", ""), HasSubstr("Người "))
        << "the hall itself knows who it is";

    centre.goes();
    const json gone = shown(*ear, with("offline", 5));
    EXPECT_GE(gone.at("as_of_ms"), fresh.at("as_of_ms"));
    EXPECT_EQ(gone.at("persons"), fresh.at("persons"));

    board.restart();
    ear = std::make_unique<Ear>(board.port(), "leaderboard/league");
    const json kept = shown(*ear, with("offline", 5));
    EXPECT_EQ(kept.at("persons"), fresh.at("persons")) << "without the centre, too";
    EXPECT_GT(kept.at("as_of_ms"), 0);
    EXPECT_LE(kept.at("as_of_ms"), gone.at("as_of_ms")) << "with its old time";

    centre.comes();
    EXPECT_GT(shown(*ear, with("fresh", 5)).at("as_of_ms"), gone.at("as_of_ms"));
}

TEST(League, IsThereAfterARestartThoughTheCentresLastWordWasNonsense) {
    support::FakeSite site;
    const std::string path = "/p/central/league?persons=50";
    const auto says = [&](const std::string& reply) { site.put(path, reply); };
    says(
        R"({"complete":true,"runs":7,"people":7,"persons":[{"place":1,"player":"7K4QX2","unit_title":"Xã\nPà Cò","score":12}],"units":[]})");
    site.open();
    Kiosk board(Content{}, {"--show", "leaderboard", "--from", site.url()});
    auto ear = std::make_unique<Ear>(board.port(), "leaderboard/league");
    const json fresh = shown(*ear, with("fresh", 7));
    EXPECT_EQ(fresh.at("persons").at(0), (json{{"place", 1}, {"code", "7K4Q"}, {"unit", "Xã Pà Cò"}, {"score", 12.0}}));
    says(R"({"complete":true,"runs":0,"persons":["nobody"],"units":null})");
    const json kept = shown(*ear, with("trouble", 7));
    EXPECT_EQ(kept.at("persons"), fresh.at("persons"));
    site.close();
    shown(*ear, with("offline", 7)); // what was kept has had its time to reach the disk
    board.restart();
    ear = std::make_unique<Ear>(board.port(), "leaderboard/league");
    const json after = shown(*ear, with("offline", 7));
    EXPECT_EQ(after.at("persons"), fresh.at("persons"));
    EXPECT_EQ(after.at("as_of_ms"), kept.at("as_of_ms")) << "the time of the league, not of the nonsense";
}

TEST(League, AnAddressThatIsNoCentresIsRefusedAtTheStart) {
    support::TempFolder folder;
    const auto run = [&](const std::string& from) {
        return run_program({"run", "--headless", "--port", "0", "--data", (folder.path() / "data").string(), "--show",
                            "leaderboard", "--from", from});
    };
    for (const char* from : {"ftp://central.example.vn", "https://an:secret@central.example.vn", "central.example.vn"}) {
        const auto refused = run(from);
        EXPECT_EQ(refused.status, 2) << from;
        EXPECT_THAT(refused.err, HasSubstr("--from")) << from;
        EXPECT_THAT(refused.err, testing::Not(HasSubstr("secret")));
    }
    const auto elsewhere = run("https://central.example.vn/x");
    EXPECT_EQ(elsewhere.status, 1);
    EXPECT_THAT(elsewhere.err, HasSubstr("https://central.example.vn/p/central/league")) << "what would do";
}

} // namespace
} // namespace kiosk::flow
