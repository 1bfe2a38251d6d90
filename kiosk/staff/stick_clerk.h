// The USB stick at the kiosk itself: what lies on it is read as soon as it is plugged in, one file after the other, and
// whoever has given the PIN at the screen takes a set, or copies the results, with one touch. On the staff page the same
// stick offers more (files.h).
//
// Thread: main; files are the content thread's work.
#pragma once

#include "kiosk/staff/file_work.h"
#include "kiosk/staff/packs.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::staff {

class StickClerk {
public:
    struct File {
        std::string name;
        std::string line; // what can be used of it, or why nothing can; empty while it is read
        bool usable = false, taken = false;
    };
    struct Offer {
        std::string stick; // its name; empty: there is none
        std::vector<File> files;
        std::string copied; // what became of copying the results; empty: not asked for
    };
    // `lang`: of the screen. `changed` is called with every change of the offer.
    StickClerk(PackParts, const content::Words&, RunQueue&, std::string lang, std::function<void(const Offer&)> changed);

    void stick_is(const std::optional<content::Stick>&);
    void take(const std::string& name);
    void copy_results();
    const Offer& offer() const { return offer_; }

private:
    struct Read {
        content::StickFile file;
        std::string incoming; // id
    };
    void read_next();
    void told(std::size_t index, const std::string& line, bool usable);
    std::string word(std::string_view key) const { return std::string(words_.text(lang_, key)); }
    content::Lang lang() const { return content::lang_named(lang_); }

    PackParts parts_;
    const content::Words& words_;
    RunQueue& queue_;
    const std::string lang_;
    const std::function<void(const Offer&)> changed_;
    const content::PackKind* kind_ = nullptr; // the first that has readers
    Incoming incoming_;
    std::optional<content::Stick> stick_;
    std::vector<Read> read_; // as offer_.files
    Offer offer_;
    int sticks_ = 0; // answers that belong to an earlier one are dropped
};

} // namespace kiosk::staff
