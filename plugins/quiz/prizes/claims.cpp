#include "prizes/claims.h"

#include "bank/bank.h"

#include <algorithm>
#include <set>

namespace quiz {

using nlohmann::json;

namespace {

constexpr std::size_t kMostOnPhone = 5;

// Whether staff may still settle a shared place that is worth a prize by one more question.
bool is_open(const Round& round) {
    const auto& rows = round.standings();
    return round.can_sudden_death() && std::any_of(rows.begin(), rows.end(), [&](const Standing& row) {
        return row.shared && row.place <= round.config().prize_places && row.of.right > 0;
    });
}

} // namespace

void Claims::load() {
    records_.prepare();
    book_ = ClaimBook(read_prize_rule(host_.event()));
    book_.load(records_.claims());
    titles_ = records_.titles();
    const json event = json::parse(host_.event(), nullptr, false);
    const json names = event.is_object() ? event.value("names", json()) : json();
    names_held_ = names.is_object() && names.value("hold_until_approved", json(false)) == true;
    publish();
}

bool Claims::settle(const RoundInfo& info, const Round& round, const FaceOf& face_of) {
    const auto& known = book_.all(); // once codes are out, a correction holds at once
    const bool begun = std::any_of(known.begin(), known.end(), [&](const Claim& claim) { return claim.round == info.id; });
    const bool stands = round.phase() == Phase::ended || (round.phase() == Phase::podium && (begun || !is_open(round)));
    if (!stands || !book_.rule().gives(info.contest, info.rehearsal)) return true;
    if (!host_.healthy()) return false;
    std::set<PlayerId> staff; // those whom the event file names by their code
    for (const auto& code : book_.rule().excluded) {
        kiosk::Person person;
        if (host_.person_of_code(code, person)) staff.insert(person.id);
    }
    const auto new_code = [this] {
        std::array<unsigned char, kCodeLetters> random{};
        host_.random(random.data(), random.size());
        return code_of(random);
    };
    const auto name_and_unit = [&](PlayerId player) {
        const Face face = face_of(player);
        return std::pair(face.name, face.unit_title);
    };
    const auto is_staff = [&](PlayerId player) { // the event file may name them by what they call themselves, too
        const std::string own = host_.held_name(player);
        return staff.count(player) > 0 || (!own.empty() && book_.rule().excludes(own));
    };
    titles_[info.id] = info.title;
    book_.settle({info.id, round.standings(), name_and_unit, is_staff, new_code, host_.wall()});
    return write();
}

bool Claims::forget(PlayerId player) {
    book_.forget(player, host_.wall());
    return write();
}

void Claims::renamed(PlayerId player) {
    if (names_held_ && !book_.of(player).empty()) publish();
}

ClaimBook::Outcome Claims::hand_out(std::int64_t claim, std::string_view desk, std::string_view reason, bool beyond_stock) {
    const auto outcome = book_.hand_out(claim, desk, reason, beyond_stock, host_.wall());
    write();
    return outcome;
}

ClaimBook::Outcome Claims::undo(std::int64_t claim, std::string_view desk, std::string_view reason) {
    const auto outcome = book_.undo(claim, desk, reason, host_.wall());
    write();
    return outcome;
}

const Text& Claims::title_of(std::int64_t round) const {
    static const Text kNone;
    const auto found = titles_.find(round);
    return found == titles_.end() ? kNone : found->second;
}

json Claims::own(PlayerId player) const {
    json list = json::array();
    auto mine = book_.of(player);
    if (mine.size() > kMostOnPhone) mine.erase(mine.begin(), mine.end() - kMostOnPhone);
    for (const auto* claim : mine)
        list.push_back({{"id", claim->id},
                        {"round", claim->round},
                        {"title", to_json(title_of(claim->round))},
                        {"code", spaced_code(claim->code)},
                        {"prize", to_json(claim->prize)},
                        {"place", claim->place},
                        {"shared", claim->shared},
                        {"state", name_of(claim->state)},
                        {"at_ms", claim->at}});
    return list;
}

// `name` is the one that stood on the board when the round ended: with it the prize was announced. Where names are held, staff
// are told what the winner calls themselves, too, and whether anybody has looked at that.
json Claims::claim_json(const Claim& claim) const {
    json told{{"id", claim.id},
              {"round", claim.round},
              {"title", to_json(title_of(claim.round))},
              {"player", claim.player},
              {"name", claim.name},
              {"unit", claim.unit},
              {"place", claim.place},
              {"prize_place", claim.prize_place},
              {"shared", claim.shared},
              {"prize", to_json(claim.prize)},
              {"state", name_of(claim.state)},
              {"since_ms", claim.since},
              {"at_ms", claim.at},
              {"desk", claim.desk},
              {"note", claim.note}};
    kiosk::Person person;
    if (!names_held_ || claim.player == 0 || !host_.person(claim.player, person)) return told;
    const std::string held = host_.held_name(claim.player);
    if (!held.empty()) told["held"] = true;
    if (const auto& own = held.empty() ? person.name : held; own != claim.name) told["own_name"] = own;
    return told;
}

json Claims::staff_json() const {
    json stock = json::array(), claims = json::array();
    for (const auto& one : book_.stock())
        stock.push_back({{"place", one.prize.place},
                         {"title", to_json(one.prize.title)},
                         {"stock", one.prize.stock},
                         {"handed_out", one.handed_out},
                         {"waiting", one.waiting},
                         {"left", one.left()}});
    for (const auto& claim : book_.all()) claims.push_back(claim_json(claim));
    return {{"now", host_.wall()}, {"stock", std::move(stock)}, {"claims", std::move(claims)}};
}

// ---- private

bool Claims::write() {
    const auto changes = book_.take_changes();
    if (changes.empty()) return true;
    bool written = true;
    for (const auto id : changes.claims) written = records_.write(*book_.find(id)) && written;
    for (const auto& event : changes.events) written = records_.write(event) && written;
    publish();
    host_.wake(); // the touch screen may have to show something else
    return written;
}

// Staff's pages ask for the list when this changes; it holds no name.
void Claims::publish() {
    ++revision_;
    const auto& all = book_.all();
    const auto waiting = std::count_if(all.begin(), all.end(), [](const Claim& c) { return c.state == Claim::State::waiting; });
    host_.publish("prizes", kiosk::Audience::staff, json{{"revision", revision_}, {"waiting", waiting}}.dump());
}

} // namespace quiz
