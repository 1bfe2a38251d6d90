// Can phones reach the kiosk? They can as soon as one has: somebody who asks from another address than the kiosk's own ones
// came over the hall's network. Pure but for the list of own addresses. Thread: main.
#pragma once

#include "kiosk/base/clock.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace kiosk::staff {

std::set<std::string> own_addresses(); // of this machine's network interfaces, as text

class Reach {
public:
    explicit Reach(std::function<std::set<std::string>()> own = &own_addresses) : own_(std::move(own)) {}

    // Somebody asks from there. Cheap for who was seen before; the addresses are forgotten with the program.
    void saw(std::string_view peer, Ms wall);
    Ms first() const { return first_; }                    // wall; 0: nobody yet
    std::size_t devices() const { return seen_.size(); }   // at most kMost are told apart
    static constexpr std::size_t kMost = 1000;

private:
    std::function<std::set<std::string>()> own_;
    std::set<std::string, std::less<>> seen_, ours_;
    std::string last_; // most requests come from who asked just now
    Ms first_ = 0;
};

} // namespace kiosk::staff
