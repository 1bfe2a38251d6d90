// An archive and what it stands on, for the stories that both archives must tell the same way.
#pragma once

#include "store/archive.h"
#include "store/key_store.h"

#include <functional>
#include <memory>
#include <string>

namespace central {

class Stand {
public:
    virtual ~Stand() = default;
    virtual Archive& archive() = 0;
    virtual KeyStore& keys() = 0;
    // Runs it on main, as a callback of the plugin.
    virtual void on_main(const std::function<void()>&) = 0;
    // Waits until another thread has something for main, and runs that; false where nothing came for ten seconds.
    virtual bool turn() = 0;
    // Waits until what a command wrote is on disk, as the command does before it ends.
    virtual void command_ends() {}
    // The process ends and begins anew on the same tables.
    virtual void restart() = 0;
};

std::unique_ptr<Stand> sqlite_stand();

// ---------------------------------------------------------------- the stories' verbs

std::string uuid(int number); // "00000000-0000-4000-8000-000000000007"

// A statement in the making; what it says follows from what is set here.
struct Words {
    int id = 0;
    std::string actor = "an"; // name of an account
    std::string verb = "answered", activity = "q1", registration = {};
    std::string unit = {};       // spoken of in passing, as an activity
    std::string instructor = {}; // spoken of in passing, as an account
    int voids = 0, refers_to = 0;
    std::int64_t stored = 1'000;
    std::string event = "fair";
    std::string response = "b"; // other words with the same id are a conflict
    std::optional<double> score = {}; // a run is completed
};
Entry entry(const Words&);
std::string account(const std::string& name); // identity of a player
KeyHash hash_of_secret(const std::string& name); // of the key of that name; at most 32 bytes

class Room { // of one archive, with waiting
public:
    explicit Room(std::unique_ptr<Stand> stand) : stand_(std::move(stand)) {}

    Stand& stand() { return *stand_; }
    Archive& archive() { return stand_->archive(); }

    Outcome keep(const std::vector<Words>&);
    Outcome::Kind kept(const std::vector<Words>& words) { return keep(words).kind; }
    // Without waiting; the outcome comes later.
    std::shared_ptr<std::optional<Outcome>> send(const std::vector<Words>&);
    Outcome wait(const std::shared_ptr<std::optional<Outcome>>&);

    std::optional<Kept> find(int id, bool voided = false);
    // Ids of the statements, as numbers, in the list's order; `after` is where the page ended.
    std::vector<int> list(xapi::Query = {}, std::size_t most = 100, std::string* after = nullptr);
    Changes results(const std::string& cursor = "", std::size_t most = 100);
    Outcome forget(const std::string& player);

    // As by commands.
    KeyOutcome adds(const std::string& name, std::int64_t now = 1'000);
    KeyOutcome revokes(const std::string& name, std::int64_t now = 2'000);
    // What a central at work sees; nothing where the store does not answer.
    std::optional<KeyTable> sees_keys();

private:
    template <class Value> Value answer(const std::function<void(std::function<void(Value)>)>& ask);

    std::unique_ptr<Stand> stand_;
};

} // namespace central
