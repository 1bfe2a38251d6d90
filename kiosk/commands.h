// What the command line can do, one function a command. Each returns the exit status: 0 done, 1 what was checked or asked
// for is wrong, 2 usage. They print to stdout what was asked for, to stderr what went wrong.
#pragma once

#include "kiosk/config.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kiosk {

int run(const RunOptions&);

int check(const std::vector<std::filesystem::path>&, const std::string& lang);

int plugin_list(const std::filesystem::path& folder);
int plugin_check(const std::filesystem::path& file);

struct PictureOptions {
    std::string screen; // "home", "quiz.question"
    std::filesystem::path out;
    Size size;
    std::string lang = "vi";
    std::string scheme; // "dark", "light"; empty: the event's
    std::filesystem::path event;
};
int picture(const PictureOptions&);

int results_export(const std::filesystem::path& data, const std::string& format);

int staff_pin(const std::filesystem::path& data); // reads the new PIN from stdin (twice on a terminal)

} // namespace kiosk
