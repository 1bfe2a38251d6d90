#include "xapi/check.h"

#include "xapi/identifiers.h"
#include "xapi/language.h"
#include "xapi/time.h"

#include <algorithm>

namespace central::xapi {

namespace {

constexpr std::size_t kLongestKey = 80; // bytes of a stranger's key in a fault

bool same_ignoring_case(std::string_view, std::string_view);
std::string_view cut(std::string_view);
Fault unknown_key(const Spot& object, std::string_view key, std::span<const Member>);
bool is_missing(const Json& object, const Member&);

} // namespace

std::string to_text(const Spot& spot) {
    if (!spot.within) return std::string(spot.key);
    std::string text = to_text(*spot.within);
    if (spot.key.empty()) return text + '[' + std::to_string(spot.index) + ']';
    if (!text.empty()) text += '.';
    return text.append(cut(spot.key));
}

Fault refuse(const Spot& spot, std::string_view sentence) { return refuse(spot, sentence, spot.requirement); }

Fault refuse(const Spot& spot, std::string_view sentence, std::string_view requirement) {
    std::string where = to_text(spot);
    std::string whole = (where.empty() ? "The statement" : '"' + where + '"') + ' ' + std::string(sentence) + '.';
    return {std::move(where), std::move(whole), std::string(requirement)};
}

Verdict check_object(const Json& value, const Spot& spot, std::span<const Member> members) {
    if (!value.is_object()) return refuse(spot, "must be an object");
    return check_members(value, spot, members);
}

Verdict check_members(const Json& value, const Spot& spot, std::span<const Member> members) {
    for (const auto& [key, inner] : value.get_ref<const Json::object_t&>()) {
        const auto known = std::find_if(members.begin(), members.end(), [&](const Member& member) { return member.key == key; });
        if (known == members.end()) return unknown_key(spot, key, members);
        const Spot at{&spot, key, 0, known->requirement};
        if (inner.is_null()) return refuse(at, "is null, which only extensions may hold", "XAPI-00001");
        if (inner.is_object() && inner.empty() && known->check != check_extensions)
            return refuse(at, "is an empty object; leave it out", "XAPI-00001");
        if (auto fault = known->check(inner, at)) return fault;
    }
    for (const Member& member : members)
        if (is_missing(value, member)) return refuse({&spot, member.key, 0, member.requirement}, "is missing");
    return {};
}

Verdict check_each(const Json& value, const Spot& spot, Check element) {
    if (!value.is_array()) return refuse(spot, "must be an array");
    std::size_t index = 0;
    for (const Json& inner : value)
        if (auto fault = element(inner, {&spot, {}, index++, spot.requirement})) return fault;
    return {};
}

Verdict check_word(const Json& value, const Spot& spot, std::span<const std::string_view> words) {
    std::string sentence = "must be ";
    for (const std::string_view word : words) {
        if (value.is_string() && value.get_ref<const std::string&>() == word) return {};
        if (value.is_string() && same_ignoring_case(value.get_ref<const std::string&>(), word))
            return refuse(spot, "must be written \"" + std::string(word) + '"', "XAPI-00009");
        if (word != words.front()) sentence += word == words.back() ? " or " : ", ";
        sentence.append("\"").append(word).append("\"");
    }
    return refuse(spot, sentence);
}

Verdict check_string(const Json& value, const Spot& spot) {
    if (!value.is_string()) return refuse(spot, "must be a string");
    return {};
}

Verdict check_boolean(const Json& value, const Spot& spot) {
    if (!value.is_boolean()) return refuse(spot, "must be true or false, and not in quotes");
    return {};
}

Verdict check_number(const Json& value, const Spot& spot) {
    if (!value.is_number()) return refuse(spot, "must be a number, and not in quotes");
    return {};
}

Verdict check_iri(const Json& value, const Spot& spot) {
    if (value.is_string() && is_iri(value.get_ref<const std::string&>())) return {};
    if (value.is_string() && value.get_ref<const std::string&>().find(':') == std::string::npos)
        return refuse(spot, "must be an IRI with a scheme", spot.requirement.empty() ? "XAPI-00011" : spot.requirement);
    return refuse(spot, "must be an IRI");
}

Verdict check_uuid(const Json& value, const Spot& spot) {
    if (!value.is_string() || !is_uuid(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a UUID in its standard form, 8-4-4-4-12 hexadecimal digits");
    return {};
}

Verdict check_timestamp(const Json& value, const Spot& spot) {
    if (!value.is_string() || !read_time(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a date and time as ISO 8601 has it, as in \"2026-11-21T09:00:04.210Z\"");
    return {};
}

Verdict check_duration(const Json& value, const Spot& spot) {
    if (!value.is_string() || !is_duration(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a duration as ISO 8601 has it, as in \"PT3M12.5S\"");
    return {};
}

Verdict check_language(const Json& value, const Spot& spot) {
    if (!value.is_string() || !is_language_tag(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a language tag as RFC 5646 has it, as in \"vi-VN\"");
    return {};
}

Verdict check_language_map(const Json& value, const Spot& spot) {
    if (!value.is_object() || value.empty()) return refuse(spot, "must be an object of language tags and texts");
    for (const auto& [tag, text] : value.get_ref<const Json::object_t&>()) {
        const Spot at{&spot, tag, 0, spot.requirement};
        if (!is_language_tag(tag)) return refuse(at, "is under a key that is no language tag of RFC 5646", "XAPI-00121");
        if (text.is_null()) return refuse(at, "is null, which only extensions may hold", "XAPI-00001");
        if (auto fault = check_string(text, at)) return fault;
    }
    return {};
}

Verdict check_extensions(const Json& value, const Spot& spot) {
    if (!value.is_object()) return refuse(spot, "must be an object of IRIs and values");
    for (const auto& [key, inner] : value.get_ref<const Json::object_t&>())
        if (!is_iri(key)) return refuse({&spot, key, 0, {}}, "is under a key that is no IRI", "XAPI-00118");
    return {};
}

const Json* find(const Json& object, std::string_view key) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

std::string_view text_of(const Json& object, std::string_view key) {
    const Json* member = find(object, key);
    return member && member->is_string() ? std::string_view(member->get_ref<const std::string&>()) : std::string_view();
}

namespace {

bool same_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view cut(std::string_view key) {
    if (key.size() <= kLongestKey) return key;
    std::size_t end = kLongestKey;
    while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xC0) == 0x80) --end; // not within a letter of UTF-8
    return key.substr(0, end);
}

Fault unknown_key(const Spot& object, std::string_view key, std::span<const Member> members) {
    const Spot at{&object, key.empty() ? std::string_view("\"\"") : key, 0, "XAPI-00010"};
    for (const Member& member : members)
        if (same_ignoring_case(member.key, key))
            return refuse(at, "must be written \"" + std::string(member.key) + '"', "XAPI-00008");
    return refuse(at, "is not known here; what the specification does not name belongs into extensions");
}

bool is_missing(const Json& object, const Member& member) { return member.required && !find(object, member.key); }

} // namespace

} // namespace central::xapi
