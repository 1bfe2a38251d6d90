// What the central plugin is sent: statements, and behind a "?" the query of an address.
#include "xapi/query.h"
#include "xapi/statement.h"

#include <cstdio>
#include <cstdlib>
#include <tuple>

namespace central::xapi {

namespace {

constexpr std::int64_t kNow = 1'795'251'604'210;

void must(bool truth, const char* what) {
    if (truth) return;
    std::fprintf(stderr, "untrue: %s\n", what);
    std::abort();
}

void look_at(const Fault& fault) {
    must(fault.sentence.ends_with('.'), "a fault has a sentence");
    must(Json(fault.sentence + fault.where).dump().size() > 2, "a fault can be answered in JSON");
}

Statement read_again(const std::string& text) {
    auto read = read_statements(text, kNow, 1);
    if (const auto* fault = std::get_if<Fault>(&read)) must(false, fault->sentence.c_str());
    return std::move(std::get<std::vector<Statement>>(read).front());
}

// What is kept can be read again, and stays the same; what is given out of it is a statement, too.
void look_at(const Statement& statement) {
    const Json authority = {{"account", {{"homePage", "https://example.vn/keys"}, {"name", "kiosk-07"}}}};
    const Statement kept = read_again(complete(statement, kNow, authority));
    must(kept.id == statement.id && kept.at == statement.at && kept.verb == statement.verb && kept.voids == statement.voids &&
             kept.related_agents == statement.related_agents && kept.related_activities == statement.related_activities,
         "what is kept is found by the same");
    must(read_again(complete(kept, kNow + 1, authority)).fingerprint == kept.fingerprint, "what is kept stays the same");
    const Statement named = read_again(ids_only(kept.json).dump());
    must(named.actor == kept.actor && named.related_activities == kept.related_activities, "identifiers are left");
    must(read_again(canonical(kept.json, "vi, en;q=0.5").dump()).fingerprint == kept.fingerprint, "languages make no difference");
    must(read_time(write_time(kept.at)) == kept.at, "a time can be written and read");
}

auto parts(const Query& query) {
    return std::tie(query.agent, query.verb, query.activity, query.registration, query.related_agents, query.related_activities,
                    query.ascending, query.attachments, query.since, query.until, query.limit, query.format);
}

void look_at(const Query& query) {
    if (!query.statement.empty() || !query.voided_statement.empty()) return;
    const auto again = read_query(write_query(query, "17/4"));
    must(std::holds_alternative<Query>(again), "a next page can be asked for");
    must(std::get<Query>(again).after == "17/4" && parts(std::get<Query>(again)) == parts(query),
         "a next page is of the same query");
}

} // namespace

} // namespace central::xapi

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace central::xapi;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.starts_with('?')) {
        const auto query = read_query(text.substr(1));
        if (const auto* fault = std::get_if<Fault>(&query)) look_at(*fault);
        else look_at(std::get<Query>(query));
        return 0;
    }
    const auto read = read_statements(text, kNow, 50);
    if (const auto* fault = std::get_if<Fault>(&read)) look_at(*fault);
    else
        for (const Statement& statement : std::get<std::vector<Statement>>(read)) look_at(statement);
    return 0;
}
