// How a booth's JSON is looked at: it may hold anything, and what is wrong is said in the reader's language. Inside of booth/ only.
#pragma once

#include "booth/booth.h"

#include <string>
#include <string_view>

namespace booths {

class Faults {
public:
    Faults(std::string_view lang, const FaultReader& tell) : english_(lang == "en"), tell_(tell) {}

    void add(const std::string& pointer, const std::string& vi, const std::string& en) {
        ++count_;
        tell_(pointer, english_ ? en : vi);
    }
    int count() const { return count_; }

private:
    const bool english_;
    const FaultReader& tell_;
    int count_ = 0;
};

// What shapes cannot say. The booth may have gaps where a fault has been told: they are passed over.
void check(const Booth&, Faults&);

} // namespace booths
