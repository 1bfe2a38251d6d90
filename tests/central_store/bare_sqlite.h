// What SQLite takes when nothing but rows is asked of it: the measure beside what the archive keeps in the same file.
#pragma once

#include <filesystem>

namespace central {

// Statements a second: the rows that the archive wrote into `from`, once more, into the same tables and indexes of a new file
// beside it (bare.db), 200 statements a transaction, each synced. Reading them is not in the time. Ends the program where
// SQLite refuses.
double bare_sqlite(const std::filesystem::path& from, int statements);

} // namespace central
