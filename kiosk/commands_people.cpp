// `kiosk people …`: forgetting people, and opening the numbers that were sealed to the organiser.
#include "kiosk/app.h"
#include "kiosk/base/log.h"
#include "kiosk/commands.h"
#include "kiosk/commands_store.h"
#include "kiosk/privacy/consents.h"
#include "kiosk/privacy/eraser.h"
#include "kiosk/privacy/phone_number.h"
#include "kiosk/privacy/seal.h"
#include "kiosk/results/ledger.h"
#include "kiosk/store/database.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <thread>

namespace kiosk {

namespace fs = std::filesystem;

namespace {

constexpr auto kPatience = std::chrono::seconds(60);

fs::path folder_of(const fs::path& data) { return data.empty() ? default_data_dir() : data; }

// "2026-10-10" → the beginning of that day in the machine's time zone.
std::optional<Ms> read_date(const std::string& text) {
    std::tm day{};
    const char* end = strptime(text.c_str(), "%Y-%m-%d", &day);
    if (!end || *end != '\0' || text.size() != 10) return std::nullopt;
    day.tm_isdst = -1;
    const std::time_t seconds = std::mktime(&day);
    return seconds > 0 ? std::optional(Ms{seconds} * 1000) : std::nullopt;
}

// By code, or by name where only one has it.
Result<std::string> find_player(store::Database& db, const std::string& wanted) {
    std::vector<std::string> found;
    const store::Value values[] = {wanted};
    Status read = db.read("SELECT public_id FROM players WHERE public_id = upper(?1) OR name = ?1 LIMIT 20", values,
                          [&](std::span<const store::Value> row) {
                              found.push_back(std::get<std::string>(row[0]));
                              return true;
                          });
    if (!read) return read.error();
    if (found.empty()) return Error{Kind::not_found, "There is no such player."};
    if (found.size() == 1) return found.front();
    std::string sentence = "Several people have this name; take one by its code:";
    for (const auto& code : found) sentence += "\n  " + code;
    return Error{Kind::invalid, sentence};
}

Result<std::string> last_event(store::Database& db) {
    std::string file;
    Status read = db.read("SELECT value FROM settings WHERE key = 'event_file'", {}, [&](std::span<const store::Value> row) {
        file = std::get<std::string>(row[0]);
        return false;
    });
    if (!read) return read.error();
    if (file.empty() || !fs::exists(file))
        return Error{Kind::not_found,
                     "The event file is not where it was; name it with --event, so that the central endpoint is told."};
    return file;
}

// No kiosk has the data folder: this process is one for a moment, with the event and the plugins of the last one.
Status forget_here(const fs::path& data, const fs::path& event) {
    RunOptions options;
    options.data = data;
    options.event = event;
    options.headless = true;
    options.quiet = true;
    auto app = App::create(options);
    if (!app) return app.error();
    return (*app)->forget_who_is_asked_for();
}

Result<std::int64_t> wait_for(store::Database& db, std::int64_t request) {
    for (const auto give_up = std::chrono::steady_clock::now() + kPatience; std::chrono::steady_clock::now() < give_up;) {
        auto done = privacy::erasure_of(db, request);
        if (!done) return done.error();
        if (*done) return **done;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return Error{Kind::unavailable,
                 "The kiosk that runs has not done it yet; it stays asked for, and is done at its next start at the latest."};
}

} // namespace

int people_forget(const fs::path& data, const std::string& player, const std::string& before, const fs::path& event) {
    if (player.empty() == before.empty()) return std::cerr << "kiosk: name a player, or --before a date.\n", 2;
    Ms time = 0;
    if (!before.empty()) {
        const auto date = read_date(before);
        if (!date) return std::cerr << "kiosk: --before takes a day such as 2026-10-10.\n", 2;
        time = *date;
    }
    auto db = open_store(data, store::Access::write);
    if (!db) return fail(db.error());
    std::string code;
    if (!player.empty()) {
        auto found = find_player(**db, player);
        if (!found) return fail(found.error());
        code = std::move(*found);
    }
    const bool runs = !DataLock::take(folder_of(data)); // let go again at once
    fs::path event_file = event;
    if (!runs && event_file.empty()) {
        auto last = last_event(**db);
        if (!last) return fail(last.error());
        event_file = *last;
    }
    auto request = privacy::request_erasure(**db, code, time);
    if (!request) return fail(request.error());
    if (!runs)
        if (auto done = forget_here(folder_of(data), event_file); !done) return fail(done.error());
    const auto people = wait_for(**db, *request);
    if (!people) return fail(people.error());
    std::cout << *people << (*people == 1 ? " person was forgotten.\n" : " people were forgotten.\n");
    return 0;
}

int people_phones(const fs::path& data, const fs::path& key_file) {
    auto db = open_store(data, store::Access::read);
    if (!db) return fail(db.error());
    std::string line;
    std::ifstream in(key_file);
    std::getline(in, line);
    auto key = privacy::read_secret_key(line);
    sodium_memzero(line.data(), line.size());
    if (!key) return fail({Kind::invalid, key_file.string() + " holds no secret key of \"kiosk people seal-key\"."});
    auto phones = privacy::sealed_phones(**db);
    if (!phones) return fail(phones.error());
    int unreadable = 0;
    std::cout << "\xEF\xBB\xBF"
                 "Tên,Đơn vị,Số điện thoại,Số của,Đồng ý cho việc,Hạng cao nhất,Mã người chơi\r\n";
    for (const auto& phone : *phones) {
        const auto number = privacy::open_sealed(phone.sealed, *key);
        if (!number) ++unreadable;
        std::cout << results::csv_cell(phone.name) << ',' << results::csv_cell(phone.unit) << ','
                  << (number ? privacy::spaced(*number) : "") << ',' << (phone.guardian ? "phụ huynh" : "người chơi") << ','
                  << results::csv_cell(phone.purposes) << ',' << (phone.place > 0 ? std::to_string(phone.place) : "") << ','
                  << phone.public_id << "\r\n";
    }
    sodium_memzero(key->data(), key->size());
    if (unreadable == 0) return 0;
    std::cerr << "kiosk: " << unreadable << " were sealed to another key.\n";
    return 1;
}

int people_seal_key(const fs::path& out) {
    if (sodium_init() < 0) return fail({Kind::internal, "libsodium cannot start."});
    auto pair = privacy::new_key_pair();
    const std::string line = pair.secret_key + '\n';
    const int fd = ::open(out.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); // never over another: it opens numbers
    bool written = fd >= 0 && ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(fd) == 0;
    if (fd >= 0) written = ::close(fd) == 0 && written;
    sodium_memzero(pair.secret_key.data(), pair.secret_key.size());
    if (!written) return fail({Kind::unavailable, out.string() + " is there already, or cannot be written."});
    std::cout << pair.public_key << '\n';
    std::cerr << "This is the public key: \"seal_key\" in the section \"privacy\" of the event file.\nThe secret key is in "
              << out.string() << ": take it off the kiosk. Without it nobody can read the numbers.\n";
    return 0;
}

} // namespace kiosk
