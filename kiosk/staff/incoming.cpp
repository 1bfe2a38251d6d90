#include "kiosk/staff/incoming.h"

#include "kiosk/base/text.h"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace kiosk::staff {

namespace fs = std::filesystem;

namespace {

constexpr Ms kKept = 60 * 60'000;
constexpr std::size_t kMostFiles = 8;
constexpr std::size_t kMostNameBytes = 100;

std::string random_id() {
    unsigned char bytes[8];
    randombytes_buf(bytes, sizeof bytes);
    std::string id(sizeof bytes * 2 + 1, '\0');
    sodium_bin2hex(id.data(), id.size(), bytes, sizeof bytes);
    id.pop_back();
    return id;
}

} // namespace

Incoming::Incoming(fs::path folder) : folder_(std::move(folder)) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

IncomingFile& Incoming::add(std::string kind, std::string_view name, content::Origin origin, Ms now) {
    while (files_.size() >= kMostFiles) {
        const auto oldest = std::min_element(files_.begin(), files_.end(),
                                             [](const auto& a, const auto& b) { return a.second.at < b.second.at; });
        stale_.push_back(oldest->second.folder);
        files_.erase(oldest);
    }
    const std::string id = random_id();
    return files_[id] = {id, std::move(kind), harmless_name(name), origin, now, fs::absolute(folder_) / id, false};
}

IncomingFile* Incoming::find(std::string_view id, Ms now) {
    const auto found = files_.find(id);
    return found == files_.end() || now - found->second.at > kKept ? nullptr : &found->second;
}

std::vector<fs::path> Incoming::take_stale(Ms now) {
    std::erase_if(files_, [&](const auto& entry) {
        const bool old = now - entry.second.at > kKept;
        if (old) stale_.push_back(entry.second.folder);
        return old;
    });
    return std::exchange(stale_, {});
}

std::string harmless_name(std::string_view name) {
    name.remove_prefix(std::min(name.find_last_of("/\\") + 1, name.size())); // npos + 1 is 0
    auto clean = text::one_line(name);
    std::string harmless = clean ? std::move(*clean) : std::string();
    harmless.erase(0, std::min(harmless.find_first_not_of(". "), harmless.size()));
    if (harmless.size() > kMostNameBytes) { // the ending says what it is
        const auto dot = harmless.rfind('.');
        const std::string ending = dot != std::string::npos && harmless.size() - dot <= 10 ? harmless.substr(dot) : "";
        std::string_view head(harmless);
        for (auto letters = text::letters(head); head.size() + ending.size() > kMostNameBytes; --letters)
            head = text::first_letters(head, letters - 1);
        harmless = std::string(head) + ending;
    }
    return harmless.empty() ? "file" : harmless;
}

Status write_private(const fs::path& path, std::string_view bytes) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    fs::permissions(path.parent_path(), fs::perms::owner_all, failed);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return Error{Kind::unavailable, "The disk took no file at " + path.string() + "."};
    return {};
}

Result<std::string> read_private(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (!in.good() && !in.eof()) return Error{Kind::unavailable, "The file at " + path.string() + " cannot be read."};
    return bytes;
}

} // namespace kiosk::staff
