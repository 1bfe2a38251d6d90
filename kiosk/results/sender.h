// What a reply of the endpoint means for the statements that were sent, and for what is sent next. Rules only: no network,
// no clock, no thread; the uploader asks it, tests ask it everything.
//
//     reply                              the batch                     next
//     200 with a JSON array, 204         stored: all of it             at once
//     400, 409, 422                      kept; a single one is dead    the older half of it at once
//     413                                kept; a single one is dead    half the size from now on
//     401, 403, 404, 405, other 4xx      kept                          stop; look again every ten minutes
//     408, 429, 5xx                      kept                          later
//     no reply, 1xx, other 2xx, 3xx,     kept                          later: a line that drops, or a captive portal
//     200 with anything else
//
// A refusal is a judgement of what was sent where it carries X-Experience-API-Version, as every reply of a Learning Record Store
// must (xAPI 1.0.3, part three, 3.3). One that does not may be of anything on the way (a proxy, a firewall, another program under
// the address), and would be the same for every statement: it stops as a 404 does, and keeps the rows, where what this endpoint
// stored was told with the header. Where that is not known, or a store leaves the header out, two single ones may die in a row
// without one being stored in between; the third stops.
//
// "Later" doubles from two seconds to five minutes, less up to half at random, so that the kiosks of a hall do not come back
// all at once; a Retry-After is honoured, up to an hour. A 409 never means "there already": it says that another
// statement has this id. Which ids come back in a 200 is not looked at: receivers differ, and all of them store all or none.
#pragma once

#include "kiosk/base/clock.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::results {

struct Reply {
    int status = 0;            // 0: none came
    std::string body;          // its beginning at least
    std::string trouble;       // where none came: why, in words
    std::optional<Ms> retry_after; // from the header
    bool versioned = true;         // carries X-Experience-API-Version
};

enum class Fate { stored, kept, dead };
enum class Trouble { none, network, busy, refused, key, address, clock };

struct Verdict {
    Fate fate = Fate::kept;
    Trouble trouble = Trouble::none;
    Ms pause = 0;          // until something may be sent again
    std::string sentence;  // what the endpoint said, one line, for people who mend it; "" where all is well
};

class Sender {
public:
    static constexpr std::size_t kMost = 50, kMostBytes = 256 * 1024;
    static constexpr int kMostUnproven = 2; // single statements that die in a row by replies without a version
    static constexpr Ms kFirstPause = 2'000, kLongestPause = 300'000, kLongestRetryAfter = 3'600'000, kStopped = 600'000;

    // How much the next batch may hold; one statement may always be sent, however long.
    std::size_t statements() const;
    std::size_t bytes() const { return bytes_; }

    // `chance` is 0…1, at random. After it, statements() and bytes() are those of the next batch.
    Verdict judge(const Reply&, std::size_t sent, std::size_t sent_bytes, double chance);
    // The endpoint, or its address, may be another now: no more waiting for old reasons.
    void start_anew() { *this = Sender(); }

private:
    Verdict later(Trouble, const Reply&, double chance);
    Verdict bad_content(const Reply&, std::size_t sent);
    Verdict single_refused(const Reply&);

    std::size_t suspects_ = 0; // the oldest so many hold one that was refused; 0: nobody is suspected
    std::size_t bytes_ = kMostBytes;
    int failures_ = 0; // in a row
    bool tells_version_ = false; // the endpoint, with what it stored last
    int unproven_ = 0;           // dead by replies without a version since anything was stored
};

// Retry-After: seconds, or an HTTP date, which is reckoned from the endpoint's own Date where that is known.
std::optional<Ms> retry_after(std::string_view value, std::optional<Ms> server_now);
std::optional<Ms> http_date(std::string_view); // ms, wall

} // namespace kiosk::results
