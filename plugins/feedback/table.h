// The voices as a table that Excel opens. Pure; thread: any.
#pragma once

#include "voice.h"

#include <functional>
#include <set>
#include <span>
#include <string>

namespace feedback {

struct Line {
    std::string day; // "2026-10-10"
    Voice voice;
};

using Word = std::function<std::string(const std::string& key)>; // of content/i18n, in the reader's language

// CSV (RFC 4180, with a byte order mark), in no order that says who came first. A unit in `hidden` is not named. Nothing in
// a cell is a formula to a spreadsheet.
std::string to_csv(std::vector<Line>, const Event&, const std::set<std::string>& hidden, std::string_view lang, const Word&);

} // namespace feedback
