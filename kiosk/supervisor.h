// What whoever started the kiosk is told of it: that it is ready, what it is doing, that main still turns, that it ends.
//
//     READY=1      the port is open, and with a window the first frame is drawn
//     STATUS=…     one sentence, for `systemctl status kiosk`
//     WATCHDOG=1   twice in the time that was asked for, from main's loop: a main that hangs is silent, and started again
//     STOPPING=1
//
// The words are those of sd_notify(3): lines in a datagram to the socket that $NOTIFY_SOCKET names. Ten lines of our own in
// place of libsystemd, because systemd promises to keep this protocol, and a kiosk without systemd needs no library of it.
//
// Thread: main. Never blocks and never fails: where nobody listens, nothing is said.
#pragma once

#include "kiosk/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

class Supervisor {
public:
    struct Asked {
        std::string socket;     // a path, or "@name" in the abstract namespace; "": nobody listens
        Ms watch = 0;           // a sign of life is expected within this time; 0: none is
    };
    static Asked asked(); // what the environment says; a watch that is meant for another process is none
    explicit Supervisor(Asked);
    ~Supervisor();
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    bool listens() const { return fd_ >= 0; }

    void ready();                         // told once
    void status(std::string_view sentence); // told where it is another one than before
    void stopping();

    void alive(Ms now);                   // mono; from main's loop, as often as it turns
    std::optional<Ms> next() const;       // mono; when alive() is to be called again at the latest

private:
    bool say(std::string_view lines) const;

    const Asked asked_;
    int fd_ = -1;
    bool ready_ = false;
    std::string status_;
    Ms next_ = 0;
};

} // namespace kiosk
