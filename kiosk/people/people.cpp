#include "kiosk/people/people.h"

#include "kiosk/people/names.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace kiosk::people {

namespace {

constexpr std::size_t kTokenBytes = 16;  // 128 bits from the operating system's generator
constexpr std::size_t kTokenLetters = 22; // of base64url without padding
constexpr std::size_t kMaxNotice = 160;   // bytes: 40 letters of a version

std::string new_token();
std::string new_public_id();
std::string language(std::string_view wished);
template <class Bytes> std::string bytes_of(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
Error no_such_person() { return {Kind::not_found, "There is no such person."}; }
Error no_such_unit() { return {Kind::invalid, "unit.unknown"}; }

} // namespace

const std::string& Person::none() {
    static const std::string kNone;
    return kNone;
}

People::People(store::Writer& writer, std::vector<Unit> units, Names names) : names_(names), units_(std::move(units)) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
    insert_ = writer.prepare("", "INSERT INTO players (id, public_id, token_hash, name, unit, lang, joined, removed, notice, naming)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    update_ = writer.prepare("", "UPDATE players SET name = ?2, unit = ?3, removed = ?4, approved = ?5, naming = ?6 WHERE id = ?1");
    move_ = writer.prepare("", "UPDATE players SET token_hash = ?2 WHERE id = ?1");
    delete_ = writer.prepare("", "DELETE FROM players WHERE id = ?1");
}

static_assert(sizeof(Person) <= 120, "ten thousand of them are in memory all day");

Status People::load(store::Database& db) {
    people_.clear();
    by_hash_.clear();
    texts_.clear();
    waiting_.clear();
    last_id_ = last_naming_ = 0;
    Status erased = db.read("SELECT coalesce(max(person), 0) FROM erasures", {}, [this](std::span<const store::Value> row) {
        last_id_ = std::get<std::int64_t>(row[0]);
        return false;
    });
    if (!erased) return erased;
    constexpr std::string_view kAll =
        "SELECT id, public_id, token_hash, name, unit, lang, joined, removed, notice, approved, naming FROM players ORDER BY id";
    return db.read(kAll, {}, [this](std::span<const store::Value> row) {
        Person person;
        person.id = std::get<std::int64_t>(row[0]);
        person.public_id = Letters<16>(std::get<std::string>(row[1]));
        person.unit_ = texts_.keep(std::get<std::string>(row[4]));
        person.lang = Letters<2>(std::get<std::string>(row[5]));
        person.joined = std::get<std::int64_t>(row[6]);
        person.removed = std::get<std::int64_t>(row[7]) != 0;
        person.notice_ = texts_.keep(std::get<std::string>(row[8]));
        person.naming = std::get<std::int64_t>(row[10]);
        set_name(person, std::get<std::string>(row[3]), std::get<std::int64_t>(row[9]) != 0);
        const auto& hash = std::get<store::Blob>(row[2]).bytes;
        if (hash.size() == TokenHash().size()) by_hash_.emplace(half_of(hash), person.id);
        last_id_ = std::max(last_id_, person.id);
        last_naming_ = std::max(last_naming_, person.naming);
        note_waiting(person);
        people_.push_back(std::move(person));
        return true;
    });
}

Result<People::Joined> People::join(std::string_view name, std::string_view unit_id, std::string_view lang, Ms wall,
                                    store::Step& step, std::string_view notice) {
    auto checked = check_name(name);
    if (!checked) return checked.error();
    if (!unit_id.empty() && !unit(unit_id)) return no_such_unit();

    Person person;
    person.id = ++last_id_;
    person.public_id = Letters<16>(new_public_id());
    person.naming = ++last_naming_;
    set_name(person, std::move(*checked), false);
    person.unit_ = texts_.keep(unit_id);
    person.lang = Letters<2>(language(lang));
    person.joined = wall;
    person.notice_ = texts_.keep(notice.substr(0, kMaxNotice));
    std::string token = new_token();
    const TokenHash hash = hash_of(token);
    step.writes.push_back({insert_,
                           {person.id, std::string(person.public_id), store::Blob{bytes_of(hash)}, person.own_name(),
                            person.unit(), std::string(person.lang), person.joined, std::int64_t{0}, person.notice(),
                            person.naming}});
    by_hash_.emplace(half_of(hash), person.id);
    Joined joined{person.id, std::move(token)};
    note_waiting(person);
    people_.push_back(std::move(person));
    return joined;
}

Result<People::Joined> People::move_device(std::int64_t id, store::Step& step) {
    if (!find(id)) return no_such_person();
    std::string token = new_token();
    const TokenHash hash = hash_of(token);
    erase_if(by_hash_, [id](const auto& known) { return known.second == id; });
    by_hash_.emplace(half_of(hash), id);
    step.writes.push_back({move_, {id, store::Blob{bytes_of(hash)}}});
    return Joined{id, std::move(token)};
}

void People::forget(const Joined& joined, store::Step* after) {
    if (after) after->writes.push_back({delete_, {joined.id}});
    by_hash_.erase(half_of(hash_of(joined.token)));
    const auto place = place_of(joined.id);
    if (place == people_.size()) return;
    waiting_.erase({people_[place].naming, joined.id});
    people_.erase(people_.nth(place));
}

std::int64_t People::by_token(std::string_view token) const {
    if (token.size() != kTokenLetters) return 0;
    // A look-up by hash: its time may tell something of a hash, never of a token.
    const auto found = by_hash_.find(half_of(hash_of(token)));
    return found == by_hash_.end() ? 0 : found->second;
}

const Person* People::find(std::int64_t id) const {
    const auto place = place_of(id);
    return place == people_.size() ? nullptr : &people_[place];
}

Person* People::known(std::int64_t id) {
    const auto place = place_of(id);
    return place == people_.size() ? nullptr : &people_[place];
}

// Nobody stands further back than their number says; as long as nobody was erased, exactly there.
std::size_t People::place_of(std::int64_t id) const {
    if (people_.empty() || id < people_.front().id) return people_.size();
    const auto furthest = people_.begin() + std::min<std::int64_t>(id - people_.front().id, std::ssize(people_) - 1);
    if (furthest->id == id) return people_.index_of(furthest);
    const auto is_before = [](const Person& one, std::int64_t wanted) { return one.id < wanted; };
    const auto found = std::lower_bound(people_.begin(), furthest, id, is_before);
    return found->id == id ? people_.index_of(found) : people_.size();
}

const Person* People::by_public_id(std::string_view public_id) const {
    const auto is_theirs = [&](const Person& one) { return one.public_id == public_id; };
    const auto found = std::find_if(people_.begin(), people_.end(), is_theirs);
    return found == people_.end() ? nullptr : &*found;
}

const Unit* People::unit(std::string_view id) const {
    const auto found = std::find_if(units_.begin(), units_.end(), [id](const Unit& unit) { return unit.id == id; });
    return found == units_.end() ? nullptr : &*found;
}

Status People::rename(std::int64_t id, std::string_view wanted, store::Step& step, By by) {
    Person* const found = known(id);
    if (!found) return no_such_person();
    auto checked = check_name(wanted);
    if (!checked) return checked.error();
    Person& person = *found;
    if (person.own_name() == *checked) // staff who leave a name as it is have looked at it
        return by == By::staff && person.is_held() ? approve(id, person.naming, step) : Status{};
    waiting_.erase({person.naming, id});
    person.naming = ++last_naming_;
    set_name(person, std::move(*checked), by == By::staff);
    note_waiting(person);
    write_changes(person, step);
    tell(id);
    return {};
}

Status People::approve(std::int64_t id, std::int64_t naming, store::Step& step) {
    Person* const found = known(id);
    if (!found) return no_such_person();
    Person& person = *found;
    if (person.naming != naming) return Error{Kind::denied, "name.changed"};
    if (person.approved) return {};
    waiting_.erase({naming, id});
    set_name(person, person.own_name(), true);
    write_changes(person, step);
    tell(id);
    return {};
}

std::size_t People::approve_waiting(std::int64_t up_to, std::size_t most, store::Step& step) {
    std::vector<std::int64_t> ids; // telling of one may make another wait
    for (auto at = waiting_.begin(); at != waiting_.end() && at->first <= up_to && ids.size() < most; ++at) ids.push_back(at->second);
    for (const auto id : ids) (void)approve(id, find(id)->naming, step);
    return ids.size();
}

Status People::set_unit(std::int64_t id, std::string_view unit_id, store::Step& step) {
    Person* const person = known(id);
    if (!person) return no_such_person();
    if (!unit_id.empty() && !unit(unit_id)) return no_such_unit();
    if (person->unit() == unit_id) return {};
    person->unit_ = texts_.keep(unit_id);
    write_changes(*person, step);
    tell(id);
    return {};
}

Status People::set_removed(std::int64_t id, bool removed, store::Step& step) {
    Person* const person = known(id);
    if (!person) return no_such_person();
    if (person->removed == removed) return {};
    person->removed = removed;
    note_waiting(*person);
    write_changes(*person, step);
    tell(id);
    return {};
}

void People::erase(const std::vector<std::int64_t>& ids, store::Step& step) {
    std::set<std::int64_t> gone;
    for (const auto id : ids) {
        const Person* person = find(id);
        if (!person || !gone.insert(id).second) continue;
        waiting_.erase({person->naming, id});
        step.writes.push_back({delete_, {id}});
    }
    const auto is_gone = [&](const Person& one) { return gone.contains(one.id); };
    people_.erase(std::remove_if(people_.begin(), people_.end(), is_gone), people_.end());
    erase_if(by_hash_, [&](const auto& known) { return gone.contains(known.second); });
    drop_unused_texts();
    step.erases = true;
}

void People::tell_erased(const std::vector<std::int64_t>& ids) const {
    for (const auto id : ids) tell(id);
}

void People::for_each(const std::function<void(const Person&)>& visit) const {
    for (const Person& person : people_) visit(person);
}

// A notice is what a page sent: with the last who sent it, it goes.
void People::drop_unused_texts() {
    std::set<const std::string*> used;
    for (const Person& person : people_) used.insert({person.unit_, person.notice_});
    texts_.keep_only(used);
}

People::TokenHash People::hash_of(std::string_view token) {
    TokenHash hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr, 0);
    return hash;
}

void People::set_name(Person& person, std::string own, bool approved) const {
    const bool held = names_ == Names::held && !approved;
    person.approved = approved;
    person.name = held ? friendly_name(static_cast<std::uint64_t>(person.id)) : own;
    person.held_ = held ? std::make_unique<const std::string>(std::move(own)) : nullptr;
}

void People::note_waiting(const Person& person) {
    if (person.is_held() && !person.removed) waiting_.emplace(person.naming, person.id);
    else waiting_.erase({person.naming, person.id});
}

void People::write_changes(const Person& person, store::Step& step) const {
    step.writes.push_back({update_,
                           {person.id, person.own_name(), person.unit(), std::int64_t{person.removed},
                            std::int64_t{person.approved}, person.naming}});
}

void People::tell(std::int64_t id) const {
    const auto watchers = watchers_; // one of them may add another
    for (const auto& changed : watchers) changed(id);
}

namespace {

std::string new_token() {
    std::array<unsigned char, kTokenBytes> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    char text[kTokenLetters + 1];
    sodium_bin2base64(text, sizeof text, bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text;
}

// 80 bits in Crockford's base 32 (no I, L, O, U: may be read aloud).
std::string new_public_id() {
    constexpr char kDigits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::array<unsigned char, 16> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    std::string id;
    for (const unsigned char byte : bytes) id += kDigits[byte & 31];
    return id;
}

std::string language(std::string_view wished) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool is_tag = wished.size() == 2 && std::all_of(wished.begin(), wished.end(), is_letter);
    return is_tag ? std::string(wished) : "vi";
}

} // namespace

} // namespace kiosk::people
