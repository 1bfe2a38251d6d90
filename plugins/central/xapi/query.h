// What GET statements may ask for (xAPI 1.0.3, part three, 2.1.3), read from the query string. Pure. Thread: any.
#pragma once

#include "xapi/statement.h"

namespace central::xapi {

enum class Format { exact, ids, canonical };

struct Query {
    // One of the two: exactly one statement, nothing else asked for but format and attachments.
    std::string statement, voided_statement; // UUID, lower case
    // Or a list.
    std::string agent, verb, activity, registration; // "" where not asked for; agent is an identity()
    bool related_agents = false, related_activities = false, ascending = false, attachments = false;
    std::int64_t since = 0, until = 0; // stored, Unix ms: since < stored <= until; 0: open
    std::int64_t limit = 0;            // 0: as many as the server gives at once
    Format format = Format::exact;
    std::string after;                 // of a `more` link: where the page before it ended; the archive's own words
};

// `raw` as it stood in the address, percent-encoded, "+" for a space. A parameter that part three does not name, or names in
// other letters, or that stands there twice, is refused (XAPI-00324, XAPI-00325).
std::variant<Query, Fault> read_query(std::string_view raw);
// The query string of the page that begins after `after`: read_query reads it as `query` with that `after`.
std::string write_query(const Query& query, std::string_view after);

} // namespace central::xapi
