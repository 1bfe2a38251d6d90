// Forgetting people: because they ask, because staff or `kiosk people forget` ask, because their time is over. One path for
// all: the row with name, unit and cookie goes, and with it number, consents and what plugins keep of them; results stay with
// their unit and without a name; the central endpoint is asked to do the same; a row of `erasures` says that it was done,
// not to whom.
//
// Thread: main.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/people/people.h"
#include "kiosk/privacy/consents.h"
#include "kiosk/results/ledger.h"
#include "kiosk/results/outbox.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::privacy {

enum class Why { asked, staff, command, retention };

class Eraser {
public:
    struct Parts {
        store::Writer& writer;
        store::Database& reader;
        people::People& people;
        results::Ledger& ledger;
        Consents& consents;
        results::Outbox& outbox; // also where nothing is told to anybody at present
        const Clock& clock;
        int retention_days;
    };
    explicit Eraser(Parts);

    // At once in memory and on every board; on the disk with the step, which is the caller's to submit. Plugins are told
    // before this returns, so their steps come first: where the power fails in between, the person is still there and can be
    // forgotten again. Who is not there is left out.
    store::Step forget(const std::vector<std::int64_t>& people, Why);

    // What `kiosk people forget` has asked for and, once a day and at the start, everybody who was last here longer ago than
    // the event keeps people. A few thousand in one call, so that nobody waits for long; the rest in the next.
    void tick();
    // Nothing that was asked for is left to do. Reads what is on the disk.
    bool is_done() const;

private:
    struct Request {
        std::int64_t id = 0;
        std::string player;
        Ms before = 0;
    };
    void serve(const Request&);
    void keep_retention(Ms now);
    std::vector<std::int64_t> last_here_before(Ms wall) const; // at most kBatch
    void submit(store::Step);

    Parts parts_;
    store::StatementId note_ = 0, settle_ = 0;
    Ms next_retention_ = 0; // mono
    std::int64_t served_ = 0; // requests up to this one are done, though perhaps not yet on disk
    std::int64_t so_far_ = 0; // people forgotten for the request that is being served
};

// For the command: asks the kiosk that runs, or the next one that starts; the number of the request. `player` is a public id
// or empty, `before` a time or 0.
Result<std::int64_t> request_erasure(store::Database& write, std::string_view player, Ms before);
// How many were forgotten for it: nothing while it is not done. Once told, the request is deleted.
Result<std::optional<std::int64_t>> erasure_of(store::Database& write, std::int64_t request);

} // namespace kiosk::privacy
