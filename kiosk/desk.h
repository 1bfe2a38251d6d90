// The front desk: every request that main takes from the inbox comes here first. It finds the route, finds out who is
// asking, turns away what may not pass (in the visitor's language), and hands the rest on. The desk's own routes are the
// few that belong to no plugin: joining, going on from the touch screen, who am I, the event, the stream of topics, health.
//
// Thread: main.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/content/library.h"
#include "kiosk/handover.h"
#include "kiosk/http/router.h"
#include "kiosk/http/server.h"
#include "kiosk/people/people.h"
#include "kiosk/staff/sessions.h"
#include "kiosk/store/writer.h"

#include <nlohmann/json.hpp>

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk {

class Desk {
public:
    struct Parts {
        http::Server& server;
        http::Router& router;
        store::Writer& writer;
        people::People& people;
        staff::Sessions& sessions;
        const content::Words& words;
        const Clock& clock;
        RunQueue& queue;
        // Is the topic for staff only? Nothing for a topic that nobody has published.
        std::function<std::optional<bool>(const std::string& topic)> topic_is_for_staff;
        Handovers* handovers = nullptr;                           // null: nothing is handed over here
        std::function<void(std::int64_t person)> taken_over = {}; // from the touch screen, by a phone
    };
    explicit Desk(Parts);

    void add_routes(std::string event_json);
    void handle(const http::Request&);

    // Answers that every part of the host gives in the same shape: {"error": code, "message": sentence}.
    void refuse(const http::Request&, int status, std::string_view code, nlohmann::json extra = nlohmann::json::object());
    // Submits the step; the response goes out after its commit, or 503 "not_saved" where the disk refuses: then `undo` is
    // run on main.
    void reply_when_saved(const http::Request&, store::Step, http::Response, std::function<void()> undo = {});
    void reply(const http::Request&, const nlohmann::json&, int status = 200);
    // Where the disk takes no writes: says so, and returns true.
    bool refuse_unsaved(const http::Request&);

    std::string language_of(const http::Request&) const;
    std::string not_saved(std::string_view lang) const; // the body of that 503

private:
    bool may_pass(const http::Request&, const http::Route&, const http::Caller&);
    bool is_flooding(std::int64_t player, Ms now);
    http::Caller caller_of(const http::Request&) const;

    void join(const http::Request&, const http::Caller&);
    const people::People::Joined* joined_by(const std::string& attempt) const;
    void welcome(const http::Request&, const people::People::Joined&, store::Step, std::function<void()> undo);
    void take_over(const http::Request&, const http::Caller&);
    void code_for_me(const http::Request&, const http::Caller&);
    void me(const http::Request&, const http::Caller&);
    void change_me(const http::Request&, const http::Caller&);
    void events(const http::Request&, const http::Caller&);
    nlohmann::json person_json(std::int64_t id) const;

    Parts parts_;

    // The newest who joined, by what their page calls its try: one whose reply was lost comes again without its cookie. In memory,
    // for what is tried again is tried within seconds; after a restart they join anew.
    struct Joining {
        std::string attempt;
        people::People::Joined joined;
    };
    std::deque<Joining> joining_; // the oldest goes first

    // At most kBurst requests at once and kPerSecond on average from one player: a phone needs three a question.
    struct Bucket {
        double tokens;
        Ms at; // mono
        double tokens_at(Ms now) const;
    };
    void drop_full_buckets(Ms now); // they are as good as none
    std::unordered_map<std::int64_t, Bucket> buckets_;
    std::size_t buckets_to_drop_at_ = 0; // so many
};

// {"key": "value"} of a body, or a discarded value where it is no JSON object, or one of absurd depth.
nlohmann::json body_object(const http::Request&);

} // namespace kiosk
