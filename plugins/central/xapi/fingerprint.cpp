// Part two, 2.3.1, "Statement Comparison Requirements": what is left out, and how the rest is written down so that equal
// statements give equal bytes. Every text is preceded by its length, so that no two lists of values read alike.
#include "xapi/identifiers.h"
#include "xapi/parts.h"
#include "xapi/steps.h"
#include "xapi/time.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace central::xapi {

namespace {

class Writer {
public:
    explicit Writer(std::size_t likely = 0) { bytes_.reserve(likely); }
    void statement(const Json&);
    const std::string& bytes() const { return bytes_; }

private:
    void actor(const Json&);
    void object(const Json&);
    void result(const Json&);
    void context(const Json&);
    void activities(const Json& kinds);
    void timestamp(std::string_view);
    void value(const Json&);
    void number(const Json&);
    void text(std::string_view);
    template <typename Number> void digits(Number);

    std::string bytes_;
};

} // namespace

std::string fingerprint_of(const Json& statement) {
    static const int ready = sodium_init(); // chooses the fastest of its implementations
    static_cast<void>(ready);
    Writer writer(1'024);
    writer.statement(statement);
    std::string hash(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(writer.bytes().data()), writer.bytes().size(), nullptr, 0);
    return hash;
}

namespace {

void Writer::statement(const Json& statement) {
    actor(*find(statement, "actor"));
    text(text_of(*find(statement, "verb"), "id"));
    object(*find(statement, "object"));
    if (const Json* given = find(statement, "result")) result(*given);
    if (const Json* given = find(statement, "context")) context(*given);
    if (const std::string_view given = text_of(statement, "timestamp"); !given.empty()) timestamp(given);
    bytes_ += '.';
}

void Writer::actor(const Json& actor) {
    bytes_ += object_type(actor) == "Group" ? 'G' : 'A';
    text(identity(actor));
    text(text_of(actor, "name"));
    if (const Json* members = find(actor, "member")) {
        std::vector<std::string> written;
        for (const Json& member : *members) {
            Writer one;
            one.actor(member);
            written.push_back(std::move(one.bytes_));
        }
        std::sort(written.begin(), written.end());
        for (const std::string& one : written) text(one);
    }
    bytes_ += '.';
}

void Writer::object(const Json& object) {
    const std::string_view type = object_type(object);
    if (type == "Agent" || type == "Group") return actor(object);
    if (type == "SubStatement") {
        bytes_ += 'S';
        return statement(object);
    }
    bytes_ += type == "StatementRef" ? 'R' : 'I';
    if (type == "StatementRef") text(lower(text_of(object, "id")));
    else text(text_of(object, "id"));
}

void Writer::result(const Json& result) {
    bytes_ += 'r';
    for (const auto& [key, inner] : result.get_ref<const Json::object_t&>()) {
        text(key);
        if (key == "duration") text(comparable_duration(inner.get_ref<const std::string&>()));
        else value(inner);
    }
    bytes_ += '.';
}

void Writer::context(const Json& context) {
    bytes_ += 'c';
    for (const auto& [key, inner] : context.get_ref<const Json::object_t&>()) {
        text(key);
        if (key == "instructor" || key == "team") actor(inner);
        else if (key == "statement") object(inner);
        else if (key == "contextActivities") activities(inner);
        else if (key == "registration" || key == "language") text(lower(inner.get_ref<const std::string&>()));
        else value(inner);
    }
    bytes_ += '.';
}

void Writer::activities(const Json& kinds) {
    for (const auto& [kind, list] : kinds.get_ref<const Json::object_t&>()) {
        text(kind);
        for (const Json& activity : list) text(text_of(activity, "id"));
        bytes_ += ',';
    }
    bytes_ += '.';
}

void Writer::timestamp(std::string_view given) {
    const auto instant = read_instant(given);
    bytes_ += 't';
    digits(instant->ms);
    text(instant->beyond_ms);
}

void Writer::value(const Json& value) {
    switch (value.type()) {
    case Json::value_t::object:
        bytes_ += '{';
        for (const auto& [key, inner] : value.get_ref<const Json::object_t&>()) {
            text(key);
            this->value(inner);
        }
        bytes_ += '}';
        break;
    case Json::value_t::array:
        bytes_ += '[';
        for (const Json& inner : value) this->value(inner);
        bytes_ += ']';
        break;
    case Json::value_t::string: text(value.get_ref<const std::string&>()); break;
    case Json::value_t::boolean: bytes_ += value.get<bool>() ? '1' : '0'; break;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: number(value); break;
    default: bytes_ += 'n'; break;
    }
}

// 1 and 1.0 are one number.
void Writer::number(const Json& value) {
    bytes_ += 'd';
    constexpr double kWholeBelow = 9'007'199'254'740'992; // 2^53: up to it a double knows every whole number
    if (value.is_number_unsigned()) digits(value.get<std::uint64_t>());
    else if (value.is_number_integer()) digits(value.get<std::int64_t>());
    else if (const double real = value.get<double>(); std::fabs(real) < kWholeBelow && std::trunc(real) == real)
        digits(static_cast<std::int64_t>(real));
    else digits(real);
    bytes_ += ';';
}

void Writer::text(std::string_view text) {
    bytes_ += 's';
    digits(text.size());
    bytes_ += ':';
    bytes_ += text;
}

template <typename Number> void Writer::digits(Number number) {
    char text[32];
    const auto end = std::to_chars(std::begin(text), std::end(text), number).ptr;
    bytes_.append(text, end);
}

} // namespace

} // namespace central::xapi
