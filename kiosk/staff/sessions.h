// Staff sessions: a random token in a cookie, its hash in the table staff_sessions, so that a restart in the middle of a
// contest logs nobody out and a stolen database lets nobody in. Thread: main; valid() any.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kiosk::staff {

inline constexpr Ms kSessionLength = 12 * 60 * 60'000;
inline constexpr Ms kDeviceRemembered = 30LL * 24 * 60 * 60'000;

class Sessions {
public:
    explicit Sessions(store::Writer&);
    Status load(store::Database&, Ms wall); // at start; forgets what is long over

    // The token for the cookie; told once. The write goes into `step`.
    std::string open(Ms wall, store::Step& step);
    void close(std::string_view token, store::Step& step);
    void close_all(store::Step& step); // their devices stay known
    bool valid(std::string_view token, Ms wall) const; // [any]: net asks before it takes an upload
    // Has this device logged in within the last 30 days, also if that session is over? Its key, or "".
    std::string device(std::string_view token, Ms wall) const;

private:
    store::Writer& writer_;
    mutable std::mutex mutex_;
    // Under mutex:
    std::unordered_map<std::string, Ms> opened_; // hash → when (wall); closed ones are negative: device known, session over
    store::StatementId put_ = 0;
};

} // namespace kiosk::staff
