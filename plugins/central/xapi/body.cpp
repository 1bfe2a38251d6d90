#include "xapi/body.h"

#include "xapi/identifiers.h"

#include <algorithm>

namespace central::xapi {

namespace {

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
        if (!fresh) twice_ = member->first;
        member_ = &member->second;
        return fresh;
    }
    bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
        position_ = position;
        return false;
    }

    Json root;
    std::optional<std::string> twice_;     // the key that does
    std::optional<std::size_t> position_;  // of what is not JSON, in bytes from 1
    bool too_deep_ = false;

private:
    Json* place(Json value) {
        if (open_.empty()) return &(root = std::move(value));
        if (member_) return &(*std::exchange(member_, nullptr) = std::move(value));
        auto& elements = open_.back()->get_ref<Json::array_t&>();
        return &elements.emplace_back(std::move(value));
    }
    bool open(Json container) {
        too_deep_ = open_.size() >= kDeepest;
        if (too_deep_) return false;
        open_.push_back(place(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<Json*> open_;  // from the outermost; a container does not grow while one within it is open
    Json* member_ = nullptr;   // of the innermost object: where the value goes whose key has been read
};

std::optional<Fault> find_repeat(const std::vector<Statement>&);

} // namespace

std::variant<Json, Fault> parse(std::string_view text, std::string_view name) {
    Builder builder;
    if (Json::sax_parse(text, &builder)) return std::move(builder.root);
    const std::string subject = "The " + std::string(name);
    if (builder.twice_) return Fault{{}, subject + " has an object in which \"" + *builder.twice_ + "\" stands twice.", "XAPI-00021"};
    if (builder.too_deep_) return Fault{{}, subject + " is nested more than " + std::to_string(kDeepest) + " levels deep.", {}};
    return Fault{{}, subject + " is no JSON in UTF-8 from byte " + std::to_string(builder.position_.value_or(1)) + " on.", "XAPI-00014"};
}

std::variant<std::vector<Statement>, Fault> read_statements(std::string_view body, std::int64_t now, std::size_t most) {
    auto parsed = parse(body, "body");
    if (auto* fault = std::get_if<Fault>(&parsed)) return std::move(*fault);
    Json& json = std::get<Json>(parsed);
    std::vector<Statement> statements;
    if (!json.is_array()) {
        auto read = read_statement(std::move(json), now);
        if (auto* fault = std::get_if<Fault>(&read)) return std::move(*fault);
        statements.push_back(std::get<Statement>(std::move(read)));
        return statements;
    }
    if (json.size() > most)
        return Fault{{}, "The body has " + std::to_string(json.size()) + " statements; at most " + std::to_string(most) + " are taken at once.", {}};
    statements.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
        auto read = read_statement(std::move(json[i]), now, "statements[" + std::to_string(i) + ']');
        if (auto* fault = std::get_if<Fault>(&read)) return std::move(*fault);
        statements.push_back(std::get<Statement>(std::move(read)));
    }
    if (auto fault = find_repeat(statements)) return std::move(*fault);
    return statements;
}

std::variant<Statement, Fault> read_put(std::string_view body, std::int64_t now, std::string_view statement_id) {
    if (!is_uuid(statement_id)) return Fault{"statementId", "\"statementId\" must be a UUID.", "XAPI-00012"};
    auto parsed = parse(body, "body");
    if (auto* fault = std::get_if<Fault>(&parsed)) return std::move(*fault);
    Json& json = std::get<Json>(parsed);
    if (json.is_object() && !json.contains("id")) json["id"] = statement_id;
    auto read = read_statement(std::move(json), now);
    if (const auto* statement = std::get_if<Statement>(&read); statement && statement->id != lower(statement_id))
        return Fault{"id", "\"id\" must be the statementId of the address.", "XAPI-00142"};
    return read;
}

namespace {

// Part three, 2.1.2: two of one id in one request.
std::optional<Fault> find_repeat(const std::vector<Statement>& statements) {
    std::vector<std::size_t> order(statements.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return statements[a].id < statements[b].id; });
    const auto same = std::adjacent_find(order.begin(), order.end(),
                                         [&](std::size_t a, std::size_t b) { return statements[a].id == statements[b].id; });
    if (same == order.end()) return {};
    const std::string where = "statements[" + std::to_string(same[1]) + "].id";
    return Fault{where, '"' + where + "\" is the id of statements[" + std::to_string(same[0]) + "], too.", {}};
}

} // namespace

} // namespace central::xapi
