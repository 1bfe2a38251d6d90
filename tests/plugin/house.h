// A whole kiosk around plugins, without window and sockets: real store (a file that goes with the house), real people,
// results and routes; phones and the big screen are fakes that remember.
//
//     House house({"notebook"});
//     EXPECT_EQ(house.post("/p/notebook/note", "xin chào").status, 200);
#pragma once

#include "kiosk/plugin/plugin_list.h"
#include "kiosk/visitor.h"
#include "kiosk/store/writer.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <set>
#include <string>
#include <vector>

namespace kiosk::plugin {

// What the kiosk logs while one lives.
class LogBook {
public:
    LogBook();
    ~LogBook();
    std::string text() const;
    bool names(std::string_view plugin, std::string_view words) const; // one line with both

private:
    struct Kept;
    std::shared_ptr<Kept> kept_;
    std::shared_ptr<void> before_;
};

class FakeDoor final : public HttpDoor {
public:
    bool reply(http::Ticket, http::Response) override;
    void publish(std::string topic, http::Bytes message) override { published.emplace_back(std::move(topic), *message); }

    // The answer to a ticket, waited for up to two seconds.
    std::optional<http::Response> answer(http::Ticket);
    int answers(http::Ticket) const; // how many came

    std::vector<std::pair<std::string, std::string>> published;

private:
    mutable std::mutex mutex_;
    std::condition_variable came_;
    std::map<http::Ticket, std::vector<http::Response>> answers_;
};

class FakeStage final : public Stage {
public:
    void show(std::string_view plugin, std::string_view screen) override {
        shown = std::string(plugin) + "." + std::string(screen);
    }
    void give_back(std::string_view) override { shown.clear(); }
    void changed(std::string_view) override { ++changes; }
    Status open(std::string_view address) override {
        if (only_one_screen) return Error{Kind::unavailable, "--show"};
        if (address == "nowhere/at-all") return Error{Kind::not_found, "there is none"};
        opened = address;
        return {};
    }
    std::string lang() const override { return language; }
    std::string join_url(std::string_view code) const override { return "HTTP://10.0.0.1:8080/" + std::string(code); }

    std::string shown, opened = "nothing", language = "en";
    bool only_one_screen = false;
    int changes = 0;
};

class FakeClock final : public Clock {
public:
    Ms mono() const override { return now; }
    Ms wall() const override { return 1'790'000'000'000 + now; }
    Ms now = 5000;
};

// The disk's switch.
class FakeDisk final : public store::CommitGate {
public:
    Status before_commit() override;
    std::atomic<bool> full{false};
};

class House {
public:
    // Opens and starts these of the built plugins, by id: the product's own, or fixtures.
    explicit House(std::set<std::string> plugins);
    ~House();

    Plugin* plugin(std::string_view id) const { return list->find(id); }
    std::string failure(std::string_view id) const; // why it is left out; "" where it is not

    // A phone asks; its answer (waited for), or status 0 where none came within two seconds.
    http::Response get(const std::string& path, http::Caller = {});
    http::Response post(const std::string& path, const std::string& body = "{}", http::Caller = {});
    // The same without waiting; the ticket.
    http::Ticket ask(const std::string& method, const std::string& path, const std::string& body = "", const http::Caller& = {},
                     http::Headers = {});

    std::int64_t join(const std::string& name, const std::string& unit = ""); // somebody new; their id
    void let_time_pass(Ms ms); // and tick who asked for it
    void wait_for_disk();      // until nothing waits
    // The answer to a ticket that waits for another thread to call main: runs what comes from there, for two seconds at most.
    http::Response answer_from_queue(http::Ticket);

    LogBook log;
    FakeDoor door;
    FakeStage stage;
    FakeClock clock;
    FakeDisk disk;
    std::counting_semaphore<> called_main{0};
    RunQueue queue{[this] { called_main.release(); }};
    std::filesystem::path folder; // of this house, removed with it
    std::unique_ptr<store::Writer> writer;
    std::unique_ptr<store::Database> reader;
    std::unique_ptr<people::People> people;
    std::unique_ptr<results::Ledger> ledger;
    std::unique_ptr<content::Shelf> shelf;
    std::unique_ptr<Handovers> handovers;
    std::unique_ptr<VisitorSession> visitor; // at the touch screen
    content::Words words;
    http::Router router;
    std::unique_ptr<Hub> hub;
    std::unique_ptr<PluginList> list;

private:
    http::Ticket last_ticket_ = 0;
};

std::filesystem::path built_plugin(const std::string& id); // the folder of a plugin of ours, or of a fixture

} // namespace kiosk::plugin
