// What is done with a statement that has passed all checks. Inside of xapi/ only. Thread: any.
#pragma once

#include "xapi/statement.h"

namespace central::xapi {

// The bytes of Statement::fingerprint; the statement as it came, before its timestamp is filled in.
std::string fingerprint_of(const Json& statement);
// Fills in what queries find a statement by, all but id and at, from its json.
void note_what_it_is_found_by(Statement&);

} // namespace central::xapi
