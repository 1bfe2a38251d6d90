// `kiosk outbox …`: what waits to be told to the central endpoint. All of it works while the kiosk runs.
#include "kiosk/base/log.h"
#include "kiosk/commands.h"
#include "kiosk/commands_store.h"
#include "kiosk/results/outbox.h"
#include "kiosk/store/database.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace kiosk {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestFile = 512u << 20;

// Whole, on the stick itself, or not at all.
bool write_through(const fs::path& path, std::string_view bytes) {
    const std::string part = path.string() + ".part";
    const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool done = fd >= 0;
    while (done && !bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        done = count > 0;
        if (done) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    done = done && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    done = done && std::rename(part.c_str(), path.c_str()) == 0;
    if (!done) ::unlink(part.c_str());
    return done;
}

} // namespace

int outbox_status(const fs::path& data) {
    auto db = open_store(data, store::Access::read);
    if (!db) return fail(db.error());
    const auto counts = results::count(**db);
    if (!counts) return fail(counts.error());
    const auto contact = results::last_contact(**db);
    if (!contact) return fail(contact.error());
    std::cout << "waiting " << counts->waiting << "\nsent    " << counts->sent << "\ndead    " << counts->dead << '\n';
    if (!*contact) {
        std::cout << "contact never\n";
        return 0;
    }
    const auto& told = **contact;
    std::cout << "contact " << (told.last ? results::timestamp(told.last) : "never") << '\n';
    if (!told.trouble.empty()) std::cout << "trouble " << told.trouble << ": " << told.sentence << '\n';
    if (told.clock_offset != 0)
        std::cout << "clock   this machine is " << std::abs(told.clock_offset) / 1000 << " s "
                  << (told.clock_offset < 0 ? "ahead of" : "behind") << " the endpoint\n";
    return 0;
}

int outbox_dead(const fs::path& data) {
    auto db = open_store(data, store::Access::read);
    if (!db) return fail(db.error());
    const auto rows = results::dead(**db);
    if (!rows) return fail(rows.error());
    for (const auto& row : *rows) std::cout << row.id << ' ' << row.error << '\n';
    return 0;
}

int outbox_retry(const fs::path& data) {
    auto db = open_store(data, store::Access::write);
    if (!db) return fail(db.error());
    const auto woken = results::retry(**db);
    if (!woken) return fail(woken.error());
    std::cout << *woken << " of the dead wait again; a kiosk that runs tries now.\n";
    return 0;
}

int outbox_export(const fs::path& data, const fs::path& file) {
    auto db = open_store(data, store::Access::read);
    if (!db) return fail(db.error());
    const auto lines = results::to_lines(**db);
    if (!lines) return fail(lines.error());
    if (!write_through(file, *lines)) return fail({Kind::unavailable, file.string() + " cannot be written."});
    std::cout << std::count(lines->begin(), lines->end(), '\n') << " statements in " << file.string() << '\n';
    return 0;
}

int outbox_import(const fs::path& data, const fs::path& file) {
    std::error_code unknown;
    if (fs::file_size(file, unknown) > kLargestFile || unknown)
        return fail({Kind::limit, file.string() + " is too large, or no file."});
    std::ifstream in(file, std::ios::binary);
    const std::string lines{std::istreambuf_iterator<char>(in), {}};
    if (!in) return fail({Kind::unavailable, file.string() + " cannot be read."});
    auto db = open_store(data, store::Access::write);
    if (!db) return fail(db.error());
    const auto taken = results::from_lines(**db, lines);
    if (!taken) return fail(taken.error());
    std::cout << taken->added << " statements taken, " << taken->known << " were here already.\n";
    return 0;
}

} // namespace kiosk
