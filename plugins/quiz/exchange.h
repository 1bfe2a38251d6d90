// The quiz's part in reading people's files into banks and writing banks as files: plugin.h's import_file and export_file.
// Thread: any, no instance.
#pragma once

#include <kiosk/plugin.hpp>

#include <optional>
#include <string>

namespace quiz {

std::optional<std::string> import_bank_file(const kiosk::Exchange&); // the report
std::optional<std::string> export_bank_file(const kiosk::Exchange&); // the file; nothing also where the bank has faults

} // namespace quiz
