// Plain measurements beside the evening: the same request over and over, and how soon a program listens.
#pragma once

#include <string>
#include <vector>

namespace kiosk::load {

// Requests per second over `connections`, each sending its next request when the last is answered. Prints a line.
// `body` empty: GET, else POST of it.
void hammer(const std::string& url, std::size_t connections, double seconds, const std::string& body);

// Starts `command`, waits until GET /healthz says 200, prints the milliseconds, and ends it again.
// Returns 0, or 1 where it never came up.
int started(const std::string& url, const std::vector<std::string>& command);

} // namespace kiosk::load
