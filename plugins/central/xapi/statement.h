// A statement as a Learning Record Store takes it: checked against xAPI 1.0.3, part two ("Data"), and taken apart into what
// queries ask for. Pure but for the random id of a statement that came without: no clock, no network, no tables. Thread: any.
//
// Source: ADL xAPI 1.0.3 part two, 2.2 to 4.6, and part three, 2.1; a fault names the requirement as ADL's list of conformance
// requirements for LRSs counts them ("XAPI-00016").
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace central::xapi {

using Json = nlohmann::json;

inline constexpr std::size_t kDeepest = 64; // levels of a body; beyond it is refused before anything recurses

struct Fault {
    std::string where;       // "statements[17].result.score.scaled"; "" for the whole body
    std::string sentence;    // English: it is read by whoever writes a sender
    std::string requirement; // "XAPI-00083", or "" where it is a limit of ours
    bool too_large = false;  // it is longer than `longest`
};

// Who somebody is, as one line of text, equal for equal identifiers: "mbox mailto:an@example.vn",
// "mbox_sha1sum …", "openid …", "account <homePage> <name>". "" for a group without an identifier.
std::string identity(const Json& agent);

struct Statement {
    Json json;                // as it came, but for: `id` and `timestamp` filled in where they were missing; single
                              // contextActivities made arrays; `stored` and `authority`, which are not the sender's, taken out
    std::string text;         // the same as it came, for `complete`; "" where that had to be changed, or has spaces between
    std::string id;           // UUID, lower case
    std::int64_t at = 0;      // timestamp, Unix ms
    std::string verb;         // its IRI
    std::string actor;        // identity; "" for an anonymous group
    std::string activity;     // the object's id where it is an Activity, else ""
    std::string registration; // UUID, lower case, or ""
    std::string refers;       // the statement that is its object (a StatementRef): UUID, lower case, or ""
    std::string voids;        // the same where the verb is "voided", else ""
    // What the queries `agent` and `activity` find it by; the related ones contain the plain ones. Members of a group count as
    // the group does. Each without repeats. Whoever keeps the statement adds the authority's to `related_agents`.
    std::vector<std::string> agents, related_agents, related_activities;
    // 32 bytes, BLAKE2b of what may not differ between two statements of one id (part two, 2.3.1). Not looked at: order of
    // keys; `id`, `stored`, `authority`, `version`, `attachments`; the verb's display and activities' definitions, which are
    // not part of a statement; in which zone and with how many zeros a time is written, and a duration beyond hundredths; the
    // order of a group's members; upper and lower case of UUIDs, hashes, language tags and mail domains; objectType where it
    // says what goes without saying; a single context activity or an array of it; 1 or 1.0.
    // A timestamp counts where it was given: a statement sent without, and again with, is another.
    std::string fingerprint;
};

// One statement, or the Fault that it is refused for. `now` is Unix ms, taken where it has no timestamp.
// `text` is what the Json was parsed from, or "".
std::variant<Statement, Fault> read_statement(Json, std::int64_t now, std::string_view where = "", std::string_view text = "");
// A body of POST: an object or an array, `most` statements at most, none with the id of another.
std::variant<std::vector<Statement>, Fault> read_statements(std::string_view body, std::int64_t now, std::size_t most);
// The same, handed out one after the other; where it ends with a Fault, those that have been taken are good for nothing. Who
// drops the json of one before the next comes needs memory for one. What is longer than `longest` bytes, without the white space
// between its parts, is not looked into.
inline constexpr std::size_t kAnyLength = static_cast<std::size_t>(-1);
std::optional<Fault> read_each(std::string_view body, std::int64_t now, std::size_t most,
                               const std::function<void(Statement)>& take, std::size_t longest = kAnyLength);
// A body of PUT: one statement, whose id, where it has one, is `statement_id` of the address.
std::variant<Statement, Fault> read_put(std::string_view body, std::int64_t now, std::string_view statement_id,
                                        std::size_t longest = kAnyLength);

// The text that is kept, and sent to whoever asks for "exact": as it came, letter by letter where that is possible, with
// stored, version and authority (an Agent) filled in.
std::string complete(const Statement&, std::int64_t stored, const Json& authority);
// The same in two steps, where several come at once from one sender.
std::string stamp(std::int64_t stored, const Json& authority);
std::string complete(const Statement&, std::string_view stamp);

// What a query asks for beside "exact": identifiers only, or one language (RFC 4647 lookup in Accept-Language's order).
Json ids_only(const Json& statement);
Json canonical(const Json& statement, std::string_view accept_language);

// ISO 8601 as part two, 4.5 has it ("2026-11-21T09:00:04.210Z") to Unix ms, and back, in UTC; nothing where it is none.
std::optional<std::int64_t> read_time(std::string_view);
std::string write_time(std::int64_t);

} // namespace central::xapi
