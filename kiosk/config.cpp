#include "kiosk/config.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <memory>

namespace kiosk {

namespace fs = std::filesystem;

Layout find_layout() {
    std::error_code none;
    const fs::path prefix = fs::read_symlink("/proc/self/exe", none).parent_path().parent_path();
    return {prefix / "lib/kiosk/plugins", prefix / "share/kiosk/content", prefix / "share/kiosk/fonts"};
}

fs::path default_data_dir() {
    if (const char* dir = std::getenv("XDG_DATA_HOME"); dir && *dir) return fs::path(dir) / "kiosk-so";
    if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".local/share/kiosk-so";
    return "kiosk-data";
}

Status prepare_data_dir(const fs::path& dir) {
    std::error_code failed;
    if (fs::create_directories(dir, failed)) fs::permissions(dir, fs::perms::owner_all, failed);
    if (failed) return Error{Kind::unavailable, "The data folder " + dir.string() + " cannot be made: " + failed.message()};
    if (::access(dir.c_str(), W_OK | X_OK) != 0)
        return Error{Kind::unavailable, "The data folder " + dir.string() + " cannot be written."};
    return {};
}

Result<Size> parse_size(const std::string& text) {
    const auto fail = [&] { return Error{Kind::invalid, "A size is written as 1280x720, not \"" + text + "\"."}; };
    Size size;
    const char* const end = text.data() + text.size();
    const auto [after_width, bad_width] = std::from_chars(text.data(), end, size.width);
    if (bad_width != std::errc{} || after_width == end || *after_width != 'x') return fail();
    const auto [after_height, bad_height] = std::from_chars(after_width + 1, end, size.height);
    if (bad_height != std::errc{} || after_height != end) return fail();
    for (const int side : {size.width, size.height})
        if (side < 320 || side > 16384) return Error{Kind::invalid, "A screen is 320 to 16384 pixels wide and high."};
    return size;
}

std::string address_for_people(const std::string& bind) {
    if (bind != "0.0.0.0" && bind != "::") return bind.find(':') == std::string::npos ? bind : "[" + bind + "]";
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) return "127.0.0.1";
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(first, &freeifaddrs);
    for (const ifaddrs* at = first; at; at = at->ifa_next) {
        if (!at->ifa_addr || at->ifa_addr->sa_family != AF_INET) continue;
        if (!(at->ifa_flags & IFF_UP) || (at->ifa_flags & IFF_LOOPBACK)) continue;
        char text[INET_ADDRSTRLEN];
        if (inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(at->ifa_addr)->sin_addr, text, sizeof text)) return text;
    }
    return "127.0.0.1";
}

} // namespace kiosk
