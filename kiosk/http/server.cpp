#include "kiosk/http/server.h"

#include "kiosk/http/net.h"

#include <sys/resource.h>

#include <algorithm>

namespace kiosk::http {
namespace {

constexpr std::size_t kFilesForOthers = 64; // database, log, plugins, the window

// How many connections fit under the limit of open files, after it has been raised as far as it goes.
std::size_t connections_that_fit() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 1024 - kFilesForOthers;
    if (files.rlim_cur < files.rlim_max) {
        const rlimit raised{files.rlim_max, files.rlim_max};
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
    }
    const auto limit = static_cast<std::size_t>(std::min<rlim_t>(files.rlim_cur, 1u << 19));
    return limit > 2 * kFilesForOthers ? limit - kFilesForOthers : limit / 2;
}

} // namespace

struct Server::Impl {
    explicit Impl(Options given)
        : options(std::move(given)), inbox(options.limits.inbox, options.wake_main) {}

    Options options; // frozen by start
    ServerStats stats;
    Inbox inbox;
    StaticMap statics;        // frozen by start
    std::vector<Net::Publish> early; // published before start
    std::unique_ptr<Net> net;        // from start on
};

Server::Server(Options options) : impl_(std::make_shared<Impl>(std::move(options))) {}
Server::~Server() { stop(); }

void Server::add_static(std::string path, StaticFile file) {
    if (impl_->net) return;
    impl_->statics.insert_or_assign(std::move(path), ServedFile(std::move(file)));
}

void Server::allow_body(BodyLimit limit) {
    if (!impl_->net) impl_->options.limits.routes.push_back(std::move(limit));
}

Status Server::start() {
    if (impl_->net) return Error{Kind::internal, "the server was started before"};
    const auto fitting = connections_that_fit();
    const auto wanted = impl_->options.limits.max_connections;
    const auto most = std::min(wanted == 0 ? fitting : wanted, TicketTable::kMaxSlots / 2);
    auto net = std::make_unique<Net>(impl_->options, impl_->statics, impl_->stats, impl_->inbox, most);
    if (auto listening = net->listen(); !listening) return listening;
    impl_->net = std::move(net);
    for (auto& publish : impl_->early) impl_->net->hand_over(std::move(publish));
    impl_->early.clear();
    impl_->net->run();
    return {};
}

void Server::stop() {
    if (impl_->net) impl_->net->stop();
}

std::uint16_t Server::port() const { return impl_->net ? impl_->net->port() : 0; }
std::vector<Request> Server::take() { return impl_->inbox.take(); }

bool Server::reply(Ticket ticket, Response response) {
    if (!impl_->net || !impl_->net->tickets().claim(ticket)) return false;
    impl_->net->hand_over(Net::Reply{ticket, std::move(response)});
    return true;
}

bool Server::open_stream(Ticket ticket, std::vector<std::string> topics, std::function<bool()> may_stay) {
    if (!impl_->net || !impl_->net->tickets().claim(ticket)) return false;
    impl_->net->hand_over(Net::OpenStream{ticket, std::move(topics), std::move(may_stay)});
    return true;
}

void Server::publish(std::string topic, Bytes message) {
    if (!message) return;
    Net::Publish publish{std::move(topic), std::move(message)};
    if (impl_->net) {
        impl_->net->hand_over(std::move(publish));
    } else {
        impl_->early.push_back(std::move(publish));
    }
}

bool Server::waiting(Ticket ticket) const { return impl_->net && impl_->net->tickets().waiting(ticket); }
const ServerStats& Server::stats() const { return impl_->stats; }
std::size_t Server::inbox_size() const { return impl_->inbox.size(); }

} // namespace kiosk::http
