// Statements to take and to refuse, each under the requirements of ADL's conformance list that it stands for. A row changes
// one thing of a statement that is taken as it is, so that what is refused is refused for that thing.
#pragma once

#include "xapi/statement.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace central::xapi {

inline constexpr std::int64_t kNow = 1'795'251'604'210; // 2026-11-21T09:00:04.210Z
enum Answer { taken, refused };

struct Case {
    std::string requirements; // "XAPI-00007, XAPI-00027"; a fault must be called by one of them
    std::string what;
    std::string body;
    Answer answer = taken;
};

struct Row {
    const char* requirements;
    const char* what;
    const char* at;    // JSON pointer into the statement
    const char* value; // JSON text, or kGone
    Answer answer = taken;
};
inline constexpr const char* kGone = nullptr;

Json full();                              // with every member that a statement may have
Json about(const char* object);           // with this object, and nothing that asks for an Activity
Json within(Json statement);              // the same as a SubStatement of another
Json changed(Json statement, const char* at, const char* value);

using Cases = std::vector<Case>;
void PrintTo(const Case&, std::ostream*); // for GoogleTest
Cases in_statement(const std::vector<Row>&); // rows of full()
Cases in_both(const std::vector<Row>&);      // … and of within(full())
void append(Cases& to, Cases more);

Cases formatting_cases(), actor_cases(), object_cases(), result_cases(), context_cases(), attachment_cases();

} // namespace central::xapi
