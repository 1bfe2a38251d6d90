#include "kiosk/commands_store.h"

#include "kiosk/base/log.h"
#include "kiosk/config.h"
#include "kiosk/store/migrate.h"

#include <sodium.h>

#include <iostream>

namespace kiosk {

int fail(const Error& error) {
    std::cerr << "kiosk: " << error.sentence << '\n';
    return 1;
}

Result<std::unique_ptr<store::Database>> open_store(const std::filesystem::path& data, store::Access access) {
    open_log({"", 0, 0, true});
    if (sodium_init() < 0) return Error{Kind::internal, "libsodium cannot start."};
    const auto file = (data.empty() ? default_data_dir() : data) / "kiosk.db";
    if (!std::filesystem::exists(file)) return Error{Kind::not_found, "There is no kiosk's data at " + file.string() + "."};
    auto db = store::Database::open(file.string(), access);
    if (db && access == store::Access::write)
        if (auto migrated = store::migrate_host(**db); !migrated) return migrated.error();
    return db;
}

} // namespace kiosk
