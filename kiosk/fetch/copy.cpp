#include "kiosk/fetch/copy.h"

#include "kiosk/fetch/verdict.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace kiosk::fetch {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::string hash_of(std::string_view bytes, std::size_t size) {
    unsigned char hash[32];
    crypto_generichash(hash, size, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
    char hex[65];
    sodium_bin2hex(hex, sizeof hex, hash, size);
    return hex;
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

} // namespace

fs::path file_of_copy(const fs::path& folder, std::string_view url) { return folder / (hash_of(url, 16) + ".copy"); }

std::optional<Copy> load_copy(const fs::path& folder, std::string_view url) {
    std::ifstream in(file_of_copy(folder, url), std::ios::binary);
    std::string head;
    if (!in || !std::getline(in, head)) return std::nullopt;
    const json told = json::parse(head, nullptr, false);
    if (!told.is_object() || told.value("url", "") != url) return std::nullopt;
    std::ostringstream rest;
    rest << in.rdbuf();
    Copy copy{std::string(url), told.value("etag", ""), told.value("last_modified", ""), told.value("fetched", Ms{0}),
              std::move(rest).str()};
    if (copy.body.size() > kMostBytes || hash_of(copy.body, 32) != told.value("hash", "")) return std::nullopt;
    return copy;
}

Status keep_copy(const fs::path& folder, const Copy& copy) {
    const json head{{"url", copy.url},
                    {"etag", copy.etag},
                    {"last_modified", copy.last_modified},
                    {"fetched", copy.fetched},
                    {"hash", hash_of(copy.body, 32)}};
    return write_whole(file_of_copy(folder, copy.url),
                       head.dump(-1, ' ', true, json::error_handler_t::replace) + '\n' + copy.body);
}

Status write_whole(const fs::path& file, std::string_view bytes) {
    const auto fail = [&] { return Error{Kind::unavailable, file.string() + " cannot be written: " + std::strerror(errno)}; };
    std::error_code failed;
    if (fs::create_directories(file.parent_path(), failed)) fs::permissions(file.parent_path(), fs::perms::owner_all, failed);
    const fs::path beside = file.string() + ".new";
    const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return fail();
    const bool written = write_all(fd, bytes) && ::fsync(fd) == 0;
    ::close(fd);
    if (!written || ::rename(beside.c_str(), file.c_str()) != 0) {
        const Error error = fail();
        ::unlink(beside.c_str());
        return error;
    }
    // The name must be on disk, too.
    if (const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        (void)::fsync(folder);
        ::close(folder);
    }
    return {};
}

} // namespace kiosk::fetch
