// The staff's side of the host: logging in, people, the state of the machine. Plugins bring their own staff routes.
// Thread: main.
#pragma once

#include "kiosk/desk.h"
#include "kiosk/staff/pin.h"
#include "kiosk/staff/sessions.h"

#include <functional>
#include <string>

namespace kiosk::staff {

class Console {
public:
    struct Parts {
        Desk& desk;
        http::Server& server;
        http::Router& router;
        store::Writer& writer;
        store::Database& reader;
        people::People& people;
        Sessions& sessions;
        const Clock& clock;
        std::function<nlohmann::json()> state; // GET /api/staff/state and the topic kiosk/staff
    };
    explicit Console(Parts);

    void add_routes();
    // The hash is read at every login, so that `kiosk staff pin` works while the kiosk runs.
    bool has_pin();
    // Once a second: whoever came in by a PIN that is changed since is out.
    void tick();
    // For the kiosk's own screen, which is a device of its own to the guard.
    bool try_pin(std::string_view pin);
    // For GET /api/staff/state: {"waiting", "newest"}, of names that are held; null where names are shown at once.
    nlohmann::json names_state() const;

private:
    std::string pin_hash();
    void login(const http::Request&);
    void logout(const http::Request&);
    void list_people(const http::Request&);
    void change_person(const http::Request&, const std::string& id);
    void approve_waiting(const http::Request&);
    nlohmann::json person_json(const people::Person&) const; // for staff: their own name, and the one on the board

    Parts parts_;
    LoginGuard guard_;
    std::string pin_seen_; // its hash; "" where none was seen yet
};

// The table `settings`, key "staff_pin". Closes all sessions.
Status store_pin(store::Database&, const std::string& hash);
Result<std::string> load_pin(store::Database&); // "" where none is set

} // namespace kiosk::staff
