#include "store/pg.h"

#include <libpq-fe.h>

#include <array>
#include <bit>

namespace central::pg {

namespace {

// OIDs of built-in types, which never change: src/include/catalog/pg_type.dat.
enum Type : unsigned { kBytea = 17, kInt8 = 20, kText = 25, kUuid = 2950 };
enum ArrayType : unsigned { kByteas = 1001, kTexts = 1009, kInt8s = 1016, kUuids = 2951 };

constexpr std::size_t kCopiedAtOnce = 64 * 1024; // bytes: the server works on some while others are under way

template <class Integer> void append(std::string& to, Integer value) { // in network order
    char bytes[sizeof value];
    for (std::size_t i = 0; i < sizeof value; ++i)
        bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * (sizeof value - 1 - i)));
    to.append(bytes, sizeof value);
}

template <class Integer> Integer read(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return static_cast<Integer>(value);
}

// One dimension, counted from 1: array_recv in src/backend/utils/adt/arrayfuncs.c.
template <class Items, class Append>
std::string array(Type element, const Items& items, Append&& append_item) {
    std::string bytes;
    append(bytes, std::int32_t{items.empty() ? 0 : 1});
    append(bytes, std::int32_t{1}); // may hold NULL
    append(bytes, static_cast<std::int32_t>(element));
    if (items.empty()) return bytes;
    append(bytes, static_cast<std::int32_t>(items.size()));
    append(bytes, std::int32_t{1});
    for (const auto& item : items) append_item(bytes, item);
    return bytes;
}

void append_bytes(std::string& to, std::string_view item) {
    append(to, static_cast<std::int32_t>(item.size()));
    to += item;
}

std::string integer_array(const std::vector<std::int64_t>& values) {
    return array(kInt8, values, [](std::string& to, std::int64_t value) {
        append(to, std::int32_t{8});
        append(to, value);
    });
}

struct Options {
    explicit Options(const std::string& url) {
        char* trouble = nullptr;
        all.reset(PQconninfoParse(url.c_str(), &trouble));
        const std::unique_ptr<char, decltype(&PQfreemem)> text(trouble, PQfreemem);
        // libpq's own sentence may quote the URL, and with it the password.
        if (!all) throw Failure(Failure::Kind::refused, "this is no connection URL of PostgreSQL");
    }
    std::string get(std::string_view keyword, const char* otherwise = "") const {
        for (const auto* one = all.get(); one->keyword; ++one)
            if (keyword == one->keyword && one->val && *one->val) return one->val;
        return otherwise;
    }
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> all{nullptr, PQconninfoFree};
};

Failure::Kind kind_of(std::string_view state) {
    if (state.empty() || state.starts_with("08") || state.starts_with("57P")) return Failure::Kind::broken;
    if (state == "23505") return Failure::Kind::exists; // unique_violation
    // A NUL in a text (of "data exception", but for a letter that the database's encoding lacks: that is its maker's mistake),
    // or a key that is longer than an index takes (program_limit_exceeded).
    if ((state.starts_with("22") && state != "22P05") || state == "54000") return Failure::Kind::unfit;
    // serialization_failure, deadlock_detected, lock_not_available (for the two seconds of ours), query_canceled (after three)
    if (state == "40001" || state == "40P01" || state == "55P03" || state == "57014") return Failure::Kind::collided;
    return Failure::Kind::refused;
}

std::string one_line(const char* message) {
    std::string line(message ? message : "");
    for (char& c : line)
        if (c == '\n') c = ' ';
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

} // namespace

// ---------------------------------------------------------------- values

Values& Values::integer(std::int64_t value) {
    append(all_.emplace_back(One{kInt8, {}}).bytes, value);
    return *this;
}
Values& Values::text(std::string_view value) {
    all_.push_back({kText, std::string(value)});
    return *this;
}
Values& Values::uuid(std::string_view bytes) {
    all_.push_back({kUuid, std::string(bytes)});
    return *this;
}
Values& Values::integers(const std::vector<std::int64_t>& values) {
    all_.push_back({kInt8s, integer_array(values)});
    return *this;
}
Values& Values::texts(const std::vector<std::string_view>& values) {
    all_.push_back({kTexts, array(kText, values, append_bytes)});
    return *this;
}
Values& Values::uuids(const std::vector<std::string_view>& values) {
    all_.push_back({kUuids, array(kUuid, values, [](std::string& to, std::string_view value) {
                        if (value.empty()) append(to, std::int32_t{-1});
                        else append_bytes(to, value);
                    })});
    return *this;
}
Values& Values::blobs(const std::vector<std::string_view>& values) {
    all_.push_back({kByteas, array(kBytea, values, append_bytes)});
    return *this;
}

// ---------------------------------------------------------------- rows

// The header and the cells: "Binary Format" in the manual's page on COPY.
Cells::Cells() : bytes_("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19) {}

Cells& Cells::row(int columns) {
    append(bytes_, static_cast<std::int16_t>(columns));
    return *this;
}
Cells& Cells::integer(std::int64_t value) {
    append(bytes_, std::int32_t{sizeof value});
    append(bytes_, value);
    return *this;
}
Cells& Cells::real(double value) { return integer(std::bit_cast<std::int64_t>(value)); }
Cells& Cells::boolean(bool value) {
    append(bytes_, std::int32_t{1});
    bytes_ += static_cast<char>(value);
    return *this;
}
Cells& Cells::text(std::string_view value) {
    append_bytes(bytes_, value);
    return *this;
}
Cells& Cells::uuid(std::string_view bytes) {
    if (!bytes.empty()) return text(bytes);
    append(bytes_, std::int32_t{-1});
    return *this;
}
Cells& Cells::integers(const std::vector<std::int64_t>& values) { return text(integer_array(values)); }

void Rows::Clear::operator()(pg_result* result) const { PQclear(result); }

Rows::Rows(pg_result* result) : result_(result) {}

int Rows::count() const { return PQntuples(result_.get()); }

std::int64_t Rows::changed() const { return std::atoll(PQcmdTuples(result_.get())); }

bool Rows::null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }

std::int64_t Rows::integer(int row, int column) const { return read<std::int64_t>(text(row, column)); }

double Rows::real(int row, int column) const { return std::bit_cast<double>(integer(row, column)); }

bool Rows::boolean(int row, int column) const { return integer(row, column) != 0; }

std::string_view Rows::text(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

// ---------------------------------------------------------------- a connection

void Connection::Finish::operator()(pg_conn* connection) const { PQfinish(connection); }

Connection::Connection(const std::string& url) {
    const Options options(url);
    // A peer that went away without a word is noticed within ten seconds: what we have sent by tcp_user_timeout, and while we
    // wait for its answer by keepalives, of which the default would ask a second time after 75 s.
    std::vector<const char*> keys{"connect_timeout",     "tcp_user_timeout", "keepalives_idle",
                                  "keepalives_interval", "keepalives_count", "fallback_application_name"};
    std::vector<const char*> values{"3", "10000", "4", "2", "3", "kiosk central"};
    for (const auto* one = options.all.get(); one->keyword; ++one) {
        if (!one->val) continue;
        keys.push_back(one->keyword); // the URL's own word comes later, and holds
        values.push_back(one->val);
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    connection_.reset(PQconnectdbParams(keys.data(), values.data(), 0));
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw Failure(Failure::Kind::broken, one_line(PQerrorMessage(connection_.get())));
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
}

int Connection::socket() const { return PQsocket(connection_.get()); }

void Connection::command(const char* sql) { check(PQexec(connection_.get(), sql)); }

namespace {

struct Wire { // Values as libpq takes them
    explicit Wire(const Values& values) {
        for (const auto& one : values.all()) {
            types.push_back(one.type);
            bytes.push_back(one.bytes.data());
            lengths.push_back(static_cast<int>(one.bytes.size()));
            formats.push_back(1);
        }
    }
    int count() const { return static_cast<int>(types.size()); }
    std::vector<Oid> types;
    std::vector<const char*> bytes;
    std::vector<int> lengths, formats;
};

} // namespace

Rows Connection::ask(const std::string& sql, const Values& values) {
    const Wire wire(values);
    return check(PQexecParams(connection_.get(), sql.c_str(), wire.count(), wire.types.data(), wire.bytes.data(),
                              wire.lengths.data(), wire.formats.data(), 1));
}

Rows Connection::run(const std::string& sql, const Values& values) {
    const Wire wire(values);
    const auto name = std::to_string(std::hash<std::string>()(sql));
    if (prepared_.insert(name).second) {
        try {
            check(PQprepare(connection_.get(), name.c_str(), sql.c_str(), wire.count(), wire.types.data()));
        } catch (const Failure&) {
            prepared_.erase(name);
            throw;
        }
    }
    return check(PQexecPrepared(connection_.get(), name.c_str(), wire.count(), wire.bytes.data(), wire.lengths.data(),
                                wire.formats.data(), 1));
}

void Connection::copy(const std::string& into, const Cells& cells) {
    check(PQexec(connection_.get(), ("COPY " + into + " FROM STDIN (FORMAT binary)").c_str()));
    // What goes wrong on the way is in the result at the end, which says more.
    for (std::string_view rest = cells.bytes(); !rest.empty();) {
        const auto some = rest.substr(0, kCopiedAtOnce);
        if (PQputCopyData(connection_.get(), some.data(), static_cast<int>(some.size())) != 1) break;
        rest.remove_prefix(some.size());
    }
    std::string end;
    append(end, std::int16_t{-1});
    PQputCopyData(connection_.get(), end.data(), static_cast<int>(end.size()));
    if (PQputCopyEnd(connection_.get(), nullptr) != 1)
        throw Failure(Failure::Kind::broken, one_line(PQerrorMessage(connection_.get())));
    pg_result* result = PQgetResult(connection_.get());
    while (pg_result* more = PQgetResult(connection_.get())) PQclear(more);
    check(result);
}

Rows Connection::check(pg_result* result) {
    Rows rows(result);
    const auto status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) return rows;
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const auto kind = PQstatus(connection_.get()) == CONNECTION_OK ? kind_of(state ? state : "") : Failure::Kind::broken;
    // The primary message alone: the detail may quote a row.
    const char* message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    throw Failure(kind, one_line(message ? message : PQerrorMessage(connection_.get())));
}

std::string place_of(const std::string& url) {
    const Options options(url);
    return options.get("user", "?") + '@' + options.get("host", "local") + ':' + options.get("port", "5432") + '/' +
           options.get("dbname", "?");
}

} // namespace central::pg
