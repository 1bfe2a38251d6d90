#include "store/sqlite_keys.h"

#include <cstring>

namespace central {

using How = KeyOutcome::Kind;

const char* const SqliteKeys::kTables = R"sql(
CREATE TABLE central_keys (
    name TEXT PRIMARY KEY,
    hash BLOB NOT NULL,       -- BLAKE2b of the secret
    made INTEGER NOT NULL,    -- Unix ms
    revoked INTEGER NOT NULL  -- Unix ms; 0: it is good
) WITHOUT ROWID;
)sql";

SqliteKeys::SqliteKeys(kiosk::Host& host)
    : host_(host), put_(host.prepare("INSERT INTO central_keys(name, hash, made, revoked) VALUES(?, ?, ?, 0) "
                                     "ON CONFLICT(name) DO UPDATE SET hash = excluded.hash, made = excluded.made, revoked = 0 "
                                     "WHERE revoked > 0")),
      revoke_(host.prepare("UPDATE central_keys SET revoked = ? WHERE name = ? AND revoked = 0")) {}

void SqliteKeys::look(std::function<void(const KeyTable*)> told) {
    KeyTable keys;
    told(read(keys).kind == How::unavailable ? nullptr : &keys);
}

KeyOutcome SqliteKeys::read(KeyTable& into) {
    try {
        host_.read("SELECT name, hash, made, revoked FROM central_keys", {}, [&into](const kiosk::Row& row) {
        Key key;
        const auto bytes = row.text(1);
        if (bytes.size() != key.hash.size()) return; // not ours: good for nobody
        std::memcpy(key.hash.data(), bytes.data(), bytes.size());
        key.made = row.integer(2);
        key.revoked = row.integer(3);
        into.insert_or_assign(std::string(row.text(0)), key);
        });
    } catch (const kiosk::HostError&) {
        return {How::unavailable}; // the next look may find them
    }
    return {};
}

KeyOutcome SqliteKeys::add(const std::string& name, const KeyHash& hash, std::int64_t now) {
    if (is_good(name)) return {How::in_vain};
    const std::string_view kept(reinterpret_cast<const char*>(hash.data()), hash.size());
    if (!host_.write(put_, {name, kiosk::Value::blob(kept), now})) return {How::unavailable};
    return {};
}

KeyOutcome SqliteKeys::revoke(const std::string& name, std::int64_t now) {
    if (!is_good(name)) return {How::in_vain};
    if (!host_.write(revoke_, {now, name})) return {How::unavailable};
    return {};
}

bool SqliteKeys::is_good(const std::string& name) {
    KeyTable keys;
    read(keys);
    const auto found = keys.find(name);
    return found != keys.end() && found->second.revoked == 0;
}

} // namespace central
