#include "result_of.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>

namespace central {

namespace {

using xapi::Json;

const Json& at(const Json&, std::initializer_list<const char*> path);
std::string string_at(const Json&, std::initializer_list<const char*> path);
double number_of(const Json&);
const Json& extension(const Json& extensions, std::string_view ending);
const Json* grouping(const Json& statement, std::string_view kind);
std::string last_part(std::string_view iri);
std::string title_of(const Json& activity, const std::string& language);

constexpr std::string_view kCompleted = "http://adlnet.gov/expapi/verbs/completed";

} // namespace

std::optional<RunResult> result_of(const xapi::Statement& statement) {
    const auto& json = statement.json;
    if (statement.verb != kCompleted || statement.registration.empty()) return std::nullopt;
    const auto& told = at(json, {"context", "extensions"});
    const auto& number = extension(told, "/xapi/ext/seq");
    const auto& device = extension(told, "/xapi/ext/device");
    if (!number.is_number_integer() || !device.is_string() || !string_at(json, {"actor", "account", "homePage"}).ends_with("/p"))
        return std::nullopt;
    RunResult run;
    run.event = event_of(json);
    run.player = string_at(json, {"actor", "account", "name"});
    if (run.event.empty() || run.player.empty()) return std::nullopt;
    const auto language = string_at(json, {"context", "language"});
    run.statement = statement.id;
    run.registration = statement.registration;
    run.number = number.get<std::int64_t>();
    run.device = device.get<std::string>();
    run.title = title_of(at(json, {"object"}), language);
    if (const auto* unit = grouping(json, "unit")) {
        run.unit = last_part(string_at(*unit, {"id"}));
        run.unit_title = title_of(*unit, language);
    }
    const auto& outcome = at(json, {"result"});
    run.score = number_of(at(outcome, {"score", "raw"}));
    run.max_score = number_of(at(outcome, {"score", "max"}));
    const auto& counts = at(outcome, {"extensions"});
    run.right = static_cast<std::int64_t>(number_of(extension(counts, "/xapi/ext/right")));
    run.asked = static_cast<std::int64_t>(number_of(extension(counts, "/xapi/ext/asked")));
    run.duration = read_duration(string_at(outcome, {"duration"})).value_or(0);
    run.finished = statement.at;
    return run;
}

std::string forgotten_by(const xapi::Statement& statement) {
    const bool ours = statement.verb.ends_with("/xapi/verbs/forgot") &&
                      string_at(statement.json, {"actor", "account", "homePage"}).ends_with("/p");
    return ours ? string_at(statement.json, {"actor", "account", "name"}) : "";
}

std::string event_of(const Json& statement) {
    const auto* event = grouping(statement, "event");
    return event ? last_part(string_at(*event, {"id"})) : "";
}

std::string platform_of(const xapi::Statement& statement) {
    constexpr std::size_t kLongest = 100;
    auto platform = string_at(statement.json, {"context", "platform"});
    const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; };
    return platform.size() > kLongest || std::ranges::any_of(platform, is_control) ? "" : platform;
}

std::optional<std::int64_t> read_duration(std::string_view text) {
    if (!text.starts_with("PT") || text.size() < 4) return std::nullopt;
    text.remove_prefix(2);
    double ms = 0;
    std::string_view units = "HMS"; // each at most once, in this order
    while (!text.empty()) {
        double value = 0;
        const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
        const auto used = static_cast<std::size_t>(end - text.data());
        if (bad != std::errc{} || used == text.size() || value < 0) return std::nullopt;
        const auto unit = units.find(text[used]);
        if (unit == std::string_view::npos) return std::nullopt;
        ms += value * (text[used] == 'H' ? 3'600'000 : text[used] == 'M' ? 60'000 : 1'000);
        units.remove_prefix(unit + 1);
        text.remove_prefix(used + 1);
    }
    constexpr double kLongest = 1e12; // thirty years: beyond it, it is no run
    if (ms > kLongest) return std::nullopt;
    return std::llround(ms);
}

namespace {

const Json kNothing;

// A member of a member; null where there is none.
const Json& at(const Json& from, std::initializer_list<const char*> path) {
    const Json* here = &from;
    for (const char* name : path) {
        if (!here->is_object()) return kNothing;
        const auto found = here->find(name);
        if (found == here->end()) return kNothing;
        here = &*found;
    }
    return *here;
}

std::string string_at(const Json& from, std::initializer_list<const char*> path) {
    const auto& found = at(from, path);
    return found.is_string() ? found.get<std::string>() : "";
}

// Figures that no quiz reaches are no figures: whoever adds them up must not overflow.
double number_of(const Json& value) {
    constexpr double kLargest = 1e12;
    if (!value.is_number()) return 0;
    const double number = value.get<double>();
    return std::isfinite(number) ? std::clamp(number, -kLargest, kLargest) : 0;
}

const Json& extension(const Json& extensions, std::string_view ending) {
    if (!extensions.is_object()) return kNothing;
    for (const auto& [name, value] : extensions.items())
        if (std::string_view(name).ends_with(ending)) return value;
    return kNothing;
}

// The first activity of the grouping whose id is BASE/kind/ID; one activity alone may stand there without an array.
const Json* grouping(const Json& statement, std::string_view kind) {
    const auto& all = at(statement, {"context", "contextActivities", "grouping"});
    const std::string middle = "/" + std::string(kind) + "/";
    const auto fits = [&](const Json& activity) {
        const auto id = string_at(activity, {"id"});
        const auto slash = id.rfind('/');
        return slash != std::string::npos && slash + 1 < id.size() && std::string_view(id).substr(0, slash + 1).ends_with(middle);
    };
    if (all.is_object()) return fits(all) ? &all : nullptr;
    if (!all.is_array()) return nullptr;
    const auto found = std::ranges::find_if(all, fits);
    return found == all.end() ? nullptr : &*found;
}

std::string last_part(std::string_view iri) { return std::string(iri.substr(iri.rfind('/') + 1)); }

// In the statement's language, or in the first that there is.
std::string title_of(const Json& activity, const std::string& language) {
    const auto& names = at(activity, {"definition", "name"});
    if (!names.is_object() || names.empty()) return "";
    const auto own = names.find(language);
    const auto& title = own != names.end() ? *own : *names.begin();
    return title.is_string() ? title.get<std::string>() : "";
}

} // namespace

} // namespace central
