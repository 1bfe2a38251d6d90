// What binds this kiosk to a centre: results on their way there, what addresses elsewhere hold, and content that comes from
// there. Results and content are there only where the event file names an address for them; plugins may follow addresses in
// any case.
//
// Thread: main. The upload thread begins with start(), the fetch thread with the first address; both end with stop().
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/content/library.h"
#include "kiosk/fetch/mirror.h"
#include "kiosk/results/ledger.h"
#include "kiosk/results/outbox.h"
#include "kiosk/results/uploader.h"
#include "kiosk/store/database.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kiosk {

class CentreLink {
public:
    struct Parts {
        std::filesystem::path data, schemas;
        std::filesystem::path key_file; // empty: DATA/central.key
        RunQueue& queue;
        const Clock& clock;
        std::function<void()> changed; // the states below may look different
    };
    explicit CentreLink(Parts);
    ~CentreLink(); // stop()

    // What came from the centre for this start, merged with the local event; nothing where nothing has come, or it is no good.
    std::optional<nlohmann::json> newer_event(const nlohmann::json& local);
    // Prepares what is told to the centre, without a thread yet. After the ledger has its rows.
    Status open_outbox(const nlohmann::json& event, store::Writer&, store::Database& reader, results::Ledger&);
    struct Content {
        content::Shelf& shelf;
        content::Scout& scout;
        store::Writer& writer;
        std::vector<content::PackKind> kinds;
    };
    void start(const nlohmann::json& event, const Content&);
    void stop();

    fetch::Follower& follower() { return follower_; }
    results::Outbox* outbox() { return uploader_ ? outbox_.get() : nullptr; } // null where nothing is told to anybody
    // After open_outbox; also where nothing is told: what waits of who is forgotten goes all the same.
    results::Outbox& forgets() { return *outbox_; }

    // For staff: `outbox` and `centre` of the topic kiosk/staff.
    nlohmann::json outbox_state() const;
    nlohmann::json content_state() const;

private:
    fetch::Follower::Key key() const;
    std::filesystem::path folder_of(const std::string& from) const; // of what came from there

    const Parts parts_;
    std::string event_; // the bytes of the centre's event that this run began with, "" for none
    std::string event_wrong_; // why it could not use them, "" where it does
    fetch::Follower follower_;
    std::unique_ptr<results::Outbox> outbox_;
    std::unique_ptr<results::Uploader> uploader_;
    results::Progress upload_; // as last told
    std::unique_ptr<fetch::Mirror> mirror_;
};

} // namespace kiosk
