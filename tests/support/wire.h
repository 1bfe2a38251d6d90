// Small change of the wire: ports, and what HTTP's Basic asks for. No library behind it, so that any test may include it.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kiosk::support {

// Of the loopback; chosen by the system, and free again when it is returned.
inline std::uint16_t free_port() {
    const int door = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    ::bind(door, reinterpret_cast<const sockaddr*>(&here), size);
    ::getsockname(door, reinterpret_cast<sockaddr*>(&here), &size);
    ::close(door);
    return ntohs(here.sin_port);
}

// A socket of the loopback with this port, for listening. Whoever calls closes it.
inline int bound_to(std::uint16_t port) {
    const int door = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    ::setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(port);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(door, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0) throw std::runtime_error("the port is taken");
    return door;
}

inline std::string base64(std::string_view bytes) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k) text += k <= bytes.size() - i ? kLetters[group >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

} // namespace kiosk::support
