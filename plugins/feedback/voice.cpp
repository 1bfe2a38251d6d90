#include "voice.h"

#include "words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace feedback {

using nlohmann::json;

namespace {

constexpr std::string_view kNames[] = {"line", "device", "procedure", "skills", "other"};
constexpr std::size_t kMostRaw = 4 * kMostBytes; // to compose a heap of accents takes time that grows with its square
constexpr std::size_t kLeastNonce = 8, kMostNonce = 64;
constexpr std::size_t kMostBody = 8 * 1024;

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// Is it there and something else than a text?
bool is_odd(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && !found->is_string() && !found->is_null();
}

Heard refused(const char* key) {
    return {std::nullopt, "", key};
}

} // namespace

std::string_view name_of(Reason reason) {
    return kNames[static_cast<std::size_t>(reason)];
}

std::optional<Reason> reason_of(std::string_view name) {
    const auto found = std::find(std::begin(kNames), std::end(kNames), name);
    if (found == std::end(kNames)) return std::nullopt;
    return static_cast<Reason>(found - std::begin(kNames));
}

const Unit* Event::unit(std::string_view id) const {
    const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& one) { return one.id == id; });
    return found == units.end() ? nullptr : &*found;
}

Event read_event(std::string_view text) {
    Event event;
    const json said = json::parse(text, nullptr, false);
    if (!said.is_object()) return event;
    if (const auto privacy = said.find("privacy"); privacy != said.end() && privacy->is_object())
        if (const auto least = privacy->find("min_group"); least != privacy->end() && least->is_number_integer())
            event.min_group = std::max(1, least->get<int>());
    const auto units = said.find("units");
    if (units == said.end() || !units->is_array()) return event;
    for (const auto& one : *units) {
        if (!one.is_object() || text_of(one, "id").empty()) continue;
        Unit unit{text_of(one, "id"), text_of(one, "title"), ""};
        if (const auto title = one.find("title"); title != one.end() && title->is_object())
            unit.vi = text_of(*title, "vi"), unit.en = text_of(*title, "en");
        if (unit.vi.empty()) unit.vi = unit.en.empty() ? unit.id : unit.en;
        event.units.push_back(std::move(unit));
    }
    return event;
}

std::optional<std::string> clean_sentence(std::string_view raw) {
    if (raw.size() > kMostRaw) return std::nullopt;
    auto line = one_line(raw);
    if (!line || line->size() > kMostBytes || letters(*line) > kMostLetters) return std::nullopt;
    return line;
}

Heard read_voice(std::string_view body, const Event& event) {
    if (body.size() > kMostBody) return refused("feedback.refused.too_long");
    // Depth is bounded by what comes after: nothing here writes a nested value again.
    const json said = json::parse(body, nullptr, false);
    if (!said.is_object() || is_odd(said, "unit") || is_odd(said, "sentence")) return refused("feedback.refused.unreadable");
    const auto reason = reason_of(text_of(said, "reason"));
    Heard heard;
    heard.nonce = text_of(said, "nonce");
    if (!reason || heard.nonce.size() < kLeastNonce || heard.nonce.size() > kMostNonce) return refused("feedback.refused.unreadable");
    Voice voice{*reason, text_of(said, "unit"), ""};
    if (!voice.unit.empty() && !event.unit(voice.unit)) return refused("feedback.refused.unit");
    auto sentence = clean_sentence(text_of(said, "sentence"));
    if (!sentence) return refused("feedback.refused.too_long");
    voice.sentence = std::move(*sentence);
    heard.voice = std::move(voice);
    return heard;
}

} // namespace feedback
