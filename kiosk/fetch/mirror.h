// Content from the centre: follows its index, fetches what is new in it, one file at a time, and has each judged like a file
// that somebody dropped into the content folder.
//
//     index ──► a pack of another hash ──► fetch ──► as listed? ──► judge ──► Shelf, as its next version, origin "centre"
//           └─► an event of another hash ──► fetch ──► as listed? ──► check ──► FOLDER/event.json, used at the next start
//                                           [fetch]   [ content                                                          ]
//
// What fails changes nothing and is tried again when the centre lists something else in its place; what did not come whole is
// tried again with the next look. What the centre no longer lists stays: staff may still need it. Without the centre
// everything goes on with what is there.
//
// Thread: main; files are fetched by the fetch thread, judged by the content thread.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/content/judge.h"
#include "kiosk/content/library.h"
#include "kiosk/content/scout.h"
#include "kiosk/content/shelf.h"
#include "kiosk/fetch/follower.h"
#include "kiosk/fetch/index.h"
#include "kiosk/store/writer.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::fetch {

// The centre's event as this kiosk uses it: what belongs to a place and its machines (Wi-Fi, endpoint, where content comes
// from) stays as the local file has it; all else is the centre's. The faults name it as `shown_as`.
content::EventFile merged_event(std::string_view centre, const nlohmann::json& local, std::string_view shown_as,
                                const std::filesystem::path& schemas, content::Lang);

class Mirror {
public:
    struct Parts {
        Follower& follower;
        content::Shelf& shelf;
        content::Scout& scout;
        store::Writer& writer;
        std::vector<content::PackKind> kinds;
        content::Judge judge;
        const Clock& clock;
        std::filesystem::path folder;     // of what came: event.json, taken.json
        nlohmann::json local_event;       // as its file has it
        Follower::Key key;                // may be empty
        std::function<void()> changed;    // state() may look different
    };
    struct State {
        Ms fetched = 0;                  // wall, when the index was last known to be the centre's; 0: never
        std::string trouble, sentence;   // of the last look, as in News
        int packs = 0;                   // that the centre lists
        std::vector<std::string> refused; // what is wrong with those that cannot be used, one line each
        std::vector<std::string> missing; // paths of those that did not come as they are listed; they are asked for again
        bool event_waits = false;        // another event file than the one in use has come
        bool operator==(const State&) const = default;
    };
    struct EventAtStart {
        std::string_view bytes;  // of FOLDER/event.json, "" for none
        std::string_view wrong;  // why this run could not use them, "" where it does
    };
    Mirror(Parts, std::string from, const EventAtStart&, Ms every = 60'000);

    const State& state() const { return state_; }

private:
    void heard(const News&);
    void next();
    void came(const Listed&, Answer);
    void judge_pack(const Listed&, std::string bytes);
    void check_event(const Listed&, std::string bytes);
    void missed(const Listed&);
    void done(const Listed&, const std::string& wrong); // "": it is in use, or lies ready
    void tell();
    void remember() const;

    const Parts parts_;
    const std::string from_;
    const std::string event_at_start_; // sha256, "" for none
    State state_;
    std::map<std::string, std::string> taken_;  // path → sha256 of what was used last
    std::map<std::string, std::pair<std::string, std::string>> refused_; // path → sha256 and what was wrong
    std::set<std::string> missing_; // paths
    std::deque<Listed> wanted_;
    bool busy_ = false;
};

} // namespace kiosk::fetch
