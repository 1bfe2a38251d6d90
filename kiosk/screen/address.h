// An address as people read and type it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace kiosk::screen {

// "HTTP://192.168.1.20:8080/7K4Q" (upper case keeps the QR small) -> "192.168.1.20:8080/7K4Q".
inline std::string address_for_people(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
    while (url.ends_with('/')) url.remove_suffix(1);
    std::string address(url);
    const auto host_end = std::min(address.find('/'), address.size());
    for (std::size_t i = 0; i < host_end; ++i)
        if (address[i] >= 'A' && address[i] <= 'Z') address[i] = static_cast<char>(address[i] + ('a' - 'A'));
    return address;
}

} // namespace kiosk::screen
