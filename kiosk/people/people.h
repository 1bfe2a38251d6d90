// Who is who: join, resume, rename, remove, let back in, erase. A device is known by a random token in a cookie; only its hash
// is stored, so a stolen database impersonates nobody.
//
// Thread: main. Everything is in memory; rows go to the writer with the step that changed them.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::people {

struct Person {
    std::int64_t id = 0;
    std::string public_id; // random; the only id that ever leaves the kiosk
    std::string name;      // as it stands on the board
    std::string unit;      // id in the event file, or empty
    std::string lang = "vi";
    Ms joined = 0;         // wall
    bool removed = false;
    std::string notice;    // version of the privacy notice that their page showed before they joined; empty: none
};

struct Unit {
    std::string id, title;
    std::int64_t inhabitants = 0;
};

class People {
public:
    People(store::Writer&, std::vector<Unit> units); // throws std::runtime_error where there is no randomness to be had

    Status load(store::Database&); // at start; replaces what is in memory

    struct Joined {
        std::int64_t id;
        std::string token; // for the cookie; told once, never stored
    };
    // Adds the writes to `step`; the caller submits it and answers after the commit. Errors as in check_name, or
    // "unit.unknown"; an empty unit is none. What is not a language tag ("vi", "en") counts as "vi". `notice` is the version
    // of the privacy notice on their page, cut where it is longer than any event's.
    Result<Joined> join(std::string_view name, std::string_view unit, std::string_view lang, Ms wall, store::Step& step,
                        std::string_view notice = {});
    // A new cookie for somebody who goes on at another device; the one that they had, if any, is worth nothing from then on.
    // Kind::not_found where there is no such person. Adds the write to `step`.
    Result<Joined> move_device(std::int64_t id, store::Step& step);
    // Whoever joined in a step that never reached the disk was told so and has no cookie: does as if they had never been.
    void forget(const Joined&);
    // The person behind a cookie's token; 0 where there is none. Removed people are found, too: they are told so.
    std::int64_t by_token(std::string_view token) const; // about 1 µs, right or wrong
    const Person* find(std::int64_t id) const;           // valid until load() or erase(); null where there is none
    const Person* by_public_id(std::string_view) const;  // a search through all of them; null where there is none
    const Unit* unit(std::string_view id) const;
    const std::vector<Unit>& units() const { return units_; }
    std::size_t count() const { return people_.size(); }

    // Kind::not_found where there is no such person; otherwise as in join. What changes nothing writes and tells nothing.
    Status rename(std::int64_t id, std::string_view name, store::Step& step); // by the person or by staff
    Status set_unit(std::int64_t id, std::string_view unit, store::Step& step);
    Status set_removed(std::int64_t id, bool removed, store::Step& step);
    // They are gone for good, and their cookies with them; who is not there is left out. Whoever watches is told by
    // tell_erased, when all else is done. Their numbers are never given again, as long as a row of the table `erasures`
    // keeps each: that is the caller's to write.
    void erase(const std::vector<std::int64_t>& ids, store::Step& step);
    void tell_erased(const std::vector<std::int64_t>& ids) const;
    // Be told of everybody who was renamed, moved to another unit, removed, let back in or erased (find() then knows them no
    // more); not of who joins.
    void watch(std::function<void(std::int64_t)> changed) { watchers_.push_back(std::move(changed)); }
    void for_each(const std::function<void(const Person&)>&) const;

private:
    using TokenHash = std::array<unsigned char, 32>; // BLAKE2b-256
    struct FirstBytes { // of a hash already: as good as any other
        std::size_t operator()(const TokenHash& hash) const {
            std::size_t head;
            std::memcpy(&head, hash.data(), sizeof head);
            return head;
        }
    };
    static TokenHash hash_of(std::string_view token);
    void write_changes(const Person&, store::Step&) const;
    void tell(std::int64_t id) const;

    std::vector<Unit> units_;
    std::unordered_map<std::int64_t, Person> people_;
    std::unordered_map<TokenHash, std::int64_t, FirstBytes> by_hash_;
    std::int64_t last_id_ = 0;
    std::vector<std::function<void(std::int64_t)>> watchers_;
    store::StatementId insert_ = 0, update_ = 0, move_ = 0, delete_ = 0;
};

} // namespace kiosk::people
