#include "tests/support/fake_site.h"

#include "tests/support/wire.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace kiosk::support {

namespace {

constexpr int kPatience = 50; // ms: how soon it sees that it is to leave

std::string header(const std::string& head, const std::string& name) {
    const auto at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

bool send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

} // namespace

FakeSite::FakeSite() : port_(free_port()) {}

void FakeSite::open() {
    if (listener_ >= 0) return;
    listener_ = bound_to(port_);
    ::listen(listener_, 16);
    leaving_ = false;
    thread_ = std::thread([this] { serve(); });
}

void FakeSite::close() {
    leaving_ = true;
    if (thread_.joinable()) thread_.join();
    if (listener_ >= 0) ::close(listener_);
    listener_ = -1;
}

void FakeSite::put(const std::string& path, Page page) {
    std::lock_guard lock(mutex_);
    pages_[path] = std::move(page);
}

void FakeSite::put(const std::string& path, std::string body) {
    Page page;
    page.body = std::move(body);
    put(path, std::move(page));
}

void FakeSite::take_away(const std::string& path) {
    std::lock_guard lock(mutex_);
    pages_.erase(path);
}

void FakeSite::wants_key(std::string_view pair) {
    std::lock_guard lock(mutex_);
    authorization_ = pair.empty() ? "" : "Basic " + base64(pair);
}

std::vector<FakeSite::Asked> FakeSite::asked() const {
    std::lock_guard lock(mutex_);
    return asked_;
}

int FakeSite::count(const std::string& path, int status) const {
    const auto all = asked();
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [&](const Asked& one) { return one.path == path && one.answered == status; }));
}

bool FakeSite::answers(const std::string& path, int status, int times, int ms) const {
    for (int waited = 0; waited < ms; waited += 10) {
        if (count(path, status) >= times) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

void FakeSite::serve() {
    while (!leaving_) {
        pollfd waiting{listener_, POLLIN, 0};
        if (::poll(&waiting, 1, kPatience) <= 0) continue;
        const int fd = ::accept(listener_, nullptr, nullptr);
        if (fd < 0) continue;
        talk(fd);
        ::close(fd);
    }
}

void FakeSite::talk(int fd) {
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
        pollfd waiting{fd, POLLIN, 0};
        char some[4096];
        if (::poll(&waiting, 1, 2'000) <= 0) return;
        const ssize_t count = ::recv(fd, some, sizeof some, 0);
        if (count <= 0) return;
        head.append(some, static_cast<std::size_t>(count));
    }
    const auto from = head.find(' ') + 1;
    Asked asked{head.substr(from, head.find(' ', from) - from), head, 404};
    Page page{"not here", 404, "text/plain"};
    {
        std::lock_guard lock(mutex_);
        if (const auto found = pages_.find(asked.path); found != pages_.end()) page = found->second;
        if (!authorization_.empty() && header(head, "Authorization") != authorization_) page = {"unknown key", 401, "text/plain"};
    }
    const bool known =
        page.status == 200 && ((!page.etag.empty() && header(head, "If-None-Match") == page.etag) ||
                               (!page.last_modified.empty() && header(head, "If-Modified-Since") == page.last_modified));
    if (known) page.status = 304, page.body.clear();
    asked.answered = page.status;
    std::string reply = "HTTP/1.1 " + std::to_string(page.status) + " So\r\nConnection: close\r\n" + page.more;
    if (!page.type.empty() && !known) reply += "Content-Type: " + page.type + "\r\n";
    if (!page.etag.empty()) reply += "ETag: " + page.etag + "\r\n";
    if (!page.last_modified.empty()) reply += "Last-Modified: " + page.last_modified + "\r\n";
    if (page.cut != Page::Cut::endless) reply += "Content-Length: " + std::to_string(page.body.size()) + "\r\n";
    reply += "\r\n";
    {
        std::lock_guard lock(mutex_);
        asked_.push_back(asked);
    }
    reply += page.cut == Page::Cut::in_the_middle ? page.body.substr(0, page.body.size() / 2) : page.body;
    bool taken = send_all(fd, reply);
    while (taken && page.cut == Page::Cut::endless && !leaving_) taken = send_all(fd, std::string(65'536, ' '));
}

} // namespace kiosk::support
