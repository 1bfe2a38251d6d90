// The schemas are read by editors, too: what VS Code needs to complete and explain must be there.
#include "desk.h"

#include "kiosk/base/text.h"

namespace kiosk::content {
namespace {

using nlohmann::json;

class OurSchema : public testing::TestWithParam<const char*> {};

// Calls look(pointer, node) for every schema within a schema that describes a value to the reader of a file.
template <class Look> void walk(const json& node, const std::string& at, const Look& look) {
    if (node.is_object()) {
        look(at, node);
        for (const auto& [key, member] : node.items())
            walk(member, at + "/" + key, look);
    } else if (node.is_array()) {
        for (std::size_t i = 0; i < node.size(); ++i)
            walk(node[i], at + "/" + std::to_string(i), look);
    }
}

TEST_P(OurSchema, IsDraft7AndUsable) {
    const json schema = our_schema(GetParam());
    EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    std::vector<Fault> faults;
    check_schema("schema", schema, Lang::vi, faults);
    EXPECT_TRUE(faults.empty());
    EXPECT_TRUE(schema["properties"].contains("$schema")) << "a file must be allowed to name its schema";
}

TEST_P(OurSchema, DescribesEveryPropertyInBothLanguages) {
    walk(our_schema(GetParam()), "", [](const std::string& at, const json& node) {
        // Inside of "then" the properties are named again only to say more about them.
        if (!node.contains("properties") || !node["properties"].is_object() || at.find("/then") != std::string::npos ||
            at.find("/if") != std::string::npos)
            return;
        for (const auto& [key, property] : node["properties"].items()) {
            ASSERT_TRUE(property.is_object()) << at << "/" << key;
            EXPECT_FALSE(property.value("description", "").empty()) << at << "/" << key;
        }
    });
}

TEST_P(OurSchema, EveryChoiceIsExplainedAndEveryPatternHasASentenceInTwoLanguages) {
    walk(our_schema(GetParam()), "", [](const std::string& at, const json& node) {
        if (node.contains("pattern") && node["pattern"].is_string()) {
            EXPECT_NE(node.value("patternErrorMessage", "").find(" / "), std::string::npos) << at;
        }
        for (const auto& branch : node.value("oneOf", json::array())) {
            if (branch.contains("const")) {
                EXPECT_FALSE(branch.value("description", "").empty()) << at;
            }
        }
        EXPECT_FALSE(node.contains("enum")) << at << ": written as oneOf of const and description";
    });
}

TEST_P(OurSchema, WhateverIsOptionalInAnObjectMayHaveOwnKeysBeside) {
    walk(our_schema(GetParam()), "", [](const std::string& at, const json& node) {
        if (node.contains("additionalProperties")) {
            EXPECT_TRUE(node["patternProperties"].contains("^x-") || node["patternProperties"].contains("^(x-.+|[a-z]{2,3})$"))
                << at;
        }
    });
}

TEST(EventSchema, EveryOptionalKeyHasADefault) {
    walk(our_schema("event-v1"), "", [](const std::string& at, const json& node) {
        if (!node.contains("properties") || node["properties"].contains("vi"))
            return;
        const json required = node.value("required", json::array());
        for (const auto& [key, property] : node["properties"].items()) {
            const bool is_required = std::find(required.begin(), required.end(), key) != required.end();
            EXPECT_TRUE(is_required || property.contains("default")) << at << "/" << key;
        }
    });
}

TEST_P(OurSchema, DefaultsAndExamplesFitTheirOwnSchema) {
    const json schema = our_schema(GetParam());
    walk(schema, "", [&](const std::string& at, const json& node) {
        json values = node.value("examples", json::array());
        if (node.contains("default") && at.find("/definitions") == std::string::npos)
            values.push_back(node["default"]);
        for (const auto& value : values) {
            json alone = node;
            if (node.contains("$ref"))
                alone = {{"$ref", node["$ref"]}};
            alone["definitions"] = schema.value("definitions", json::object());
            std::vector<Fault> faults;
            validate(GetParam(), "", value, alone, Lang::vi, faults);
            EXPECT_TRUE(faults.empty()) << at << ": " << value << (faults.empty() ? "" : to_line(faults.front()));
        }
    });
}

INSTANTIATE_TEST_SUITE_P(Ours, OurSchema, testing::Values("quiz-bank-v1", "event-v1", "booth-v1"));

} // namespace
} // namespace kiosk::content
