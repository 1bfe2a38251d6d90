// A hall: the real kiosk as a process, phones and staff as HTTP clients that do what pages do.
//
//     Kiosk kiosk;
//     Staff staff(kiosk);
//     Phone an(kiosk, "An");
//     staff.opens({{"banks", {"mixed"}}, {"questions", 7}});
//     an.enters();
//     staff.goes_to("answering");
//     an.answers("b");
//
// Thread: a Kiosk is started and stopped by one thread; different phones may be used from different threads.
#pragma once

#include "tests/support/ear.h"
#include "tests/support/http.h"
#include "tests/support/program.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::support {

using nlohmann::json;

// What lies in the kiosk's content folder: an event and its banks.
struct Content {
    json event = json::object(); // added to a plain event of two units
    std::vector<json> banks;     // each {"id", "questions"}; the rest is filled in
};

class Kiosk {
public:
    static constexpr const char* kPin = "246810";

    enum class Window { none, fullscreen }; // on the display that DISPLAY names
    explicit Kiosk(Content content = {}, std::vector<std::string> more_options = {}, Window = Window::none);
    Kiosk(const Kiosk&) = delete;
    Kiosk& operator=(const Kiosk&) = delete;

    void start();           // on a free port; fails the test where it does not come up
    void kill();            // power loss, as far as a process can have it: SIGKILL
    int stop(int ms = 15'000); // SIGTERM; its exit status, -1 where it does not end in time
    void restart() { kill(), start(); }

    std::uint16_t port() const { return port_; }
    Program& program() { return *program_; }
    std::filesystem::path data() const { return folder_.path() / "data"; }
    std::filesystem::path event() const { return folder_.path() / "content/event.json"; }
    std::string log() const;

    // What every phone is shown: the newest of quiz/round, quiz/standings, leaderboard/board.
    const Ear& ear() const { return *ear_; }
    json round() const { return ear_->newest("quiz/round"); }
    json question() const { return round().at("question"); }
    std::string phase() const { return round().value("phase", ""); }
    bool shows(const std::string& phase, int ms = 10'000) const;
    bool shows(const std::function<bool(const json&)>& wished, int ms = 10'000) const {
        return ear_->hears("quiz/round", wished, ms);
    }

    json export_json() const; // kiosk results export --format json, while it runs or not

private:
    TempFolder folder_;
    std::vector<std::string> options_;
    std::unique_ptr<Program> program_;
    std::unique_ptr<Ear> ear_;
    std::atomic<std::uint16_t> port_{0};
};

// Somebody with cookies. Follows the kiosk to its new port after a restart, as the QR code would lead them.
class Visitor {
public:
    explicit Visitor(const Kiosk& kiosk) : kiosk_(&kiosk), http_(kiosk.port()) {}

    Reply get(const std::string& path);
    Reply post(const std::string& path, const json& body);
    Reply ask(Ask); // with the cookie
    std::string cookie;

protected:
    const Kiosk* kiosk_;

private:
    Http http_;
};

class Phone : public Visitor {
public:
    // Joins; `unit` is one of the event's, or "".
    Phone(const Kiosk& kiosk, std::string name, const std::string& unit = "");
    // Knows nobody yet.
    explicit Phone(const Kiosk& kiosk) : Visitor(kiosk) {}
    Reply joins(const std::string& name, const std::string& unit = "");

    Reply enters(); // the round that is shown
    Reply guesses(std::int64_t people);
    // The question that is shown: "b" for one option, or a whole choice.
    Reply answers(const std::string& option) { return answers(json{{"options", {option}}}); }
    Reply answers(const char* option) { return answers(std::string(option)); }
    Reply answers(const json& choice) { return answers_to(kiosk_->question().at("id"), choice); }
    Reply answers_to(const std::string& question, const json& choice);
    Reply answers_to(std::int64_t round, const std::string& question, const json& choice);
    json me() { // what the kiosk knows of this phone, without its clock
        json own = get("/p/quiz/me").json();
        own.erase("now");
        return own;
    }
    // A refresh in the browser: the same cookie, everything else forgotten.
    Phone refreshed() const;

    std::string name;
    std::int64_t id = 0;
};

class Staff : public Visitor {
public:
    explicit Staff(const Kiosk& kiosk); // logs in, listens to quiz/staff and kiosk/staff
    void listens();                     // again, after a restart

    Reply opens(json order); // options stay in the bank's order, where the order says nothing of them
    // The one big button, as what staff see would have it; returns when everybody is shown what came of it.
    Reply next();
    // Presses it until this phase is shown, also of the next question. From "answering" it waits for the grace second.
    void goes_to(const std::string& phase);
    Reply does(const std::string& verb, json body = json::object()); // pause, close, end, void, …: of the present round
    Reply removes(std::int64_t player, bool removed = true);
    json sees() const { return ear_->newest("quiz/staff"); }
    json state() { return get("/api/staff/state").json(); }
    json results(); // of the present round: rows, and every answer with its time
    const Ear& ear() const { return *ear_; }

private:
    std::unique_ptr<Ear> ear_;
};

// Does the same with each, on a few threads.
void everyone(std::vector<Phone>& phones, const std::function<void(Phone&, std::size_t)>& act);

} // namespace kiosk::support
