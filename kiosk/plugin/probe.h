// Opening a library runs its static constructors, and nothing can be caught there. So a forked child opens every library
// first and tells its parent through a pipe how far it came; where it dies or stays silent, the library that it was
// opening is named and left out, and another child goes on behind it.
//
// Thread: main, before any other thread is started (fork copies only the caller). Costs one fork and one dlopen each.
#pragma once

#include "kiosk/plugin/plugin_file.h"

#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace kiosk::plugin {

// One sentence per manifest, in the same order; empty: may be opened here, too.
std::vector<std::string> probe(std::span<const Manifest>, std::chrono::milliseconds patience = std::chrono::seconds(3));

} // namespace kiosk::plugin
