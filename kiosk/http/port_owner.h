// Who holds a TCP port of this machine, for the sentence that a person reads when the kiosk cannot start. Thread: any.
#pragma once

#include <cstdint>
#include <string>

namespace kiosk::http {

// "nginx (pid 312)", or "" where that cannot be told (it belongs to another user). Reads /proc (proc(5)); takes milliseconds.
std::string port_owner(std::uint16_t port);

} // namespace kiosk::http
