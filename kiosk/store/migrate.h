// Numbered migrations: scripts[i] takes an owner's tables from version i to i + 1, each in a transaction of its own. The
// version of every owner stands in the table `schema_versions(owner, version)`. A script, once released, never changes.
#pragma once

#include "kiosk/store/database.h"

#include <span>

namespace kiosk::store {

// Kind::invalid where the file is newer than the scripts (a downgrade), with a sentence that says so.
Status migrate(Database&, std::string_view owner, std::span<const char* const> scripts);
// The host's own tables (schema.sql, schema-2.sql, …, embedded).
Status migrate_host(Database&);

} // namespace kiosk::store
