#include "kiosk/content/stick.h"

#include "kiosk/content/pack.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

namespace kiosk::content {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostFiles = 100;
constexpr std::string_view kOwnResults = "ket-qua-"; // what write_to() left there

class File {
public:
    File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
    ~File() { close(); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return fd_; }
    bool close() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

private:
    int fd_;
};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// "/media/o/MY\040STICK" → "/media/o/MY STICK": white space is written in octal there.
std::string unescaped(const std::string& field) {
    std::string out;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto digits = field.substr(i + 1, 3);
        if (field[i] == '\\' && digits.size() == 3 && digits.find_first_not_of("01234567") == std::string::npos) {
            out += static_cast<char>(std::stoi(digits, nullptr, 8));
            i += 3;
        } else {
            out += field[i];
        }
    }
    return out;
}

std::vector<fs::path> mounted(const StickPlaces& places) {
    std::vector<fs::path> found;
    std::ifstream table(places.mounts);
    for (std::string line; std::getline(table, line);) {
        std::istringstream fields(line);
        std::string device, where;
        fields >> device >> where;
        const fs::path path = unescaped(where);
        const bool below = std::any_of(places.roots.begin(), places.roots.end(), [&](const fs::path& root) {
            const auto [end, rest] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
            return end == root.end() && rest != path.end();
        });
        if (below) {
            found.push_back(path);
        }
    }
    return found;
}

fs::path kiosk_folder(const fs::path& mount) {
    std::error_code error;
    for (fs::directory_iterator at(mount, error), end; !error && at != end; at.increment(error)) {
        std::error_code unknown;
        // A link is no folder of the stick: it might lead into the kiosk's own.
        if (lower(at->path().filename().string()) == "kiosk" && fs::is_directory(at->symlink_status(unknown))) {
            return at->path();
        }
    }
    return {};
}

std::vector<StickFile> files_in(const fs::path& folder) {
    std::vector<StickFile> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end && files.size() < kMostFiles; at.increment(error)) {
        const std::string name = at->path().filename().string();
        const std::string ending = lower(at->path().extension().string());
        std::error_code unknown;
        if (name.starts_with('.') || lower(name).starts_with(kOwnResults) || !at->is_regular_file(unknown) ||
            std::find(std::begin(kPackEndings), std::end(kPackEndings), ending) == std::end(kPackEndings)) {
            continue;
        }
        const auto bytes = at->file_size(unknown);
        if (!unknown && bytes <= kMaxFileBytes) {
            files.push_back({name, static_cast<std::int64_t>(bytes)});
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return files;
}

Error error_of(int number) {
    const std::string why = std::strerror(number);
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return {Kind::limit, why};
    case EROFS:
    case EACCES:
    case EPERM: return {Kind::denied, why};
    default: return {Kind::unavailable, why};
    }
}

Status write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return error_of(errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
}

} // namespace

std::optional<Stick> find_stick(const StickPlaces& places) {
    for (const auto& mount : mounted(places)) {
        if (const auto folder = kiosk_folder(mount); !folder.empty()) {
            return Stick{mount.filename().string(), folder, files_in(folder)};
        }
    }
    return std::nullopt;
}

Result<std::string> read_from(const Stick& stick, const std::string& name) {
    const bool listed = std::any_of(stick.files.begin(), stick.files.end(), [&](const auto& file) { return file.name == name; });
    if (!listed) {
        return Error{Kind::not_found, "There is no such file."};
    }
    const File file(stick.folder / name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (file.fd() < 0) {
        return Error{Kind::unavailable, std::strerror(errno)};
    }
    std::string bytes;
    char some[64 * 1024];
    for (;;) {
        const auto n = ::read(file.fd(), some, sizeof some);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return Error{Kind::unavailable, std::strerror(errno)};
        }
        if (n == 0) {
            return bytes;
        }
        bytes.append(some, static_cast<std::size_t>(n));
        if (bytes.size() > kMaxFileBytes) {
            return Error{Kind::limit, "The file is too large."};
        }
    }
}

Status write_to(const Stick& stick, const std::string& name, std::string_view bytes) {
    const fs::path place = stick.folder / name, beside = stick.folder / ("." + name + ".part");
    const auto give_up = [&](Error error) {
        std::error_code ignored;
        fs::remove(beside, ignored);
        return error;
    };
    File file(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    if (file.fd() < 0) {
        return error_of(errno);
    }
    if (auto written = write_all(file.fd(), bytes); !written) {
        return give_up(written.error());
    }
    if (::fsync(file.fd()) != 0 || !file.close() || std::rename(beside.c_str(), place.c_str()) != 0) {
        return give_up(error_of(errno));
    }
    if (const File folder(stick.folder, O_RDONLY | O_DIRECTORY); folder.fd() >= 0) {
        ::fsync(folder.fd()); // not every file system can
    }
    return {};
}

} // namespace kiosk::content
