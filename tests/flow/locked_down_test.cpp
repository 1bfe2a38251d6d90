// A kiosk on a screen, with keys and a pointer that a visitor has, too: nothing leads out of it but the staff's PIN.
#include "tests/flow/questions.h"
#include "tests/support/notify_socket.h"

#include <gmock/gmock.h>

#include <X11/Xlib.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::flow {
namespace {

using support::NotifySocket;
using support::Program;
using support::run_program;
using support::TempFolder;
using testing::HasSubstr;

// The first words of a program that is run beside the test, dies with it, and is waited for.
int runs(const std::vector<std::string>& words) {
    std::vector<char*> argv;
    for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[0], argv.data());
        _exit(127);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return status;
}

// A screen of 1280x720 in memory, with nothing on it but the kiosk: no window manager either.
class Xserver {
public:
    Xserver() {
        int told[2];
        if (pipe(told) != 0) return;
        pid_ = fork();
        if (pid_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(told[0]);
            const int nothing = open("/dev/null", O_RDWR);
            dup2(nothing, STDERR_FILENO);
            const std::string fd = std::to_string(told[1]);
            execlp("Xvfb", "Xvfb", "-displayfd", fd.c_str(), "-screen", "0", "1280x720x24", "-nolisten", "tcp", nullptr);
            _exit(127);
        }
        close(told[1]);
        for (char letter; read(told[0], &letter, 1) == 1 && letter != '\n';) number_ += letter;
        close(told[0]);
        setenv("DISPLAY", (":" + number_).c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
    }
    ~Xserver() {
        unsetenv("DISPLAY");
        unsetenv("SDL_VIDEODRIVER");
        kill(pid_, SIGTERM);
        waitpid(pid_, nullptr, 0);
    }
    Xserver(const Xserver&) = delete;
    Xserver& operator=(const Xserver&) = delete;
    bool ok() const { return !number_.empty(); }

    static bool key(const std::string& keys) { return runs({"xdotool", "key", keys}) == 0; }
    static bool click(int x, int y) {
        return runs({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "click", "1"}) == 0;
    }

    // What a window manager sends when somebody closes the window; false where there is none to close.
    static bool closes_window() {
        Display* display = XOpenDisplay(nullptr);
        if (!display) return false;
        const Atom protocols = XInternAtom(display, "WM_PROTOCOLS", False), goodbye = XInternAtom(display, "WM_DELETE_WINDOW", False);
        Window root, parent, *children = nullptr;
        unsigned count = 0;
        bool sent = false;
        XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count);
        for (unsigned i = 0; i < count; ++i) {
            Atom* known = nullptr;
            int atoms = 0;
            if (!XGetWMProtocols(display, children[i], &known, &atoms)) continue;
            XFree(known);
            XEvent event{};
            event.xclient.type = ClientMessage;
            event.xclient.window = children[i];
            event.xclient.message_type = protocols;
            event.xclient.format = 32;
            event.xclient.data.l[0] = static_cast<long>(goodbye);
            sent = XSendEvent(display, children[i], False, NoEventMask, &event) != 0 || sent;
        }
        if (children) XFree(children);
        XSync(display, False);
        XCloseDisplay(display);
        return sent;
    }

private:
    pid_t pid_ = -1;
    std::string number_;
};

struct LockedDown : testing::Test {
    Xserver x;
    TempFolder folder;
    NotifySocket systemd{"@kiosk-locked-down-" + std::to_string(getpid())};
    std::unique_ptr<Program> kiosk;

    void SetUp() override {
        ASSERT_TRUE(x.ok()) << "Xvfb does not start";
        ASSERT_EQ(run_program({"staff", "pin", "--data", data()}, "246810\n").status, 0);
    }
    std::string data() const { return (folder.path() / "data").string(); }
    std::string log() const {
        std::ifstream in(folder.path() / "data/kiosk.log");
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void starts(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"run", "--data", data(), "--port", "0", "--bind", "127.0.0.1"};
        words.insert(words.end(), more.begin(), more.end());
        setenv("NOTIFY_SOCKET", systemd.name().c_str(), 1);
        kiosk = std::make_unique<Program>(words);
        const bool ready = systemd.hears("READY=1", 60'000);
        unsetenv("NOTIFY_SOCKET");
        ASSERT_TRUE(ready) << kiosk->err();
        EXPECT_THAT(log(), HasSubstr("first frame")) << "ready is who shows something";
    }
};

TEST_F(LockedDown, NothingButThePinLeadsOutOfAFullscreenKiosk) {
    starts();
    for (const char* keys : {"alt+F4", "ctrl+alt+BackSpace", "ctrl+alt+Delete", "ctrl+q", "ctrl+w", "ctrl+c", "alt+Tab", "alt+F2",
                             "super+d", "F11"})
        EXPECT_TRUE(x.key(keys)) << keys;
    EXPECT_TRUE(x.closes_window());
    // Keys come one after the other: when the overlay has taken these, it has outlived those.
    for (const char* keys : {"Escape", "1", "1", "1", "1", "Return"}) EXPECT_TRUE(x.key(keys));
    constexpr int kLeaveX = 999, kLeaveY = 648; // the panel's last button, where the panel is open
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(x.click(kLeaveX, kLeaveY));
    EXPECT_TRUE(x.closes_window());
    EXPECT_EQ(kiosk->wait(1'500), std::nullopt) << "a wrong PIN opens nothing";
    for (const char* keys : {"2", "4", "6", "8", "1", "0", "Return"}) EXPECT_TRUE(x.key(keys));
    std::optional<int> status;
    for (int i = 0; i < 40 && !status; ++i) {
        x.click(kLeaveX, kLeaveY); // twice: it asks whether one is sure
        status = kiosk->wait(500);
    }
    EXPECT_EQ(status, 10) << "a supervisor is not to start it again";
}

TEST_F(LockedDown, SystemdEndsItAllTheSame) {
    starts();
    kiosk->signal(SIGTERM);
    EXPECT_EQ(kiosk->wait(20'000), 0);
}

TEST_F(LockedDown, AWindowForDevelopersIsClosedLikeAnyOther) {
    starts({"--windowed", "640x360"});
    EXPECT_TRUE(x.closes_window());
    EXPECT_TRUE(kiosk->wait(20'000).has_value());
}

} // namespace
} // namespace kiosk::flow
