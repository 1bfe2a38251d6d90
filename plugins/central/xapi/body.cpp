// Bodies of POST and PUT.
#include "xapi/identifiers.h"
#include "xapi/parse.h"

#include <algorithm>

namespace central::xapi {

namespace {

std::optional<Fault> find_repeat(const std::vector<std::string>& ids);
Fault too_large(std::string where);

} // namespace

std::optional<Fault> read_each(std::string_view body, std::int64_t now, std::size_t most,
                               const std::function<void(Statement)>& take, std::size_t longest) {
    std::vector<std::string> ids;
    const auto read_part = [&](Json json, const Part& part) -> std::optional<Fault> {
        if (part.count > most)
            return Fault{{},
                         "The body has " + std::to_string(part.count) + " statements; at most " + std::to_string(most) +
                             " are taken at once.",
                         {}};
        const auto where = part.of_many ? "statements[" + std::to_string(part.index) + ']' : std::string();
        if (part.length > longest) return too_large(where);
        auto read = read_statement(std::move(json), now, where, part.text);
        if (auto* fault = std::get_if<Fault>(&read)) return std::move(*fault);
        auto& statement = std::get<Statement>(read);
        ids.push_back(statement.id);
        take(std::move(statement));
        return {};
    };
    if (auto fault = parse_each(body, "body", read_part)) return fault;
    return find_repeat(ids);
}

std::variant<std::vector<Statement>, Fault> read_statements(std::string_view body, std::int64_t now, std::size_t most) {
    std::vector<Statement> statements;
    if (auto fault = read_each(body, now, most, [&](Statement one) { statements.push_back(std::move(one)); }))
        return std::move(*fault);
    return statements;
}

std::variant<Statement, Fault> read_put(std::string_view body, std::int64_t now, std::string_view statement_id,
                                        std::size_t longest) {
    if (!is_uuid(statement_id)) return Fault{"statementId", "\"statementId\" must be a UUID.", "XAPI-00012"};
    auto parsed = parse(body, "body");
    if (auto* fault = std::get_if<Fault>(&parsed)) return std::move(*fault);
    if (length_of(body) > longest) return too_large({});
    Json& json = std::get<Json>(parsed);
    if (json.is_object() && !json.contains("id")) json["id"] = statement_id;
    auto read = read_statement(std::move(json), now);
    if (const auto* statement = std::get_if<Statement>(&read); statement && statement->id != lower(statement_id))
        return Fault{"id", "\"id\" must be the statementId of the address.", "XAPI-00142"};
    return read;
}

namespace {

Fault too_large(std::string where) { return {std::move(where), "This statement is longer than one may be.", {}, true}; }

// Part three, 2.1.2: two of one id in one request.
std::optional<Fault> find_repeat(const std::vector<std::string>& ids) {
    std::vector<std::size_t> order(ids.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const std::string& { return ids[i]; });
    const auto same = std::ranges::adjacent_find(order, {}, [&](std::size_t i) -> const std::string& { return ids[i]; });
    if (same == order.end()) return {};
    const std::string where = "statements[" + std::to_string(same[1]) + "].id";
    return Fault{where, '"' + where + "\" is the id of statements[" + std::to_string(same[0]) + "], too.", {}};
}

} // namespace

} // namespace central::xapi
