// A laptop with a projector: people touch one display and look at the other. A real Xorg with two heads of its dummy driver.
#include "tests/flow/questions.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kiosk::flow {
namespace {

using support::TempFolder;

// What a command says; every blank at its end left out.
std::string said_by(const std::string& command) {
    std::string said;
    if (FILE* pipe = popen(command.c_str(), "r")) {
        for (char buffer[256]; std::fgets(buffer, sizeof buffer, pipe);) said += buffer;
        pclose(pipe);
    }
    while (!said.empty() && said.back() <= ' ') said.pop_back();
    return said;
}

bool comes_true(const std::function<bool()>& condition, int seconds = 20) {
    for (int i = 0; i < seconds * 10; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

// An X server on a display number of its own, with a screen of 960 × 540 and a projector of 1280 × 720 to its right.
class Desk {
public:
    Desk() {
        const auto config = folder_.write("xorg.conf", R"(Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 2560 720
  EndSubSection
EndSection
)");
        const auto number = folder_.path() / "number", log = folder_.path() / "log";
        pid_ = fork();
        if (pid_ == 0) {
            std::FILE* out = std::freopen(number.c_str(), "w", stdout);
            std::FILE* err = std::freopen((folder_.path() / "err").c_str(), "w", stderr);
            if (out && err)
                execlp("Xorg", "Xorg", "-displayfd", "1", "-config", config.c_str(), "-logfile", log.c_str(), "-noreset", "-nolisten",
                       "tcp", "-novtswitch", "-sharevts", nullptr);
            _exit(127);
        }
        std::string digits;
        comes_true([&] { return !(digits = said_by("cat " + number.string())).empty(); });
        if (digits.empty()) throw std::runtime_error("Xorg does not start: " + said_by("tail -5 " + log.string()));
        setenv("DISPLAY", (":" + digits).c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
        said_by("xrandr --output DUMMY0 --mode 960x540 --pos 0x0 --primary 2>&1; xrandr --addmode DUMMY1 1280x720 2>&1");
        projector(true);
    }
    ~Desk() {
        kill(pid_, SIGTERM);
        waitpid(pid_, nullptr, 0);
        unsetenv("DISPLAY");
        unsetenv("SDL_VIDEODRIVER");
    }

    void projector(bool plugged_in) const {
        said_by(plugged_in ? "xrandr --output DUMMY1 --mode 1280x720 --pos 960x0 2>&1" : "xrandr --output DUMMY1 --off 2>&1");
    }
    // A picture's fingerprint, and how many colours it has: a black one has one.
    std::string touched() const { return picture("960x540+0+0"); }
    std::string looked_at() const { return picture("1280x720+960+0"); }
    int colours(const std::string& head) const {
        return std::atoi(said_by("import -window root -crop " + head + " +repage -format %k info: 2>/dev/null").c_str());
    }
    int colours_touched() const { return colours("960x540+0+0"); }
    int colours_looked_at() const { return colours("1280x720+960+0"); }
    std::string windows() const { return said_by("xwininfo -root -children 2>/dev/null | grep -c 'Kiosk'"); }

private:
    std::string picture(const std::string& head) const {
        return said_by("import -window root -crop " + head + " +repage -format %# info: 2>/dev/null");
    }
    TempFolder folder_;
    pid_t pid_ = -1;
};

class TwoScreens : public testing::Test {
protected:
    void SetUp() override {
        if (said_by("command -v Xorg").empty() || said_by("command -v xrandr").empty())
            GTEST_SKIP() << "needs Xorg and xrandr, which packaging/dev test installs";
    }
    static Content event() { return {{{"screens", {{"kiosk", "auto"}, {"stage", "auto"}}}}, {plain_bank(3)}}; }
};

TEST_F(TwoScreens, TheProjectorShowsTheContestAndTheTouchScreenStaysWithItsVisitors) {
    const Desk desk;
    Kiosk kiosk(event(), {}, Kiosk::Window::fullscreen);
    ASSERT_TRUE(comes_true([&] { return desk.colours_touched() > 100 && desk.colours_looked_at() > 100; })) << kiosk.log();
    const std::string touched = desk.touched(), looked_at = desk.looked_at();
    EXPECT_NE(touched, looked_at);

    Staff staff(kiosk);
    ASSERT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 3}, {"seconds", 120}}).status, 200);
    staff.goes_to("answering");
    EXPECT_TRUE(comes_true([&] { return desk.looked_at() != looked_at; })) << "the question is on the projector";
    EXPECT_GT(desk.colours_touched(), 100) << "and home is still where people touch";
    EXPECT_TRUE(kiosk.program().runs());

    // In the middle of the round somebody trips over the cable.
    desk.projector(false);
    EXPECT_TRUE(comes_true([&] { return kiosk.log().find("second display is gone") != std::string::npos; })) << kiosk.log();
    EXPECT_TRUE(comes_true([&] { return desk.touched() != touched && desk.colours_touched() > 100; })) << "the question came over";
    EXPECT_EQ(kiosk.phase(), "answering") << "and the round goes on";
    desk.projector(true);
    EXPECT_TRUE(comes_true([&] { return desk.colours_looked_at() > 100; })) << "it is back there";
    staff.goes_to("reveal");
    EXPECT_EQ(kiosk.stop(), 0);
}

TEST_F(TwoScreens, WhoChoosesEnglishAtTheTouchScreenDoesSoForThemselves) {
    if (said_by("command -v xdotool").empty()) GTEST_SKIP() << "needs xdotool, which packaging/dev test installs";
    const Desk desk;
    Content content = event();
    content.event["screens"]["show"] = "leaderboard"; // it stands still
    Kiosk kiosk(content, {}, Kiosk::Window::fullscreen);
    ASSERT_TRUE(comes_true([&] { return desk.colours_touched() > 100 && desk.colours_looked_at() > 100; })) << kiosk.log();
    std::string touched = desk.touched(), looked_at = desk.looked_at();
    const auto rests = [](const std::string& now, std::string& before) { return now == std::exchange(before, now); };
    ASSERT_TRUE(comes_true([&] { return rests(desk.looked_at(), looked_at) && rests(desk.touched(), touched); }));
    said_by("xdotool mousemove 201 511 click 1 2>&1"); // "English"
    ASSERT_TRUE(comes_true([&] { return desk.touched() != touched; })) << "home is in English";
    Staff staff(kiosk);
    ASSERT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 3}, {"seconds", 120}}).status, 200); // the hall looks at a round
    ASSERT_EQ(staff.does("end").status, 200);                                                       // and at the board again
    EXPECT_TRUE(comes_true([&] { return desk.looked_at() == looked_at; })) << "in the words that it had";
    EXPECT_EQ(kiosk.stop(), 0);
}

TEST_F(TwoScreens, WithoutAProjectorItIsAKioskOfOneScreenUntilOneIsPluggedIn) {
    const Desk desk;
    desk.projector(false);
    Kiosk kiosk(event(), {}, Kiosk::Window::fullscreen);
    ASSERT_TRUE(comes_true([&] { return desk.colours_touched() > 100; })) << kiosk.log();
    EXPECT_EQ(kiosk.log().find("second display"), std::string::npos);
    desk.projector(true);
    EXPECT_TRUE(comes_true([&] { return desk.colours_looked_at() > 100; })) << kiosk.log();
    EXPECT_GT(desk.colours_touched(), 100);
    EXPECT_EQ(kiosk.stop(), 0);
}

TEST_F(TwoScreens, AnEventThatDoesNotAskForTwoHasOneWindow) {
    const Desk desk;
    Kiosk kiosk({{}, {plain_bank(3)}}, {}, Kiosk::Window::fullscreen);
    // Which display it is on is the window manager's to say, and there is none here.
    ASSERT_TRUE(comes_true([&] { return desk.colours_touched() > 100 || desk.colours_looked_at() > 100; })) << kiosk.log();
    EXPECT_EQ(std::atoi(desk.windows().c_str()), 1);
    EXPECT_EQ(kiosk.stop(), 0);
}

} // namespace
} // namespace kiosk::flow
