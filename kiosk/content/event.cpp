// The event file: checked, then completed from the schema's own defaults, so that nobody downstream asks "and if it is
// not there?".
#include "kiosk/content/files.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/library.h"
#include "kiosk/content/sentences.h"

#include <set>

namespace kiosk::content {

using nlohmann::json;

namespace {

void fill_defaults(json& value, const json& schema, const json& root);
void check_ids(const json& event, std::string_view list, std::string_view file, std::string_view bytes, Lang,
               std::vector<Fault>&);
void check_phone(const json& event, std::string_view file, std::string_view bytes, Lang, std::vector<Fault>&);

} // namespace

std::string pick(const json& text, const std::string& lang) {
    if (text.is_string()) return text;
    if (!text.is_object()) return {};
    for (const auto& wanted : {lang, std::string("vi"), std::string("en")})
        if (const auto found = text.find(wanted);
            found != text.end() && found->is_string() && !found->get_ref<const std::string&>().empty())
            return *found;
    return {};
}

EventFile read_event(const std::filesystem::path& file, const std::filesystem::path& schema_dir, Lang lang) {
    EventFile event{json(json::value_t::discarded), {}};
    const std::string shown = file.generic_string();
    const auto bytes = read_bytes(file, shown, lang, event.faults);
    return bytes ? check_event(*bytes, shown, schema_dir, lang) : event;
}

EventFile check_event(std::string_view bytes, std::string_view shown_as, const std::filesystem::path& schema_dir, Lang lang) {
    EventFile event{json(json::value_t::discarded), {}};
    const std::string shown(shown_as);
    const auto schema_file = schema_dir / "event-v1.schema.json";
    const json schema = read_json(schema_file, schema_file.generic_string(), lang, event.faults);
    if (schema.is_discarded()) {
        return event;
    }
    json document = parse(shown, bytes, lang, event.faults);
    if (document.is_discarded()) {
        return event;
    }
    validate(shown, bytes, document, schema, lang, event.faults);
    if (has_errors(event.faults)) {
        return event;
    }
    for (const auto* list : {"/units", "/contests", "/privacy/purposes"}) {
        check_ids(document, list, shown, bytes, lang, event.faults);
    }
    check_phone(document, shown, bytes, lang, event.faults);
    if (!has_errors(event.faults)) {
        fill_defaults(document, schema, schema);
        event.json = std::move(document);
    }
    return event;
}

namespace {

const json& follow_reference(const json& schema, const json& root) {
    const json* at = &schema;
    while (at->is_object() && at->contains("$ref")) {
        at = &root.at(json::json_pointer(at->at("$ref").get_ref<const std::string&>().substr(1)));
    }
    return *at;
}

// Of alternatives the one for this kind of value ("auto": false or an object); nullptr where none describes members.
const json* describing(const json& value, const json& schema, const json& root) {
    const auto fits = [&](const json& one) { return one.is_object() && one.value("type", "") == value.type_name(); };
    if (!schema.contains("oneOf")) {
        return fits(schema) ? &schema : nullptr;
    }
    for (const auto& branch : schema.at("oneOf")) {
        if (const json& one = follow_reference(branch, root); fits(one)) {
            return &one;
        }
    }
    return nullptr;
}

void fill_defaults(json& value, const json& schema_or_reference, const json& root) {
    const json& schema = follow_reference(schema_or_reference, root);
    const json* members = value.is_structured() ? describing(value, schema, root) : nullptr;
    if (members == nullptr) {
        return;
    }
    if (value.is_array() && members->contains("items")) {
        for (auto& item : value) {
            fill_defaults(item, members->at("items"), root);
        }
    }
    if (value.is_object() && members->contains("properties")) {
        for (const auto& [key, property] : members->at("properties").items()) {
            if (!value.contains(key) && property.contains("default")) {
                value[key] = property.at("default");
            }
            if (value.contains(key)) {
                fill_defaults(value[key], property, root);
            }
        }
    }
}

void check_ids(const json& event, std::string_view list, std::string_view file, std::string_view bytes, Lang lang,
               std::vector<Fault>& faults) {
    const json::json_pointer place{std::string(list)};
    if (!event.contains(place)) {
        return;
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < event.at(place).size(); ++i) {
        const auto& id = event.at(place)[i].at("id").get_ref<const std::string&>();
        if (!seen.insert(id).second) {
            const std::string pointer = std::string(list) + "/" + std::to_string(i) + "/id";
            faults.push_back({std::string(file), line_of(bytes, pointer), pointer,
                              say(lang, {"Mã {} đã có ở mục khác.", "The id {} is taken by another item."}, in_quotes(id)),
                              false});
        }
    }
}

// A box needs words, and a number needs a key to be sealed with.
void check_phone(const json& event, std::string_view file, std::string_view bytes, Lang lang, std::vector<Fault>& faults) {
    const json privacy = event.value("privacy", json::object());
    const json phone = privacy.value("phone", json::array());
    std::set<std::string> with_words{"prize"}; // content/i18n has them
    for (const auto& purpose : privacy.value("purposes", json::array())) {
        if (const json text = purpose.value("text", json("")); text != "") {
            with_words.insert(purpose.at("id").get<std::string>());
        }
    }
    for (std::size_t i = 0; i < phone.size(); ++i) {
        const auto& id = phone[i].get_ref<const std::string&>();
        if (!with_words.contains(id)) {
            const std::string pointer = "/privacy/phone/" + std::to_string(i);
            faults.push_back({std::string(file), line_of(bytes, pointer), pointer,
                              say(lang,
                                  {"Mục đích {} chưa có lời trong “purposes”, nên không thể hỏi số điện thoại cho việc này.",
                                   "The purpose {} has no text in “purposes”, so no number can be asked for it."},
                                  in_quotes(id)),
                              false});
        }
    }
    if (!phone.empty() && privacy.value("seal_key", "").empty()) {
        faults.push_back({std::string(file), line_of(bytes, "/privacy/phone"), "/privacy/phone",
                          say(lang, {"Chưa có “seal_key”, nên kiosk sẽ không hỏi số điện thoại. Tạo khóa: kiosk people seal-key",
                                     "There is no “seal_key”, so no number will be asked. Make one: kiosk people seal-key"}),
                          true});
    }
}

} // namespace

} // namespace kiosk::content
