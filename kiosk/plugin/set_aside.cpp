#include "kiosk/plugin/set_aside.h"

#include "kiosk/base/log.h"
#include "kiosk/fetch/copy.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <utility>

namespace kiosk::plugin {

using nlohmann::json;

namespace {

constexpr std::size_t kMostBytes = 64 * 1024, kMostFalls = 100;

std::vector<SetAside::Fall> falls_in(const json& list) {
    std::vector<SetAside::Fall> falls;
    if (!list.is_array()) return falls;
    for (const auto& entry : list) {
        if (falls.size() == kMostFalls || !entry.is_object()) break;
        const auto plugin = entry.find("plugin"), at = entry.find("at"), signal = entry.find("signal");
        if (plugin == entry.end() || !plugin->is_string() || at == entry.end() || !at->is_number_integer()) continue;
        const bool known = signal != entry.end() && signal->is_number_integer();
        falls.push_back({plugin->get<std::string>(), at->get<Ms>(), known ? signal->get<int>() : 0});
    }
    return falls;
}

json to_json(const std::vector<SetAside::Fall>& falls) {
    json list = json::array();
    for (const auto& fall : falls) list.push_back({{"plugin", fall.plugin}, {"at", fall.at}, {"signal", fall.signal}});
    return list;
}

} // namespace

SetAside::SetAside(std::filesystem::path file) : file_(std::move(file)) {
    std::ifstream in(file_, std::ios::binary);
    std::string text(kMostBytes, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    const json kept = json::parse(text, nullptr, false);
    if (!kept.is_object()) return;
    falls_ = falls_in(kept.value("falls", json()));
    aside_ = falls_in(kept.value("aside", json()));
}

bool SetAside::fell(std::string_view plugin, int signal, Ms wall) {
    std::erase_if(falls_, [&](const Fall& fall) { return fall.at + kWithin < wall; });
    if (falls_.size() >= kMostFalls) falls_.erase(falls_.begin());
    falls_.push_back({std::string(plugin), wall, signal});
    const auto times = static_cast<std::size_t>(std::ranges::count(falls_, plugin, &Fall::plugin));
    const bool too_often = times >= kFalls && !is_aside(plugin);
    if (too_often) aside_.push_back(falls_.back());
    if (auto saved = save(); !saved) spdlog::error("{}", saved.error().sentence);
    return is_aside(plugin);
}

Status SetAside::bring_back(std::string_view plugin) {
    if (!is_aside(plugin)) return Error{Kind::not_found, std::string(plugin) + " is not set aside."};
    const auto falls = falls_, aside = aside_;
    std::erase_if(falls_, [&](const Fall& fall) { return fall.plugin == plugin; });
    std::erase_if(aside_, [&](const Fall& fall) { return fall.plugin == plugin; });
    auto saved = save();
    if (!saved) falls_ = falls, aside_ = aside;
    return saved;
}

bool SetAside::is_aside(std::string_view plugin) const {
    return std::ranges::find(aside_, plugin, &Fall::plugin) != aside_.end();
}

std::vector<std::string> SetAside::ids() const {
    std::vector<std::string> ids;
    for (const auto& fall : aside_) ids.push_back(fall.plugin);
    return ids;
}

Status SetAside::save() const {
    return fetch::write_whole(file_, json{{"formatVersion", 1}, {"falls", to_json(falls_)}, {"aside", to_json(aside_)}}.dump(
                                         2, ' ', true, json::error_handler_t::replace) + "\n");
}

} // namespace kiosk::plugin
