#include "kiosk/highlights.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

using screen::AttractPage;
using screen::Bilingual;

namespace {

constexpr std::size_t kLeaders = 3, kEverybody = 1'000'000;
constexpr std::size_t kCrowd = 3; // fewer who have played are no news

std::string copy(kiosk_str s) { return s.data ? std::string(s.data, s.size) : std::string(); }

// "9.240" in Vietnamese and wherever else commas are decimal, "9,240" in English.
std::string number(double value, const std::string& lang) {
    std::string digits = std::to_string(std::llround(value));
    for (std::size_t at = digits.size(); at > 3 && digits[at - 4] != '-'; at -= 3) digits.insert(at - 3, 1, lang == "en" ? ',' : '.');
    return digits;
}

std::string filled(std::string_view pattern, const std::string& value) {
    std::string text(pattern);
    if (const auto hole = text.find("{0}"); hole != text.npos) text.replace(hole, 3, value);
    return text;
}

// The same in both languages is said once.
Bilingual both(std::string first, std::string second) {
    if (second == first) second.clear();
    return {std::move(first), std::move(second)};
}

} // namespace

Highlights gather(plugin::Hub& hub, const results::Ledger& ledger, Ms wall, const std::string& lang) {
    Highlights seen;
    ledger.read_board(results::Span::today, false, kEverybody, wall, [&](const results::BoardRow& row) {
        ++seen.played;
        if (seen.leaders.size() < kLeaders) seen.leaders.push_back({row.place, row.name, row.score});
    });
    hub.facts(lang, [&](const std::string& plugin, const kiosk_fact& fact) {
        if (seen.facts.size() >= Highlights::kMostFacts || fact.headline.size == 0) return;
        const std::string screen = copy(fact.screen);
        seen.facts.push_back({plugin, screen.empty() ? "" : plugin + "/" + screen, copy(fact.headline), copy(fact.text),
                              copy(fact.source), copy(fact.icon), fact.until});
    });
    return seen;
}

Bilingual in_both(const content::Words& words, std::string_view key, const std::string& lang, const std::string& second_lang) {
    return both(std::string(words.text(lang, key)), second_lang.empty() ? "" : std::string(words.text(second_lang, key)));
}

std::vector<AttractPage> attract_pages(const content::Words& words, const Highlights& first, const std::string& lang,
                                       const Highlights& second, const std::string& second_lang) {
    const auto word = [&](std::string_view key) { return in_both(words, key, lang, second_lang); };
    std::vector<AttractPage> pages;
    AttractPage invite;
    invite.headline = word("attract.invite");
    invite.text = word("attract.invite_lead");
    pages.push_back(std::move(invite));

    if (!first.leaders.empty()) {
        AttractPage top;
        top.kind = AttractPage::Kind::top;
        top.headline = word("attract.top");
        for (const auto& leader : first.leaders)
            top.leaders.push_back({leader.place, leader.name, filled(words.text(lang, "attract.top_points"), number(leader.score, lang))});
        pages.push_back(std::move(top));
    }
    if (first.played >= kCrowd) {
        AttractPage played;
        played.kind = AttractPage::Kind::fact;
        played.headline = both(number(static_cast<double>(first.played), lang), "");
        played.text = word("attract.played");
        played.icon = ui::Icon::users;
        played.hue = 1;
        pages.push_back(std::move(played));
    }
    // Both lists come from the same plugins a moment apart: where they no longer match, the first language stands alone.
    const bool match = first.facts.size() == second.facts.size();
    for (std::size_t i = 0; i < first.facts.size(); ++i) {
        const auto& fact = first.facts[i];
        const auto& same = match && second.facts[i].plugin == fact.plugin ? second.facts[i] : fact;
        AttractPage page;
        page.kind = AttractPage::Kind::fact;
        page.headline = both(fact.headline, same.headline);
        page.text = both(fact.text, same.text);
        if (!fact.source.empty()) page.source = both(filled(words.text(lang, "attract.source"), fact.source), "");
        ui::icon_by_name(fact.icon, page.icon);
        page.hue = static_cast<int>((i + 2) % 8);
        page.until = fact.until;
        pages.push_back(std::move(page));
    }
    return pages;
}

const Highlights::Fact* fact_of_tile(const Highlights& seen, const std::string& tile) {
    const auto found = std::find_if(seen.facts.begin(), seen.facts.end(), [&](const auto& fact) { return fact.tile == tile; });
    return found == seen.facts.end() ? nullptr : &*found;
}

} // namespace kiosk
