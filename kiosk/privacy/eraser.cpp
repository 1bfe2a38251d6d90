#include "kiosk/privacy/eraser.h"

#include "kiosk/base/log.h"

#include <algorithm>
#include <utility>

namespace kiosk::privacy {

namespace {

constexpr Ms kDay = 24 * 3'600'000;
constexpr std::size_t kBatch = 2'000;

const char* name_of(Why why) {
    switch (why) {
    case Why::asked: return "asked";
    case Why::staff: return "staff";
    case Why::command: return "command";
    case Why::retention: return "retention";
    }
    return "";
}

} // namespace

Eraser::Eraser(Parts parts) : parts_(parts) {
    note_ = parts_.writer.prepare("", "INSERT INTO erasures (person, at, why, results, consents, phone)"
                                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (person) DO NOTHING");
    settle_ = parts_.writer.prepare("", "UPDATE erasure_requests SET player = '', people = ?2 WHERE id = ?1");
}

store::Step Eraser::forget(const std::vector<std::int64_t>& people, Why why) {
    store::Step step;
    std::vector<std::int64_t> gone;
    std::vector<std::string> public_ids;
    for (const auto id : people) {
        const auto* person = parts_.people.find(id);
        if (!person) continue;
        const std::size_t results = parts_.ledger.forget(*person, step);
        const auto given = parts_.consents.forget(id, step);
        step.writes.push_back({note_,
                               {id, parts_.clock.wall(), std::string(name_of(why)), static_cast<std::int64_t>(results),
                                static_cast<std::int64_t>(given.consents), std::int64_t{given.phone}}});
        gone.push_back(id);
        public_ids.emplace_back(person->public_id);
    }
    parts_.outbox.forget(public_ids, step);
    parts_.people.erase(gone, step);
    parts_.people.tell_erased(gone);
    if (!gone.empty()) spdlog::info("people were forgotten count={} why={}", gone.size(), name_of(why));
    return step;
}

void Eraser::tick() {
    if (!parts_.writer.healthy()) return; // asked again when the disk has healed
    std::optional<Request> oldest;
    const store::Value after[] = {served_};
    Status read = parts_.reader.read(
        "SELECT id, player, before FROM erasure_requests WHERE people IS NULL AND id > ?1 ORDER BY id LIMIT 1", after,
        [&](std::span<const store::Value> row) {
            oldest = {std::get<std::int64_t>(row[0]), std::get<std::string>(row[1]), std::get<std::int64_t>(row[2])};
            return false;
        });
    if (!read) spdlog::warn("requests to forget people cannot be read: {}", read.error().sentence);
    if (oldest) serve(*oldest);
    if (const Ms now = parts_.clock.mono(); now >= next_retention_) keep_retention(now);
}

bool Eraser::is_done() const {
    bool done = true;
    (void)parts_.reader.read("SELECT 1 FROM erasure_requests WHERE people IS NULL LIMIT 1", {},
                             [&](std::span<const store::Value>) { return done = false; });
    return done;
}

void Eraser::serve(const Request& request) {
    std::vector<std::int64_t> people;
    if (request.before > 0) people = last_here_before(request.before);
    else if (const auto* person = parts_.people.by_public_id(request.player)) people.push_back(person->id);
    store::Step step = forget(people, Why::command);
    so_far_ += static_cast<std::int64_t>(people.size());
    if (people.size() < kBatch) {
        step.writes.push_back({settle_, {request.id, so_far_}});
        served_ = request.id;
        so_far_ = 0;
    }
    submit(std::move(step));
}

void Eraser::keep_retention(Ms now) {
    const auto people = last_here_before(parts_.clock.wall() - parts_.retention_days * kDay);
    next_retention_ = people.size() < kBatch ? now + kDay : now;
    if (!people.empty()) submit(forget(people, Why::retention));
}

std::vector<std::int64_t> Eraser::last_here_before(Ms wall) const {
    std::vector<std::int64_t> found;
    parts_.people.for_each([&](const people::Person& person) {
        if (found.size() >= kBatch || person.joined >= wall) return;
        const auto results = parts_.ledger.of(person.id);
        const bool since = std::any_of(results.begin(), results.end(), [&](const auto& one) { return one.finished >= wall; });
        if (!since) found.push_back(person.id);
    });
    return found;
}

void Eraser::submit(store::Step step) {
    if (auto taken = parts_.writer.submit(std::move(step)); !taken)
        spdlog::error("that people were forgotten is not on the disk: {}", taken.error().sentence);
}

Result<std::int64_t> request_erasure(store::Database& db, std::string_view player, Ms before) {
    std::int64_t id = 0;
    const store::Value values[] = {std::string(player), before};
    Status added = db.read("INSERT INTO erasure_requests (player, before) VALUES (?1, ?2) RETURNING id", values,
                           [&](std::span<const store::Value> row) {
                               id = std::get<std::int64_t>(row[0]);
                               return true;
                           });
    if (!added) return added.error();
    return id;
}

Result<std::optional<std::int64_t>> erasure_of(store::Database& db, std::int64_t request) {
    std::optional<std::int64_t> people;
    const store::Value id[] = {request};
    Status read = db.read("SELECT people FROM erasure_requests WHERE id = ?1", id, [&](std::span<const store::Value> row) {
        if (const auto* count = std::get_if<std::int64_t>(&row[0])) people = *count;
        return false;
    });
    if (read && people) read = db.run("DELETE FROM erasure_requests WHERE id = ?1", id);
    if (!read) return read.error();
    return people;
}

} // namespace kiosk::privacy
