// The banks that may be opened at this moment, and what staff are told of them. A running round does not look here: it
// keeps its own questions. Thread: main. Owned by the contest; borrows the plugin's Host.
#pragma once

#include "bank/bank.h"

#include <kiosk/plugin.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

class Banks {
public:
    explicit Banks(kiosk::Host& host) : host_(host) {}

    void load(); // at start, and whenever the host's packs changed; what is as it was is not read again
    const std::vector<Bank>& all() const { return banks_; }
    const Bank* find(std::string_view id) const; // nullptr: there is none
    int version(const std::string& id) const;    // on this kiosk, 1…; 0: not known

    // For staff: of each bank how many questions, by topic and difficulty, in which languages; and its near-duplicates:
    //   {"banks":[{"id","questions","scored","topics":[{"title","questions"}],"difficulties":{"easy":…},
    //              "languages":["vi","en"],"twins":[{"question","bank","other"}]}]}
    // Reckoned when it is first asked for after a change.
    const std::string& overview();

private:
    kiosk::Host& host_;
    std::vector<Bank> banks_; // in order of id
    std::map<std::string, std::size_t> texts_; // id → hash of the text that the bank was read from
    std::map<std::string, int> versions_;      // id → version
    std::string overview_;
};

} // namespace quiz
