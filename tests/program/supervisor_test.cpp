// What systemd hears of the kiosk.
#include "kiosk/supervisor.h"

#include "tests/support/notify_socket.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace kiosk {
namespace {

using support::NotifySocket;

std::string unused_name() { return "@kiosk-supervisor-test-" + std::to_string(getpid()); }

TEST(Supervisor, says_ready_once_and_each_state_once) {
    const NotifySocket systemd(unused_name());
    ASSERT_TRUE(systemd.ok());
    Supervisor supervisor({systemd.name(), 0});
    supervisor.ready();
    supervisor.ready();
    supervisor.status("Serving phones");
    supervisor.status("Serving phones");
    supervisor.status("The disk is full\nREADY=0");
    supervisor.stopping();
    EXPECT_EQ(systemd.hears(1'000), "READY=1");
    EXPECT_EQ(systemd.hears(1'000), "STATUS=Serving phones");
    EXPECT_EQ(systemd.hears(1'000), "STATUS=The disk is full READY=0") << "no sentence may say another word";
    EXPECT_EQ(systemd.hears(1'000), "STOPPING=1");
    EXPECT_EQ(systemd.hears(0), "");
}

TEST(Supervisor, speaks_to_a_socket_on_disk_too) {
    const support::TempFolder folder;
    const NotifySocket systemd((folder.path() / "notify").string());
    ASSERT_TRUE(systemd.ok());
    Supervisor supervisor({systemd.name(), 0});
    supervisor.ready();
    EXPECT_EQ(systemd.hears(1'000), "READY=1");
}

TEST(Supervisor, gives_a_sign_of_life_twice_in_the_time_asked_for) {
    const NotifySocket systemd(unused_name());
    Supervisor supervisor({systemd.name(), 30'000});
    supervisor.alive(1'000);
    EXPECT_EQ(systemd.hears(1'000), "WATCHDOG=1");
    EXPECT_EQ(supervisor.next(), 16'000);
    supervisor.alive(15'999);
    EXPECT_EQ(systemd.hears(0), "");
    supervisor.alive(16'000);
    EXPECT_EQ(systemd.hears(1'000), "WATCHDOG=1");
}

TEST(Supervisor, a_listener_that_is_gone_is_tried_again_and_never_waited_for) {
    const std::string name = unused_name();
    Supervisor supervisor({name, 30'000});
    supervisor.alive(1'000);
    EXPECT_EQ(supervisor.next(), 1'100);
    const NotifySocket systemd(name);
    supervisor.alive(1'100);
    EXPECT_EQ(systemd.hears(1'000), "WATCHDOG=1");
}

TEST(Supervisor, without_one_nothing_is_said_and_nothing_is_due) {
    for (const char* nonsense : {"", "@", "/", "relative", "vsock:2:1234"}) {
        Supervisor supervisor({nonsense, 30'000});
        supervisor.ready();
        supervisor.alive(1'000);
        supervisor.stopping();
        EXPECT_FALSE(supervisor.listens()) << nonsense;
        EXPECT_EQ(supervisor.next(), std::nullopt) << nonsense;
    }
    EXPECT_FALSE(Supervisor({"/" + std::string(200, 'x'), 0}).listens()) << "longer than a socket's name can be";
}

TEST(Supervisor, a_watch_over_another_process_is_not_ours) {
    const auto with = [](const char* usec, const std::string& pid) {
        setenv("NOTIFY_SOCKET", "@kiosk", 1);
        setenv("WATCHDOG_USEC", usec, 1);
        setenv("WATCHDOG_PID", pid.c_str(), 1);
        const auto asked = Supervisor::asked();
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) unsetenv(name);
        return asked;
    };
    EXPECT_EQ(with("30000000", std::to_string(getpid())).watch, 30'000);
    EXPECT_EQ(with("30000000", "").watch, 30'000) << "kiosk-session takes the name of the display server away";
    EXPECT_EQ(with("30000000", "1").watch, 0);
    EXPECT_EQ(with("soon", "").watch, 0);
    EXPECT_EQ(with("-5", "").watch, 0);
    EXPECT_EQ(Supervisor::asked().socket, "");
}

} // namespace
} // namespace kiosk
