// A display that nobody looks at (Xvfb), and a finger on it (xdotool). Positions are units of the stage (include/kiosk/ui.h),
// which is 1080 high; the display is 16:9. Both programs come with packaging/dev.
#pragma once

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fcntl.h>
#include <string>

namespace kiosk::flow {

class Screen {
public:
    static constexpr int kWidth = 1280, kHeight = 720; // px
    static bool can_be_had() { return std::system("command -v Xvfb xdotool >/dev/null 2>&1") == 0; }

    // DISPLAY is this one's until it is gone, for every program started meanwhile.
    Screen() {
        int ends[2];
        if (pipe(ends) != 0) return;
        pid_ = fork();
        if (pid_ == 0) {
            const std::string number = std::to_string(ends[1]), size = std::to_string(kWidth) + "x" + std::to_string(kHeight) + "x24";
            const int nothing = open("/dev/null", O_WRONLY);
            dup2(nothing, STDOUT_FILENO);
            dup2(nothing, STDERR_FILENO);
            execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", size.c_str(), "-nolisten", "tcp", nullptr);
            _exit(127);
        }
        close(ends[1]);
        std::string number;
        for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
        close(ends[0]);
        EXPECT_FALSE(number.empty()) << "Xvfb does not start";
        setenv("DISPLAY", (":" + number).c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
    }
    ~Screen() {
        if (pid_ > 0) {
            ::kill(pid_, SIGTERM);
            waitpid(pid_, nullptr, 0);
        }
        unsetenv("DISPLAY");
        unsetenv("SDL_VIDEODRIVER");
    }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    // A finger goes down and up again, as a finger does: not within one frame.
    void touch(float x, float y) const {
        const auto px = [](float units) { return std::to_string(static_cast<int>(units * kHeight / 1080)); };
        run("xdotool mousemove " + px(x) + " " + px(y) + " sleep 0.05 mousedown 1 sleep 0.09 mouseup 1");
    }
    // What is seen, as a number that is the same for the same pixels of this part.
    std::string sees(int x, int y, int w, int h) const {
        const std::string part = std::to_string(w) + "x" + std::to_string(h) + "+" + std::to_string(x) + "+" + std::to_string(y);
        FILE* pipe = popen(("import -silent -window root -crop " + part + " +repage rgb:- 2>/dev/null | md5sum").c_str(), "r");
        char line[64] = "";
        if (pipe) {
            if (!fgets(line, sizeof line, pipe)) line[0] = 0;
            pclose(pipe);
        }
        return line;
    }
    void picture(const std::string& file) const { run("import -silent -window root '" + file + "'"); }

private:
    static void run(const std::string& command) { EXPECT_EQ(std::system(command.c_str()), 0) << command; }
    pid_t pid_ = -1;
};

} // namespace kiosk::flow
