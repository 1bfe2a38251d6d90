#include "store/postgres_senders.h"

#include "store/postgres_pool.h"

#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace central {

using postgres::Pool;

namespace {

constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min(); // an array of ours holds no NULL

void add_what_fits(pg::Connection&, const SenderTable& heard);
void add_heard(pg::Connection&, const SenderTable& heard);
SenderTable all_senders(pg::Connection&);

} // namespace

void PostgresSenders::exchange(SenderTable heard, std::function<void(const SenderTable*)> told) {
    Pool::Question question;
    question.ask = [told, heard = std::make_shared<const SenderTable>(std::move(heard))](Pool::Session& session) -> Pool::Told {
        if (!heard->empty()) add_what_fits(session.connection, *heard);
        return [told, senders = all_senders(session.connection)] { told(&senders); };
    };
    question.unavailable = [told] { told(nullptr); };
    if (!archive_.pool().ask(std::move(question))) told(nullptr);
}

namespace {

// What the database can never take must not come back to be told again, and keep the rest from it: the platform is the one text
// here that strangers write.
void add_what_fits(pg::Connection& connection, const SenderTable& heard) {
    try {
        add_heard(connection, heard);
    } catch (const pg::Failure& failure) {
        if (failure.kind != pg::Failure::Kind::unfit) throw;
        auto bare = heard;
        for (auto& [name, sender] : bare) sender.platform.clear();
        add_heard(connection, bare);
    }
}

// Row by row in the order of their names, so that two processes wait for each other and never both.
void add_heard(pg::Connection& connection, const SenderTable& heard) {
    std::vector<std::string_view> names, platforms;
    std::vector<std::int64_t> moments, statements, waiting, offsets;
    for (const auto& [name, sender] : heard) {
        names.push_back(name);
        moments.push_back(sender.heard);
        statements.push_back(sender.statements);
        platforms.push_back(sender.platform);
        waiting.push_back(sender.waiting.value_or(kUnknown));
        offsets.push_back(sender.clock_offset.value_or(kUnknown));
    }
    connection.run("INSERT INTO central_senders AS old (event, name, heard, statements, platform, waiting, clock_offset)"
                   " SELECT '', name, heard, statements, platform, NULLIF(waiting, $7), NULLIF(clock_offset, $7)"
                   " FROM unnest($1, $2, $3, $4, $5, $6) AS new (name, heard, statements, platform, waiting, clock_offset)"
                   " ON CONFLICT (event, name) DO UPDATE SET heard = GREATEST(old.heard, excluded.heard),"
                   "  statements = old.statements + excluded.statements,"
                   "  platform = COALESCE(NULLIF(excluded.platform, ''), old.platform),"
                   "  waiting = COALESCE(excluded.waiting, old.waiting),"
                   "  clock_offset = COALESCE(excluded.clock_offset, old.clock_offset)",
                   pg::Values()
                       .texts(names)
                       .integers(moments)
                       .integers(statements)
                       .texts(platforms)
                       .integers(waiting)
                       .integers(offsets)
                       .integer(kUnknown));
}

SenderTable all_senders(pg::Connection& connection) {
    const auto rows =
        connection.run("SELECT name, heard, statements, platform, waiting, clock_offset FROM central_senders WHERE event = ''", {});
    SenderTable senders;
    for (int i = 0; i < rows.count(); ++i) {
        Sender known{rows.integer(i, 1), rows.integer(i, 2), std::string(rows.text(i, 3)), {}, {}};
        if (!rows.null(i, 4)) known.waiting = rows.integer(i, 4);
        if (!rows.null(i, 5)) known.clock_offset = rows.integer(i, 5);
        senders.emplace(rows.text(i, 0), std::move(known));
    }
    return senders;
}

} // namespace

} // namespace central
