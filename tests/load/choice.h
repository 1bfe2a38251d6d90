// Something that this type of question takes; right or wrong is all the same.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace kiosk::load {

// `question`: id, type and options, as phones are told it.
inline nlohmann::json some_choice(const nlohmann::json& question, std::mt19937& random) {
    using nlohmann::json;
    const std::string type = question["type"];
    std::vector<std::string> ids;
    for (const auto& option : question["options"]) ids.push_back(option["id"]);
    std::shuffle(ids.begin(), ids.end(), random);
    if (type == "number") return json{{"number", std::uniform_int_distribution<int>(0, 100)(random)}};
    if (type == "text") return json{{"text", "thử"}};
    if (type == "order") return json{{"order", ids}};
    if (type == "multiple") return json{{"options", {ids.at(0), ids.at(1)}}};
    return json{{"options", {ids.at(0)}}};
}

} // namespace kiosk::load
