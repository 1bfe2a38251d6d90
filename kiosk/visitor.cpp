#include "kiosk/visitor.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace kiosk {

namespace {

constexpr std::size_t kMaxPeople = 200'000; // as many as the front desk takes

} // namespace

IdleTimes idle_times(const nlohmann::json& event) {
    IdleTimes times;
    const auto seconds = [](const nlohmann::json& in, const char* key, Ms otherwise) {
        return in.is_object() && in.contains(key) ? in[key].get<Ms>() * 1000 : otherwise;
    };
    const auto idle = event.value("idle", nlohmann::json::object());
    times.ask_after = seconds(idle, "ask_after_s", times.ask_after);
    times.reset_after = seconds(idle, "reset_after_s", times.reset_after);
    times.attract_after = seconds(idle, "attract_after_s", times.attract_after);
    return times;
}

VisitorSession::VisitorSession(people::People& people, Handovers& handovers, IdleTimes times, Ms mono)
    : people_(people), handovers_(handovers), times_(times), last_(mono) {}

// ---------------------------------------------------------------- there, or not

bool VisitorSession::touched(Ms mono) {
    last_ = mono;
    if (place_ == Place::held) return false;
    const bool meant_for_us = asked_ || attract_;
    asked_.reset();
    attract_.reset();
    present_ = true;
    return meant_for_us;
}

void VisitorSession::moved_to(Place place, std::string_view screen, Ms mono) {
    place_ = place;
    screen_ = screen;
    last_ = mono;
    asked_.reset();
    attract_.reset();
    if (place == Place::held && (present_ || person_ != 0)) gone();
}

void VisitorSession::tick(Ms mono) {
    if (place_ == Place::held) return;
    if (asked_) {
        if (mono >= *asked_ + times_.reset_after) gone();
    } else if (is_asked_first()) {
        if (mono >= last_ + times_.ask_after) asked_ = mono;
    } else if (present_) {
        if (mono >= last_ + times_.ask_after) gone();
    } else if (!attract_ && mono >= last_ + times_.attract_after) {
        attract_ = mono;
    }
}

std::optional<Ms> VisitorSession::next() const {
    if (place_ == Place::held || attract_) return std::nullopt;
    if (asked_) return *asked_ + times_.reset_after;
    return last_ + (is_asked_first() || present_ ? times_.ask_after : times_.attract_after);
}

VisitorSession::Shows VisitorSession::shows() const { return asked_ ? Shows::asking : attract_ ? Shows::attract : Shows::screen; }
Ms VisitorSession::resets_at() const { return asked_.value_or(last_) + times_.reset_after; }
Ms VisitorSession::attract_since() const { return attract_.value_or(last_); }

void VisitorSession::leave() {
    if (present_ || is_asked_first()) gone();
}

void VisitorSession::gone() {
    present_ = big_text_ = aloud_ = false;
    person_ = 0;
    joined_ = {};
    code_.clear();
    asked_.reset();
    if (place_ == Place::opened) { // home comes on for this; a reset of what is closed already is none
        place_ = Place::home;
        screen_.clear();
    }
    tell(News::gone);
}

// ---------------------------------------------------------------- who they are, what they ask for

plugin::VisitorDoor::Present VisitorSession::current() const { return {person_, present_, big_text_, aloud_}; }

std::string VisitorSession::name() const {
    const auto* person = people_.find(person_);
    return person ? person->name : std::string();
}

Result<std::int64_t> VisitorSession::join(std::string_view name, std::string_view unit, std::string_view lang, Ms mono, Ms wall,
                                   store::Step& step) {
    if (place_ == Place::held) return Error{Kind::unavailable, "visitor.not_now"};
    if (people_.count() >= kMaxPeople) return Error{Kind::limit, "http.full"};
    auto joined = people_.join(name, unit, lang, wall, step);
    if (!joined) return joined.error();
    become(joined->id, mono);
    joined_ = *joined;
    return joined->id;
}

void VisitorSession::join_undone(std::int64_t person) {
    if (joined_.id == person) people_.forget(std::exchange(joined_, {}));
    if (person_ != person) return;
    person_ = 0;
    code_.clear();
    tell(News::changed);
}

bool VisitorSession::come_back(std::int64_t person, Ms mono) {
    const auto* known = people_.find(person);
    if (place_ == Place::held || !known || known->removed) return false;
    become(person, mono);
    return true;
}

void VisitorSession::become(std::int64_t person, Ms mono) {
    touched(mono);
    person_ = person;
    joined_ = {};
    code_.clear();
    tell(News::changed);
}

void VisitorSession::prefer(bool big_text, bool aloud) {
    if (place_ == Place::held || (big_text == big_text_ && aloud == aloud_)) return;
    big_text_ = big_text;
    aloud_ = aloud;
    tell(News::changed);
}

std::string VisitorSession::handover_code(Ms wall, store::Step& step) {
    if (person_ == 0) return {};
    if (code_.empty() || !handovers_.is_good(code_, wall)) code_ = handovers_.make(person_, screen_, wall, step);
    return code_;
}

void VisitorSession::taken_over(std::int64_t person) {
    if (person_ == person && person != 0) gone();
}

void VisitorSession::person_changed(std::int64_t person) {
    if (person_ != person || person == 0) return;
    const auto* known = people_.find(person);
    if (!known || known->removed) return gone();
    tell(News::changed); // it may be their name, which they are looking at
}

void VisitorSession::tell(News news) const {
    const auto watchers = watchers_; // one of them may add another
    for (const auto& told : watchers) told(news);
}

} // namespace kiosk
