#include "tests/flow/fake_lrs.h"

#include "tests/support/wire.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <set>
#include <stdexcept>

namespace kiosk::flow {

using nlohmann::json;

namespace {

constexpr int kPatience = 100; // ms: how soon it sees that it is to leave

std::string header(const std::string& head, const std::string& name) {
    const auto at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

std::string reply(int status, const std::string& body, int hours, const std::string& more = "") {
    const std::time_t now = std::time(nullptr) + hours * 3600;
    char date[64];
    std::strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", std::gmtime(&now));
    return "HTTP/1.1 " + std::to_string(status) + " So\r\nDate: " + date + "\r\nX-Experience-API-Version: 1.0.3\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

FakeLrs::FakeLrs() : port_(support::free_port()) {}

void FakeLrs::open() {
    if (listener_ >= 0) return;
    listener_ = support::bound_to(port_);
    ::listen(listener_, 16);
    leaving_ = false;
    thread_ = std::thread([this] { serve(); });
}

void FakeLrs::close() {
    leaving_ = true;
    if (thread_.joinable()) thread_.join();
    if (listener_ >= 0) ::close(listener_);
    listener_ = -1;
}

FakeLrs::Seen FakeLrs::seen() const {
    std::lock_guard lock(mutex_);
    return seen_;
}

bool FakeLrs::holds(std::size_t statements, int ms) const {
    for (int waited = 0; waited < ms; waited += 20) {
        if (seen().statements.size() >= statements) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

void FakeLrs::serve() {
    std::vector<std::thread> talks;
    while (!leaving_) {
        pollfd waiting{listener_, POLLIN, 0};
        if (::poll(&waiting, 1, kPatience) <= 0) continue;
        const int fd = ::accept(listener_, nullptr, nullptr);
        if (fd < 0) continue;
        talks.emplace_back([this, fd] {
            talk(fd);
            ::close(fd);
        });
    }
    for (auto& one : talks) one.join();
}

void FakeLrs::talk(int fd) {
    std::string bytes;
    while (!leaving_) {
        const auto end = bytes.find("\r\n\r\n");
        if (end != std::string::npos) {
            const std::string head = bytes.substr(0, end + 2);
            const auto length = header(head, "Content-Length");
            const std::size_t all = end + 4 + (length.empty() ? 0 : std::stoul(length));
            if (bytes.size() >= all) {
                bool hang_up = false;
                const std::string out = answer(head, bytes.substr(end + 4, all - end - 4), hang_up);
                if (hang_up) return;
                if (::send(fd, out.data(), out.size(), MSG_NOSIGNAL) < 0) return;
                bytes.erase(0, all);
                continue;
            }
        }
        pollfd waiting{fd, POLLIN, 0};
        if (::poll(&waiting, 1, kPatience) <= 0) continue;
        char more[65536];
        const ssize_t count = ::recv(fd, more, sizeof more, 0);
        if (count <= 0) return;
        bytes.append(more, static_cast<std::size_t>(count));
    }
}

std::string FakeLrs::answer(const std::string& head, const std::string& body, bool& hang_up) {
    const int hours = hours_;
    if (head.starts_with("GET /xapi/about ")) return reply(200, R"({"version":["1.0.3"]})", hours);
    std::lock_guard lock(mutex_);
    if (!head.starts_with("POST /xapi/statements ")) {
        seen_.wrong.push_back(head.substr(0, head.find('\r')));
        return reply(404, "", hours);
    }
    ++seen_.posts;
    switch (mood_.load()) {
    case Mood::error: return reply(500, "out of order", hours);
    case Mood::differs: return reply(409, "another has this id", hours);
    case Mood::busy: return reply(429, "", hours, "Retry-After: 1\r\n");
    case Mood::portal: return reply(200, "<html>Chào mừng đến khách sạn</html>", hours, "Content-Type: text/html\r\n");
    case Mood::moved: return reply(302, "", hours, "Location: http://127.0.0.1:1/\r\n");
    case Mood::locked: return reply(401, "unknown key", hours);
    default: return store(head, body, hang_up);
    }
}

// The rules of the specification: all of a batch or none of it, and nothing that is known ever changes.
std::string FakeLrs::store(const std::string& head, const std::string& body, bool& hang_up) {
    const auto refuse = [&](const std::string& why) {
        seen_.wrong.push_back(why);
        return reply(400, why, hours_);
    };
    const json batch = json::parse(body, nullptr, false);
    if (!batch.is_array() || batch.empty()) return refuse("no array");
    if (header(head, "X-Experience-API-Version") != "1.0.3") return refuse("no version");
    if (header(head, "Content-Type") != "application/json") return refuse("no type");
    if (!header(head, "Authorization").starts_with("Basic ")) return refuse("no key");
    if (batch.size() > 50 || body.size() > 256 * 1024) return refuse("too large a batch");
    if (mood_ == Mood::too_big && batch.size() > 4) return reply(413, "", hours_);
    std::set<std::string> ids;
    for (const auto& statement : batch) {
        const std::string id = statement.at("id");
        if (!ids.insert(id).second) return refuse("twice in a batch: " + id);
        const auto known = seen_.statements.find(id);
        if (known != seen_.statements.end() && known->second.dump() != statement.dump()) return refuse("changed: " + id);
    }
    for (const auto& statement : batch) {
        const std::string id = statement.at("id");
        if (seen_.statements.emplace(id, statement).second) seen_.order.push_back(id);
        else ++seen_.repeated;
    }
    hang_up = mood_ == Mood::lose_reply;
    if (hang_up) ++seen_.lost_replies;
    return reply(200, json(ids).dump(), hours_);
}

} // namespace kiosk::flow
