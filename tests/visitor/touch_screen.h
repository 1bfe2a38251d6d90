// A touch screen without glass, with the verbs of the stories: somebody touches, joins, walks away; time goes by.
#pragma once

#include "kiosk/visitor.h"
#include "tests/store/temp_store.h"

#include <memory>
#include <string>

namespace kiosk::fixture {

class TouchScreen {
public:
    explicit TouchScreen(IdleTimes times = {60'000, 10'000, 90'000}) : times_(times) { switch_on(); }

    void touch() { woke_only = visitor->touched(now); }
    std::int64_t join(const std::string& name) {
        Step step;
        const auto joined = visitor->join(name, "", "vi", now, wall(), step);
        EXPECT_TRUE(store.save(std::move(step)));
        return joined ? *joined : 0;
    }
    void opens(const std::string& screen) { visitor->moved_to(VisitorSession::Place::opened, screen, now); }
    void goes_home() { visitor->moved_to(VisitorSession::Place::home, "", now); }
    void contest_takes_the_stage() { visitor->moved_to(VisitorSession::Place::held, "quiz/stage", now); }
    // The loop of the program: sleeps until the visitor wants a tick, over and over.
    void wait(Ms ms) {
        const Ms end = now + ms;
        for (auto next = visitor->next(); next && *next <= end; next = visitor->next()) {
            ASSERT_GE(*next, now) << "the loop would turn without end";
            now = *next;
            visitor->tick(now);
        }
        now = end;
    }
    std::string code() {
        Step step;
        const auto code = visitor->handover_code(wall(), step);
        EXPECT_TRUE(store.save(std::move(step)));
        return code;
    }
    // Types a code at the screen; the key of the sentence that is said, or "" where it was good.
    std::string types(const std::string& code, const std::string& from = "screen") {
        Step step;
        const auto taken = handovers->take({code, from, ""}, now, wall(), step);
        if (!taken) return taken.error().sentence;
        EXPECT_TRUE(store.save(std::move(step)));
        came_to = taken->screen;
        visitor->come_back(taken->person, now);
        return "";
    }
    // The plug is pulled, and the kiosk started again: what is on the disk is what is left.
    void restart() { switch_on(); }

    Ms wall() const { return 1'790'000'000'000 + now; }
    bool nobody_is_known() const {
        const auto who = visitor->current();
        return who.person == 0 && !who.big_text && !who.aloud;
    }

    TempStore store;
    Ms now = 1000;
    std::unique_ptr<people::People> people;
    std::unique_ptr<Handovers> handovers;
    std::unique_ptr<VisitorSession> visitor;
    int gone = 0, changed = 0;
    bool woke_only = false;
    std::string came_to = "nowhere";

private:
    void switch_on() {
        people = std::make_unique<people::People>(store.writer(), std::vector<people::Unit>{});
        handovers = std::make_unique<Handovers>(store.writer());
        EXPECT_TRUE(people->load(store.reader()));
        EXPECT_TRUE(handovers->load(store.reader(), wall()));
        visitor = std::make_unique<VisitorSession>(*people, *handovers, times_, now);
        visitor->watch([this](VisitorSession::News news) { ++(news == VisitorSession::News::gone ? gone : changed); });
    }

    const IdleTimes times_;
};

} // namespace kiosk::fixture
