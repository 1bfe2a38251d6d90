// A web server on this machine, as far as somebody who fetches needs one, with the faults of real ones as switches.
//
// Thread: any may ask; of its own it has one, which answers one question after the other and keeps no connection.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kiosk::support {

class FakeSite {
public:
    struct Page {
        std::string body;
        int status = 200;
        std::string type = "application/json";
        std::string etag = {};          // with it If-None-Match is honoured
        std::string last_modified = {}; // likewise
        std::string more = {};          // header lines, each with its line's end
        enum class Cut { none, in_the_middle, endless } cut = Cut::none;
    };

    FakeSite();  // nobody listens yet; the port is known
    ~FakeSite() { close(); }
    FakeSite(const FakeSite&) = delete;
    FakeSite& operator=(const FakeSite&) = delete;

    void open();
    void close();
    void put(const std::string& path, Page);
    void put(const std::string& path, std::string body);
    void take_away(const std::string& path);
    void wants_key(std::string_view pair); // "user:password"; "" for none
    std::string url(const std::string& path = "") const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

    struct Asked {
        std::string path, head;
        int answered = 0; // status
    };
    std::vector<Asked> asked() const;
    int count(const std::string& path, int status) const;
    // Waits until it was answered so, so often.
    bool answers(const std::string& path, int status, int times = 1, int ms = 20'000) const;

private:
    void serve();
    void talk(int fd);

    std::uint16_t port_ = 0;
    int listener_ = -1;
    std::atomic<bool> leaving_{false};
    mutable std::mutex mutex_;
    std::map<std::string, Page> pages_; // under mutex
    std::string authorization_;         // under mutex
    std::vector<Asked> asked_;          // under mutex
    std::thread thread_;
};

} // namespace kiosk::support
