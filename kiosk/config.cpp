#include "kiosk/config.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <utility>

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

Result<DataLock> DataLock::take(const fs::path& data_dir) {
    DataLock lock;
    lock.fd_ = ::open((data_dir / "kiosk.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    // A file system that knows no locks is no reason to stay shut.
    if (lock.fd_ >= 0 && ::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return Error{Kind::unavailable, "Another kiosk is at work on the data folder " + data_dir.string() +
                                            ". End it, or give this one a folder of its own with --data."};
    return lock;
}

DataLock::~DataLock() {
    if (fd_ >= 0) ::close(fd_);
}

DataLock::DataLock(DataLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

DataLock& DataLock::operator=(DataLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}

Result<std::string> central_key(const fs::path& file) {
    if (const char* given = std::getenv("KIOSK_CENTRAL_AUTH"); given && *given) return std::string(given);
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) return std::string();
    struct stat about{};
    char bytes[512];
    const bool known = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    const ssize_t count = known ? ::read(fd, bytes, sizeof bytes) : -1;
    if (fd >= 0) ::close(fd);
    if (count < 0) return Error{Kind::unavailable, "The key in " + file.string() + " cannot be read."};
    if (about.st_mode & (S_IRWXG | S_IRWXO))
        return Error{Kind::denied, "Others may read the key in " + file.string() + ". Say: chmod 600 " + file.string()};
    std::string key(bytes, static_cast<std::size_t>(count));
    key.resize(std::min(key.find_first_of("\r\n"), key.size()));
    if (key.find(':') == std::string::npos)
        return Error{Kind::invalid, "The key in " + file.string() + " is written USER:PASSWORD."};
    return key;
}

std::map<std::string, std::string, std::less<>> plugin_settings(const RunOptions& options) {
    const char* database = std::getenv("KIOSK_DATABASE");
    return {{"database", options.database.empty() && database ? database : options.database}, {"from", options.from}, {"show", options.show}};
}

bool holds_password(std::string_view database) {
    if (database.find("password") != std::string_view::npos) return true; // a parameter, in either form
    const auto begin = database.find("://");
    if (begin == std::string_view::npos) return false;
    const auto authority = database.substr(begin + 3, database.find_first_of("/?", begin + 3) - (begin + 3));
    const auto at = authority.rfind('@');
    return at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos;
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
