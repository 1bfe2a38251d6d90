// Who is who: join, resume, rename, remove, let back in, erase. A device is known by a random token in a cookie; only its hash
// is stored, so a stolen database impersonates nobody.
//
// Names may be held back until staff have looked at them (the event file's "names"): then Person::name, which is all that
// boards, plugins and other people ever see, is a friendly name, always the same for a person, and Person::held_name is what
// they call themselves. Everything that is typed is held, a new name of somebody known as well; what staff type is not.
//
//   join ──► waits ──── approve, approve_waiting, rename by staff ───► approved
//              ▲                                                          │
//              └──────────────── rename by themselves ────────────────────┘
//
// The mark "approved" is written with every name, whatever the event file says, and what it says is looked at when names are
// shown. So with names shown at once nobody waits, and where staff begin to hold names in the middle of an evening, or after
// an upgrade, everybody whose name nobody has looked at waits, those who are on the board already, too: staff do that because
// of a name that stands there. One touch approves all that they have seen.
//
// Thread: main. Everything is in memory; rows go to the writer with the step that changed them.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/base/small.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::people {

// A fair brings ten thousand, and all of them stay in memory: about 150 bytes each, and 40 for finding them by their cookie.
struct Person {
    std::int64_t id = 0;
    std::string name;        // as it stands on the board, and all that others may see
    Ms joined = 0;           // wall
    std::int64_t naming = 0; // grows with every name that anybody gets; 0: they have had theirs since before version 7
    Letters<16> public_id;   // random; the only id that ever leaves the kiosk
    Letters<2> lang;         // "vi"
    bool removed = false;
    bool approved = false;   // staff have looked at what they call themselves

    const std::string& unit() const { return *unit_; } // id in the event file, or empty
    // Version of the privacy notice that their page showed before they joined; empty: none.
    const std::string& notice() const { return *notice_; }
    bool is_held() const { return held_ != nullptr; }
    // What they call themselves, while that waits for staff: for them and for staff only; empty: name is it.
    const std::string& held_name() const { return held_ ? *held_ : none(); }
    const std::string& own_name() const { return held_ ? *held_ : name; }

private:
    friend class People; // which owns the texts that many share
    static const std::string& none();
    std::unique_ptr<const std::string> held_;
    const std::string *unit_ = &none(), *notice_ = &none();
};

enum class Names { shown, held }; // at once, or once staff have approved them
enum class By { themselves, staff };

struct Unit {
    std::string id, title;
    std::int64_t inhabitants = 0;
};

class People {
public:
    // Throws std::runtime_error where there is no randomness to be had.
    People(store::Writer&, std::vector<Unit> units, Names = Names::shown);

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
    // Whoever joined in a step that was given up was told so and has no cookie: does as if they had never been. Where the
    // writer has that step already, it puts it on the disk yet: `after` then gets what takes the row away again.
    void forget(const Joined&, store::Step* after = nullptr);
    // The person behind a cookie's token; 0 where there is none. Removed people are found, too: they are told so.
    std::int64_t by_token(std::string_view token) const; // about 1 µs, right or wrong
    const Person* find(std::int64_t id) const;           // valid until load(), forget() or erase(); null where there is none
    const Person* by_public_id(std::string_view) const;  // a search through all of them; null where there is none
    const Unit* unit(std::string_view id) const;
    const std::vector<Unit>& units() const { return units_; }
    std::size_t count() const { return people_.size(); }

    // Kind::not_found where there is no such person; otherwise as in join. What changes nothing writes and tells nothing.
    Status rename(std::int64_t id, std::string_view name, store::Step& step, By = By::themselves); // by staff: approved, too
    // Staff have looked at the name that the person had at `naming`, and let it stand. Kind::denied where they have another
    // one by now: nobody has looked at that.
    Status approve(std::int64_t id, std::int64_t naming, store::Step& step);
    // The same for those who wait with a name given at `up_to` or before, the longest waiting first, at most `most`; how many.
    std::size_t approve_waiting(std::int64_t up_to, std::size_t most, store::Step& step);
    // Who waits for staff, by (naming, id); those whom staff threw out do not.
    using Waiting = std::set<std::pair<std::int64_t, std::int64_t>>;
    const Waiting& waiting() const { return waiting_; }
    bool holds_names() const { return names_ == Names::held; }
    Status set_unit(std::int64_t id, std::string_view unit, store::Step& step);
    Status set_removed(std::int64_t id, bool removed, store::Step& step);
    // They are gone for good, and their cookies with them; who is not there is left out. Whoever watches is told by
    // tell_erased, when all else is done. Their numbers are never given again, as long as a row of the table `erasures`
    // keeps each: that is the caller's to write.
    void erase(const std::vector<std::int64_t>& ids, store::Step& step);
    void tell_erased(const std::vector<std::int64_t>& ids) const;
    // Be told of everybody who was renamed, approved, moved to another unit, removed, let back in or erased (find() then knows them no
    // more); not of who joins.
    void watch(std::function<void(std::int64_t)> changed) { watchers_.push_back(std::move(changed)); }
    void for_each(const std::function<void(const Person&)>&) const; // in the order of their ids

private:
    using TokenHash = std::array<unsigned char, 32>; // BLAKE2b-256
    // The half of it that is kept in memory: with as many bits as the token, so as hard to meet by chance.
    using Half = std::array<unsigned char, 16>;
    struct FirstBytes { // of a hash already: as good as any other
        using is_avalanching = void;
        std::size_t operator()(const Half& half) const {
            std::size_t head;
            std::memcpy(&head, half.data(), sizeof head);
            return head;
        }
    };
    static TokenHash hash_of(std::string_view token);
    template <class Bytes> static Half half_of(const Bytes& hash) { // of at least 16 bytes
        Half half;
        std::memcpy(half.data(), hash.data(), half.size());
        return half;
    }
    std::size_t place_of(std::int64_t id) const; // in people_; its size where there is no such person
    Person* known(std::int64_t id);
    void drop_unused_texts();
    void set_name(Person&, std::string own, bool approved) const; // what others see follows from it
    void note_waiting(const Person&);
    void write_changes(const Person&, store::Step&) const;
    void tell(std::int64_t id) const;

    const Names names_;
    std::vector<Unit> units_;
    LongRow<Person> people_; // in the order of their ids
    boost::unordered_flat_map<Half, std::int64_t, FirstBytes> by_hash_;
    SharedTexts texts_; // units and notices
    Waiting waiting_;
    std::int64_t last_id_ = 0, last_naming_ = 0;
    std::vector<std::function<void(std::int64_t)>> watchers_;
    store::StatementId insert_ = 0, update_ = 0, move_ = 0, delete_ = 0;
};

} // namespace kiosk::people
