// Building the rooms of the program, in the order the data meets them; how they live afterwards is app.cpp's.
#include "kiosk/app.h"

#include "kiosk/base/log.h"
#include "kiosk/health.h"
#include "kiosk/staff/codes.h"
#include "kiosk/store/migrate.h"
#include "kiosk/web_files.h"

#include <SDL.h>
#include <sodium.h>

#include <algorithm>
#include <utility>

namespace kiosk {

using nlohmann::json;

namespace {

constexpr Ms kNever = 1'000'000'000'000'000;

// The event as plugins are told it: with the code of the Wi-Fi, so that they show it and need not know how it is made.
std::string for_plugins(json event) {
    if (auto code = staff::wifi_code(event.value("wifi", json())); !code.empty()) event["wifi"]["code"] = std::move(code);
    return event.dump();
}

// The language of the screens before anybody chooses: what the event file names, where it is one of the event's own; else the first.
std::string language_of_screens(const json& event) {
    const auto& all = event["languages"];
    const json named = event.value("screens", json::object()).value("language", "");
    return std::find(all.begin(), all.end(), named) == all.end() ? all.at(0) : named;
}

} // namespace

App::App(const RunOptions& options)
    : options_(options), layout_(find_layout()), started_(clock_.mono()), started_wall_(clock_.wall()),
      queue_([this] { wake(); }) {
    if (options_.data.empty()) options_.data = default_data_dir();
    if (options_.event.empty()) options_.event = layout_.content / "event.json";
    if (!options_.plugins.empty()) layout_.plugins = options_.plugins;
}

Result<std::unique_ptr<App>> App::create(const RunOptions& options) {
    if (sodium_init() < 0) return Error{Kind::internal, "libsodium cannot start."};
    std::unique_ptr<App> app(new App(options));
    if (auto made = prepare_data_dir(app->options_.data); !made) return made.error();
    auto lock = DataLock::take(app->options_.data);
    if (!lock) return lock.error();
    app->lock_ = std::move(*lock);
    open_log({(app->options_.data / "kiosk.log").string(), 5u << 20, 5, options.quiet});
    app->count_falls();
    app->open_plugins();
    if (auto read = app->read_content(); !read) return read.error();
    if (auto opened = app->open_store(); !opened) return opened.error();
    app->build_rooms();
    if (auto filled = app->fill_shelf(); !filled) return filled.error();
    if (auto started = app->start_plugins(); !started) return started.error();
    app->add_pages();
    return app;
}

void App::count_falls() {
    crash_note_.emplace(options_.data / "crash.note");
    set_aside_.emplace(options_.data / "plugins.json");
    const auto& last = crash_note_->last();
    if (last.signal == 0) return;
    spdlog::error("the kiosk died last time signal={} plugin={}", last.signal, last.plugin.empty() ? "none" : log_safe(last.plugin));
    if (!last.plugin.empty() && set_aside_->fell(last.plugin, last.signal, started_wall_))
        spdlog::error("plugin={} is set aside until staff bring it back", log_safe(last.plugin));
}

void App::open_plugins() {
    plugins_ = plugin::PluginList::open({layout_.plugins}, set_aside_->ids());
    // A screen of one that is set aside is no reason to show nothing at all.
    if (set_aside_->is_aside(options_.show.substr(0, options_.show.find('/')))) options_.show.clear();
    crash_note_->watch(); // behind the forks, which may die of it
}

Status App::read_content() {
    event_ = content::read_event(options_.event, layout_.content / "schema", content::Lang::vi);
    for (const auto& fault : event_.faults) spdlog::warn("{}", content::to_line(fault));
    if (event_.json.is_discarded()) {
        std::string sentence = "The event file " + options_.event.string() + " cannot be used.";
        for (const auto& fault : event_.faults) sentence += "\n" + content::to_line(fault);
        return Error{Kind::invalid, sentence};
    }
    centre_ = std::make_unique<CentreLink>(CentreLink::Parts{options_.data, layout_.content / "schema", options_.central_key, queue_,
                                                             clock_, [this] { next_state_ = 0; }});
    if (auto newer = centre_->newer_event(event_.json)) event_.json = std::move(*newer);
    if (auto loaded = words_.load(layout_.content / "i18n"); !loaded) return loaded;
    if (options_.lang.empty()) options_.lang = language_of_screens(event_.json);
    return {};
}

Status App::open_store() {
    const std::string file = (options_.data / "kiosk.db").string();
    auto write = store::Database::open(file, store::Access::write);
    if (!write) return write.error();
    if (auto migrated = store::migrate_host(**write); !migrated) return migrated;
    auto read = store::Database::open(file, store::Access::read);
    if (!read) return read.error();
    reader_ = std::move(*read);
    store::Writer::Options options;
    options.on_health = [this](bool healthy, std::string why) {
        if (healthy) spdlog::info("the disk takes writes again");
        else spdlog::error("the disk does not take writes why=\"{}\"", why);
        queue_.post([this, why = healthy ? std::string() : std::move(why)] {
            disk_trouble_ = why;
            next_state_ = 0;
        });
    };
    writer_ = std::make_unique<store::Writer>(std::move(*write), std::move(options));
    return {};
}

void App::build_rooms() {
    std::vector<people::Unit> units;
    for (const auto& unit : event_.json["units"])
        units.push_back({unit["id"], content::pick(unit["title"], options_.lang), unit.value("inhabitants", std::int64_t{0})});
    shelf_ = std::make_unique<content::Shelf>(*writer_);
    shelf_->watch([this](const std::string& kind) { hub_->packs_changed(kind); });
    notice_ = privacy::read_notice(event_.json);
    const bool holds = event_.json.value("names", json::object()).value("hold_until_approved", false);
    people_ = std::make_unique<people::People>(*writer_, std::move(units), holds ? people::Names::held : people::Names::shown);
    ledger_ = std::make_unique<results::Ledger>(*writer_, *people_, notice_.min_group);
    people_->watch([this](std::int64_t id) {
        if (people_->find(id)) ledger_->people_changed(); // of who is gone the ledger was told, once for all of them
        visitor_->person_changed(id);
        if (people_->find(id)) return;
        store::Step step;
        handovers_->forget(id, step);
        if (!step.writes.empty())
            if (auto taken = writer_->submit(std::move(step)); !taken) spdlog::error("a code was not erased");
    });
    handovers_ = std::make_unique<Handovers>(*writer_);
    IdleTimes idle = idle_times(event_.json);
    if (!options_.show.empty()) idle.attract_after = kNever; // one screen and no other
    visitor_ = std::make_unique<VisitorSession>(*people_, *handovers_, idle, started_);

    http::Server::Options options;
    options.bind = options_.bind;
    options.port = options_.port;
    options.nice = options_.headless ? 0 : 10;
    options.clock = &clock_;
    // A short address read off the screen and typed, "/7k4q", the code of a booth, "/b7k4qxyz", or one that carries a session
    // on, "/k7qmp3xab": the same page; what the first names is told by its topics, the second is redeemed by the page of the
    // booths, the third by the shell.
    options.static_alias = [](const std::string& path) {
        if (path.find('/', 1) != path.npos) return std::string();
        const bool booth = path.size() == 9 && (path[1] == 'B' || path[1] == 'b');
        return std::string(path.size() == 5 || booth || Handovers::looks_like_one(std::string_view(path).substr(1)) ? "/" : "");
    };
    options.limits.body_limits = {{"/api/staff/files", content::kMaxFileBytes}, {"/api/staff/packs", 1u << 20}};
    options.limits.may_upload = [this](const http::Request& head) {
        return sessions_->valid(head.cookie_value("kiosk_staff"), clock_.wall());
    };
    options.wake_main = [this] { wake(); };
    options.on_unanswered = [this](http::Ticket ticket, const std::string& path) {
        queue_.post([this, ticket, path] { hub_->unanswered(ticket, path); });
    };
    server_ = std::make_unique<http::Server>(std::move(options));
    sessions_ = std::make_unique<staff::Sessions>(*writer_);
    desk_ = std::make_unique<Desk>(Desk::Parts{*server_, router_, *writer_, *people_, *sessions_, words_, clock_, queue_,
                                               [this](const std::string& topic) -> std::optional<bool> {
                                                   if (topic == "kiosk/staff" || topic == "kiosk/packs") return true;
                                                   const auto audience = hub_->audience(topic);
                                                   if (!audience) return std::nullopt;
                                                   return *audience == plugin::Audience::staff;
                                               },
                                               handovers_.get(),
                                               [this](std::int64_t person) { visitor_->taken_over(person); }});
    console_ = std::make_unique<staff::Console>(staff::Console::Parts{*desk_, *server_, router_, *writer_, *reader_, *people_,
                                                                      *sessions_, clock_, [this] { return staff_state(); }});
    door_ = std::make_unique<plugin::ServerDoor>(*server_);
    stage_ = std::make_unique<StageManager>(
        StageManager::Parts{clock_, words_, event_.json, queue_, *plugins_, layout_.fonts.string(), *visitor_, *handovers_, *writer_,
                            [this](const std::string& lang) { return gather(*hub_, *ledger_, clock_.wall(), lang); },
                            [this] { return speaker_ && speaker_->available(); },
                            [this](std::string_view pin) { return console_->try_pin(pin); }, [this] { leave(); },
                            [this] {
                                spdlog::info("first frame after_ms={}", clock_.mono() - started_);
                                supervisor_.ready();
                            },
                            [this](const std::string& file) { stick_clerk_->take(file); },
                            [this] { stick_clerk_->copy_results(); },
                            [this](std::string_view kind, std::string_view id) {
                                const auto* pack = shelf_->find(kind, id);
                                return pack && pack->text;
                            }},
        options_);
    stage_->set_address(options_.bind, options_.port);
    day_ = std::make_unique<staff::DayDesk>(staff::DayDesk::Parts{
        *desk_, *server_, router_, *writer_, *reader_, clock_, options_.data, event_.json.value("wifi", json()),
        [this] { return stage_->join_url(""); }, [this] { return stage_->window() ? SDL_GetNumVideoDisplays() : 0; }});
    hub_ = std::make_unique<plugin::Hub>(plugin::Services{*door_, router_, *writer_, *reader_, *people_, *ledger_, *shelf_,
                                                          words_, clock_, *stage_, queue_, for_plugins(event_.json),
                                                          plugin_settings(options_)});
    hub_->services().follower = &centre_->follower();
    hub_->services().crash_note = &*crash_note_;
    hub_->services().visitor = visitor_.get();
    visitor_->watch([this](VisitorSession::News) { hub_->visitor_changed(); }); // after the stage, which sets the language back
    seal_ = std::make_unique<results::SealKey>(options_.data / results::kSealKeyFile);
    hub_->services().seal = seal_.get();
    if (event_.json.value("speech", false)) {
        speaker_ = std::make_unique<speech::Speaker>(speech::espeak_voice(), speech::sdl_sound(), [this] {
            queue_.post([this] { stage_->redraw(); }); // what offers to read aloud is drawn anew
        });
        hub_->services().speaker = speaker_.get();
    }
}

// The packs of the last time, and what the content folder holds that is new: read here and now, so that plugins begin with
// all of them, but only what does not look as it did. From then on the content thread looks.
Status App::fill_shelf() {
    if (auto loaded = shelf_->load(*reader_); !loaded) return loaded;
    // Packs lie beside the event file; where it stands alone, the program's own are used.
    auto kinds = plugins_->pack_kinds();
    const auto own = std::filesystem::absolute(options_.event).parent_path();
    const bool has_packs = std::any_of(kinds.begin(), kinds.end(),
                                       [&](const auto& kind) { return std::filesystem::is_directory(own / kind.folder); });
    content::Folder folder(
        has_packs ? own : layout_.content, std::move(kinds), content::Judge(layout_.content / "schema"),
        [program = options_.reader](const auto& kind, const auto& file, content::Lang lang) {
            return content::read_in_process({program, file, kind.kind, {}, {}, lang}, content::usual_reader_limits(), {});
        });
    shelf_->remind(folder);
    follow_folder(folder.look(content::Folder::Patience::none));
    for (const auto& [file, trouble] : shelf_->troubles())
        for (const auto& fault : content::in(trouble.faults, content::Lang::vi)) spdlog::warn("{}", content::to_line(fault));
    scout_ = std::make_unique<content::Scout>(
        std::move(folder), queue_,
        content::Scout::Heard{[this](content::FolderNews news) { follow_folder(std::move(news)); },
                              [this](std::optional<content::Stick> stick) {
                                  stick_clerk_->stick_is(stick);
                                  packs_->stick_is(std::move(stick));
                              }},
        content::Scout::Options{.sticks = options_.sticks});
    const staff::PackParts parts{*desk_,
                                 *server_,
                                 router_,
                                 *writer_,
                                 *reader_,
                                 *shelf_,
                                 *scout_,
                                 clock_,
                                 plugins_->pack_kinds(),
                                 content::Judge(layout_.content / "schema"),
                                 options_.data,
                                 options_.reader};
    packs_ = std::make_unique<staff::PackDesk>(parts);
    files_ = std::make_unique<staff::FileDesk>(parts, *packs_);
    stick_clerk_ =
        std::make_unique<staff::StickClerk>(parts, words_, queue_, options_.lang, [this](const staff::StickClerk::Offer& offer) {
            screen::StickOffer shown{offer.stick, {}, offer.copied};
            for (const auto& file : offer.files) shown.files.push_back({file.name, file.line, file.usable, file.taken});
            stage_->offer(std::move(shown));
        });
    return {};
}

void App::follow_folder(content::FolderNews news) {
    store::Step step;
    shelf_->follow(std::move(news), clock_.wall(), step);
    if (step.writes.empty()) return;
    // What cannot be written now is in the folder still: the next start finds it there.
    if (auto taken = writer_->submit(std::move(step)); !taken)
        spdlog::error("packs were not written: {}", taken.error().sentence);
}

Status App::start_plugins() {
    if (auto loaded = people_->load(*reader_); !loaded) return loaded;
    if (auto loaded = ledger_->load(*reader_); !loaded) return loaded;
    if (auto loaded = handovers_->load(*reader_, clock_.wall()); !loaded) return loaded;
    if (auto opened = centre_->open_outbox(event_.json, *writer_, *reader_, *ledger_); !opened) return opened;
    hub_->services().outbox = centre_->outbox(); // before plugins start: what they have yet to tell, they tell from then on
    if (auto opened = open_privacy(); !opened) return opened;
    if (auto loaded = sessions_->load(*reader_, clock_.wall()); !loaded) return loaded;
    if (auto loaded = day_->load(); !loaded) return loaded;
    if (!console_->has_pin()) {
        first_pin_ = staff::random_pin();
        auto hash = staff::hash_pin(first_pin_);
        if (!hash) return hash.error();
        if (auto stored = staff::store_pin(writer_->before_start(), *hash); !stored) return stored;
    }
    plugins_->start(*hub_);
    for (const auto& route : router_.routes())
        if (route.max_body > 0 || route.for_programs) server_->allow_body({route.method, route.pattern, route.max_body, route.for_programs});
    return {};
}

Status App::open_privacy() {
    consents_ = std::make_unique<privacy::Consents>(*writer_);
    if (auto loaded = consents_->load(*reader_); !loaded) return loaded;
    if (auto noted = note_event(); !noted) return noted;
    eraser_ = std::make_unique<privacy::Eraser>(privacy::Eraser::Parts{*writer_, *reader_, *people_, *ledger_, *consents_,
                                                                       centre_->forgets(), clock_, notice_.retention_days});
    data_desk_ = std::make_unique<privacy::DataDesk>(privacy::DataDesk::Parts{
        *desk_, *server_, router_, *people_, *ledger_, *consents_, *eraser_, clock_, notice_, centre_->forgets().device()});
    return {};
}

// So that `kiosk people forget` finds the event again when no kiosk runs.
Status App::note_event() {
    store::Step step;
    const auto set = writer_->prepare("", "INSERT INTO settings (key, value) VALUES ('event_file', ?1)"
                                          " ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    step.writes.push_back({set, {std::filesystem::absolute(options_.event).string()}});
    return writer_->submit(std::move(step));
}

void App::add_pages() {
    for (const auto& file : web_files())
        server_->add_static(file.url, http::make_static(file.content_type, std::string(file.body)));
    for (const auto& manifest : plugins_->manifests())
        for (auto& page : plugin::read_web_files(*manifest))
            server_->add_static(page.url, http::make_static(page.content_type, std::move(page.body)));
    desk_->add_routes(event_for_pages());
    console_->add_routes();
    day_->add_routes();
    data_desk_->add_routes();
    packs_->add_routes();
    files_->add_routes();
    const auto host_route = [this](const char* pattern, http::Handler handler) {
        router_.add_own({"GET", pattern, "", http::Guard::anyone, std::move(handler)});
    };
    router_.add_own({"POST", "/api/staff/plugins/{id}/back", "", http::Guard::staff,
                     [this](const http::Request& r, const http::Caller&, const http::Params& p) { bring_back(r, p.at("id")); }});
    host_route("/healthz", [this](const http::Request& r, const http::Caller&, const auto&) {
        const bool well = writer_->healthy();
        desk_->reply(r, {{"ok", well}, {"store", well}, {"plugins_failed", plugins_->failures().size()}}, well ? 200 : 503);
    });
    host_route("/metrics", [this](const http::Request& r, const http::Caller&, const auto&) {
        const Vitals vitals{*server_,
                            *writer_,
                            *people_,
                            stage_->window() ? stage_->window()->frames() : 0,
                            stage_->on_displays(),
                            static_cast<int>(plugins_->running().size()),
                            static_cast<int>(plugins_->failures().size()),
                            clock_.mono() - started_};
        server_->reply(r.ticket, {200, "text/plain; version=0.0.4; charset=utf-8", metrics_text(vitals), {}});
    });
}

std::string App::event_for_pages() const {
    const json& event = event_.json;
    json plugins = json::array();
    for (const auto* manifest : plugins_->manifests()) {
        const auto url = [](const std::string& path) { return path.empty() ? json() : json(path); };
        plugins.push_back({{"id", manifest->id}, {"title", {{"vi", manifest->title.vi}, {"en", manifest->title.en}}},
                           {"phone", url(manifest->phone_url())}, {"staff", url(manifest->staff_url())}});
    }
    json names = json::object();
    for (const auto& lang : words_.langs()) names[lang] = words_.own_name(lang);
    json units = json::array();
    for (const auto& unit : people_->units()) units.push_back({{"id", unit.id}, {"title", unit.title}});
    return json{{"name", event["name"]}, {"place", event.value("place", json())}, {"date", event.value("date", "")},
                {"languages", event["languages"]}, {"language_names", names}, {"units_title", event["units_title"]}, {"units", units},
                {"privacy", privacy::for_pages(event, notice_)}, {"plugins", plugins},
                {"screen", !options_.headless && options_.show.empty()}, {"version", KIOSK_VERSION}}.dump();
}

} // namespace kiosk
