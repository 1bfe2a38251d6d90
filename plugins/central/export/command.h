// `kiosk central export TABLE FILE`, TABLE being one of the four or "all": the same files as the staff page's, without a limit.
// Thread: main; waits for the disk.
#pragma once

#include "export/tables.h"
#include "league/leagues.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace central {

// `words` from "export" on. `read_all` brings the leagues up to date; false where the archive does not answer. Appends to
// `out`; the exit status. The file is there whole, or as it was.
int export_command(std::span<const std::string_view> words, const std::function<bool()>& read_all, const Leagues&,
                   const Senders&, std::string& out);

} // namespace central
