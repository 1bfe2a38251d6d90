#include "game/choice.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace quiz {

using nlohmann::json;

namespace {

std::optional<std::vector<std::uint8_t>> positions(const Question&, const json& ids);
std::uint32_t bits(const Question&, const std::vector<std::string>& ids);
json ids_of(const Question&, const std::vector<std::uint8_t>& positions);

} // namespace

std::optional<Choice> read_choice(const Question& question, const json& value) {
    std::optional<Choice> choice;
    if (value.contains("options")) {
        if (const auto at = positions(question, value["options"])) {
            Picked picked;
            for (const auto position : *at)
                picked.options |= 1u << position;
            choice = picked;
        }
    } else if (value.contains("order")) {
        if (auto at = positions(question, value["order"]))
            choice = Ordered{std::move(*at)};
    } else if (value.contains("number")) {
        if (value["number"].is_number())
            choice = Number{value["number"].get<double>()};
    } else if (value.contains("text")) {
        if (value["text"].is_string()) {
            auto text = value["text"].get<std::string>();
            auto folded = fold(text);
            choice = Said{std::move(text), std::move(folded)};
        }
    }
    if (choice && !fits(question, *choice))
        return std::nullopt;
    return choice;
}

json to_json(const Question& question, const Choice& choice) {
    if (const auto* picked = std::get_if<Picked>(&choice)) {
        std::vector<std::uint8_t> at;
        for (std::size_t i = 0; i < question.options.size(); ++i)
            if (picked->options & (1u << i))
                at.push_back(static_cast<std::uint8_t>(i));
        return {{"options", ids_of(question, at)}};
    }
    if (const auto* ordered = std::get_if<Ordered>(&choice))
        return {{"order", ids_of(question, ordered->options)}};
    if (const auto* number = std::get_if<Number>(&choice))
        return {{"number", number->value}};
    return {{"text", std::get<Said>(choice).text}};
}

bool fits(const Question& question, const Choice& choice) {
    const std::size_t options = question.options.size();
    if (const auto* picked = std::get_if<Picked>(&choice)) {
        const bool one = picked->options != 0 && (picked->options & (picked->options - 1)) == 0;
        return has_options(question.type) && question.type != Type::order && picked->options != 0 &&
               picked->options >> options == 0 && (one || question.type == Type::multiple);
    }
    if (const auto* ordered = std::get_if<Ordered>(&choice)) {
        std::uint32_t seen = 0;
        for (const auto position : ordered->options)
            seen |= position < options ? 1u << position : 0;
        return question.type == Type::order && ordered->options.size() == options && seen == (1u << options) - 1;
    }
    if (const auto* number = std::get_if<Number>(&choice))
        return question.type == Type::number && std::abs(number->value) <= kMaxNumber; // false for NaN
    const auto& said = std::get<Said>(choice);
    return question.type == Type::text && !said.folded.empty() && letters(said.text) <= kMaxSaidLetters;
}

bool is_right(const Question& question, const Choice& choice, double nearest) {
    if (const auto* right = std::get_if<RightOptions>(&question.key))
        return std::get<Picked>(choice).options == bits(question, right->ids);
    if (const auto* right = std::get_if<RightOrder>(&question.key)) {
        const auto& given = std::get<Ordered>(choice).options;
        return std::equal(given.begin(), given.end(), right->ids.begin(),
                          [&](std::uint8_t position, const std::string& id) { return question.options[position].id == id; });
    }
    if (const auto* right = std::get_if<RightTexts>(&question.key))
        return std::any_of(right->texts.begin(), right->texts.end(),
                           [&](const std::string& text) { return fold(text) == std::get<Said>(choice).folded; });
    if (const auto* right = std::get_if<RightNumber>(&question.key))
        return distance(question, choice) <= (right->closest ? nearest : right->tolerance);
    return false;
}

double distance(const Question& question, const Choice& choice) {
    return std::abs(std::get<Number>(choice).value - std::get<RightNumber>(question.key).value);
}

namespace {

// Positions of distinct options; nothing where one is unknown or there twice.
std::optional<std::vector<std::uint8_t>> positions(const Question& question, const json& ids) {
    if (!ids.is_array())
        return std::nullopt;
    std::vector<std::uint8_t> out;
    for (const json& id : ids) {
        const int at = id.is_string() ? question.option_at(id.get_ref<const std::string&>()) : -1;
        if (at < 0 || std::find(out.begin(), out.end(), at) != out.end())
            return std::nullopt;
        out.push_back(static_cast<std::uint8_t>(at));
    }
    return out;
}

std::uint32_t bits(const Question& question, const std::vector<std::string>& ids) {
    std::uint32_t out = 0;
    for (const auto& id : ids)
        out |= 1u << question.option_at(id);
    return out;
}

json ids_of(const Question& question, const std::vector<std::uint8_t>& positions) {
    json out = json::array();
    for (const auto position : positions)
        out.push_back(question.options[position].id);
    return out;
}

} // namespace
} // namespace quiz
