// What all statements are put together from. Included by statement.cpp and answer.cpp only. Thread: any; no state.
#pragma once

#include "kiosk/results/statement.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace kiosk::results::parts {

using nlohmann::json;

// "Ngày hội số 2026" → "ngay-hoi-so-2026"; letters that do not fold to a–z are written as their bytes.
std::string slug(std::string_view title);

// Ids. Of a contest: base/plugin/event/slug of its title; of a run of a player: what `registration` is made of.
std::string contest_id(const Origin&, const std::string& plugin, std::string_view title);
std::string run_name(const Origin&, const std::string& plugin, const std::string& run, const std::string& public_id);

json reference(const std::string& id); // an activity that was described elsewhere
json activity(const std::string& id, const std::string& type, const std::string& title, const Origin&);
json actor(const std::string& home, const std::string& name);
json verb(const char* name);
// Minimum less than maximum and raw between them, or no such bounds: a score beyond them, or one whose maximum the plugin
// does not know, goes alone. Where nothing was won and nothing could be, there is none: an empty object.
json score(double raw, double max);
// Category and extensions, as every statement has them.
json context(const Origin&, const Stamp&);
// And what those about an activity have beside: registration, platform, language.
json context(const Origin&, const Stamp&, const std::string& run_name);
std::string text_of(const json&); // whatever a plugin put into it

} // namespace kiosk::results::parts
