// The person at the touch screen: that somebody is there, who they are once they said so, what they asked for, and that they
// have gone. Whoever walks away without a word is asked first, then forgotten, so that the next one sees nothing of them.
//
//            touched                 join, come_back
//   nobody ──────────► present ───────────────────────► somebody
//     ▲ ▲                 │ ask_after without a touch      │
//     │ │    reset_after  ▼      (a touch: back again)     │
//     │ └────────────── asked ◄────────────────────────────┘
//     └── leave, or on home with nothing to lose: unasked
//
//   Place::home      nobody has to be asked who has neither given a name nor opened anything; after attract_after: attract
//   Place::opened    a booth that was left open is asked about and closed, whoever opened it
//   Place::held      a plugin holds the stage (a contest on the big screen): there is no visitor, no asking, no attract
//
// Thread: main. Pure: times are given by the caller (mono ms; wall ms where a name or a code is written). Rows go to the step
// that is handed in; the caller submits it.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/handover.h"
#include "kiosk/people/people.h"
#include "kiosk/plugin/services.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct IdleTimes { // ms without a touch
    Ms ask_after = 60'000;     // then: "are you still there?"
    Ms reset_after = 10'000;   // after that question: all is forgotten
    Ms attract_after = 90'000; // on home: the attract loop
};
IdleTimes idle_times(const nlohmann::json& event); // of the event file, defaults filled in

class VisitorSession final : public plugin::VisitorDoor {
public:
    enum class Place { home, opened, held };
    enum class Shows { screen, asking, attract }; // what the kiosk shows of its own accord
    enum class News { changed, gone };

    VisitorSession(people::People&, Handovers&, IdleTimes, Ms mono);

    // Told of everybody who says who they are or asks for something else, and of their going; by then `current` says so.
    void watch(std::function<void(News)> told) { watchers_.push_back(std::move(told)); }

    // ---- for the stage
    // A finger, a button, a key. True where that only ended the asking or the attract loop: it was meant for nothing else.
    bool touched(Ms mono);
    // What is on now; `screen` is its address, empty for home.
    void moved_to(Place, std::string_view screen, Ms mono);
    void tick(Ms mono);
    std::optional<Ms> next() const; // when tick is due; nothing while nobody can be waited for
    Shows shows() const;
    Ms resets_at() const;           // mono, while asking
    Ms attract_since() const;       // mono, while attracting
    const IdleTimes& times() const { return times_; }
    std::string name() const;       // of who is there; empty: nobody has said
    void language_changed() { tell(News::changed); }
    // They brought a code: they are the visitor again. False where there is no such person, staff have removed them, or nobody may
    // be there now.
    bool come_back(std::int64_t person, Ms mono);

    // ---- for the desk
    void taken_over(std::int64_t person); // on their phone: they go on there
    void person_changed(std::int64_t person); // to be told from People::watch: who is erased or removed is gone

    // ---- plugin::VisitorDoor
    Present current() const override;
    Result<std::int64_t> join(std::string_view name, std::string_view unit, std::string_view lang, Ms mono, Ms wall,
                              store::Step&) override;
    void join_undone(std::int64_t person) override;
    void prefer(bool big_text, bool aloud) override;
    void leave() override;
    std::string handover_code(Ms wall, store::Step&) override;

private:
    void become(std::int64_t person, Ms mono);
    void gone();
    void tell(News) const;
    bool is_asked_first() const { return person_ != 0 || place_ == Place::opened; }

    people::People& people_;
    Handovers& handovers_;
    const IdleTimes times_;
    std::vector<std::function<void(News)>> watchers_;

    Place place_ = Place::home;
    std::string screen_; // its address
    Ms last_;            // touch
    std::optional<Ms> asked_, attract_; // since when
    // What is forgotten when they go.
    bool present_ = false, big_text_ = false, aloud_ = false;
    std::int64_t person_ = 0;
    people::People::Joined joined_{}; // in a step that may yet be given up
    std::string code_;                // to go on elsewhere; empty: none was asked for
};

} // namespace kiosk
