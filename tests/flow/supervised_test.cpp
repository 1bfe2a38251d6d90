// What holds a kiosk up that nobody stands beside: a supervisor that hears whether it turns, and a plugin that brings it down
// again and again and is set aside.
#include "tests/flow/questions.h"
#include "tests/support/notify_socket.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <thread>

namespace kiosk::flow {
namespace {

namespace fs = std::filesystem;

using support::NotifySocket;
using support::TempFolder;
using support::Visitor;
using testing::HasSubstr;
using testing::Not;

// The program's own plugins, and beside them one that does what it is asked to: "crash", "abort", "endless", "hang".
class WildPlugins {
public:
    WildPlugins() {
        const fs::path own = support::program_file().parent_path().parent_path();
        for (const auto& plugin : fs::directory_iterator(own / "lib/kiosk/plugins"))
            fs::create_directory_symlink(plugin.path(), folder_.path() / plugin.path().filename());
        fs::create_directory_symlink(own / "tests/plugin/fixtures/falls", folder_.path() / "falls");
    }
    std::vector<std::string> option() const { return {"--plugins", folder_.path().string()}; }

private:
    TempFolder folder_;
};

// As systemd starts it. Whatever else a test starts is not to speak there.
class Watched {
public:
    explicit Watched(int watch_ms) {
        setenv("NOTIFY_SOCKET", systemd_.name().c_str(), 1);
        setenv("WATCHDOG_USEC", std::to_string(watch_ms * 1000).c_str(), 1);
    }
    ~Watched() {
        unsetenv("NOTIFY_SOCKET");
        unsetenv("WATCHDOG_USEC");
    }
    const NotifySocket& systemd() const { return systemd_; }

private:
    NotifySocket systemd_{"@kiosk-flow-test-" + std::to_string(getpid())};
};

Reply asks(const Kiosk& kiosk, const std::string& wish) {
    return Visitor(kiosk).post("/p/falls/ask", json(wish));
}

// Where it listens after it started again by itself, in the same process; 0 where it does not come.
std::uint16_t second_port(Kiosk& kiosk) {
    const std::string start = "listening on http://127.0.0.1:";
    for (int tries = 0; tries < 1500; ++tries) {
        const std::string out = kiosk.program().out();
        const auto first = out.find(start), last = out.rfind(start);
        if (last != first && out.find('\n', last) != std::string::npos)
            return static_cast<std::uint16_t>(std::stoi(out.substr(last + start.size())));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return 0;
}

TEST(Supervised, SystemdHearsThatItIsReadyThatItTurnsAndThatItEnds) {
    const Watched watched(1'000);
    const auto& systemd = watched.systemd();
    ASSERT_TRUE(systemd.ok());
    Kiosk kiosk({}, {});
    EXPECT_TRUE(systemd.hears("READY=1", 10'000));
    EXPECT_EQ(Visitor(kiosk).get("/healthz").status, 200) << "ready is who serves phones";
    EXPECT_TRUE(systemd.hears("STATUS=Phones: http://", 10'000));
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(systemd.hears("WATCHDOG=1", 10'000)) << "also where nobody asks anything";
    EXPECT_EQ(kiosk.stop(), 0);
    EXPECT_TRUE(systemd.hears("STOPPING=1", 1'000));
}

TEST(Supervised, AMainThatHangsIsSilentAndWhoHeldItIsKnown) {
    const WildPlugins plugins;
    const Watched watched(400);
    const auto& systemd = watched.systemd();
    Kiosk kiosk({}, plugins.option());
    ASSERT_TRUE(systemd.hears("WATCHDOG=1", 10'000));
    std::thread phone([&] { asks(kiosk, "hang"); }); // waits until its connection breaks
    bool silent = false; // nothing for twice the time that was asked for
    for (int i = 0; i < 50 && !silent; ++i) silent = !systemd.hears("WATCHDOG=1", 800);
    EXPECT_TRUE(silent);
    kiosk.program().signal(SIGABRT); // as systemd does then
    EXPECT_NE(kiosk.program().wait(20'000).value_or(0), 0);
    phone.join();
    kiosk.start();
    EXPECT_THAT(kiosk.log(), HasSubstr("the kiosk died last time signal=6 plugin=falls"));
    EXPECT_EQ(asks(kiosk, "").status, 200) << "once is not too often";
}

TEST(Supervised, APluginThatCrashesThreeTimesIsSetAsideUntilStaffBringItBack) {
    const WildPlugins plugins;
    Kiosk kiosk({}, plugins.option());
    Staff staff(kiosk);
    const Phone an(kiosk, "An"); // joining is answered once it is saved, and what came before with it: that staff logged in
    for (const char* wish : {"crash", "endless", "abort"}) {
        ASSERT_EQ(asks(kiosk, "").status, 200);
        EXPECT_EQ(asks(kiosk, wish).status, 0);
        ASSERT_NE(kiosk.program().wait(30'000).value_or(0), 0) << wish;
        kiosk.start();
    }
    EXPECT_EQ(asks(kiosk, "crash").status, 404) << "it is not there to be asked";
    EXPECT_FALSE(kiosk.round().is_null()) << "the rest goes on";
    const json state = staff.state();
    ASSERT_TRUE(state.contains("set_aside")) << state;
    const json& aside = state["set_aside"];
    ASSERT_EQ(aside.size(), 1u);
    EXPECT_EQ(aside[0].at("id"), "falls");
    EXPECT_EQ(aside[0].at("title").at("vi"), "falls");
    EXPECT_THAT(staff.state().at("faults").dump(), Not(HasSubstr("falls"))) << "said once, and there";
    kiosk.restart();
    EXPECT_EQ(staff.state().at("set_aside").size(), 1u) << "a pulled plug changes nothing";

    EXPECT_EQ(Phone(kiosk, "An").post("/api/staff/plugins/falls/back", json::object()).status, 401);
    EXPECT_EQ(staff.post("/api/staff/plugins/quiz/back", json::object()).status, 404);
    EXPECT_EQ(staff.post("/api/staff/plugins/falls/back", json::object()).status, 200);
    const auto port = second_port(kiosk);
    ASSERT_NE(port, 0) << kiosk.program().err();
    support::Http again(port);
    EXPECT_EQ(again.ask({"POST", "/p/falls/ask", "\"\"", {{"Content-Type", "application/json"}}}).status, 200);
    EXPECT_EQ(again.ask({"GET", "/api/staff/state", "", {{"Cookie", staff.cookie}}}).json().at("set_aside"), json::array());
    EXPECT_EQ(kiosk.stop(), 0);
}

TEST(Supervised, AScreenOfOneThatIsSetAsideIsNoReasonToShowNothing) {
    const WildPlugins plugins;
    Kiosk kiosk({}, {"--plugins", plugins.option()[1], "--show", "falls"});
    for (int i = 0; i < 3; ++i) {
        asks(kiosk, "crash");
        ASSERT_NE(kiosk.program().wait(30'000).value_or(0), 0);
        kiosk.start();
    }
    EXPECT_EQ(Visitor(kiosk).get("/healthz").status, 200);
}

} // namespace
} // namespace kiosk::flow
