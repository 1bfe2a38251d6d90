#include "kiosk/staff/reach.h"

#include <arpa/inet.h>
#include <ifaddrs.h>

#include <memory>

namespace kiosk::staff {

std::set<std::string> own_addresses() {
    std::set<std::string> all{"127.0.0.1", "::1"};
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) return all;
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(first, &freeifaddrs);
    for (const ifaddrs* at = first; at; at = at->ifa_next) {
        if (!at->ifa_addr) continue;
        const int family = at->ifa_addr->sa_family;
        const void* address = family == AF_INET    ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(at->ifa_addr)->sin_addr)
                              : family == AF_INET6 ? &reinterpret_cast<const sockaddr_in6*>(at->ifa_addr)->sin6_addr
                                                   : nullptr;
        char text[INET6_ADDRSTRLEN];
        if (address && inet_ntop(family, address, text, sizeof text)) all.insert(text);
    }
    return all;
}

void Reach::saw(std::string_view peer, Ms wall) {
    if (peer.empty() || peer == last_) return;
    last_ = peer;
    if (peer.starts_with("127.") || peer == "::1" || ours_.contains(peer) || seen_.contains(peer)) return;
    // Asked anew for every stranger: the hall's network may have come up after us.
    if (const auto own = own_(); own.contains(std::string(peer))) {
        ours_.emplace(peer);
        return;
    }
    if (!first_) first_ = wall;
    if (seen_.size() < kMost) seen_.emplace(peer);
}

} // namespace kiosk::staff
