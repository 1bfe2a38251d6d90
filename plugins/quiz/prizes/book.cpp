#include "prizes/book.h"

#include <algorithm>
#include <ctime>
#include <tuple>
#include <utility>

namespace quiz {

namespace {

using State = Claim::State;

// The day on the kiosk's wall, in its time zone: year and day of the year.
std::pair<int, int> day_of(Ms wall) {
    const std::time_t seconds = static_cast<std::time_t>(wall / 1000);
    std::tm local{};
    localtime_r(&seconds, &local);
    return {local.tm_year, local.tm_yday};
}

} // namespace

std::string_view name_of(State state) {
    switch (state) {
    case State::waiting: return "waiting";
    case State::handed_out: return "handed_out";
    case State::withdrawn: return "withdrawn";
    }
    return "";
}

std::optional<State> claim_state_named(std::string_view name) {
    for (const auto state : {State::waiting, State::handed_out, State::withdrawn})
        if (name_of(state) == name) return state;
    return std::nullopt;
}

void ClaimBook::load(std::vector<Claim> claims) {
    claims_ = std::move(claims);
    changes_ = {};
}

bool ClaimBook::settle(const RoundEnd& end) {
    const auto entitled = [&](PlayerId player) {
        return !end.is_staff(player) && !rule_.excludes(end.name_and_unit(player).first) &&
               !has_prize_elsewhere(player, end.round, end.now);
    };
    std::vector<Gone> gone;
    for (const auto& claim : claims_)
        if (claim.round == end.round && claim.player == 0 && claim.state == State::handed_out)
            gone.push_back({claim.prize_place, claim.shared});
    const auto awards =
        award(end.standings, rule_, entitled, [&](const Prize& prize) { return is_left(prize, end.round); }, gone);
    bool changed = false;
    for (auto& claim : claims_) {
        if (claim.round != end.round || claim.state == State::withdrawn) continue;
        const bool owed = std::any_of(awards.begin(), awards.end(), [&](const Award& a) { return a.player == claim.player; });
        if (owed) continue;
        if (claim.state == State::waiting) {
            take_back(claim, "rescored", end.now);
        } else if (claim.note != "rescored" && claim.player != 0) {
            claim.note = "rescored";
            note(claim, end.now, "kept");
        } else {
            continue;
        }
        changed = true;
    }
    for (const auto& one : awards) changed = give(end, one) || changed;
    return changed;
}

bool ClaimBook::give(const RoundEnd& end, const Award& award) {
    Claim* claim = of_round(end.round, award.player);
    if (!claim) {
        Claim fresh;
        fresh.id = claims_.empty() ? 1 : claims_.back().id + 1;
        fresh.round = end.round;
        fresh.player = award.player;
        do fresh.code = end.new_code();
        while (by_code(fresh.code));
        fresh.since = fresh.at = end.now;
        std::tie(fresh.name, fresh.unit) = end.name_and_unit(award.player);
        fresh.place = award.place;
        fresh.prize_place = award.prize_place;
        fresh.shared = award.shared;
        fresh.prize = award.prize.title;
        claims_.push_back(std::move(fresh));
        note(claims_.back(), end.now, "given");
        return true;
    }
    const bool same_prize = claim->prize_place == award.prize_place;
    if (claim->state == State::handed_out) {
        const char* const wanted = same_prize ? "" : "rescored";
        if (claim->note == wanted) return false;
        claim->note = wanted;
        note(*claim, end.now, "kept");
        return true;
    }
    const bool came_back = claim->state == State::withdrawn;
    if (!came_back && same_prize && claim->place == award.place && claim->shared == award.shared) return false;
    claim->note = same_prize ? (came_back ? "" : claim->note) : "moved";
    claim->place = award.place;
    claim->prize_place = award.prize_place;
    claim->shared = award.shared;
    claim->prize = award.prize.title;
    if (came_back) {
        claim->state = State::waiting;
        claim->at = end.now;
    }
    note(*claim, end.now, came_back ? "given" : "moved");
    return true;
}

ClaimBook::Outcome ClaimBook::hand_out(std::int64_t id, std::string_view desk, std::string_view reason, bool beyond_stock, Ms now) {
    Claim* claim = mine(id);
    if (!claim) return Outcome::unknown;
    if (claim->state == State::handed_out) return Outcome::already;
    if (claim->state == State::withdrawn) return Outcome::withdrawn;
    const Prize* prize = rule_.of(claim->prize_place); // none: the event file was changed since; then nobody counts
    if (prize && !beyond_stock && stock_of(*prize).left() <= 0) return Outcome::stock_out;
    claim->state = State::handed_out;
    claim->at = now;
    claim->desk = desk;
    claim->note.clear();
    note(*claim, now, "handed_out", desk, reason);
    return Outcome::done;
}

ClaimBook::Outcome ClaimBook::undo(std::int64_t id, std::string_view desk, std::string_view reason, Ms now) {
    Claim* claim = mine(id);
    if (!claim) return Outcome::unknown;
    if (claim->state != State::handed_out) return Outcome::already;
    claim->desk.clear();
    note(*claim, now, "undone", desk, reason);
    // By the scores of today, or because nobody knows any more whose it was, it is not theirs.
    if (claim->note == "rescored" || claim->player == 0) {
        take_back(*claim, claim->player == 0 ? "forgotten" : "rescored", now);
    } else {
        claim->state = State::waiting;
        claim->at = now;
    }
    return Outcome::done;
}

bool ClaimBook::forget(PlayerId player, Ms now) {
    bool any = false;
    for (auto& claim : claims_) {
        if (player == 0 || claim.player != player) continue;
        claim.player = 0;
        claim.name.clear();
        claim.unit.clear();
        claim.code.clear();
        note(claim, now, "forgotten");
        if (claim.state == State::waiting) take_back(claim, "forgotten", now);
        any = true;
    }
    return any;
}

const Claim* ClaimBook::find(std::int64_t id) const {
    const auto found = std::lower_bound(claims_.begin(), claims_.end(), id, [](const Claim& c, std::int64_t i) { return c.id < i; });
    return found != claims_.end() && found->id == id ? &*found : nullptr;
}

const Claim* ClaimBook::by_code(std::string_view code) const {
    if (code.empty()) return nullptr;
    const auto found = std::find_if(claims_.begin(), claims_.end(), [&](const Claim& claim) { return claim.code == code; });
    return found == claims_.end() ? nullptr : &*found;
}

std::vector<const Claim*> ClaimBook::of(PlayerId player) const {
    std::vector<const Claim*> out;
    for (const auto& claim : claims_)
        if (player != 0 && claim.player == player && claim.state != State::withdrawn) out.push_back(&claim);
    return out;
}

std::vector<Stock> ClaimBook::stock() const {
    std::vector<Stock> out;
    for (const auto& prize : rule_.prizes) out.push_back(stock_of(prize));
    return out;
}

ClaimBook::Changes ClaimBook::take_changes() {
    Changes taken = std::move(changes_);
    changes_ = {};
    std::sort(taken.claims.begin(), taken.claims.end());
    taken.claims.erase(std::unique(taken.claims.begin(), taken.claims.end()), taken.claims.end());
    return taken;
}

// ---- private

Claim* ClaimBook::mine(std::int64_t id) {
    return const_cast<Claim*>(std::as_const(*this).find(id));
}

Claim* ClaimBook::of_round(std::int64_t round, PlayerId player) {
    const auto found = std::find_if(claims_.begin(), claims_.end(),
                                    [&](const Claim& claim) { return claim.round == round && claim.player == player; });
    return found == claims_.end() ? nullptr : &*found;
}

bool ClaimBook::has_prize_elsewhere(PlayerId player, std::int64_t round, Ms now) const {
    if (rule_.once == Once::round) return false;
    return std::any_of(claims_.begin(), claims_.end(), [&](const Claim& claim) {
        return claim.player == player && claim.round != round && claim.state != State::withdrawn &&
               (rule_.once == Once::event || day_of(claim.since) == day_of(now));
    });
}

Stock ClaimBook::stock_of(const Prize& prize, std::int64_t except_round) const {
    Stock stock{prize};
    for (const auto& claim : claims_) {
        if (claim.prize_place != prize.place || claim.round == except_round) continue;
        if (claim.state == State::handed_out) ++stock.handed_out;
        if (claim.state == State::waiting) ++stock.waiting;
    }
    return stock;
}

// What others were given, or are owed, before this round.
bool ClaimBook::is_left(const Prize& prize, std::int64_t except_round) const {
    const Stock stock = stock_of(prize, except_round);
    return stock.left() - stock.waiting > 0;
}

void ClaimBook::take_back(Claim& claim, const char* why, Ms now) {
    claim.state = State::withdrawn;
    claim.at = now;
    claim.note = why;
    note(claim, now, "withdrawn", {}, why);
}

void ClaimBook::note(Claim& claim, Ms now, const char* what, std::string_view desk, std::string_view reason) {
    changes_.claims.push_back(claim.id);
    changes_.events.push_back({claim.id, now, what, std::string(desk), std::string(reason)});
}

} // namespace quiz
