#include "kiosk/commands.h"

#include "kiosk/app.h"
#include "kiosk/base/log.h"
#include "kiosk/commands_store.h"
#include "kiosk/content/library.h"
#include "kiosk/plugin/check.h"
#include "kiosk/plugin/plugin_list.h"
#include "kiosk/screen/picture.h"
#include "kiosk/staff/console.h"
#include "kiosk/staff/pin.h"
#include "kiosk/store/database.h"
#include "kiosk/store/migrate.h"

#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <vector>

namespace kiosk {

namespace fs = std::filesystem;

namespace {

// A folder that is gone when the command is over.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (fs::temp_directory_path() / "kiosk-XXXXXX").string();
        if (const char* made = mkdtemp(pattern.data())) path_ = made;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// This program in its own place, with the words that it was started with. Returns only where that fails.
int start_again() {
    std::ifstream in("/proc/self/cmdline", std::ios::binary);
    std::vector<std::string> words;
    for (std::string word; std::getline(in, word, '\0');) words.push_back(word);
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    if (!words.empty()) execv("/proc/self/exe", argv.data());
    return fail({Kind::internal, "The kiosk cannot start again by itself."});
}

// A line from standard input, not echoed where that is a terminal.
std::string read_secret(const char* prompt) {
    const bool terminal = isatty(STDIN_FILENO) != 0;
    termios before{};
    if (terminal) {
        std::cerr << prompt << std::flush;
        tcgetattr(STDIN_FILENO, &before);
        termios silent = before;
        silent.c_lflag &= static_cast<tcflag_t>(~ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    std::string line;
    std::getline(std::cin, line);
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        std::cerr << '\n';
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

} // namespace

int run(const RunOptions& options) {
    int status = 0;
    {
        auto app = App::create(options);
        status = app ? (*app)->run() : fail(app.error());
    }
    return status == App::kAgain ? start_again() : status; // behind the app: all is on disk, port and folder are free
}

int check(const std::vector<fs::path>& paths, const std::string& lang_name) {
    open_log({"", 0, 0, true});
    const auto lang = content::lang_named(lang_name);
    const Layout layout = find_layout();
    const auto plugins = plugin::PluginList::open({layout.plugins});
    const content::Library library(layout.content, plugins.pack_kinds());
    bool wrong = false;
    for (const auto& path : paths) {
        if (!fs::exists(path)) {
            std::cerr << "kiosk: " << path.string() << (lang == content::Lang::en ? " is not there.\n" : " không tồn tại.\n");
            wrong = true;
            continue;
        }
        for (const auto& fault : library.check(path, lang)) {
            std::cout << content::to_line(fault) << '\n';
            wrong = wrong || !fault.warning;
        }
    }
    return wrong ? 1 : 0;
}

int plugin_list(const fs::path& folder) {
    open_log({"", 0, 0, true});
    return plugin::list_plugins({folder.empty() ? find_layout().plugins : folder}, std::cout);
}

int plugin_check(const fs::path& file) {
    open_log({"", 0, 0, true});
    return plugin::check_plugin(file, std::cout);
}

int picture(const PictureOptions& options) {
    const TemporaryFolder data;
    RunOptions run_options;
    run_options.event = options.event;
    run_options.data = data.path();
    run_options.headless = true;
    run_options.lang = options.lang;
    run_options.quiet = true;
    auto app = App::create(run_options);
    if (!app) return fail(app.error());
    if (options.screen == "list") {
        for (const auto& name : (*app)->stage().pictures()) std::cout << name << '\n';
        return 0;
    }
    auto draw = (*app)->stage().pose(options.screen);
    if (!draw) return fail(draw.error());
    screen::PictureOptions how;
    how.w = options.size.width;
    how.h = options.size.height;
    how.lang = options.lang;
    how.scheme = options.scheme.empty()      ? (*app)->stage().scheme()
                 : options.scheme == "light" ? ui::Scheme::light
                                             : ui::Scheme::dark;
    how.font_dir = (*app)->fonts();
    how.text = [&](std::string_view key) { return (*app)->words().text(options.lang, key); };
    if (auto saved = screen::save_picture(how, *draw, options.out.string()); !saved) return fail(saved.error());
    return 0;
}

int staff_pin(const fs::path& data) {
    open_log({"", 0, 0, true});
    if (sodium_init() < 0) return fail({Kind::internal, "libsodium cannot start."});
    const std::string pin = read_secret("New staff PIN: ");
    if (isatty(STDIN_FILENO) && read_secret("Once more: ") != pin)
        return fail({Kind::invalid, "The two are not the same; nothing was changed."});
    auto hash = staff::hash_pin(pin);
    if (!hash) return fail(hash.error());
    const fs::path folder = data.empty() ? default_data_dir() : data;
    if (auto made = prepare_data_dir(folder); !made) return fail(made.error());
    auto db = store::Database::open((folder / "kiosk.db").string(), store::Access::write);
    if (!db) return fail(db.error());
    if (auto migrated = store::migrate_host(**db); !migrated) return fail(migrated.error());
    if (auto stored = staff::store_pin(**db, *hash); !stored) return fail(stored.error());
    std::cout << "The staff PIN is set.\n";
    return 0;
}

} // namespace kiosk
