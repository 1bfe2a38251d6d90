// What invites people at present, in one language: today's board, and the facts that plugins offer. For the home screen's
// tiles and the attract loop. Thread: main.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/content/library.h"
#include "kiosk/plugin/hub.h"
#include "kiosk/results/ledger.h"
#include "kiosk/screen/attract.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kiosk {

struct Highlights {
    struct Fact {
        std::string plugin;
        std::string tile; // "booths/browse"; empty: of no screen
        std::string headline, text, source, icon;
        Ms until = 0; // wall
        bool operator==(const Fact&) const = default;
    };
    struct Leader {
        int place;
        std::string name;
        double score;
        bool operator==(const Leader&) const = default;
    };
    std::vector<Leader> leaders; // today, up to three
    std::size_t played = 0;      // today, people
    std::vector<Fact> facts;     // at most kMostFacts
    bool operator==(const Highlights&) const = default;

    static constexpr std::size_t kMostFacts = 24;
};

// Outside of plugins' callbacks: it asks them.
Highlights gather(plugin::Hub&, const results::Ledger&, Ms wall, const std::string& lang);

// Words in two languages; `second_lang` may be empty.
screen::Bilingual in_both(const content::Words&, std::string_view key, const std::string& lang, const std::string& second_lang);
// The pages of the attract loop: what is known in the first language, and the same in the second one, where there is one.
std::vector<screen::AttractPage> attract_pages(const content::Words&, const Highlights&, const std::string& lang,
                                               const Highlights& second, const std::string& second_lang);
// "128 người đang chơi": the first fact about this screen, for its tile; nullptr where there is none.
const Highlights::Fact* fact_of_tile(const Highlights&, const std::string& tile);

} // namespace kiosk
