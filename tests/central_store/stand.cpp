#include "tests/central_store/stand.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace central {

std::string uuid(int number) {
    char text[37];
    std::snprintf(text, sizeof text, "%08x-0000-4000-8000-%012x", static_cast<unsigned>(number) * 2654435761u,
                  static_cast<unsigned>(number));
    return text;
}

std::string account(const std::string& name) { return "account https://kiosk.example.vn/p " + name; }

Entry entry(const Words& words) {
    Entry made;
    auto& statement = made.statement;
    statement.id = uuid(words.id);
    statement.at = words.stored - 10;
    statement.verb = "http://adlnet.gov/expapi/verbs/" + (words.voids ? "voided" : words.verb);
    statement.actor = account(words.actor);
    statement.agents = statement.related_agents = {statement.actor};
    if (!words.instructor.empty()) statement.related_agents.push_back(account(words.instructor));
    statement.registration = words.registration;
    statement.json = {{"id", statement.id}};
    if (const int target = words.voids ? words.voids : words.refers_to) {
        statement.refers = uuid(target);
        if (words.voids) statement.voids = uuid(words.voids);
    } else {
        statement.activity = "https://kiosk.example.vn/" + words.activity;
        statement.related_activities = {statement.activity};
    }
    if (!words.unit.empty()) statement.related_activities.push_back("https://kiosk.example.vn/unit/" + words.unit);
    statement.fingerprint = words.response + words.actor + words.verb;
    statement.fingerprint.resize(32, '\0');
    made.body = std::to_string(words.id) + " " + words.response + " “ngày hội”";
    made.stored = words.stored;
    made.event = words.event;
    made.sender = "kiosk-1";
    if (words.score) {
        RunResult result;
        result.statement = statement.id;
        result.registration = words.registration.empty() ? uuid(900'000 + words.id) : words.registration;
        result.number = words.id;
        result.event = words.event;
        result.player = words.actor;
        result.unit = words.unit;
        result.unit_title = words.unit.empty() ? "" : "Xã Thịnh Minh";
        result.title = "Vòng 1";
        result.device = "device-1";
        result.sender = made.sender;
        result.score = *words.score;
        result.max_score = 90;
        result.right = 7;
        result.asked = 9;
        result.duration = 192'500;
        result.finished = statement.at;
        made.result = result;
    }
    return made;
}

template <class Value> Value Room::answer(const std::function<void(std::function<void(Value)>)>& ask) {
    const auto told = std::make_shared<std::optional<Value>>();
    stand_->on_main([&] { ask([told](Value value) { *told = std::move(value); }); });
    while (!*told)
        if (!stand_->turn()) throw std::runtime_error("no answer came");
    return std::move(**told);
}

Outcome Room::keep(const std::vector<Words>& words) { return wait(send(words)); }

std::shared_ptr<std::optional<Outcome>> Room::send(const std::vector<Words>& words) {
    std::vector<Entry> entries;
    for (const auto& one : words) entries.push_back(entry(one));
    const auto told = std::make_shared<std::optional<Outcome>>();
    stand_->on_main([&] { archive().keep(std::move(entries), [told](Outcome outcome) { *told = std::move(outcome); }); });
    return told;
}

Outcome Room::wait(const std::shared_ptr<std::optional<Outcome>>& told) {
    while (!*told)
        if (!stand_->turn()) throw std::runtime_error("no answer came");
    return **told;
}

std::optional<Kept> Room::find(int id, bool voided) {
    using Answer = std::pair<bool, std::optional<Kept>>;
    auto [available, kept] = answer<Answer>([&](auto told) {
        archive().find(uuid(id), voided, [told](bool is_there, std::optional<Kept> found) {
            told({is_there, std::move(found)});
        });
    });
    if (!available) throw std::runtime_error("not available");
    return kept;
}

std::vector<int> Room::list(xapi::Query query, std::size_t most, std::string* after) {
    const auto page = answer<Page>([&](auto told) { archive().list(query, most, told); });
    if (!page.available) throw std::runtime_error("not available");
    std::vector<int> ids;
    for (const auto& body : page.bodies) ids.push_back(std::stoi(body));
    if (after) *after = page.after;
    return ids;
}

Changes Room::results(const std::string& cursor, std::size_t most) {
    return answer<Changes>([&](auto told) { archive().results_since(cursor, most, told); });
}

KeyHash hash_of_secret(const std::string& name) {
    KeyHash hash{};
    std::ranges::copy(name, hash.begin()); // a store does not know what it keeps
    return hash;
}

KeyOutcome Room::adds(const std::string& name, std::int64_t now) {
    KeyOutcome outcome;
    stand_->on_main([&] { outcome = stand_->keys().add(name, hash_of_secret(name), now); });
    stand_->command_ends();
    return outcome;
}

KeyOutcome Room::revokes(const std::string& name, std::int64_t now) {
    KeyOutcome outcome;
    stand_->on_main([&] { outcome = stand_->keys().revoke(name, now); });
    stand_->command_ends();
    return outcome;
}

std::optional<KeyTable> Room::sees_keys() {
    return answer<std::optional<KeyTable>>([&](auto told) {
        stand_->keys().look([told](const KeyTable* keys) { told(keys ? std::optional(*keys) : std::nullopt); });
    });
}

Outcome Room::forget(const std::string& player) {
    return answer<Outcome>([&](auto told) { archive().forget(player, told); });
}

} // namespace central
