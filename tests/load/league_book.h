// What the league must say of everything that was told to a centre: reckoned here from the results themselves, the plainest
// way there is, and held against what the centre answers.
#pragma once

#include "kiosk/results/ledger.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kiosk::load {

class LeagueBook {
public:
    void add(const results::Result&); // its unit, public_id, score, right, duration, finished
    std::size_t runs() const { return runs_; }
    std::size_t people() const { return persons_.size(); }

    // What `told` (GET /p/central/league) says otherwise, a line each; empty where it is right to the point. `by`: total or
    // average. As many persons are looked at as it tells of; `least`: people that a unit needs to stand alone.
    std::vector<std::string> differences(const nlohmann::json& told, const std::string& by, std::size_t least) const;

private:
    struct Person {
        double score = 0;
        int right = 0;
        Ms duration = 0, newest = 0;
        std::string unit; // of the newest run
        std::size_t runs = 0;
    };
    struct Unit {
        double score = 0;
        std::size_t runs = 0;
        std::set<std::string> people;
    };
    nlohmann::json persons(std::size_t most) const;
    nlohmann::json units(const std::string& by, std::size_t least) const;

    std::map<std::string, Person> persons_;
    std::map<std::string, Unit> units_;
    std::size_t runs_ = 0;
};

} // namespace kiosk::load
