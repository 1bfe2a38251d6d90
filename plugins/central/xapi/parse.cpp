#include "xapi/parse.h"

#include "xapi/check.h"

#include <simdjson.h>

#include <utility>

namespace central::xapi {

namespace {

// simdjson reads four times as fast, but knows neither numbers beyond 64 bits nor where a fault is: whatever it does not take
// is read once more by nlohmann/json, which says what is wrong, if anything is.
constexpr std::size_t kMostReadQuickly = 1u << 20; // bytes: its memory is kept, a dozen times as much

std::optional<simdjson::dom::element> read_quickly(std::string_view text); // good until the thread's next one
using Twice = std::optional<std::string>;                                  // a key that stands twice
Twice build(const simdjson::dom::element&, Json& into);
Fault has_twice(std::string_view name, std::string_view key);
std::variant<Json, Fault> read_slowly(std::string_view text, std::string_view name);
struct Text {
    std::string_view text;  // "" for one that has white space between its parts
    std::size_t length = 0; // without that
};
std::vector<Text> texts_of(std::string_view text, bool many);
std::size_t end_of_string(std::string_view text, std::size_t begin);

// nlohmann/json calls this while it parses, and stops where it returns false. Its parser keeps no recursion of its own.
class Builder {
public:
    // The names and types that the parser asks for.
    using number_integer_t = Json::number_integer_t;
    using number_unsigned_t = Json::number_unsigned_t;
    using number_float_t = Json::number_float_t;
    using string_t = Json::string_t;
    using binary_t = Json::binary_t;

    bool null() { return place(nullptr) != nullptr; }
    bool boolean(bool value) { return place(value) != nullptr; }
    bool number_integer(number_integer_t value) { return place(value) != nullptr; }
    bool number_unsigned(number_unsigned_t value) { return place(value) != nullptr; }
    bool number_float(number_float_t value, const string_t&) { return place(value) != nullptr; }
    bool string(string_t& value) { return place(std::move(value)) != nullptr; }
    bool binary(binary_t&) { return false; } // not in JSON

    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(string_t& name) {
        const auto [member, fresh] = open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name));
        if (!fresh) twice = member->first;
        member_ = &member->second;
        return fresh;
    }
    bool parse_error(std::size_t at, const std::string&, const Json::exception&) {
        position = at;
        return false;
    }

    Json root;
    std::optional<std::string> twice;    // the key that stands there twice
    std::optional<std::size_t> position; // of what is not JSON, in bytes from 1
    bool too_deep = false;

private:
    Json* place(Json value) {
        if (open_.empty()) return &(root = std::move(value));
        if (member_) return &(*std::exchange(member_, nullptr) = std::move(value));
        auto& elements = open_.back()->get_ref<Json::array_t&>();
        return &elements.emplace_back(std::move(value));
    }
    bool open(Json container) {
        too_deep = open_.size() >= kDeepest;
        if (too_deep) return false;
        open_.push_back(place(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<Json*> open_; // from the outermost; a container does not grow while one within it is open
    Json* member_ = nullptr;  // of the innermost object: where the value goes whose key has been read
};

} // namespace

std::variant<Json, Fault> parse(std::string_view text, std::string_view name) {
    const auto root = read_quickly(text);
    if (!root) return read_slowly(text, name);
    Json json;
    if (const auto twice = build(*root, json)) return has_twice(name, *twice);
    return json;
}

std::optional<Fault> parse_each(std::string_view text, std::string_view name, const Take& take) {
    const auto root = read_quickly(text);
    if (!root) {
        auto read = read_slowly(text, name);
        if (auto* fault = std::get_if<Fault>(&read)) return std::move(*fault);
        Json& json = std::get<Json>(read);
        const auto texts = texts_of(text, json.is_array());
        auto text_of_next = texts.begin();
        const auto one = [&](Json& element, Part part) {
            if (element.is_structured()) part.length = text_of_next++->length;
            return take(std::move(element), part);
        };
        if (!json.is_array()) return one(json, {});
        Part part{true, 0, json.size()};
        for (; part.index < part.count; ++part.index)
            if (auto fault = one(json[part.index], part)) return fault;
        return {};
    }
    const bool many = root->is_array();
    const auto texts = texts_of(text, many);
    auto text_of_next = texts.begin();
    const auto one = [&](const simdjson::dom::element& element, Part part) -> std::optional<Fault> {
        if (element.is_object() || element.is_array()) {
            part.text = text_of_next->text;
            part.length = text_of_next++->length;
        }
        Json json;
        if (const auto twice = build(element, json)) return has_twice(name, *twice);
        return take(std::move(json), part);
    };
    if (!many) return one(*root, {});
    const simdjson::dom::array elements(*root);
    Part part{true, 0, elements.size()};
    for (const auto element : elements) {
        if (auto fault = one(element, part)) return fault;
        ++part.index;
    }
    return {};
}

std::size_t length_of(std::string_view text) {
    const auto texts = texts_of(text, false);
    return texts.empty() ? text.size() : texts[0].length;
}

namespace {

std::optional<simdjson::dom::element> read_quickly(std::string_view text) {
    if (text.size() > kMostReadQuickly) return {};
    thread_local simdjson::dom::parser parser(kMostReadQuickly);
    if (parser.capacity() < text.size() && parser.allocate(text.size(), kDeepest) != simdjson::SUCCESS) return {};
    simdjson::dom::element root;
    if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) return {};
    return root;
}

// Recurses as deep as kDeepest at most.
Twice build(const simdjson::dom::element& from, Json& into) {
    using Type = simdjson::dom::element_type;
    switch (from.type()) {
    case Type::OBJECT: {
        auto& members = (into = Json::object()).get_ref<Json::object_t&>();
        for (const auto [key, value] : simdjson::dom::object(from)) {
            const auto before = members.size();
            const auto member = members.try_emplace(members.end(), std::string(key)); // most senders write them in order
            if (members.size() == before) return std::string(key);
            if (auto twice = build(value, member->second)) return twice;
        }
        break;
    }
    case Type::ARRAY: {
        const simdjson::dom::array values(from);
        auto& elements = (into = Json::array()).get_ref<Json::array_t&>();
        elements.reserve(values.size());
        for (const auto value : values)
            if (auto twice = build(value, elements.emplace_back())) return twice;
        break;
    }
    case Type::STRING: into = std::string(std::string_view(from)); break;
    case Type::INT64:
        if (const std::int64_t number(from); number < 0) into = number;
        else into = static_cast<std::uint64_t>(number); // as nlohmann/json has it
        break;
    case Type::UINT64: into = std::uint64_t(from); break;
    case Type::DOUBLE: into = double(from); break;
    case Type::BOOL: into = bool(from); break;
    case Type::NULL_VALUE: into = nullptr; break;
    }
    return {};
}

std::variant<Json, Fault> read_slowly(std::string_view text, std::string_view name) {
    Builder builder;
    if (Json::sax_parse(text, &builder)) return std::move(builder.root);
    if (builder.twice) return has_twice(name, *builder.twice);
    const std::string subject = "The " + std::string(name);
    if (builder.too_deep) return Fault{{}, subject + " is nested more than " + std::to_string(kDeepest) + " levels deep.", {}};
    return Fault{
        {}, subject + " is no JSON in UTF-8 from byte " + std::to_string(builder.position.value_or(1)) + " on.", "XAPI-00014"};
}

Fault has_twice(std::string_view name, std::string_view key) {
    const std::string subject = "The " + std::string(name);
    return {{}, subject + " has an object in which \"" + std::string(cut(key)) + "\" stands twice.", "XAPI-00021"};
}

// Of a text that is JSON: itself or, where it is an array, each object and array in it, as it stands there.
std::vector<Text> texts_of(std::string_view text, bool many) {
    std::vector<Text> texts;
    const std::size_t level = many ? 1 : 0; // of what is looked for
    std::size_t depth = 0, begin = 0, spaces = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (text[i]) {
        case '"': i = end_of_string(text, i); break;
        case '{':
        case '[':
            if (depth++ == level) begin = i, spaces = 0;
            break;
        case '}':
        case ']':
            if (--depth == level) {
                const auto whole = text.substr(begin, i + 1 - begin);
                texts.push_back({spaces ? std::string_view() : whole, whole.size() - spaces});
            }
            break;
        case ' ':
        case '\t':
        case '\n':
        case '\r': ++spaces; break;
        default: break;
        }
    }
    return texts;
}

// Where the quotation mark stands that ends it: the first one with an even number of backslashes before.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
    for (auto end = text.find('"', begin + 1);; end = text.find('"', end + 1))
        if ((end - text.find_last_not_of('\\', end - 1)) % 2 == 1) return end;
}

} // namespace

} // namespace central::xapi
