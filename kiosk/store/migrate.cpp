#include "kiosk/store/migrate.h"

#include "schema_sql.h"

#include <cstdint>
#include <string>
#include <utility>

namespace kiosk::store {

namespace {

// No plugin can have this id (plugin.h), so none can have the host's version counted as its own.
constexpr std::string_view kHost = "(host)";

Status migrate_as(Database&, std::string_view owner, std::string_view restriction, std::span<const char* const> scripts);
Status upgrade(Database&, std::string_view owner, std::string_view restriction, const char* script, std::int64_t to);
Result<std::int64_t> number(Database&, std::string_view sql, std::span<const Value> values);

} // namespace

Status migrate(Database& db, std::string_view owner, std::span<const char* const> scripts) {
    if (owner.empty()) return Error{Kind::invalid, "A migration needs an owner."};
    return migrate_as(db, owner, owner, scripts);
}

Status migrate_host(Database& db) {
    const char* const scripts[] = {kHostSchema, kHostSchema2, kHostSchema3, kHostSchema4, kHostSchema5, kHostSchema6, kHostSchema7};
    return migrate_as(db, kHost, {}, scripts);
}

namespace {

Status migrate_as(Database& db, std::string_view owner, std::string_view restriction, std::span<const char* const> scripts) {
    Status made = db.run("CREATE TABLE IF NOT EXISTS schema_versions ("
                         "owner TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID");
    if (!made) return made;
    const Value key[] = {std::string(owner)};
    auto version = number(db, "SELECT coalesce(max(version), 0) FROM schema_versions WHERE owner = ?1", key);
    if (!version) return version.error();
    const auto newest = static_cast<std::int64_t>(scripts.size());
    if (*version > newest) {
        return Error{Kind::invalid, "The data of " + std::string(owner) + " is of version " + std::to_string(*version) +
                                        ", this program knows only " + std::to_string(newest) + ": install the newer one again."};
    }
    for (std::int64_t at = *version; at < newest; ++at) {
        Status done = upgrade(db, owner, restriction, scripts[static_cast<std::size_t>(at)], at + 1);
        if (done) continue;
        const std::string where = std::string(owner) + ", script " + std::to_string(at + 1) + ": ";
        return Error{done.error().kind, where + done.error().sentence};
    }
    return {};
}

// One script in a transaction of its own: all of it and the new version, or nothing.
Status upgrade(Database& db, std::string_view owner, std::string_view restriction, const char* script, std::int64_t to) {
    // ALTER TABLE … RENAME asks nobody about the new name, so what is not the owner's is counted before and after.
    constexpr std::string_view kForeign =
        "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND substr(name, 1, length(?1)) <> ?1";
    const Value prefix[] = {std::string(restriction) + "_"};

    if (Status begun = db.run("BEGIN IMMEDIATE"); !begun) return begun;
    auto before = number(db, kForeign, prefix);
    db.restrict_to(restriction);
    Status status = db.run(script);
    db.restrict_to({});
    auto after = number(db, kForeign, prefix);
    if (status && !restriction.empty() && (!before || !after || *before != *after)) {
        const auto& wanted = std::get<std::string>(prefix[0]);
        status = Error{Kind::denied, "A table was given a name that does not begin with \"" + wanted + "\"."};
    }
    if (status) {
        const Value row[] = {std::string(owner), to};
        status = db.run("INSERT INTO schema_versions (owner, version) VALUES (?1, ?2)"
                        " ON CONFLICT (owner) DO UPDATE SET version = excluded.version", row);
    }
    if (status) status = db.run("COMMIT");
    if (!status) (void)db.run("ROLLBACK"); // fails where SQLite has rolled back by itself
    return status;
}

Result<std::int64_t> number(Database& db, std::string_view sql, std::span<const Value> values) {
    std::int64_t found = 0;
    Status status = db.read(sql, values, [&](std::span<const Value> row) {
        if (const auto* value = std::get_if<std::int64_t>(&row[0])) found = *value;
        return false;
    });
    if (!status) return status.error();
    return found;
}

} // namespace

} // namespace kiosk::store
