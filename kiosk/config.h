// What the command line and the file system say before anything runs. Thread: main, at start.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/content/stick.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace kiosk {

// Where the program's own parts lie. The build tree is laid out like the installed one:
//     PREFIX/bin/kiosk   PREFIX/lib/kiosk/plugins/…   PREFIX/share/kiosk/{content,fonts}
struct Layout {
    std::filesystem::path plugins, content, fonts;
};
Layout find_layout(); // from /proc/self/exe

struct RunOptions {
    std::filesystem::path event;    // empty: the example event that comes with the program
    std::filesystem::path data;     // empty: default_data_dir()
    std::filesystem::path plugins;  // empty: the program's own
    bool headless = false;
    int width = 0, height = 0;      // 0: fullscreen
    std::uint16_t port = 8080;      // 0: any free one
    std::string bind = "0.0.0.0";
    std::filesystem::path central_key; // empty: DATA/central.key
    std::string show;               // "leaderboard", "quiz/stage": this screen and no other
    std::string lang;               // empty: the event's first language
    std::string database, from;     // for plugins; see plugin_settings
    bool quiet = false;             // only warnings on stderr
    content::StickPlaces sticks = {};                // where USB sticks appear
    std::filesystem::path reader = "/proc/self/exe"; // what reads strangers' files: this program
};

std::filesystem::path default_data_dir(); // $XDG_DATA_HOME/kiosk-so, or ~/.local/share/kiosk-so
// Creates the folder (0700) and proves that it can be written.
Status prepare_data_dir(const std::filesystem::path&);

// Keeps a second kiosk away from the data folder: each would take what it has read at its start for all there is, and
// write over the other's rounds. Ends with the process, however that ends.
class DataLock {
public:
    DataLock() = default; // locks nothing
    // Kind::unavailable where another kiosk has it.
    static Result<DataLock> take(const std::filesystem::path& data_dir);
    ~DataLock();
    DataLock(DataLock&& other) noexcept;
    DataLock& operator=(DataLock&& other) noexcept;

private:
    int fd_ = -1;
};

// Who we are to the central endpoint, "USER:PASSWORD": $KIOSK_CENTRAL_AUTH or, where that is not set, the first line of the
// file; "" where neither is. Kind::denied where anybody but its owner may read the file. Any thread.
Result<std::string> central_key(const std::filesystem::path& file);

// What plugins are told by `setting`. The database's address may hold a password and then comes from $KIOSK_DATABASE only.
std::map<std::string, std::string, std::less<>> plugin_settings(const RunOptions&);
// Does this address of a database ("postgresql://an:secret@host/kiosk", "host=… password=…") hold a password?
bool holds_password(std::string_view database);

// "1280x720" → width, height; Kind::invalid outside 320…16384.
struct Size { int width = 1920, height = 1080; };
Result<Size> parse_size(const std::string&);

// The address that phones in the hall can reach: what is bound, or, for "any", the first address of an interface that is
// up and not loopback; "127.0.0.1" where there is none.
std::string address_for_people(const std::string& bind);

} // namespace kiosk
