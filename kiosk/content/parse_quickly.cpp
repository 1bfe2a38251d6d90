#include "kiosk/content/parse_quickly.h"

#include "kiosk/base/text.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <utility>

namespace kiosk::content {

using nlohmann::json;
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kMostReadQuickly = 1u << 20; // bytes; what is longer is read in pieces (pieces.h)

bool build(const dom::element&, json& into);
void to_nfc(std::string&);

} // namespace

std::optional<json> parse_quickly(std::string_view text) {
    if (text.size() > kMostReadQuickly) {
        return std::nullopt;
    }
    dom::parser parser; // not kept: its memory would be, by every thread that reads a file once
    dom::element root;
    if (parser.allocate(text.size(), kMostNesting) != simdjson::SUCCESS ||
        parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    std::optional<json> document(std::in_place);
    return build(root, *document) ? std::move(document) : std::nullopt;
}

void to_nfc(json& value) {
    if (value.is_string()) {
        to_nfc(value.get_ref<std::string&>());
    } else if (value.is_object()) {
        auto& object = value.get_ref<json::object_t&>();
        for (auto member = object.begin(); member != object.end();) {
            to_nfc(member->second);
            std::string key = member->first;
            if (to_nfc(key); key == member->first) {
                ++member;
                continue;
            }
            auto node = object.extract(member++);
            node.key() = std::move(key);
            object.insert(std::move(node));
        }
    } else if (value.is_array()) {
        for (auto& item : value) {
            to_nfc(item);
        }
    }
}

namespace {

// True for text that is surely NFC: ASCII, Latin letters with their marks built in, the Vietnamese block (U+1E80–1EFF)
// and general punctuation from U+2010. All of these have NFC_Quick_Check=Yes (Unicode, DerivedNormalizationProps), and
// no combining mark is among them. So nearly every string of ours is passed over without a copy.
bool surely_nfc(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto second = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        if (lead < 0x80) {
            i += 1;
        } else if (lead >= 0xC2 && lead <= 0xCB) {
            i += 2;
        } else if ((lead == 0xE1 && (second == 0xBA || second == 0xBB)) ||
                   (lead == 0xE2 && second == 0x80 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 2]) >= 0x90)) {
            i += 3;
        } else {
            return false;
        }
    }
    return true;
}

void to_nfc(std::string& text) {
    if (!surely_nfc(text)) {
        if (auto normal = text::nfc(text)) {
            text = std::move(*normal);
        }
    }
}

// Whether no key stands twice, nor two that are the same in NFC. Recurses as deep as kMostNesting at most.
bool build(const dom::element& from, json& into) {
    switch (from.type()) {
    case dom::element_type::OBJECT: {
        auto& members = (into = json::object()).get_ref<json::object_t&>();
        for (const auto [key, value] : dom::object(from)) {
            std::string name(key);
            to_nfc(name);
            const auto before = members.size();
            const auto member = members.try_emplace(members.end(), std::move(name)); // our own writers write them in order
            if (members.size() == before || !build(value, member->second)) {
                return false;
            }
        }
        break;
    }
    case dom::element_type::ARRAY: {
        const dom::array items(from);
        auto& elements = (into = json::array()).get_ref<json::array_t&>();
        elements.reserve(items.size());
        for (const auto item : items) {
            if (!build(item, elements.emplace_back())) {
                return false;
            }
        }
        break;
    }
    case dom::element_type::STRING: {
        std::string text{std::string_view(from)};
        to_nfc(text);
        into = std::move(text);
        break;
    }
    case dom::element_type::INT64:
        if (const std::int64_t number(from); number < 0) {
            into = number;
        } else {
            into = static_cast<std::uint64_t>(number); // as nlohmann/json has it
        }
        break;
    case dom::element_type::UINT64: into = std::uint64_t(from); break;
    case dom::element_type::DOUBLE: into = double(from); break;
    case dom::element_type::BOOL: into = bool(from); break;
    case dom::element_type::NULL_VALUE: into = nullptr; break;
    }
    return true;
}

} // namespace

} // namespace kiosk::content
