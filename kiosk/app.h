// The program: builds the rooms in the order the data meets them, then turns the loop on main until it is told to stop.
//
// One turn of the loop, in words: sleep until something happens; take the whole inbox and serve it; run what other threads
// posted; give plugins their time; publish the state for staff; draw a frame if one is due.
//
// Thread: main. Net, disk and content are started by run() and end with the App.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/centre_link.h"
#include "kiosk/config.h"
#include "kiosk/content/library.h"
#include "kiosk/content/scout.h"
#include "kiosk/content/shelf.h"
#include "kiosk/desk.h"
#include "kiosk/handover.h"
#include "kiosk/http/router.h"
#include "kiosk/http/server.h"
#include "kiosk/people/people.h"
#include "kiosk/plugin/crash_note.h"
#include "kiosk/plugin/hub.h"
#include "kiosk/plugin/plugin_list.h"
#include "kiosk/plugin/services.h"
#include "kiosk/plugin/set_aside.h"
#include "kiosk/privacy/consents.h"
#include "kiosk/privacy/data_desk.h"
#include "kiosk/privacy/eraser.h"
#include "kiosk/privacy/notice.h"
#include "kiosk/results/ledger.h"
#include "kiosk/results/seal.h"
#include "kiosk/speech/speaker.h"
#include "kiosk/stage_manager.h"
#include "kiosk/staff/console.h"
#include "kiosk/staff/day.h"
#include "kiosk/staff/files.h"
#include "kiosk/staff/packs.h"
#include "kiosk/staff/sessions.h"
#include "kiosk/staff/stick_clerk.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"
#include "kiosk/supervisor.h"
#include "kiosk/visitor.h"
#include "kiosk/waker.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

class App {
public:
    // Reads content, opens the store, starts the plugins; no thread and no window yet. The error says what is missing.
    static Result<std::unique_ptr<App>> create(const RunOptions&);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // What run() returns beside 0 and 1.
    static constexpr int kLeft = 10;   // the operator ended it, and a supervisor is to leave it at that
    static constexpr int kAgain = -1;  // staff want it started again
    // Opens port and window and turns the loop. Returns the exit status.
    int run();
    // For `kiosk people forget` where no kiosk runs: does what was asked for, and nothing else.
    Status forget_who_is_asked_for();

    StageManager& stage() { return *stage_; }              // for pictures
    const content::Words& words() const { return words_; }
    const http::Router& router() const { return router_; } // what is served, for the test that holds openapi.yaml against it
    std::string fonts() const { return layout_.fonts.string(); }

private:
    explicit App(const RunOptions&);

    // create, in this order (app_rooms.cpp)
    void count_falls();  // which plugin was at work when the kiosk died
    void open_plugins(); // forks: before anything that starts a thread
    Status read_content();
    Status open_store();
    void build_rooms();
    Status fill_shelf();
    Status open_privacy();
    Status note_event();
    Status start_plugins();
    void add_pages();

    // run (app.cpp)
    void wake(); // [any]
    void leave(); // the operator ends the kiosk
    Status listen();
    void welcome(); // prints where to find the kiosk, and the PIN of a first start
    void turn();
    void serve_inbox();
    void publish_state();
    void follow_folder(content::FolderNews);
    void bring_back(const http::Request&, const std::string& plugin);
    nlohmann::json set_aside_state() const;
    Ms until_next_duty() const;

    nlohmann::json staff_state() const;
    std::string event_for_pages() const;

    // constant after create
    RunOptions options_;
    Layout layout_;
    const SystemClock clock_;
    const Ms started_;      // mono
    const Ms started_wall_;
    DataLock lock_;
    Supervisor supervisor_{Supervisor::asked()};
    std::optional<plugin::CrashNote> crash_note_;
    std::optional<plugin::SetAside> set_aside_;
    std::optional<Ms> again_at_; // mono; staff want it started again
    bool left_ = false;          // by the operator

    // the rooms, in the order the data meets them
    Waker waker_;
    RunQueue queue_;
    std::optional<plugin::PluginList> plugins_;
    content::EventFile event_;
    content::Words words_;
    std::unique_ptr<store::Database> reader_;
    std::unique_ptr<store::Writer> writer_;
    std::unique_ptr<content::Shelf> shelf_;
    std::unique_ptr<content::Scout> scout_;
    std::unique_ptr<people::People> people_;
    std::unique_ptr<results::Ledger> ledger_;
    std::unique_ptr<CentreLink> centre_; // made when the event is read, and the event may come from it
    std::unique_ptr<results::SealKey> seal_; // its file is made when something is sealed first
    privacy::Notice notice_;
    std::unique_ptr<privacy::Consents> consents_;
    std::unique_ptr<privacy::Eraser> eraser_;
    http::Router router_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<staff::Sessions> sessions_;
    std::unique_ptr<Desk> desk_;
    std::unique_ptr<staff::Console> console_;
    std::unique_ptr<staff::DayDesk> day_;
    std::unique_ptr<privacy::DataDesk> data_desk_;
    std::unique_ptr<staff::PackDesk> packs_;
    std::unique_ptr<staff::FileDesk> files_;
    std::unique_ptr<staff::StickClerk> stick_clerk_;
    std::unique_ptr<plugin::ServerDoor> door_;
    std::unique_ptr<Handovers> handovers_;
    std::unique_ptr<VisitorSession> visitor_;
    std::unique_ptr<StageManager> stage_;
    std::unique_ptr<speech::Speaker> speaker_; // null where the event wants no voice; goes before the window does
    std::unique_ptr<plugin::Hub> hub_;
    std::string state_published_;
    std::uint64_t boards_seen_ = 0; // the ledger's revision that the screen knows of
    Ms next_state_ = 0;     // mono
    std::string disk_trouble_; // why the store is not healthy, for staff
    std::string first_pin_; // printed once
};

} // namespace kiosk
