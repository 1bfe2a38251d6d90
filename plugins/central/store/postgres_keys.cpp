#include "store/postgres_keys.h"

#include "store/postgres_ask.h"
#include "store/postgres_pool.h"

#include <cstring>
#include <memory>
#include <optional>

namespace central {

using postgres::Pool;
using How = KeyOutcome::Kind;

namespace {

KeyTable keys_of(pg::Connection&);
// On a connection of its own, with tables that are there.
KeyOutcome waiting(const std::string& url, const std::function<bool(pg::Connection&)>& act);

} // namespace

PostgresKeys::PostgresKeys(std::string url, PostgresArchive& archive) : url_(std::move(url)), archive_(archive) {}

void PostgresKeys::look(std::function<void(const KeyTable*)> told) {
    Pool::Question question;
    question.ask = [told](Pool::Session& session) -> Pool::Told {
        return [told, keys = keys_of(session.connection)] { told(&keys); };
    };
    question.unavailable = [told] { told(nullptr); };
    if (!archive_.pool().ask(std::move(question))) told(nullptr);
}

KeyOutcome PostgresKeys::read(KeyTable& into) {
    return waiting(url_, [&](pg::Connection& connection) {
        into = keys_of(connection);
        return true;
    });
}

KeyOutcome PostgresKeys::add(const std::string& name, const KeyHash& hash, std::int64_t now) {
    const std::string_view bytes(reinterpret_cast<const char*>(hash.data()), hash.size());
    return waiting(url_, [&](pg::Connection& connection) {
        const auto added = connection.ask("INSERT INTO central_keys AS old (event, name, hash, made, revoked)"
                                          " SELECT '', name, hash, $3, 0 FROM unnest($1, $2) AS new (name, hash)"
                                          " ON CONFLICT (event, name) DO UPDATE SET hash = excluded.hash, made = excluded.made,"
                                          "  revoked = 0 WHERE old.revoked > 0",
                                          pg::Values().texts({name}).blobs({bytes}).integer(now));
        return added.changed() == 1;
    });
}

KeyOutcome PostgresKeys::revoke(const std::string& name, std::int64_t now) {
    return waiting(url_, [&](pg::Connection& connection) {
        return connection
                   .ask("UPDATE central_keys SET revoked = $2 WHERE event = '' AND name = $1 AND revoked = 0",
                        pg::Values().text(name).integer(now))
                   .changed() == 1;
    });
}

namespace {

KeyTable keys_of(pg::Connection& connection) {
    const auto rows = connection.run("SELECT name, hash, made, revoked FROM central_keys WHERE event = ''", {});
    KeyTable keys;
    for (int i = 0; i < rows.count(); ++i) {
        Key key;
        const auto bytes = rows.text(i, 1);
        if (bytes.size() != key.hash.size()) continue; // not ours: good for nobody
        std::memcpy(key.hash.data(), bytes.data(), bytes.size());
        key.made = rows.integer(i, 2);
        key.revoked = rows.integer(i, 3);
        keys.insert_or_assign(std::string(rows.text(i, 0)), key);
    }
    return keys;
}

KeyOutcome waiting(const std::string& url, const std::function<bool(pg::Connection&)>& act) {
    try {
        pg::Connection connection(url);
        postgres::begin_session(connection);
        return {act(connection) ? How::done : How::in_vain};
    } catch (const pg::Failure& failure) {
        return {How::unavailable, failure.what()};
    }
}

} // namespace

} // namespace central
