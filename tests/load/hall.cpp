#include "tests/load/hall.h"

#include "tests/load/choice.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace kiosk::load {

using nlohmann::json;

struct Hall::Phone {
    Phone(boost::asio::io_context& io, const Url& url, std::size_t n) : number(n), ear(io, url.endpoint), timer(io), again(io) {}

    const std::size_t number;
    std::string cookie;
    std::int64_t player = 0;
    Ear ear;
    Timer timer;               // until it taps
    Timer again;               // until it listens again
    std::uint64_t last_id = 0; // of the newest frame it has
    int answers = -1;          // index of the last question that it has answered or is about to
};

Hall::Hall(boost::asio::io_context& io, const Url& url, Wishes wishes)
    : io_(io), url_(url), wishes_(wishes), courier_(io, url.endpoint, url.host, std::min(wishes.connections, wishes.phones)) {
    nothing_.asked = Time::min();
    for (std::size_t i = 0; i < wishes.phones; ++i) phones_.push_back(std::make_unique<Phone>(io, url, i));
}

Hall::~Hall() = default;

void Hall::join_all() {
    for (auto& phone : phones_) {
        char name[40];
        std::snprintf(name, sizeof name, "Bạn thứ %05zu", phone->number);
        Letter letter{"POST", "/api/join", "", json{{"name", name}}.dump()};
        courier_.send(std::move(letter), [this, &phone = *phone](Reply reply) {
            const json said = json::parse(reply.body, nullptr, false);
            if (reply.status != 200 || !said.is_object()) {
                ++refusals_["join " + std::to_string(reply.status)];
                return;
            }
            phone.cookie = reply.set_cookie;
            phone.player = said["player"]["id"];
            ++joined_;
        });
    }
}

void Hall::listen_all() {
    for (auto& phone : phones_)
        if (wishes_.streams || phone->number == 0) listen(*phone);
}

void Hall::listen(Phone& phone) {
    phone.ear.listen(
        url_.host, "quiz/round", phone.cookie, [this, &phone](const Ear::Heard& heard) { hears(phone, heard); },
        [this, &phone] { // as a browser does: again, after a while
            ++disconnects_;
            phone.again.expires_after(std::chrono::seconds(1));
            phone.again.async_wait([this, &phone](auto ec) {
                if (!ec) listen(phone);
            });
        });
}

void Hall::enter_all() {
    const std::string body = json{{"round", newest_->round}}.dump();
    for (auto& phone : phones_)
        courier_.send({"POST", "/p/quiz/enter", phone->cookie, body}, [this](Reply reply) {
            if (reply.status == 200) {
                ++entered_;
            } else {
                ++refusals_["enter " + std::to_string(reply.status)];
            }
        });
}

std::size_t Hall::listening() const {
    return static_cast<std::size_t>(std::count_if(phones_.begin(), phones_.end(), [](const auto& p) { return p->last_id > 0; }));
}

std::size_t Hall::done(int index) const {
    const auto found = done_.find(index);
    return found == done_.end() ? 0 : found->second;
}

double Hall::answering_s() const {
    double seconds = 0;
    for (const auto& [index, span] : spans_) seconds += std::chrono::duration<double>(span.last - span.first).count();
    return seconds;
}

std::int64_t Hall::player(std::size_t phone) const { return phones_.at(phone)->player; }

void Hall::hears(Phone& phone, const Ear::Heard& heard) {
    if (heard.topic != "quiz/round") return;
    Frame& frame = frame_of(heard);
    if (wishes_.streams) return sees(phone, frame);
    for (auto& each : phones_) sees(*each, frame);
}

Frame& Hall::frame_of(const Ear::Heard& heard) {
    auto& known = frames_[heard.id];
    if (known) return *known;
    known = std::make_unique<Frame>();
    Frame& frame = *known;
    frame.id = heard.id;
    frame.asked = std::exchange(staff_acted_, Time::min());
    const json message = json::parse(heard.data, nullptr, false);
    if (!message.is_object()) throw std::runtime_error("a frame of quiz/round is no JSON");
    if (message["round"].is_number()) frame.round = message["round"];
    frame.phase = message.value("phase", "");
    frame.index = message.value("index", -1);
    frame.count = message.value("count", 0);
    frame.paused = message.value("paused", false);
    if (message.contains("question")) frame.question = message["question"];
    if (message.contains("reveal") && message["reveal"].is_object()) frame.answered = message["reveal"].value("answered", -1L);
    if (frame.id > newest_->id) newest_ = &frame;
    return frame;
}

void Hall::sees(Phone& phone, Frame& frame) {
    if (frame.id <= phone.last_id) return;
    phone.last_id = frame.id;
    if (frame.asked != Time::min()) frame.arrivals.add(Clock::now() - frame.asked);
    if (frame.phase != "answering" || frame.paused || phone.answers >= frame.index) return;
    phone.answers = frame.index;
    const auto most = std::chrono::duration_cast<std::chrono::microseconds>(wishes_.answers_within).count();
    const auto wait = std::chrono::microseconds(std::uniform_int_distribution<long>(0, most)(random_));
    phone.timer.expires_after(wait);
    phone.timer.async_wait([this, &phone, &frame](auto ec) {
        if (!ec) answer(phone, frame, Clock::now());
    });
}

void Hall::answer(Phone& phone, const Frame& frame, Time tapped) {
    spans_.try_emplace(frame.index, Span{tapped, tapped});
    json body{{"round", frame.round}, {"question", frame.question["id"]}, {"choice", some_choice(frame.question, random_)}};
    courier_.send({"POST", "/p/quiz/answer", phone.cookie, body.dump()},
                  [this, &phone, &frame, tapped](Reply reply) { answered(phone, frame, tapped, std::move(reply)); });
}

void Hall::answered(Phone& phone, const Frame& frame, Time tapped, Reply reply) {
    if (reply.status == 0 || reply.status == 503 || reply.status == 504) { // the page keeps trying, and so do we
        ++retried;
        phone.timer.expires_after(std::chrono::milliseconds(300));
        phone.timer.async_wait([this, &phone, &frame, tapped](auto ec) {
            if (!ec) answer(phone, frame, tapped);
        });
        return;
    }
    ++done_[frame.index];
    spans_[frame.index].last = reply.heard;
    const json said = json::parse(reply.body, nullptr, false);
    if (reply.status != 200 || !said.is_object() || !said.value("saved", false)) {
        ++refusals_["answer " + std::to_string(reply.status) + " " + (said.is_object() ? said.value("error", "") : "")];
        return;
    }
    book_[frame.question["id"]][phone.player] = {said["choice"].dump(), true};
    ++saved;
    tap_to_saved.add(reply.heard - tapped);
    wire_to_saved.add(reply.heard - reply.sent);
    wire_by_question[frame.index].add(reply.heard - reply.sent);
}

} // namespace kiosk::load
