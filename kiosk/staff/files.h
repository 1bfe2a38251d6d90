// Files that staff bring: sent from a phone or a laptop, or on a stick. A file is read by a process of its own, what came of
// it is shown, columns may be mapped anew, and what is good is taken as a new pack or as the next version of one. Results
// leave the same way: onto the stick.
//
// Thread: main; all that touches a file is done by the content thread.
#pragma once

#include "kiosk/staff/file_work.h"
#include "kiosk/staff/incoming.h"
#include "kiosk/staff/packs.h"

#include <string>

namespace kiosk::staff {

class FileDesk {
public:
    FileDesk(PackParts parts, const PackDesk& packs)
        : parts_(std::move(parts)), packs_(packs), incoming_(parts_.data / "incoming") {}

    void add_routes();

private:
    void upload(const http::Request&, const http::Caller&);
    void read_again(const http::Request&, const http::Caller&, const std::string& file);
    void take(const http::Request&, const http::Caller&, const std::string& file);
    void read_stick(const http::Request&, const http::Caller&);
    void copy_results(const http::Request&);

    struct Wish { // how to read it
        std::string format = {}, map = {};
    };
    void read(const http::Request&, const http::Caller&, const IncomingFile&, Source, Wish);
    void tell(const http::Request&, const std::string& file, Findings);
    bool knows(const std::string& kind) const; // does a plugin read files of that kind?
    void refuse_for_stick(const http::Request&, Kind);

    PackParts parts_;
    const PackDesk& packs_;
    Incoming incoming_;
};

} // namespace kiosk::staff
