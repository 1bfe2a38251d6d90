#include "kiosk/results/outbox.h"

#include "kiosk/base/log.h"

#include <nlohmann/json.hpp>
#include <sodium.h>
#include <sys/timex.h>

#include <cstdlib>
#include <utility>

namespace kiosk::results {

using nlohmann::json;

namespace {

constexpr const char* kDevice = "outbox_device";
constexpr const char* kContact = "outbox_contact";
constexpr const char* kForgotten = "outbox_forgotten"; // public ids: a JSON array
constexpr const char* kSet = "INSERT INTO settings (key, value) VALUES (?1, ?2)"
                             " ON CONFLICT (key) DO UPDATE SET value = excluded.value";
constexpr Ms kWorthTelling = 2'000; // a Date header has whole seconds, and was on its way

std::string random_device();
std::size_t looks_of(const Answer&);
bool clock_is_kept();
kiosk::Result<std::string> setting(store::Database&, const char* key);
json to_json(const Contact&);

} // namespace

Outbox::Outbox(store::Writer& writer, Origin origin, const Clock& clock, bool answers)
    : writer_(writer), origin_(std::move(origin)), clock_(clock), answers_(answers), has_endpoint_(!origin_.base.empty()) {
    // Never a reason to leave out the step, and the result with it.
    insert_ = writer.prepare("", "INSERT INTO outbox (id, number, result, at, body) VALUES (?1, ?2, ?3, ?4, ?5)"
                                 " ON CONFLICT (id) DO NOTHING");
    settle_ = writer.prepare("", "UPDATE outbox SET state = ?2, tries = tries + 1, last_error = ?3,"
                                 " body = CASE ?2 WHEN 'sent' THEN '' ELSE body END"
                                 " WHERE seq IN (SELECT value FROM json_each(?1))");
    drop_ = writer.prepare("", "DELETE FROM outbox WHERE state <> 'sent' AND CASE WHEN json_valid(body) THEN"
                               " json_extract(body, '$.actor.account.name') IN (SELECT value FROM json_each(?1))"
                               " AND json_extract(body, '$.verb.id') NOT LIKE '%/xapi/verbs/forgot' ELSE 0 END");
    // Nothing was ever to be told: then nobody elsewhere knows them, and no trace of them stays.
    note_forgotten_ = writer.prepare("", "INSERT INTO settings (key, value) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM outbox)"
                                         " ON CONFLICT (key) DO UPDATE SET value = (SELECT json_group_array(value) FROM"
                                         " (SELECT value FROM json_each(settings.value)"
                                         "  UNION SELECT value FROM json_each(excluded.value)))");
    setting_ = writer.prepare("", kSet);
}

Outbox::Outbox(store::Writer& writer, const Clock& clock) : Outbox(writer, Origin{}, clock, false) {}

Status Outbox::load(store::Database& db) {
    auto device = device_of(db, writer_);
    if (!device) return device.error();
    origin_.device = std::move(*device);
    told_.clear();
    Status read =
        db.read("SELECT result, id FROM outbox WHERE result <> '' ORDER BY seq", {}, [&](std::span<const store::Value> row) {
            Told& told = told_[std::get<std::string>(row[0])];
            told.id = std::get<std::string>(row[1]);
            ++told.times;
            return true;
        });
    if (!read) return read;
    read = db.read("SELECT coalesce(max(number), 0) FROM outbox", {}, [&](std::span<const store::Value> row) {
        number_ = std::get<std::int64_t>(row[0]);
        return false;
    });
    if (!read || !has_endpoint_) return read;
    return tell_of_forgotten(db);
}

Status Outbox::tell_of_forgotten(store::Database& db) {
    auto noted = setting(db, kForgotten);
    if (!noted) return noted.error();
    const json people = json::parse(*noted, nullptr, false);
    if (!people.is_array() || people.empty()) return {};
    store::Step step;
    forget(people.get<std::vector<std::string>>(), step);
    step.writes.push_back({setting_, {std::string(kForgotten), std::string("[]")}});
    spdlog::info("the endpoint is asked to forget who was forgotten before there was one count={}", people.size());
    return writer_.submit(std::move(step));
}

void Outbox::add(const Result& now, const Result* before, store::Step& step) {
    const auto told = told_.find(now.id);
    if (told != told_.end()) {
        if (before && says_the_same(*before, now)) return;
        const Stamp stamp = next_stamp(clock_.wall());
        put(voided(origin_, told->second.id, stamp), stamp, "", step);
        told_.erase(told);
    }
    if (now.rehearsal || now.public_id.empty()) return;
    const Stamp stamp = next_stamp(now.finished);
    Statement made = completed(origin_, now, stamp);
    put(made, stamp, now.id, step);
    told_[now.id] = {std::move(made.id), 1};
}

void Outbox::add(const Answer& answer, store::Step& step) {
    if (!answers_ || answer.public_id.empty()) return;
    const std::string key = key_of(origin_, answer);
    if (!is_news(key, [&](int before) { return id_of(origin_, answer, before); }, step)) return;
    const std::size_t looks = looks_of(answer);
    std::size_t& described = described_[activity_of(origin_, answer)];
    Told& told = told_[key];
    const Stamp stamp = next_stamp(answer.at);
    Statement made = answered(origin_, answer, stamp, told.times, described != looks);
    put(made, stamp, key, step);
    described = looks;
    told = {std::move(made.id), told.times + 1};
}

void Outbox::add(const Visit& visit, store::Step& step) {
    if (visit.public_id.empty()) return;
    const std::string key = key_of(origin_, visit);
    if (!is_news(key, [&](int before) { return id_of(origin_, visit, before); }, step)) return;
    Told& told = told_[key];
    const Stamp stamp = next_stamp(visit.at);
    Statement made = experienced(origin_, visit, stamp, told.times);
    put(made, stamp, key, step);
    told = {std::move(made.id), told.times + 1};
}

// Not what was told last; that is voided then.
bool Outbox::is_news(const std::string& key, const std::function<std::string(int)>& id, store::Step& step) {
    const auto told = told_.find(key);
    if (told == told_.end()) return true;
    if (told->second.id == id(told->second.times - 1)) return false;
    const Stamp stamp = next_stamp(clock_.wall());
    put(voided(origin_, told->second.id, stamp), stamp, "", step);
    return true;
}

void Outbox::forget(const std::vector<std::string>& public_ids, store::Step& step) {
    if (public_ids.empty()) return;
    const std::string all = json(public_ids).dump();
    if (!has_endpoint_) step.writes.push_back({note_forgotten_, {std::string(kForgotten), all}});
    for (const auto& player : public_ids) {
        if (!has_endpoint_) break;
        const Stamp stamp = next_stamp(clock_.wall());
        put(forgot(origin_, player, stamp), stamp, "", step);
    }
    // After the new rows, whose numbers are therefore above those that go: one that is on its way is not taken for another.
    step.writes.push_back({drop_, {all}});
}

void Outbox::hear_clock(Ms offset) {
    if (std::abs(offset) < kWorthTelling) offset = 0;
    if (offset != 0 && offset_.value_or(0) == 0) spdlog::warn("the endpoint's clock and ours differ ms={}", offset);
    offset_ = offset;
}

void Outbox::settle(const std::vector<std::int64_t>& rows, Fate fate, const Contact& contact, std::function<void(bool)> done) {
    static constexpr const char* kStates[] = {"sent", "waiting", "dead"}; // [Fate]
    store::Step step;
    if (!rows.empty()) {
        const std::string error = fate == Fate::stored ? "" : contact.sentence;
        step.writes.push_back({settle_, {json(rows).dump(), std::string(kStates[static_cast<std::size_t>(fate)]), error}});
    }
    step.writes.push_back(
        {setting_, {std::string(kContact), to_json(contact).dump(-1, ' ', false, json::error_handler_t::replace)}});
    step.on_done = done;
    if (auto taken = writer_.submit(std::move(step)); !taken) done(false);
}

Stamp Outbox::next_stamp(Ms happened) {
    return {++number_, stamp_time(happened, clock_.wall(), offset_.value_or(0)), offset_.has_value() || clock_is_kept()};
}

void Outbox::put(const Statement& made, const Stamp& stamp, const std::string& result, store::Step& step) {
    step.writes.push_back({insert_, {made.id, stamp.number, result, stamp.at, made.body}});
}

kiosk::Result<std::string> device_of(store::Database& db, store::Writer& writer) {
    auto device = setting(db, kDevice);
    if (!device || !device->empty()) return device;
    *device = random_device();
    store::Step step;
    step.writes.push_back({writer.prepare("", kSet), {std::string(kDevice), *device}});
    if (auto taken = writer.submit(std::move(step)); !taken) return taken.error();
    return device;
}

kiosk::Result<Counts> count(store::Database& db) {
    Counts counts;
    Status read = db.read("SELECT state, count(*) FROM outbox GROUP BY state", {}, [&](std::span<const store::Value> row) {
        const auto& state = std::get<std::string>(row[0]);
        (state == "waiting" ? counts.waiting : state == "sent" ? counts.sent : counts.dead) = std::get<std::int64_t>(row[1]);
        return true;
    });
    if (!read) return read.error();
    return counts;
}

kiosk::Result<std::vector<Waiting>> oldest(store::Database& db, std::size_t statements, std::size_t bytes, Ms now) {
    std::vector<Waiting> rows;
    std::size_t gathered = 0;
    const store::Value values[] = {now, static_cast<std::int64_t>(statements)};
    Status read = db.read("SELECT seq, body FROM outbox WHERE state = 'waiting' AND at <= ?1 ORDER BY seq LIMIT ?2", values,
                          [&](std::span<const store::Value> row) {
                              const auto& body = std::get<std::string>(row[1]);
                              if (!rows.empty() && gathered + body.size() > bytes) return false;
                              gathered += body.size() + 1; // a comma
                              rows.push_back({std::get<std::int64_t>(row[0]), body});
                              return true;
                          });
    if (!read) return read.error();
    return rows;
}

kiosk::Result<std::vector<Dead>> dead(store::Database& db) {
    std::vector<Dead> rows;
    Status read = db.read("SELECT id, last_error FROM outbox WHERE state = 'dead' ORDER BY seq", {},
                          [&](std::span<const store::Value> row) {
                              rows.push_back({std::get<std::string>(row[0]), std::get<std::string>(row[1])});
                              return true;
                          });
    if (!read) return read.error();
    return rows;
}

kiosk::Result<std::optional<Contact>> last_contact(store::Database& db) {
    auto text = setting(db, kContact);
    if (!text) return text.error();
    const json told = json::parse(*text, nullptr, false);
    if (!told.is_object()) return std::optional<Contact>();
    Contact contact{told.value("state", ""), told.value("trouble", ""), told.value("sentence", ""), told.value("last_ms", Ms{0}),
                    told.value("clock_offset_ms", Ms{0})};
    return std::optional(std::move(contact));
}

kiosk::Result<std::int64_t> retry(store::Database& db) {
    auto counts = count(db);
    if (!counts) return counts.error();
    if (auto begun = db.run("BEGIN IMMEDIATE"); !begun) return begun.error();
    Status done = db.run("UPDATE outbox SET state = 'waiting', last_error = '' WHERE state = 'dead'");
    if (done) done = db.run("INSERT INTO settings (key, value) VALUES ('outbox_retries', '1')"
                            " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1");
    if (done) done = db.run("COMMIT");
    if (!done) return (void)db.run("ROLLBACK"), done.error();
    return counts->dead;
}

kiosk::Result<std::int64_t> retries(store::Database& db) {
    auto text = setting(db, "outbox_retries");
    if (!text) return text.error();
    return std::int64_t{std::atoll(text->c_str())};
}

namespace {

std::string random_device() {
    char bytes[16], hex[33];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(hex, sizeof hex, reinterpret_cast<const unsigned char*>(bytes), sizeof bytes);
    return hex;
}

// Of what describes a question: another hash where any of it was changed.
std::size_t looks_of(const Answer& answer) {
    std::string all = answer.text;
    for (const auto& option : answer.options) all += '\n' + option.id + ' ' + option.text;
    for (const auto& pattern : answer.patterns)
        for (const auto& item : pattern) all += '\n' + item.id + '=' + item.match;
    return std::hash<std::string>{}(all);
}

// Does something (NTP) keep this machine's clock right?
bool clock_is_kept() {
    timex state{};
    return adjtimex(&state) != TIME_ERROR;
}

// "" where it is not there.
kiosk::Result<std::string> setting(store::Database& db, const char* key) {
    std::string value;
    const store::Value wanted[] = {std::string(key)};
    Status read = db.read("SELECT value FROM settings WHERE key = ?1", wanted, [&](std::span<const store::Value> row) {
        value = std::get<std::string>(row[0]);
        return false;
    });
    if (!read) return read.error();
    return value;
}

json to_json(const Contact& contact) {
    return {{"state", contact.state},
            {"trouble", contact.trouble},
            {"sentence", contact.sentence},
            {"last_ms", contact.last},
            {"clock_offset_ms", contact.clock_offset}};
}

} // namespace

} // namespace kiosk::results
