#include "tests/support/hall.h"

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace kiosk::support {

namespace fs = std::filesystem;

namespace {

constexpr int kStart = 30'000; // ms; a sanitized build on a busy machine
constexpr std::size_t kHands = 8;

json plain_event() {
    return {{"formatVersion", 1},
            {"name", {{"vi", "Hội thi thử"}, {"en", "A trial contest"}}},
            {"date", "2026-10-10"},
            {"units", {{{"id", "tan-hoa"}, {"title", "Phường Tân Hòa"}}, {{"id", "pa-co"}, {"title", "Xã Pà Cò"}}}}};
}

} // namespace

Kiosk::Kiosk(Content content, std::vector<std::string> more_options, Window window) {
    json event = plain_event();
    if (content.event.is_object()) event.update(content.event);
    folder_.write("content/event.json", event.dump(2));
    for (auto& bank : content.banks) {
        bank["formatVersion"] = 1;
        bank.emplace("title", "Câu hỏi thử");
        folder_.write("content/banks/" + bank.at("id").get<std::string>() + ".json", bank.dump(2));
    }
    options_ = {"run", "--bind", "127.0.0.1", "--port", "0", "--data", data().string()};
    if (window == Window::none) options_.emplace_back("--headless");
    if (!content.banks.empty() || !content.event.empty()) options_.insert(options_.end(), {"--event", this->event().string()});
    options_.insert(options_.end(), more_options.begin(), more_options.end());
    const auto set = run_program({"staff", "pin", "--data", data().string()}, std::string(kPin) + "\n");
    if (set.status != 0) throw std::runtime_error("no PIN: " + set.err);
    start();
}

void Kiosk::start() {
    program_ = std::make_unique<Program>(options_);
    const std::string port = program_->line_after("listening on http://127.0.0.1:", kStart);
    if (port.empty()) throw std::runtime_error("the kiosk does not start: " + program_->err());
    port_ = static_cast<std::uint16_t>(std::stoi(port));
    ear_ = std::make_unique<Ear>(port_, "quiz/round,quiz/standings,leaderboard/board");
    if (!shows([](const json&) { return true; })) throw std::runtime_error("the kiosk shows nothing");
}

void Kiosk::kill() {
    program_->kill();
}

int Kiosk::stop(int ms) {
    program_->signal(SIGTERM);
    return program_->wait(ms).value_or(-1);
}

std::string Kiosk::log() const {
    std::ifstream in(data() / "kiosk.log");
    return {std::istreambuf_iterator<char>(in), {}};
}

bool Kiosk::shows(const std::string& phase, int ms) const {
    return shows([&](const json& round) { return round.value("phase", "") == phase; }, ms);
}

json Kiosk::export_json() const {
    return json::parse(run_program({"results", "export", "--format", "json", "--data", data().string()}).out, nullptr, false);
}

// ---------------------------------------------------------------- a visitor

Reply Visitor::get(const std::string& path) {
    return ask({"GET", path});
}

Reply Visitor::post(const std::string& path, const json& body) {
    return ask({"POST", path, body.dump(), {{"Content-Type", "application/json"}}});
}

Reply Visitor::ask(Ask ask) {
    http_.move_to(kiosk_->port());
    if (!cookie.empty()) ask.headers.emplace_back("Cookie", cookie);
    return http_.ask(ask);
}

// ---------------------------------------------------------------- a phone

Phone::Phone(const Kiosk& kiosk, std::string whose, const std::string& unit) : Visitor(kiosk) {
    const auto joined = joins(whose, unit);
    if (joined.status != 200) throw std::runtime_error(whose + " cannot join: " + joined.body);
}

Reply Phone::joins(const std::string& whose, const std::string& unit) {
    json body{{"name", whose}};
    if (!unit.empty()) body["unit"] = unit;
    auto reply = post("/api/join", body);
    if (reply.status != 200) return reply;
    const json player = reply.json().at("player");
    name = player.at("name");
    id = player.at("id");
    if (const auto token = reply.cookie("kiosk_player"); !token.empty()) cookie = "kiosk_player=" + token;
    return reply;
}

Reply Phone::enters() {
    return post("/p/quiz/enter", {{"round", kiosk_->round().at("round")}});
}

Reply Phone::guesses(std::int64_t people) {
    return post("/p/quiz/guess", {{"round", kiosk_->round().at("round")}, {"guess", people}});
}

Reply Phone::answers_to(const std::string& question, const json& choice) {
    return answers_to(kiosk_->round().at("round").get<std::int64_t>(), question, choice);
}

Reply Phone::answers_to(std::int64_t round, const std::string& question, const json& choice) {
    return post("/p/quiz/answer", {{"round", round}, {"question", question}, {"choice", choice}});
}

Phone Phone::refreshed() const {
    Phone fresh(*kiosk_);
    fresh.cookie = cookie;
    fresh.name = name;
    fresh.id = id;
    return fresh;
}

// ---------------------------------------------------------------- staff

Staff::Staff(const Kiosk& kiosk) : Visitor(kiosk) {
    const auto login = post("/api/staff/login", {{"pin", Kiosk::kPin}});
    if (login.status != 200) throw std::runtime_error("staff cannot log in: " + login.body);
    cookie = "kiosk_staff=" + login.cookie("kiosk_staff");
    listens();
}

void Staff::listens() {
    ear_ = std::make_unique<Ear>(kiosk_->port(), "quiz/staff,kiosk/staff", cookie);
}

Reply Staff::opens(json order) {
    if (order.is_object() && order.contains("banks")) order.emplace("shuffle_options", false); // so that b is b, unless a story says otherwise
    auto reply = post("/p/quiz/staff/open", order);
    if (reply.status != 200) return reply;
    const json round = reply.json().at("round");
    kiosk_->shows([&](const json& shown) { return shown.at("round") == round; });
    return reply;
}

Reply Staff::next() {
    const json seen = kiosk_->round();
    auto reply =
        post("/p/quiz/staff/next", {{"round", seen.at("round")}, {"phase", seen.at("phase")}, {"index", seen.at("index")}});
    if (reply.status == 200)
        kiosk_->shows([&](const json& now) {
            return now.at("round") != seen.at("round") || now.at("phase") != seen.at("phase") ||
                   now.at("index") != seen.at("index") ||
                   (seen.at("phase") == "answering" && now.value("remaining_ms", json()) == 0);
        });
    return reply;
}

void Staff::goes_to(const std::string& phase) {
    for (int steps = 0; steps < 12; ++steps) {
        const auto reply = next();
        // A round that goes by itself may have taken the step between their look and their press: they look again.
        const bool went_by_itself = reply.status == 409 && reply.error() == "moved_on";
        if (reply.status != 200 && !went_by_itself) throw std::runtime_error("staff cannot go on: " + reply.body);
        if (kiosk_->round().value("remaining_ms", json()) == 0 && kiosk_->phase() == "answering" && !kiosk_->shows("closed"))
            throw std::runtime_error("the question does not close");
        if (kiosk_->phase() == phase) return;
    }
    throw std::runtime_error("\"" + phase + "\" never comes; it is " + kiosk_->round().dump());
}

Reply Staff::does(const std::string& verb, json body) {
    const json seen = kiosk_->round();
    body.emplace("round", seen.at("round"));
    body.emplace("index", seen.value("index", -1));
    return post("/p/quiz/staff/" + verb, body);
}

Reply Staff::removes(std::int64_t player, bool removed) {
    return post("/api/staff/people/" + std::to_string(player), {{"removed", removed}});
}

json Staff::results() {
    return get("/p/quiz/staff/round/" + std::to_string(kiosk_->round().at("round").get<std::int64_t>()) + "/results").json();
}

void everyone(std::vector<Phone>& phones, const std::function<void(Phone&, std::size_t)>& act) {
    std::vector<std::thread> hands;
    for (std::size_t hand = 0; hand < kHands; ++hand)
        hands.emplace_back([&, hand] {
            for (std::size_t i = hand; i < phones.size(); i += kHands) act(phones[i], i);
        });
    for (auto& hand : hands) hand.join();
}

} // namespace kiosk::support
