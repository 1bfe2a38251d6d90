#include "bank/bank.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace quiz {

using nlohmann::json;

namespace {

void write_answer(json& out, const Question&);
bool names_options(const Question&, const std::vector<std::string>& ids);
std::vector<std::string> strings(const json&);

} // namespace

json to_json(const Text& text) {
    json out = json::object();
    if (!text.vi.empty())
        out["vi"] = text.vi;
    if (!text.en.empty())
        out["en"] = text.en;
    return out;
}

json to_json(const Bank& bank) {
    json out{{"$schema", "../schema/quiz-bank-v1.schema.json"}, {"formatVersion", 1},
             {"id", bank.id}, {"title", to_json(bank.title)}, {"questions", json::array()}};
    if (!bank.topic.empty())
        out["topic"] = to_json(bank.topic);
    for (const Question& question : bank.questions) {
        json one = to_json(question);
        if (question.topic == bank.topic) // which is what a question without a topic has
            one.erase("topic");
        out["questions"].push_back(std::move(one));
    }
    return out;
}

json to_json(const Question& question) {
    json out{{"id", question.id}, {"type", name_of(question.type)}, {"text", to_json(question.text)},
             {"difficulty", name_of(question.difficulty)}};
    const auto add = [&out](const char* key, const Text& text) {
        if (!text.empty())
            out[key] = to_json(text);
    };
    add("explanation", question.explanation);
    add("unit", question.unit);
    add("topic", question.topic);
    if (!question.image.empty())
        out["image"] = question.image;
    if (question.seconds > 0)
        out["seconds"] = question.seconds;
    if (!question.source.title.empty()) {
        out["source"] = {{"title", to_json(question.source.title)}, {"date", question.source.date}};
        if (!question.source.url.empty())
            out["source"]["url"] = question.source.url;
    }
    if (has_options(question.type) && question.type != Type::boolean) {
        for (const Option& option : question.options) {
            json one{{"id", option.id}, {"text", to_json(option.text)}};
            if (!option.image.empty())
                one["image"] = option.image;
            if (!option.own.empty())
                one["own"] = option.own;
            out["options"].push_back(std::move(one));
        }
    }
    write_answer(out, question);
    return out;
}

json to_json(const Key& key) {
    if (const auto* options = std::get_if<RightOptions>(&key))
        return {{"options", options->ids}};
    if (const auto* order = std::get_if<RightOrder>(&key))
        return {{"order", order->ids}};
    if (const auto* texts = std::get_if<RightTexts>(&key))
        return {{"texts", texts->texts}};
    if (const auto* number = std::get_if<RightNumber>(&key)) {
        if (number->closest)
            return {{"number", number->value}, {"closest", true}};
        return {{"number", number->value}, {"tolerance", number->tolerance}};
    }
    return nullptr;
}

bool key_fits(const Question& question, const Key& key) {
    if (const auto* options = std::get_if<RightOptions>(&key)) {
        const bool one = question.type == Type::single || question.type == Type::boolean;
        return (one ? options->ids.size() == 1 : question.type == Type::multiple && !options->ids.empty()) &&
               names_options(question, options->ids);
    }
    if (const auto* order = std::get_if<RightOrder>(&key))
        return question.type == Type::order && order->ids.size() == question.options.size() &&
               names_options(question, order->ids);
    if (const auto* texts = std::get_if<RightTexts>(&key))
        return question.type == Type::text && !texts->texts.empty() && texts->texts.size() <= kMaxTexts &&
               std::none_of(texts->texts.begin(), texts->texts.end(), [](const auto& text) { return fold(text).empty(); });
    if (const auto* number = std::get_if<RightNumber>(&key))
        return question.type == Type::number && std::isfinite(number->value) && number->tolerance >= 0;
    return question.type == Type::poll;
}

std::optional<Key> read_key(const Question& question, const json& value) {
    Key key;
    if (value.contains("options")) {
        key = RightOptions{strings(value["options"])};
    } else if (value.contains("order")) {
        key = RightOrder{strings(value["order"])};
    } else if (value.contains("texts")) {
        key = RightTexts{strings(value["texts"])};
    } else if (value.contains("number")) {
        const json tolerance = value.value("tolerance", json(0)), closest = value.value("closest", json(false));
        if (!value["number"].is_number() || !tolerance.is_number() || !closest.is_boolean())
            return std::nullopt;
        const bool nearest = closest.get<bool>();
        key = RightNumber{value["number"].get<double>(), nearest ? 0 : tolerance.get<double>(), nearest};
    } else if (!value.is_null()) {
        return std::nullopt;
    }
    if (!key_fits(question, key))
        return std::nullopt;
    return key;
}

namespace {

void write_answer(json& out, const Question& question) {
    if (const auto* options = std::get_if<RightOptions>(&question.key)) {
        if (question.type == Type::boolean)
            out["answer"] = options->ids.front() == "true";
        else if (question.type == Type::single)
            out["answer"] = options->ids.front();
        else
            out["answer"] = options->ids;
    } else if (const auto* order = std::get_if<RightOrder>(&question.key)) {
        out["answer"] = order->ids;
    } else if (const auto* texts = std::get_if<RightTexts>(&question.key)) {
        out["answer"] = texts->texts;
    } else if (const auto* number = std::get_if<RightNumber>(&question.key)) {
        out["answer"] = number->value;
        if (number->closest)
            out["closest"] = true;
        else if (number->tolerance > 0)
            out["tolerance"] = number->tolerance;
    }
}

// Options of the question, none of them twice.
bool names_options(const Question& question, const std::vector<std::string>& ids) {
    const std::set<std::string> once(ids.begin(), ids.end());
    return once.size() == ids.size() &&
           std::all_of(ids.begin(), ids.end(), [&](const auto& id) { return question.option_at(id) >= 0; });
}

// Empty where it is no list of strings, which fits no question.
std::vector<std::string> strings(const json& value) {
    std::vector<std::string> out;
    for (const json& one : value) {
        if (!value.is_array() || !one.is_string())
            return {};
        out.push_back(one.get<std::string>());
    }
    return out;
}

} // namespace
} // namespace quiz
