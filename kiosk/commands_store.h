// What commands that work on a kiosk's data share. Thread: main.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/store/database.h"

#include <filesystem>
#include <memory>

namespace kiosk {

// Says the sentence on stderr; the exit status 1.
int fail(const Error&);

// The store of that data folder (empty: the usual one), brought to this version where it is to be written; keeps the log quiet.
// Kind::not_found where there is none.
Result<std::unique_ptr<store::Database>> open_store(const std::filesystem::path& data, store::Access);

} // namespace kiosk
