#include "kiosk/privacy/consents.h"

#include <utility>

namespace kiosk::privacy {

Consents::Consents(store::Writer& writer) {
    insert_ = writer.prepare("", "INSERT INTO consents (player, purpose, ticked, notice, lang, guardian, device, at)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    withdraw_ = writer.prepare("", "UPDATE consents SET withdrawn = ?2 WHERE player = ?1 AND withdrawn = 0");
    delete_ = writer.prepare("", "DELETE FROM consents WHERE player = ?1");
    put_phone_ = writer.prepare("", "INSERT INTO phones (player, sealed, at) VALUES (?1, ?2, ?3) ON CONFLICT (player)"
                                    " DO UPDATE SET sealed = excluded.sealed, at = excluded.at");
    delete_phone_ = writer.prepare("", "DELETE FROM phones WHERE player = ?1");
}

Status Consents::load(store::Database& db) {
    consents_.clear();
    phones_.clear();
    Status read =
        db.read("SELECT player, purpose, ticked, notice, lang, guardian, device, at, withdrawn FROM consents ORDER BY id", {},
                [this](std::span<const store::Value> row) {
                    const auto text = [&](std::size_t i) { return std::get<std::string>(row[i]); };
                    const auto number = [&](std::size_t i) { return std::get<std::int64_t>(row[i]); };
                    consents_[number(0)].push_back(
                        {text(1), number(2) != 0, text(3), text(4), number(5) != 0, text(6), number(7), number(8)});
                    return true;
                });
    if (!read) return read;
    return db.read("SELECT player FROM phones", {}, [this](std::span<const store::Value> row) {
        phones_.insert(std::get<std::int64_t>(row[0]));
        return true;
    });
}

void Consents::give(std::int64_t person, const std::vector<Consent>& boxes, std::string sealed, store::Step& step) {
    if (boxes.empty()) return;
    withdraw(person, boxes.front().at, step);
    for (const auto& box : boxes) {
        step.writes.push_back({insert_,
                               {person, box.purpose, std::int64_t{box.ticked}, box.notice, box.lang, std::int64_t{box.guardian},
                                box.device, box.at}});
        consents_[person].push_back(box);
    }
    step.writes.push_back({put_phone_, {person, store::Blob{std::move(sealed)}, boxes.front().at}});
    phones_.insert(person);
}

bool Consents::withdraw(std::int64_t person, Ms wall, store::Step& step) {
    if (phones_.erase(person) == 0) return false;
    for (auto& consent : consents_[person])
        if (consent.withdrawn == 0) consent.withdrawn = wall;
    step.writes.push_back({withdraw_, {person, wall}});
    step.writes.push_back({delete_phone_, {person}});
    step.erases = true;
    return true;
}

Consents::Gone Consents::forget(std::int64_t person, store::Step& step) {
    const auto given = consents_.extract(person);
    const Gone gone{given.empty() ? 0 : given.mapped().size(), phones_.erase(person) > 0};
    if (gone.consents > 0) step.writes.push_back({delete_, {person}});
    if (gone.phone) step.writes.push_back({delete_phone_, {person}});
    step.erases = true;
    return gone;
}

const std::vector<Consent>& Consents::of(std::int64_t person) const {
    static const std::vector<Consent> none;
    const auto found = consents_.find(person);
    return found == consents_.end() ? none : found->second;
}

Result<std::vector<SealedPhone>> sealed_phones(store::Database& db) {
    std::vector<SealedPhone> phones;
    constexpr std::string_view kAll =
        "SELECT players.name, coalesce((SELECT unit_title FROM results WHERE unit = players.unit AND unit_title <> '' LIMIT 1),"
        " players.unit), players.public_id, phones.sealed,"
        " (SELECT group_concat(purpose, ', ') FROM consents WHERE player = players.id AND ticked = 1 AND withdrawn = 0),"
        " (SELECT max(guardian) FROM consents WHERE player = players.id AND withdrawn = 0),"
        " (SELECT min(place) FROM results WHERE person = players.id AND rehearsal = 0 AND place > 0)"
        " FROM phones JOIN players ON players.id = phones.player ORDER BY phones.at, phones.player";
    Status read = db.read(kAll, {}, [&](std::span<const store::Value> row) {
        const auto text = [&](std::size_t i) {
            const auto* value = std::get_if<std::string>(&row[i]);
            return value ? *value : std::string();
        };
        const auto number = [&](std::size_t i) {
            const auto* value = std::get_if<std::int64_t>(&row[i]);
            return value ? *value : 0;
        };
        phones.push_back({text(0), text(1), text(2), std::get<store::Blob>(row[3]).bytes, text(4), number(5) != 0,
                          static_cast<int>(number(6))});
        return true;
    });
    if (!read) return read.error();
    return phones;
}

} // namespace kiosk::privacy
