// The life of the program once its rooms are built (app_rooms.cpp): the loop on main, from the first turn to the last.
#include "kiosk/app.h"

#include "kiosk/base/log.h"
#include "kiosk/terminal.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <utility>

namespace kiosk {

using nlohmann::json;

namespace {

constexpr Ms kStateEvery = 1'000;   // for the staff page
constexpr Ms kLongestSleep = 500;   // with a window: signals do not wake SDL
constexpr Ms kSoon = 500;           // the answer is on its way before the kiosk starts again
constexpr Ms kEraseWithin = 300'000, kLookAgain = 5;

// Set by SIGINT and SIGTERM; the only thing that a signal handler may touch here.
volatile std::sig_atomic_t stop_requested = 0;
const Waker* woken_by_signal = nullptr;

extern "C" void on_signal(int) {
    stop_requested = 1;
    if (woken_by_signal) woken_by_signal->wake();
}

} // namespace

App::~App() {
    woken_by_signal = nullptr;
    if (server_) server_->stop(); // after this nobody asks
    if (scout_) scout_->stop();   // and nobody wakes
    if (centre_) centre_->stop();
    if (plugins_) plugins_->close();
    if (writer_) writer_->stop(); // what was accepted is committed, also what a plugin wrote last
}

int App::run() {
    woken_by_signal = &waker_;
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGPIPE, SIG_IGN);
    writer_->start();
    const auto fail = [](const Status& status) {
        return std::fprintf(stderr, "kiosk: %s\n", status.error().sentence.c_str()), 1;
    };
    for (const auto& failure : plugins_->failures()) // headless, too: whoever asks for it wants nothing else
        if (failure.id == options_.show.substr(0, options_.show.find('/')))
            return fail(
                Error{Kind::invalid, "There is no " + failure.id + " to show: " + failure.sentence + "; the log says why."});
    if (auto listening = listen(); !listening) return fail(listening);
    if (!options_.headless) {
        if (auto opened = stage_->open_window(); !opened) return fail(opened);
        const auto& window = *stage_->window();
        if (speaker_) speaker_->begin();
        spdlog::info("window painter=\"{}\" size={}x{} after_ms={}", window.painter(), window.width(), window.height(),
                     clock_.mono() - started_);
    }
    welcome();
    scout_->start();
    centre_->start(event_.json, {*shelf_, *scout_, *writer_, plugins_->pack_kinds()});
    if (options_.headless) supervisor_.ready(); // else with the first frame
    while (!stop_requested && !(again_at_ && clock_.mono() >= *again_at_)) turn();
    spdlog::info("stopping");
    supervisor_.stopping();
    if (!stop_requested) return kAgain;
    return left_ && supervisor_.listens() ? kLeft : 0;
}

// Its library is opened where all are: at the start, by a child first. So the kiosk starts again; a round goes on.
void App::bring_back(const http::Request& request, const std::string& id) {
    if (auto back = set_aside_->bring_back(id); !back) {
        const bool unknown = back.error().kind == Kind::not_found;
        return desk_->refuse(request, unknown ? 404 : 503, unknown ? "not_found" : "not_saved");
    }
    spdlog::info("plugin={} is brought back by staff", log_safe(id));
    again_at_ = clock_.mono() + kSoon;
    desk_->reply(request, {{"ok", true}, {"restarting", true}});
}

Status App::forget_who_is_asked_for() {
    writer_->start();
    for (const Ms give_up = clock_.mono() + kEraseWithin; !eraser_->is_done();) {
        if (!writer_->healthy() || clock_.mono() > give_up) return Error{Kind::unavailable, "The disk does not take writes."};
        eraser_->tick();
    console_->tick();
        while (writer_->healthy() && writer_->waiting() > 0) waker_.wait(kLookAgain);
    }
    return {};
}

Status App::listen() {
    if (auto started = server_->start(); !started) return started;
    options_.port = server_->port();
    stage_->set_address(options_.bind, options_.port);
    spdlog::info("listening port={} plugins={} after_ms={}", options_.port, plugins_->running().size(), clock_.mono() - started_);
    return {};
}

void App::welcome() {
    const std::string url = "http://" + stage_->address() + ":" + std::to_string(options_.port);
    std::printf("listening on http://%s:%u\n",
                options_.bind == "0.0.0.0" || options_.bind == "::" ? "127.0.0.1" : options_.bind.c_str(), options_.port);
    std::printf("phones:  %s\nstaff:   %s/staff\n", url.c_str(), url.c_str());
    if (!first_pin_.empty())
        std::printf("Staff PIN (shown only this once; change it with \"kiosk staff pin\"): %s\n", first_pin_.c_str());
    if (options_.headless) std::printf("%s", qr_for_terminal(stage_->join_url("")).c_str());
    std::fflush(stdout);
    first_pin_.clear();
}

void App::leave() { stop_requested = left_ = true; }

void App::wake() {
    waker_.wake();
    if (stage_) stage_->wake();
}

void App::turn() {
    if (stage_->window()) stage_->wait_for_input(std::min(until_next_duty(), kLongestSleep));
    else waker_.wait(until_next_duty());
    supervisor_.alive(clock_.mono());
    serve_inbox();
    queue_.run_all();
    plugins_->tick(clock_.mono());
    stage_->tick();
    packs_->publish();
    publish_state();
    stage_->draw_if_due();
}

Ms App::until_next_duty() const {
    const Ms now = clock_.mono();
    Ms at = std::max(next_state_, now);
    if (const auto wake = plugins_->next_wake()) at = std::min(at, *wake);
    if (const auto due = supervisor_.next()) at = std::min(at, *due);
    if (again_at_) at = std::min(at, *again_at_);
    if (const auto duty = stage_->next_duty()) at = std::min(at, *duty);
    return std::max<Ms>(0, at - now);
}

void App::serve_inbox() {
    for (const auto& request : server_->take()) {
        day_->saw(request);
        desk_->handle(request);
    }
}

void App::publish_state() {
    const Ms now = clock_.mono();
    if (now < next_state_) return;
    next_state_ = now + kStateEvery;
    eraser_->tick();
    if (const auto boards = ledger_->revision(); boards != std::exchange(boards_seen_, boards)) stage_->news();
    stage_->set_address(options_.bind, options_.port); // the hall's network may come up after us
    supervisor_.status(disk_trouble_.empty() ? "Phones: http://" + stage_->address() + ":" + std::to_string(options_.port)
                                             : "The disk does not take writes: " + disk_trouble_);
    std::string state = staff_state().dump();
    if (state == state_published_) return;
    server_->publish("kiosk/staff", std::make_shared<const std::string>(state));
    state_published_ = std::move(state);
}

// [{"id", "title": {"vi", "en"}, "at_ms"}], for the staff page: what it offers to bring back.
json App::set_aside_state() const {
    json list = json::array();
    for (const auto& fall : set_aside_->aside()) {
        json title = {{"vi", fall.plugin}, {"en", fall.plugin}};
        for (const auto& failure : plugins_->failures())
            if (failure.id == fall.plugin)
                if (const auto manifest = plugin::read_manifest(failure.folder))
                    title = {{"vi", manifest->title.vi}, {"en", manifest->title.en}};
        list.push_back({{"id", fall.plugin}, {"title", std::move(title)}, {"at_ms", fall.at}});
    }
    return list;
}

json App::staff_state() const {
    json faults = json::array();
    for (const auto& [file, trouble] : shelf_->troubles()) {
        const auto& vi = content::in(trouble.faults, content::Lang::vi);
        const auto& en = content::in(trouble.faults, content::Lang::en);
        for (std::size_t i = 0; i < vi.size(); ++i) // the topic is one for all staff: each page says it in its own language
            faults.push_back({{"file", vi[i].file},
                              {"line", vi[i].line},
                              {"pointer", vi[i].pointer},
                              {"sentence", {{"vi", vi[i].sentence}, {"en", i < en.size() ? en[i].sentence : vi[i].sentence}}},
                              {"warning", vi[i].warning}});
    }
    for (const auto& failure : plugins_->failures())
        if (!set_aside_->is_aside(failure.id)) faults.push_back(
            {{"file", failure.id}, {"line", 0}, {"pointer", ""}, {"sentence", {{"vi", failure.sentence}}}, {"warning", false}});
    const bool healthy = writer_->healthy();
    return {{"store", {{"healthy", healthy}, {"waiting", healthy ? 0 : writer_->waiting()}, {"message", disk_trouble_}}},
            {"outbox", centre_->outbox_state()},
            {"centre", centre_->content_state()},
            {"people", people_->count()},
            {"names", console_->names_state()},
            {"day", day_->state()},
            {"streams", server_->stats().streams_open.load(std::memory_order_relaxed)},
            {"version", KIOSK_VERSION},
            {"join_url", stage_->join_url("")},
            {"started_ms", started_wall_},
            {"set_aside", set_aside_state()},
            {"faults", std::move(faults)}};
}

} // namespace kiosk
