// kiosk.store/1: the plugin's own tables, through main's read connection and the one writer.
#include "kiosk/plugin/tables.h"

#include "kiosk/base/log.h"
#include "kiosk/store/migrate.h"

#include <span>
#include <vector>

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMaxValues = 64, kMaxValueBytes = 1u << 20, kMaxStatements = 1000, kMaxWritesPerStep = 200'000;

// While one lives, the connection lets only the plugin's own tables through. Restores nothing but "everything": a read
// inside of a read leaves the outer one alone, because restrictions hold when a statement is compiled.
class Restricted {
public:
    Restricted(store::Database& database, const std::string& owner) : database_(database) { database_.restrict_to(owner); }
    ~Restricted() { database_.restrict_to(""); }
    Restricted(const Restricted&) = delete;
    Restricted& operator=(const Restricted&) = delete;

private:
    store::Database& database_;
};

store::Value to_value(const kiosk_value& value) {
    switch (value.kind) {
    case KIOSK_INT: return value.as.integer;
    case KIOSK_REAL: return value.as.real;
    case KIOSK_TEXT: return std::string(view(value.as.bytes));
    case KIOSK_BLOB: return store::Blob{std::string(view(value.as.bytes))};
    case KIOSK_NULL: break;
    }
    return std::monostate{};
}

kiosk_value from_value(const store::Value& value) {
    kiosk_value out{KIOSK_NULL, {}};
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        out.kind = KIOSK_INT;
        out.as.integer = *integer;
    } else if (const auto* real = std::get_if<double>(&value)) {
        out.kind = KIOSK_REAL;
        out.as.real = *real;
    } else if (const auto* string = std::get_if<std::string>(&value)) {
        out.kind = KIOSK_TEXT;
        out.as.bytes = str(*string);
    } else if (const auto* blob = std::get_if<store::Blob>(&value)) {
        out.kind = KIOSK_BLOB;
        out.as.bytes = str(blob->bytes);
    }
    return out;
}

// Copies the values; a status other than OK is logged.
kiosk_status copy_values(const kiosk_host& h, const char* function, const kiosk_value* values, uint32_t count,
                         std::vector<store::Value>& out) {
    if (count && !values) return refuse(h, function, KIOSK_ERR_ARGUMENT, "values are missing");
    if (count > kMaxValues) return refuse(h, function, KIOSK_ERR_LIMIT, "more than 64 values");
    out.reserve(count);
    for (const auto& value : std::span(values, count)) {
        if (value.kind < KIOSK_NULL || value.kind > KIOSK_BLOB)
            return refuse(h, function, KIOSK_ERR_ARGUMENT, "a value of an unknown kind");
        if ((value.kind == KIOSK_TEXT || value.kind == KIOSK_BLOB) && value.as.bytes.size > kMaxValueBytes)
            return refuse(h, function, KIOSK_ERR_LIMIT, "a value above 1 MiB");
        out.push_back(to_value(value));
    }
    return KIOSK_OK;
}

kiosk_status migrate(kiosk_host* host, const char* const* scripts, uint32_t count) {
    return checked(host, "migrate", [&](kiosk_host& h) -> kiosk_status {
        if (h.phase != kiosk_host::Phase::initialising) return refuse(h, "migrate", KIOSK_ERR_STATE, "only in init");
        if (count && !scripts) return refuse(h, "migrate", KIOSK_ERR_ARGUMENT, "no scripts");
        const auto done = store::migrate(h.hub.services().writer.before_start(), h.id(), std::span(scripts, count));
        if (!done) return refuse(h, "migrate", KIOSK_ERR_STORE, done.error().sentence);
        return KIOSK_OK;
    });
}

kiosk_statement prepare(kiosk_host* host, const char* sql) {
    return checked_value(host, "prepare", kiosk_statement{0}, [&](kiosk_host& h) -> kiosk_statement {
        if (!sql || h.statements.size() >= kMaxStatements) {
            refuse(h, "prepare", KIOSK_ERR_ARGUMENT, "no statement, or too many of them");
            return 0;
        }
        auto& reader = h.hub.services().reader;
        {
            const Restricted own_tables(reader, h.id());
            if (const auto compiles = reader.check(sql); !compiles) {
                refuse(h, "prepare", KIOSK_ERR_ARGUMENT, compiles.error().sentence);
                return 0;
            }
        }
        h.statements.push_back(h.hub.services().writer.prepare(h.id(), sql));
        return static_cast<kiosk_statement>(h.statements.size());
    });
}

kiosk_status write(kiosk_host* host, kiosk_statement statement, const kiosk_value* values, uint32_t count) {
    return checked(host, "write", [&](kiosk_host& h) -> kiosk_status {
        if (statement == 0 || statement > h.statements.size()) return refuse(h, "write", KIOSK_ERR_ARGUMENT, "no such statement");
        if (h.depth == 0) return refuse(h, "write", KIOSK_ERR_STATE, "outside of every callback");
        if (!h.hub.disk_takes_writes(h)) return KIOSK_ERR_STORE;
        if (h.step.writes.size() >= kMaxWritesPerStep) return refuse(h, "write", KIOSK_ERR_LIMIT, "too many writes in one step");
        store::Write added{h.statements[statement - 1], {}};
        if (const auto status = copy_values(h, "write", values, count, added.values); status != KIOSK_OK) return status;
        h.step.writes.push_back(std::move(added));
        return KIOSK_OK;
    });
}

kiosk_status read(kiosk_host* host, const char* sql, const kiosk_value* values, uint32_t count, kiosk_row row, void* user) {
    return checked(host, "read", [&](kiosk_host& h) -> kiosk_status {
        if (!sql || !row) return refuse(h, "read", KIOSK_ERR_ARGUMENT, "no statement, or no reader");
        std::vector<store::Value> bound;
        if (const auto status = copy_values(h, "read", values, count, bound); status != KIOSK_OK) return status;
        std::vector<kiosk_value> columns;
        const Restricted own_tables(h.hub.services().reader, h.id());
        const auto done = h.hub.services().reader.read(sql, bound, [&](std::span<const store::Value> found) {
            columns.clear();
            for (const auto& value : found) columns.push_back(from_value(value));
            return row(user, columns.data(), static_cast<int>(columns.size())) == 0;
        });
        if (done) return KIOSK_OK;
        const auto kind = done.error().kind;
        return refuse(h, "read",
                      kind == Kind::unavailable ? KIOSK_ERR_STORE
                      : kind == Kind::denied    ? KIOSK_ERR_DENIED
                                                : KIOSK_ERR_ARGUMENT,
                      done.error().sentence);
    });
}

int32_t healthy(kiosk_host* host) {
    return checked_value(host, "healthy", int32_t{0}, [](kiosk_host& h) -> int32_t {
        return h.depth > 0 ? h.hub.disk_takes_writes(h) : h.hub.services().writer.healthy();
    });
}

kiosk_status abandon(kiosk_host* host) {
    return checked(host, "abandon", [](kiosk_host& h) -> kiosk_status {
        h.hub.abandon_step(h);
        return KIOSK_OK;
    });
}

kiosk_status when_saved(kiosk_host* host, kiosk_saved told, void* user) {
    return checked(host, "when_saved", [&](kiosk_host& h) -> kiosk_status {
        if (!told) return refuse(h, "when_saved", KIOSK_ERR_ARGUMENT, "nobody to tell");
        if (h.depth == 0) return refuse(h, "when_saved", KIOSK_ERR_STATE, "outside of every callback");
        h.saved_calls.push_back({told, user});
        return KIOSK_OK;
    });
}

} // namespace

const kiosk_store_1& store_table() {
    static constexpr kiosk_store_1 kTable{sizeof(kiosk_store_1), &migrate, &prepare, &write, &read, &healthy, &abandon,
                                          &when_saved};
    return kTable;
}

} // namespace kiosk::plugin
