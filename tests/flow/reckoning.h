// A second opinion on a round: places reckoned anew, slowly and plainly, from what phones sent and were told is saved.
// Nothing here is shared with the program. Thread: one.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kiosk::flow {

struct Given {
    std::string player; // by name; names are unique in these tests
    std::string question;
    nlohmann::json choice;
    std::int64_t offset = 0; // ms since the answers were opened
    bool late = false;
};

struct Reckoned {
    std::string player;
    std::int64_t score = 0, right = 0, time = 0, guess_off = 0;
    int place = 0;
};

class Reckoning {
public:
    Reckoning(std::string preset, std::int64_t seconds) : preset_(std::move(preset)), limit_(seconds * 1000) {}

    void question(const nlohmann::json& as_in_the_bank);
    void rekey(const std::string& question, const nlohmann::json& answer) { questions_.at(question)["answer"] = answer; }
    void set_void(const std::string& question, bool voided);
    void enters(const std::string& player) { players_.insert(player); }
    void leaves(const std::string& player) { players_.erase(player); } // removed by staff
    void guesses(const std::string& player, std::int64_t people) { guesses_[player] = people; }
    void gives(Given given) { given_.push_back(std::move(given)); }

    std::vector<Reckoned> standings() const; // best first

private:
    bool is_right(const Given&) const;
    std::int64_t points(const Given&) const;

    std::string preset_;
    std::int64_t limit_;
    std::map<std::string, nlohmann::json> questions_;
    std::set<std::string> voided_, players_;
    std::map<std::string, std::int64_t> guesses_;
    std::vector<Given> given_;
};

} // namespace kiosk::flow
