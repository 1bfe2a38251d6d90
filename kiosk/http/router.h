// Routes of the whole kiosk: method and pattern → handler. A pattern is a path in which segments may be "{name}"; a
// literal segment wins over a placeholder. HEAD is answered by the route of GET. Thread: main.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/http/request.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::http {

enum class Guard { anyone, player, staff };

// Who sent it, as the host made out from the cookies.
struct Caller {
    std::int64_t player = 0;
    bool staff = false;
    std::string lang = "vi";
};
using Params = std::map<std::string, std::string, std::less<>>;
using Handler = std::function<void(const Request&, const Caller&, const Params&)>;

struct Route {
    std::string method, pattern, owner; // owner: plugin id, or "" for the host
    Guard guard = Guard::anyone;
    Handler handler;
    bool takes_files = false; // a POST whose body is a file of any type, not JSON
    bool for_programs = false; // no cookie counts, a body of any type: the handler asks who it is itself
    std::size_t max_body = 0;  // bytes; 0: as much as everywhere
};

// Is this a path that the pattern means? Pure; thread: any.
bool pattern_fits(std::string_view pattern, std::string_view path);

class Router {
public:
    // Kind::invalid for a malformed pattern or one that is there already.
    Status add(Route);
    // A route of the host's own: where it is refused the mistake is ours, and it throws std::logic_error.
    void add_own(Route);
    void remove_owner(std::string_view owner);

    struct Match {
        const Route* route = nullptr; // nullptr: none
        Params params;
        bool other_method = false;    // the path is known, the method is not: 405
        std::string allow;            // for 405
    };
    Match find(std::string_view method, std::string_view path) const;
    const std::vector<Route>& routes() const { return routes_; } // for the test that holds openapi.yaml against them

private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string>> segments_; // of routes_[i].pattern, split once
};

} // namespace kiosk::http
