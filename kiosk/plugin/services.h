// What the rooms of the kiosk are to the plugins: the references that the app fills in, and the two doors that tests
// replace by fakes. Everything referred to outlives the Hub.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/content/library.h"
#include "kiosk/content/shelf.h"
#include "kiosk/fetch/follower.h"
#include "kiosk/http/router.h"
#include "kiosk/http/server.h"
#include "kiosk/people/people.h"
#include "kiosk/results/ledger.h"
#include "kiosk/results/outbox.h"
#include "kiosk/results/seal.h"
#include "kiosk/speech/speaker.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace kiosk::plugin {

class CrashNote;

// The way out to the phones.
class HttpDoor {
public:
    virtual ~HttpDoor() = default;
    virtual bool reply(http::Ticket, http::Response) = 0;             // [any] false: nobody waits for it any more
    virtual void publish(std::string topic, http::Bytes message) = 0; // [main]
};

class ServerDoor final : public HttpDoor {
public:
    explicit ServerDoor(http::Server& server) : server_(server) {}
    bool reply(http::Ticket ticket, http::Response response) override { return server_.reply(ticket, std::move(response)); }
    void publish(std::string topic, http::Bytes message) override { server_.publish(std::move(topic), std::move(message)); }

private:
    http::Server& server_;
};

// The big screen. Called from within a plugin's callback; an implementation may call Plugin::start and stop from there.
class Stage {
public:
    virtual ~Stage() = default;
    virtual void show(std::string_view plugin, std::string_view screen) = 0; // [main] the screen is in the manifest
    virtual void give_back(std::string_view plugin) = 0;                     // [main]
    virtual void changed(std::string_view plugin) = 0;                       // [main]
    // [main] "plugin/screen", or "" for home. Kind::not_found where there is none, Kind::unavailable where --show names another.
    virtual Status open(std::string_view address) = 0;
    virtual std::string lang() const = 0;                                    // [main] one of content/i18n: "vi", "en", …
    virtual std::string join_url(std::string_view code) const = 0;           // [main]
};

// Who stands at the touch screen. Thread: main. `mono` and `wall`: the present time, ms.
class VisitorDoor {
public:
    struct Present {
        std::int64_t person = 0;
        bool present = false, big_text = false, aloud = false;
    };
    virtual ~VisitorDoor() = default;
    virtual Present current() const = 0;
    // The error's sentence is the key of one in content/i18n. Adds to the step; `join_undone` where that is given up.
    virtual Result<std::int64_t> join(std::string_view name, std::string_view unit, std::string_view lang, Ms mono, Ms wall,
                                      store::Step&) = 0;
    virtual void join_undone(std::int64_t person) = 0;
    virtual void prefer(bool big_text, bool aloud) = 0;
    virtual void leave() = 0;
    // The code that carries the session on; the same until it is used or too old. Empty where nobody has joined.
    virtual std::string handover_code(Ms wall, store::Step&) = 0;
};

struct Services {
    HttpDoor& http;
    http::Router& router;
    store::Writer& writer;   // not yet started while plugins migrate
    store::Database& reader; // main's connection
    people::People& people;
    results::Ledger& ledger;
    const content::Shelf& shelf;
    const content::Words& words;
    const Clock& clock;
    Stage& stage;
    RunQueue& to_main; // the way back of other threads
    std::string event_json; // defaults filled in
    std::map<std::string, std::string, std::less<>> settings = {}; // given for plugins: "database", "from"
    CrashNote* crash_note = nullptr;     // null where nobody would read it (a check, a command)
    results::Outbox* outbox = nullptr;   // null where nothing is sent anywhere
    results::SealKey* seal = nullptr;    // null where nothing is sealed (a check)
    speech::Speaker* speaker = nullptr;  // null where the event wants no voice
    fetch::Follower* follower = nullptr; // null where nothing can be fetched (a check, a picture)
    VisitorDoor* visitor = nullptr;      // null where there is no touch screen (a check, a command)
};

} // namespace kiosk::plugin
