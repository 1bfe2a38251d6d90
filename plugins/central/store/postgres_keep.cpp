#include "store/postgres_keep.h"

#include "store/uuid.h"

#include <algorithm>
#include <chrono>

namespace central::postgres {

using pg::Failure;
using pg::Values;

namespace {

constexpr auto kCollisions = std::chrono::seconds(4); // with a transaction that collides with others
constexpr const char* kOther = "A statement with this id and other content is kept already.";

using Texts = std::vector<std::string_view>;

std::string without_nul(std::string text);
Outcome outcome_of(const Failure&);

} // namespace

struct Keeper::Row {
    Request* request;
    const Entry* entry;
    std::int64_t arrived;
    std::string voids;           // 16 bytes, or empty
    std::string refers_to;       // likewise
    std::vector<Term> terms;
    std::vector<Term> players;   // its actor and object, for the list of the forgotten
    bool erased = false;
};

// What a group brings, each statement once, in the order of the keys.
struct Keeper::Batch {
    using Key = std::pair<std::string, std::string>; // event, id (16 bytes)
    std::map<Key, Row> rows;
    Conflicts conflicts; // of its requests with each other
    std::set<Key> new_homes;
    std::int64_t transaction = 0; // that writes them
};

void Keeper::keep(const Group& group) {
    try {
        keep_together(group);
    } catch (const Failure& failure) {
        if (failure.kind == Failure::Kind::broken) throw;
        // One of them is not to PostgreSQL's taste: the others need not suffer. Who collides does so with the others' rows, too.
        if ((failure.kind == Failure::Kind::refused || failure.kind == Failure::Kind::unfit) && group.size() > 1) {
            for (auto* request : group) keep({request});
            return;
        }
        for (auto* request : group) {
            request->outcome = outcome_of(failure);
            request->trouble = failure.what();
        }
    }
}

void Keeper::keep_together(const Group& group) {
    Conflicts left_out;
    for (const auto begun = std::chrono::steady_clock::now();;) {
        auto batch = gather(group, left_out);
        try {
            auto found = write(batch);
            if (found.empty()) {
                left_out.merge(batch.conflicts);
                homes_.merge(batch.new_homes);
                break;
            }
            left_out.merge(found); // and once more without these
        } catch (const Failure& failure) {
            if (failure.kind != Failure::Kind::broken) connection_.command("ROLLBACK");
            if (failure.kind == Failure::Kind::exists) looks_first_ = true;
            else if (failure.kind != Failure::Kind::collided) throw;
            if (std::chrono::steady_clock::now() > begun + kCollisions) throw;
        }
    }
    for (auto* request : group) {
        const auto conflict = left_out.find(request);
        request->trouble.clear();
        request->outcome = conflict == left_out.end() ? Outcome{} : Outcome{Outcome::Kind::conflict, conflict->second, kOther};
    }
}

Keeper::Batch Keeper::gather(const Group& group, const Conflicts& left_out) const {
    Batch batch;
    for (auto* request : group) {
        if (left_out.contains(request)) continue;
        std::vector<Batch::Key> keys;
        for (const auto& entry : request->entries) {
            auto& key = keys.emplace_back(entry.event, uuid_bytes(entry.statement.id).value_or(""));
            const auto other = batch.rows.find(key);
            if (other != batch.rows.end() && other->second.entry->statement.fingerprint != entry.statement.fingerprint)
                batch.conflicts.emplace(request, entry.statement.id);
        }
        if (batch.conflicts.contains(request)) continue;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto& entry = request->entries[i];
            if (batch.rows.contains(keys[i])) continue;
            batch.rows.emplace(keys[i], row_of(entry, *request, request->arrived + static_cast<std::int64_t>(i)));
            const auto note_home = [&](std::string_view home) {
                Batch::Key seen(entry.event, home);
                if (!homes_.contains(seen)) batch.new_homes.insert(std::move(seen));
            };
            note_home("");
            for (const auto& who : entry.statement.agents) note_home(account_of(who).home);
        }
    }
    return batch;
}

Keeper::Row Keeper::row_of(const Entry& entry, Request& request, std::int64_t arrived) const {
    Row row{&request, &entry, arrived, {}, {}, terms_.of(entry.statement), {}};
    row.voids = uuid_bytes(entry.statement.voids).value_or("");
    row.refers_to = uuid_bytes(entry.statement.refers).value_or("");
    for (const auto& who : entry.statement.agents)
        if (const auto name = account_of(who).name; !name.empty()) row.players.push_back(terms_.player(name));
    return row;
}

Keeper::Conflicts Keeper::write(Batch& batch) {
    if (batch.rows.empty()) return {};
    // Whoever forgets somebody waits until we are through, and we until they are: so nobody slips between. Of who reads
    // (ACCESS SHARE: pg_dump, for hours) none of us takes any notice.
    connection_.command("BEGIN; LOCK TABLE central_forgotten IN ROW SHARE MODE");
    if (looks_first_) {
        const auto brought = batch.rows.size();
        if (auto conflicts = leave_out_known(batch); !conflicts.empty()) {
            connection_.command("ROLLBACK");
            return conflicts;
        }
        looks_first_ = batch.rows.size() < brought;
    }
    if (!batch.rows.empty()) {
        leave_out_forgotten(batch);
        learn_from_referred(batch);
        copy_statements(batch);
        copy_results(batch);
        insert_voids(batch);
    }
    insert_homes(batch);
    connection_.command("COMMIT");
    return {};
}

Keeper::Conflicts Keeper::leave_out_known(Batch& batch) {
    Texts events, ids;
    for (const auto& [key, row] : batch.rows) {
        events.push_back(key.first);
        ids.push_back(key.second);
    }
    // Planned anew each time: a plan that was made for an empty table would read all of a large one.
    const auto kept = connection_.ask("SELECT s.event, s.id, s.fingerprint FROM unnest($1, $2) AS brought (event, id)"
                                      " JOIN central_statements s ON s.event = brought.event AND s.id = brought.id",
                                      Values().texts(events).uuids(ids));
    Conflicts conflicts;
    for (int i = 0; i < kept.count(); ++i) {
        const auto row = batch.rows.find({std::string(kept.text(i, 0)), std::string(kept.text(i, 1))});
        const auto& statement = row->second.entry->statement;
        if (kept.text(i, 2) != statement.fingerprint) conflicts.emplace(row->second.request, statement.id);
        batch.rows.erase(row);
    }
    return conflicts;
}

void Keeper::leave_out_forgotten(Batch& batch) {
    std::vector<Term> players;
    for (const auto& [key, row] : batch.rows) players.insert(players.end(), row.players.begin(), row.players.end());
    std::sort(players.begin(), players.end());
    players.erase(std::unique(players.begin(), players.end()), players.end());
    const auto rows = connection_.run("SELECT xid, player FROM (SELECT pg_current_xact_id()::text::bigint AS xid) AS now"
                                      " LEFT JOIN central_forgotten ON event = '' AND player = ANY($1)",
                                      Values().integers(players));
    batch.transaction = rows.integer(0, 0);
    std::set<Term> forgotten;
    for (int i = 0; i < rows.count(); ++i)
        if (!rows.null(i, 1)) forgotten.insert(rows.integer(i, 1));
    if (forgotten.empty()) return;
    for (auto& [key, row] : batch.rows) {
        row.erased = std::ranges::any_of(row.players, [&](Term player) { return forgotten.contains(player); });
        if (row.erased) row.terms.clear();
    }
}

// Who speaks of a statement is found by what that one is found by: xAPI 1.0.3, part three, 2.1.3.
void Keeper::learn_from_referred(Batch& batch) {
    std::vector<Row*> referring;
    Texts targets;
    for (auto& [key, row] : batch.rows) {
        if (row.refers_to.empty() || row.erased) continue;
        referring.push_back(&row);
        targets.push_back(row.refers_to);
    }
    if (referring.empty()) return;
    std::map<std::string, std::vector<Term>, std::less<>> known; // by id
    for (const auto& [key, row] : batch.rows) known[key.second] = row.terms;
    const auto rows =
        connection_.run("SELECT s.id, t.term FROM central_statements s CROSS JOIN unnest(s.terms) AS t (term)"
                        " WHERE s.event = ANY (ARRAY (SELECT DISTINCT event FROM central_homes)) AND s.id = ANY($1)",
                        Values().uuids(targets));
    for (int i = 0; i < rows.count(); ++i) known[std::string(rows.text(i, 0))].push_back(rows.integer(i, 1));
    std::ranges::sort(referring, {}, &Row::arrived); // who speaks of one that speaks of another
    for (auto* row : referring) {
        const auto& learnt = known[row->refers_to];
        row->terms.insert(row->terms.end(), learnt.begin(), learnt.end());
        std::sort(row->terms.begin(), row->terms.end());
        row->terms.erase(std::unique(row->terms.begin(), row->terms.end()), row->terms.end());
        known[*uuid_bytes(row->entry->statement.id)] = row->terms;
    }
}

void Keeper::copy_statements(const Batch& batch) {
    pg::Cells cells;
    for (const auto& [key, row] : batch.rows) {
        cells.row(10).text(key.first).uuid(key.second).text(row.entry->statement.fingerprint);
        cells.integer(row.entry->stored).integer(row.arrived).uuid(row.voids).boolean(row.erased);
        cells.integers(row.terms).text(row.entry->sender).text(row.erased ? std::string_view() : row.entry->body);
    }
    connection_.copy("central_statements (event, id, fingerprint, stored, arrived, voids, erased, terms, sender, body)", cells);
}

void Keeper::copy_results(const Batch& batch) {
    pg::Cells cells;
    bool any = false;
    for (const auto& [key, row] : batch.rows) {
        if (!row.entry->result) continue;
        any = true;
        const auto& result = *row.entry->result;
        cells.row(17).text(key.first).uuid(key.second).integer(batch.transaction).text(row.entry->sender);
        cells.text(without_nul(result.registration)).text(row.erased ? "" : without_nul(result.player));
        cells.text(without_nul(result.unit)).text(without_nul(result.unit_title)).text(without_nul(result.title));
        cells.text(without_nul(result.device)).integer(result.number).real(result.score).real(result.max_score);
        cells.integer(result.right).integer(result.asked).integer(result.duration).integer(result.finished);
    }
    if (any)
        connection_.copy("central_results (event, source, xid, sender, registration, player, unit, unit_title, title, device,"
                         " number, score, max_score, \"right\", asked, duration, finished)",
                         cells);
}

void Keeper::insert_voids(const Batch& batch) {
    std::set<Batch::Key> voids; // in the order of the keys, as everywhere
    for (const auto& [key, row] : batch.rows)
        if (!row.voids.empty()) voids.emplace(key.first, row.voids);
    if (voids.empty()) return;
    Texts events, targets;
    for (const auto& [event, target] : voids) {
        events.push_back(event);
        targets.push_back(target);
    }
    connection_.run("INSERT INTO central_voids (event, target, xid) SELECT event, target, pg_current_xact_id()::text::bigint"
                    " FROM unnest($1, $2) AS new (event, target) ON CONFLICT DO NOTHING",
                    Values().texts(events).uuids(targets));
}

void Keeper::insert_homes(const Batch& batch) {
    if (batch.new_homes.empty()) return;
    Texts events, homes;
    for (const auto& [event, home] : batch.new_homes) {
        events.push_back(event);
        homes.push_back(home);
    }
    connection_.run("INSERT INTO central_homes (event, home) SELECT event, home FROM unnest($1, $2) AS new (event, home)"
                    " ON CONFLICT DO NOTHING",
                    Values().texts(events).texts(homes));
}

namespace {

// PostgreSQL's text holds no NUL; a title in JSON may.
std::string without_nul(std::string text) {
    std::erase(text, '\0');
    return text;
}

Outcome outcome_of(const Failure& failure) {
    using Kind = Outcome::Kind;
    switch (failure.kind) {
    // Not "come again": the sender would, for ever, and all that stands behind it would wait.
    case Failure::Kind::unfit: return {Kind::refused, "", std::string("The database cannot keep this: ") + failure.what()};
    case Failure::Kind::refused: return {Kind::unavailable, "", "Nothing was stored: the database refused it."};
    default: return {Kind::unavailable, "", "Nothing was stored: others wrote the same for too long. Send it again."};
    }
}

} // namespace

} // namespace central::postgres
