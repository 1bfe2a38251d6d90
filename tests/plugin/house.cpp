#include "tests/plugin/house.h"

#include "kiosk/base/log.h"
#include "kiosk/store/migrate.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>

#include <chrono>
#include <cstdlib>
#include <sstream>
#include <thread>

namespace kiosk::plugin {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

template <class T> T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().sentence);
    return std::move(*result);
}
void must(const Status& status) {
    if (!status) throw std::runtime_error(status.error().sentence);
}

} // namespace

fs::path built_plugin(const std::string& id) {
    const char* outside = std::getenv("KIOSK_HELLO"); // a hello that was built out of the tree
    if (id == "hello" && outside) return outside;
    const auto ours = fs::path(KIOSK_BUILD_DIR) / "lib/kiosk/plugins" / id;
    return fs::exists(ours) ? ours : fs::path(KIOSK_BUILD_DIR) / "tests/plugin/fixtures" / id;
}

struct LogBook::Kept {
    std::ostringstream lines;
    std::shared_ptr<spdlog::sinks::ostream_sink_mt> sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(lines);
};

LogBook::LogBook() : kept_(std::make_shared<Kept>()), before_(spdlog::default_logger()) {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("log book", kept_->sink));
}
LogBook::~LogBook() { spdlog::set_default_logger(std::static_pointer_cast<spdlog::logger>(before_)); }

std::string LogBook::text() const {
    kept_->sink->flush();
    return kept_->lines.str();
}

bool LogBook::names(std::string_view plugin, std::string_view words) const {
    std::istringstream lines(text());
    for (std::string line; std::getline(lines, line);)
        if (line.find("plugin=" + std::string(plugin) + " ") != line.npos && line.find(words) != line.npos) return true;
    return false;
}

bool FakeDoor::reply(http::Ticket ticket, http::Response response) {
    const std::lock_guard lock(mutex_);
    answers_[ticket].push_back(std::move(response));
    came_.notify_all();
    return true;
}

std::optional<http::Response> FakeDoor::answer(http::Ticket ticket) {
    std::unique_lock lock(mutex_);
    if (!came_.wait_for(lock, 2s, [&] { return answers_.contains(ticket); })) return std::nullopt;
    return answers_[ticket].front();
}

int FakeDoor::answers(http::Ticket ticket) const {
    const std::lock_guard lock(mutex_);
    const auto found = answers_.find(ticket);
    return found == answers_.end() ? 0 : static_cast<int>(found->second.size());
}

Status FakeDisk::before_commit() {
    if (full) return Error{Kind::unavailable, "the disk is full"};
    return {};
}

House::House(std::set<std::string> plugins) {
    std::string pattern = (fs::temp_directory_path() / "kiosk-house-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder for the house");
    folder = pattern;
    fs::create_directory(folder / "plugins");
    for (const auto& id : plugins) fs::create_directory_symlink(built_plugin(id), folder / "plugins" / id);
    list = std::make_unique<PluginList>(PluginList::open({folder / "plugins"})); // forks: before the writer's thread

    const auto file = (folder / "kiosk.db").string();
    store::Writer::Options options;
    options.gate = &disk;
    options.retry_ms = 20;
    writer = std::make_unique<store::Writer>(must(store::Database::open(file, store::Access::write)), options);
    must(store::migrate_host(writer->before_start()));
    reader = must(store::Database::open(file, store::Access::read));
    people = std::make_unique<people::People>(*writer, std::vector<people::Unit>{{"thon-1", "Thôn Một", 120}});
    ledger = std::make_unique<results::Ledger>(*writer, *people);
    shelf = std::make_unique<content::Shelf>(*writer);
    handovers = std::make_unique<Handovers>(*writer);
    visitor = std::make_unique<VisitorSession>(*people, *handovers, IdleTimes{}, clock.mono());
    hub = std::make_unique<Hub>(
        Services{door, router, *writer, *reader, *people, *ledger, *shelf, words, clock, stage, queue, R"({"name":"Hội làng"})",
                 {{"from", "http://10.0.0.2:8080"}}});
    hub->services().visitor = visitor.get();
    visitor->watch([this](VisitorSession::News) { hub->visitor_changed(); });
    list->start(*hub);
    writer->start();
}

House::~House() {
    list->close();
    writer->stop();
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

std::string House::failure(std::string_view id) const {
    for (const auto& failure : list->failures())
        if (failure.id == id) return failure.sentence;
    return "";
}

http::Ticket House::ask(const std::string& method, const std::string& path, const std::string& body, const http::Caller& caller,
                        http::Headers headers) {
    http::Request request;
    request.ticket = ++last_ticket_;
    request.method = method;
    request.path = path;
    request.body = body;
    request.headers = std::move(headers);
    request.arrived = clock.mono();
    const auto match = router.find(method, path);
    if (match.route) match.route->handler(request, caller, match.params);
    else door.reply(request.ticket, {404, "text/plain", "", {}});
    return request.ticket;
}

http::Response House::get(const std::string& path, http::Caller caller) {
    return door.answer(ask("GET", path, "", caller)).value_or(http::Response{0, "", "", {}});
}

http::Response House::post(const std::string& path, const std::string& body, http::Caller caller) {
    return door.answer(ask("POST", path, body, caller)).value_or(http::Response{0, "", "", {}});
}

std::int64_t House::join(const std::string& name, const std::string& unit) {
    store::Step step;
    const auto joined = must(people->join(name, unit, "vi", clock.wall(), step));
    must(writer->submit(std::move(step)));
    return joined.id;
}

void House::let_time_pass(Ms ms) {
    clock.now += ms;
    list->tick(clock.now);
}

void House::wait_for_disk() {
    for (int i = 0; i < 400 && writer->waiting() > 0; ++i) std::this_thread::sleep_for(5ms);
}

http::Response House::answer_from_queue(http::Ticket ticket) {
    while (door.answers(ticket) == 0 && called_main.try_acquire_for(2s)) queue.run_all();
    return door.answers(ticket) ? *door.answer(ticket) : http::Response{0, "", "", {}};
}

} // namespace kiosk::plugin
