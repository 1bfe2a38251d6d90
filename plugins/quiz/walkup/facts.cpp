#include "walkup/facts.h"

#include <string>

namespace quiz {

void offer_quiz_facts(kiosk::Host& host, const Contest& contest, Walkup& walkup) {
    host.offer_facts([&host, &contest, &walkup](std::string_view lang, const std::function<void(const kiosk::Fact&)>& add) {
        if (contest.on() && contest.round().phase() == Phase::lobby && !contest.info().rehearsal)
            if (const auto left = contest.round().remaining(host.now()); left && !contest.round().paused())
                add({"stage", host.text(lang, "walkup.facts.round"), host.text(lang, "walkup.facts.round_text"), {}, "lightning",
                     host.wall() + *left});
        if (const int people = walkup.people_today(); people > 0) {
            const std::string count = std::to_string(people);
            add({walkup.open() ? "play" : "", count, host.text(lang, "walkup.facts.played"), {}, "users", 0});
        }
    });
}

} // namespace quiz
