// A Learning Record Store as far as a kiosk needs one: POST …/statements and GET …/about on this machine, with the faults
// of the real ones as switches. It keeps every statement by id and compares a repeated one letter by letter.
//
// Thread: any may ask; of its own it has one, and one for each connection.
#pragma once

#include <nlohmann/json.hpp>

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kiosk::flow {

class FakeLrs {
public:
    enum class Mood {
        well,
        error,      // 500
        lose_reply, // stores, then hangs up
        differs,    // 409
        too_big,    // 413 for more than four statements
        busy,       // 429, Retry-After: 1
        portal,     // 200 with somebody's start page
        moved,      // 302
        locked,     // 401
    };

    FakeLrs(); // closed: the port is known, and nobody listens
    ~FakeLrs() { close(); }
    FakeLrs(const FakeLrs&) = delete;
    FakeLrs& operator=(const FakeLrs&) = delete;

    void open();
    void close();
    void feels(Mood mood) { mood_ = mood; }
    // Hours that its clock is away from this machine's.
    void clock_is(int hours) { hours_ = hours; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/xapi"; }

    static constexpr const char* kKey = "kiosk-07:bí mật";

    struct Seen {
        std::map<std::string, nlohmann::json> statements; // by id
        std::vector<std::string> order;                   // ids, as they were first stored
        int posts = 0, lost_replies = 0, repeated = 0;    // repeated: the same statement once more
        std::vector<std::string> wrong;                   // what no kiosk should ever send
    };
    Seen seen() const;
    // Waits until so many are stored.
    bool holds(std::size_t statements, int ms = 20'000) const;

private:
    void serve();
    void talk(int fd);
    std::string answer(const std::string& head, const std::string& body, bool& hang_up);
    std::string store(const std::string& head, const std::string& body, bool& hang_up);

    std::uint16_t port_ = 0;
    int listener_ = -1;
    std::atomic<Mood> mood_{Mood::well};
    std::atomic<int> hours_{0};
    std::atomic<bool> leaving_{false};
    mutable std::mutex mutex_;
    Seen seen_; // under mutex
    std::thread thread_;
};

} // namespace kiosk::flow
