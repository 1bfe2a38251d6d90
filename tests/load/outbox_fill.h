// An outbox as it is after hours without network: statements of runs, waiting in the database of a kiosk that does not run.
#pragma once

#include <cstddef>
#include <string>

namespace kiosk::load {

void fill_outbox(const std::string& db, const std::string& endpoint, std::size_t rows); // throws std::runtime_error

} // namespace kiosk::load
