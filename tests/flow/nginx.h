// A real nginx in front of several kiosks, as Debian has it (nginx-light): on loopback, as the user of the test, in a folder
// that goes with it. Its configuration is the one that plugins/central/README.md recommends.
//
// Thread: one; ends with the test, also where that is killed.
#pragma once

#include "tests/support/program.h"

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::flow {

class Nginx {
public:
    // Null where the package is not installed.
    static std::unique_ptr<Nginx> before(const std::vector<std::uint16_t>& ports);
    ~Nginx();
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;

    void stands_before(const std::vector<std::uint16_t>& ports); // others than until now
    std::uint16_t port() const { return port_; }
    // A line each: "METHOD STATUS, to whom, what they said": "POST 200 127.0.0.1:1, 127.0.0.1:2 502, 200" was sent twice.
    std::vector<std::string> served() const;
    std::string trouble() const; // its error log

private:
    explicit Nginx(const std::vector<std::uint16_t>& ports);
    void configure(const std::vector<std::uint16_t>& ports) const;

    support::TempFolder folder_;
    std::uint16_t port_;
    pid_t process_ = -1;
};

} // namespace kiosk::flow
