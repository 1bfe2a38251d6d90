// Where the plugins' calls meet the kiosk's rooms: who is calling, in which step, who waits for which answer, and what
// every topic says at present. The functions behind the service tables (services_*.cpp) work on what is declared here.
//
// Steps.    A plugin runs only inside Hub::call. What it writes there is one store::Step, submitted when the outermost
//           call of that plugin returns, together with the replies that wait for it. A call that throws writes nothing.
// Tickets.  A request that a plugin's handler gets is open until it is answered, once. A second answer, one that comes
//           too late or after destroy, is refused with KIOSK_ERR_STATE and logged under the plugin's name.
// Topics.   The last message of every topic is kept here for watch(); the server keeps its own for the phones.
//           Watchers are told after the call that published has returned, never inside of it.
//
// Thread: main, but for what is marked [any]. A kiosk_host is kept until the Hub goes, so that a plugin's late call finds
// a closed door instead of freed memory.
#pragma once

#include "kiosk/plugin/plugin_file.h"
#include "kiosk/plugin/services.h"

#include <kiosk/plugin.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace kiosk::plugin {

class Hub;

enum class Audience { anyone, staff };

struct SavedReply {
    http::Ticket ticket;
    http::Response response;
    bool english; // for the sentence that is sent instead where the disk refuses
};

struct SavedCall {
    kiosk_saved call;
    void* user;
};

} // namespace kiosk::plugin

// The host as one plugin sees it (opaque in plugin.h, hence the name).
struct kiosk_host {
    enum class Phase { making, initialising, running, closed };

    kiosk_host(kiosk::plugin::Hub&, const kiosk::plugin::Manifest&);

    kiosk::plugin::Hub& hub;
    const kiosk::plugin::Manifest manifest; // a copy: late calls name the plugin, too
    const kiosk_host_api api;
    std::atomic<Phase> phase{Phase::making}; // written by main; a late call from another thread reads it
    std::atomic<bool> woken{false};          // [any] asked for a tick in the next turn

    // The rest: main only.
    int depth = 0; // calls of this plugin that are on the stack
    kiosk::store::Step step;
    std::vector<kiosk::plugin::SavedReply> saved_replies;
    std::vector<kiosk::plugin::SavedCall> saved_calls;
    std::vector<std::function<void()>> undo; // what the host did for this step and takes back where it is given up
    std::optional<bool> disk_takes_writes; // asked once per step, so that a step is taken whole or not at all
    std::vector<kiosk::store::StatementId> statements; // the plugin's number n is statements[n - 1]
    std::vector<std::pair<kiosk_person_changed, void*>> people_watchers;
    std::vector<kiosk::fetch::Follower::Id> followed;
    std::optional<kiosk::Ms> wake; // mono
    std::string join_url;          // lives until the next call
    std::uint32_t crash_slot = 0;  // of the crash note
    std::string handover_url, why; // the same
    kiosk_facts facts = nullptr;   // what it offers to the home screen
    void* facts_user = nullptr;
    std::string seal_signature, seal_key; // the same; the key lives as long as we do

    const std::string& id() const { return manifest.id; }
    void log(kiosk_log_level, std::string_view line) const; // [any]
};

namespace kiosk::plugin {

class Hub {
public:
    explicit Hub(Services); // on the main thread
    ~Hub();                 // after the plugins
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // ---- for Plugin
    kiosk_host& add(const Manifest&);
    void close(kiosk_host&); // after destroy: routes and watchers go, waiting phones get 503
    // Run a callback of the plugin inside its step. False where it threw (logged under `where`).
    bool call(kiosk_host&, const char* where, const std::function<void()>&);

    // ---- for the app
    // The server gave up on a ticket: names the plugin in the log. Does nothing for the host's own paths.
    void unanswered(http::Ticket, const std::string& path);
    // Who may listen to a plugin's topic; nothing where it was never published: then nobody may, as yet.
    std::optional<Audience> audience(std::string_view topic) const;
    // Packs of this kind came, went or changed: tells the plugins that watch it.
    void packs_changed(std::string_view kind);
    void visitor_changed(); // at the touch screen: tells the plugins that watch for it
    // Asks every plugin for what invites people, in that language. Texts live until `read` returns. Outside of callbacks.
    using FactReader = std::function<void(const std::string& plugin, const kiosk_fact&)>;
    void facts(std::string_view lang, const FactReader& read);
    // The topic's present message; nullptr where there is none.
    http::Bytes message(std::string_view topic) const;
    std::size_t open_tickets() const { return tickets_.size(); }

    // ---- for services_*.cpp
    Services& services() { return services_; }
    bool on_main() const { return std::this_thread::get_id() == main_; } // [any]

    void serve(kiosk_host&, kiosk_handler, void* user, const http::Request&, const http::Caller&, const http::Params&);
    kiosk_status reply(kiosk_host&, http::Ticket, http::Response, bool when_saved);
    kiosk_status publish(kiosk_host&, std::string topic, Audience, std::string_view message);
    kiosk_status watch(kiosk_host&, std::string topic, kiosk_watcher, void* user);
    using Changed = void (*)(void* user);
    void watch_packs(kiosk_host&, std::string kind, Changed, void* user);
    void watch_boards(kiosk_host&, Changed, void* user);
    void watch_visitor(kiosk_host&, Changed, void* user);
    const std::string& kept(std::string language); // for texts that live until destroy
    bool disk_takes_writes(kiosk_host&); // the same answer for the whole step
    void abandon_step(kiosk_host&);

private:
    struct Ticket {
        kiosk_host* host;
        std::string path;
        bool english;
        Ms arrived;
    };
    struct Topic {
        kiosk_host* owner;
        Audience audience;
        http::Bytes message;
    };
    struct Watcher {
        kiosk_host* host;
        std::string topic;
        kiosk_watcher call;
        void* user;
        bool due = false;
    };

    struct ChangeWatcher {
        kiosk_host* host;
        std::string kind; // of packs; empty: the boards; "(visitor)"
        Changed call;
        void* user;
        bool due = false;
    };

    void submit_step(kiosk_host&);
    // [any] Has main tell the plugin what became of its step.
    std::function<void(bool durable)> teller(kiosk_host&, std::vector<SavedCall>);
    bool tell_of_changes();
    void tell_watchers();
    void person_changed(std::int64_t person);
    void drop_old_tickets(Ms now);
    http::Response sentence(int status, const char* error, std::string_view key, bool english) const;

    using NotSaved = std::array<http::Response, 2>; // Vietnamese, English

    Services services_;
    const std::thread::id main_;
    std::vector<std::unique_ptr<kiosk_host>> hosts_;
    const std::shared_ptr<const NotSaved> not_saved_;
    std::unordered_map<http::Ticket, Ticket> tickets_; // open ones
    Ms next_sweep_ = 0;
    std::map<std::string, Topic, std::less<>> topics_;
    std::vector<std::unique_ptr<Watcher>> watchers_;
    std::vector<std::unique_ptr<ChangeWatcher>> change_watchers_;
    std::uint64_t boards_told_ = 0; // the ledger's revision
    std::set<std::string> languages_;
    int depth_ = 0;         // calls of any plugin on the stack
    bool telling_ = false;
    std::shared_ptr<Hub*> alive_; // People has no way to end a watch
};

} // namespace kiosk::plugin
