// Question sets and other packs on the staff page: what there is, each version of it, small corrections, files to take
// away. Files that staff bring are received next door (files.h).
//
// What takes long (judging a corrected pack, writing a workbook) is done by the content thread; the request is answered when
// that is over. A version is answered for when it is on disk, like everything else.
//
// Thread: main.
#pragma once

#include "kiosk/base/run_queue.h"
#include "kiosk/content/reader_process.h"
#include "kiosk/content/scout.h"
#include "kiosk/content/shelf.h"
#include "kiosk/desk.h"
#include "kiosk/store/database.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::staff {

struct PackParts { // all outlive the desks
    Desk& desk;
    http::Server& server;
    http::Router& router;
    store::Writer& writer;
    store::Database& reader;
    content::Shelf& shelf;
    content::Scout& scout;
    const Clock& clock;
    std::vector<content::PackKind> kinds;
    content::Judge judge;
    std::filesystem::path data;    // the kiosk's data folder
    std::filesystem::path program; // that reads strangers' files
    content::ReaderLimits limits = content::usual_reader_limits();
};

class PackDesk {
public:
    explicit PackDesk(PackParts parts) : parts_(std::move(parts)) {}

    void add_routes();
    void stick_is(std::optional<content::Stick> stick);
    const std::optional<content::Stick>& stick() const { return stick_; }
    // Sets the topic kiosk/packs where something has changed since the last time. Cheap; call it every turn.
    void publish();

private:
    void list(const http::Request&, const http::Caller&);
    void show(const http::Request&, const std::string& id);
    void use(const http::Request&, const std::string& id);
    void mend(const http::Request&, const http::Caller&, const std::string& id);
    void save(const http::Request&, const http::Caller&, const std::string& id);
    void give_template(const http::Request&);
    void give_file(const http::Request&, const content::PackKind&, const std::string& format, std::string name, content::PackText,
                   content::Lang);
    const content::PackKind* kind(std::string_view name) const; // nullptr: no plugin brings it

    PackParts parts_;
    std::optional<content::Stick> stick_;
    std::uint64_t sticks_ = 0;    // how often the stick changed
    std::uint64_t published_ = 0; // the revision
};

// What both desks need.
content::Lang lang_of(const http::Caller&);
http::Request without_body(const http::Request&); // as much of it as an answer needs that comes later
nlohmann::json faults_json(const std::vector<content::Fault>&);
nlohmann::json stick_json(const std::optional<content::Stick>&);
// False, and 503, where the content thread has more to do than an answer can wait for.
bool may_ask(PackParts&, const http::Request&);
// A new version, in use; answers {"id", "version"} when it is on disk.
void shelve(PackParts&, const http::Request&, const std::string& kind, content::SoundPack, content::Shelf::From);

} // namespace kiosk::staff
