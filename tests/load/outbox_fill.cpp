#include "tests/load/outbox_fill.h"

#include "tests/load/fair.h"

#include <sqlite3.h>

#include <stdexcept>

namespace kiosk::load {

void fill_outbox(const std::string& file, const std::string& endpoint, std::size_t rows) {
    sqlite3* db = nullptr;
    sqlite3_stmt* insert = nullptr;
    const auto must = [&](int code) {
        if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(file + ": " + sqlite3_errmsg(db));
    };
    must(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr));
    must(sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr));
    must(sqlite3_prepare_v2(db, "INSERT INTO outbox (id, number, result, at, body) VALUES (?, ?, ?, 0, ?)", -1, &insert, nullptr));
    const auto origin = origin_of_kiosk(0, endpoint);
    for (std::size_t n = 0; n < rows; ++n) {
        const auto made = statement_of(origin, run_of(0, n), n);
        const auto text = [&](int at, const std::string& value) {
            must(sqlite3_bind_text(insert, at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT));
        };
        text(1, made.id);
        must(sqlite3_bind_int64(insert, 2, static_cast<sqlite3_int64>(n) + 1));
        text(3, "r" + made.id);
        text(4, made.body);
        must(sqlite3_step(insert));
        must(sqlite3_reset(insert));
    }
    must(sqlite3_finalize(insert));
    must(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr));
    must(sqlite3_close(db));
}

} // namespace kiosk::load
