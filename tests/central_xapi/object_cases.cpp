// Part two, 2.3.2, 2.4.3 and 2.4.4: verb, voiding, and objects of every kind.
#include "cases.h"

#include <algorithm>
#include <map>

namespace central::xapi {

namespace {

// An interaction and the lists that it may have, besides those that it may not.
Cases interactions() {
    struct Kind {
        const char* type;
        std::vector<const char*> lists;
    };
    const std::vector<Kind> kinds = {{"true-false", {}}, {"choice", {"choices"}}, {"fill-in", {}}, {"long-fill-in", {}},
                                     {"matching", {"source", "target"}}, {"performance", {"steps"}}, {"sequencing", {"choices"}},
                                     {"likert", {"scale"}}, {"numeric", {}}, {"other", {}}};
    const std::map<std::string, const char*> number_of = {{"choices", "XAPI-00055"}, {"scale", "XAPI-00054"}, {"source", "XAPI-00053"},
                                                          {"target", "XAPI-00052"}, {"steps", "XAPI-00051"}};
    Cases cases;
    const auto add = [&cases](std::string requirements, std::string what, const Json& definition, Answer answer) {
        Json statement = full();
        statement["object"]["definition"] = definition;
        cases.push_back({requirements, what, statement.dump(), answer});
        cases.push_back({requirements, "in a SubStatement, " + what, within(statement).dump(), answer});
    };
    for (const Kind& kind : kinds) {
        const std::string type = kind.type;
        Json definition = {{"interactionType", type}, {"correctResponsesPattern", {"a"}}};
        for (const char* list : kind.lists) definition[list] = {{{"id", "a"}, {"description", {{"vi", "Một"}}}}, {{"id", "b"}}};
        std::string requirements = "XAPI-00009, XAPI-00049, XAPI-00050, XAPI-00058, XAPI-00062, XAPI-00063, XAPI-00064";
        for (const char* list : kind.lists) requirements += std::string(", ") + number_of.at(list);
        add(requirements, type, definition, taken);
        add("XAPI-00049, XAPI-00064", type + " without anything else", {{"interactionType", type}}, taken);
        Json shouted = definition;
        shouted["interactionType"] = type.substr(0, type.size() - 1) + static_cast<char>(type.back() - 32);
        add("XAPI-00009", type + " in other letters", shouted, refused);
        Json silent = definition;
        silent.erase("interactionType");
        add("XAPI-00064", type + " that does not say so", silent, refused);
        for (const auto& [list, number] : number_of) {
            Json with = definition;
            if (std::find(kind.lists.begin(), kind.lists.end(), list) == kind.lists.end()) {
                with[list] = Json::array({{{"id", "a"}}});
                add("XAPI-00010", type + " with " + list, with, refused);
                continue;
            }
            const auto spoiled = [&](std::string requirement, std::string what, Json value) {
                with[list] = std::move(value);
                add(requirement, type + ": " + what + " in " + list, with, refused);
            };
            spoiled(number, "an object", {{"id", "a"}});
            spoiled("XAPI-00063", "words", {"a", "b"});
            spoiled("XAPI-00058", "no id", Json::array({{{"description", {{"vi", "Một"}}}}}));
            spoiled("XAPI-00058", "an id that is a number", Json::array({{{"id", 1}}}));
            spoiled("XAPI-00058", "an id twice", {{{"id", "a"}}, {{"id", "b"}}, {{"id", "a"}}});
            spoiled("XAPI-00062", "a description that is a word", Json::array({{{"id", "a"}, {"description", "Một"}}}));
            spoiled("XAPI-00010", "something that is not known", Json::array({{{"id", "a"}, {"right", true}}}));
        }
    }
    add("XAPI-00049", "an interaction that is not known", {{"interactionType", "puzzle"}}, refused);
    add("XAPI-00049", "an interaction that is a number", {{"interactionType", 7}}, refused);
    add("XAPI-00049", "an interaction that is an object", {{"interactionType", {{"a", 1}}}}, refused);
    add("XAPI-00050", "no right answer", {{"interactionType", "choice"}, {"correctResponsesPattern", Json::array()}}, taken);
    add("XAPI-00050", "a pattern that is a word", {{"interactionType", "choice"}, {"correctResponsesPattern", "a"}}, refused);
    add("XAPI-00050", "a pattern of numbers", {{"interactionType", "numeric"}, {"correctResponsesPattern", {4}}}, refused);
    return cases;
}

constexpr const char* kRef = R"({"objectType":"StatementRef","id":"a8f6d2c0-1b2c-4d3e-8f90-112233445566"})";

Cases voidings() {
    const auto voided = [](const char* object) { return changed(about(object), "/verb/id", R"("http://adlnet.gov/expapi/verbs/voided")"); };
    return {{"XAPI-00017, XAPI-00019, XAPI-00020", "another statement is voided", voided(kRef).dump(), taken},
            {"XAPI-00019, XAPI-00017", "an Activity is voided", voided(R"({"id":"https://example.vn/q7"})").dump(), refused},
            {"XAPI-00017", "somebody is voided", voided(R"({"objectType":"Agent","mbox":"mailto:an@example.vn"})").dump(), refused},
            {"XAPI-00020, XAPI-00017", "a SubStatement is voided", changed(within(full()), "/verb/id", R"("http://adlnet.gov/expapi/verbs/voided")").dump(), refused},
            {"XAPI-00017, XAPI-00047, XAPI-00020", "a statement is voided that is only named", voided(R"({"id":"a8f6d2c0-1b2c-4d3e-8f90-112233445566"})").dump(), refused}};
}

Cases references() {
    Cases cases;
    const auto add = [&cases](const char* requirements, const char* what, const char* object, Answer answer) {
        cases.push_back({requirements, what, about(object).dump(), answer});
        cases.push_back({requirements, std::string("in a SubStatement, ") + what, within(about(object)).dump(), answer});
    };
    add("XAPI-00046, XAPI-00066, XAPI-00072, XAPI-00073", "another statement", kRef, taken);
    add("XAPI-00046, XAPI-00065, XAPI-00066", "somebody", R"({"objectType":"Agent","mbox":"mailto:an@example.vn"})", taken);
    add("XAPI-00046, XAPI-00065, XAPI-00066", "a Group", R"({"objectType":"Group","mbox":"mailto:sen@example.vn"})", taken);
    add("XAPI-00046, XAPI-00047, XAPI-00048", "an Activity that does not say so", R"({"id":"https://example.vn/q7"})", taken);
    add("XAPI-00047, XAPI-00065, XAPI-00010", "somebody who does not say so", R"({"mbox":"mailto:an@example.vn"})", refused);
    add("XAPI-00065, XAPI-00010", "a Group that does not say so", R"({"name":"Sen","member":[{"mbox":"mailto:an@example.vn"}]})", refused);
    add("XAPI-00073, XAPI-00047", "another statement that does not say so", R"({"id":"a8f6d2c0-1b2c-4d3e-8f90-112233445566"})", refused);
    add("XAPI-00009, XAPI-00046", "an activity in small letters", R"({"objectType":"activity","id":"https://example.vn/q7"})", refused);
    add("XAPI-00009, XAPI-00046", "a statementref in small letters", R"({"objectType":"statementref","id":"a8f6d2c0-1b2c-4d3e-8f90-112233445566"})", refused);
    add("XAPI-00009, XAPI-00046", "a substatement in small letters", R"({"objectType":"substatement"})", refused);
    add("XAPI-00046", "something else", R"({"objectType":"Question","id":"https://example.vn/q7"})", refused);
    add("XAPI-00046", "an objectType that is a number", R"({"objectType":1,"id":"https://example.vn/q7"})", refused);
    add("XAPI-00072", "a statement without an id", R"({"objectType":"StatementRef"})", refused);
    add("XAPI-00072", "a statement whose id is no UUID", R"({"objectType":"StatementRef","id":"should fail"})", refused);
    add("XAPI-00072", "a statement whose id is a number", R"({"objectType":"StatementRef","id":7})", refused);
    add("XAPI-00010", "a statement with more than an id", R"({"objectType":"StatementRef","id":"a8f6d2c0-1b2c-4d3e-8f90-112233445566","definition":{"type":"https://example.vn/t"}})", refused);
    return cases;
}

Cases sub_statements() {
    const Json sub = within(full());
    const auto with = [&sub](const char* at, const char* value) { return changed(sub, at, value).dump(); };
    return {{"XAPI-00066, XAPI-00067, XAPI-00068, XAPI-00069, XAPI-00070, XAPI-00071, XAPI-00073", "a SubStatement", sub.dump(), taken},
            {"XAPI-00067", "a SubStatement with an authority", with("/object/authority", R"({"mbox":"mailto:an@example.vn"})"), refused},
            {"XAPI-00068", "a SubStatement with a version", with("/object/version", R"("1.0.0")"), refused},
            {"XAPI-00069", "a SubStatement with a time of storing", with("/object/stored", R"("2026-11-21T09:00:00Z")"), refused},
            {"XAPI-00070", "a SubStatement with an id", with("/object/id", R"("5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f")"), refused},
            {"XAPI-00071", "a SubStatement within a SubStatement", within(sub).dump(), refused},
            {"XAPI-00073, XAPI-00008, XAPI-00010, XAPI-00047", "a SubStatement that does not say so", with("/object/objectType", kGone), refused},
            {"XAPI-00066, XAPI-00044", "a SubStatement whose verb is none", with("/object/verb/id", R"("x")"), refused}};
}

} // namespace

Cases object_cases() {
    Cases cases = voidings();
    append(cases, references());
    append(cases, sub_statements());
    append(cases, interactions());
    append(cases, in_both({
        {"XAPI-00044, XAPI-00045", "a verb without a display", "/verb/display", kGone},
        {"XAPI-00044", "a verb with letters of other scripts", "/verb/id", R"("http://example.com/فعل/خواندن")"},
        {"XAPI-00044", "a verb without an id", "/verb/id", kGone, refused},
        {"XAPI-00044", "a verb whose id is no IRI", "/verb/id", R"("ab=c://example.vn")", refused},
        {"XAPI-00044", "a verb whose id is a number", "/verb/id", "7", refused},
        {"XAPI-00045", "a display that is a word", "/verb/display", R"("đã trả lời")", refused},
        {"XAPI-00045", "a display that is a list", "/verb/display", R"(["đã trả lời"])", refused},
        {"XAPI-00045", "a number in a display", "/verb/display/en", "7", refused},
        {"XAPI-00001", "a display of no language", "/verb/display", "{}", refused},
        {"XAPI-00047", "an Activity without an id", "/object/id", kGone, refused},
        {"XAPI-00047", "an Activity whose id is no IRI", "/object/id", R"("ab=c://example.vn")", refused},
        {"XAPI-00047", "an Activity whose id is a number", "/object/id", "7", refused},
        {"XAPI-00048", "a definition that is a word", "/object/definition", R"("Câu 7")", refused},
        {"XAPI-00048", "a definition that is a number", "/object/definition", "7", refused},
        {"XAPI-00056, XAPI-00057, XAPI-00059, XAPI-00060, XAPI-00061", "a definition of every plain member", "/object/definition",
         R"({"name":{"vi":"Bài"},"description":{"vi":"Bài kiểm tra"},"type":"https://example.vn/t","moreInfo":"https://example.vn/i","extensions":{"https://example.vn/x":1}})"},
        {"XAPI-00056", "a name that is a word", "/object/definition/name", R"("Câu 7")", refused},
        {"XAPI-00056", "a name that is a number", "/object/definition/name", "7", refused},
        {"XAPI-00001", "a name of no language", "/object/definition/name", "{}", refused},
        {"XAPI-00059", "a description that is a word", "/object/definition/description", R"("Sông nào?")", refused},
        {"XAPI-00059", "a description that is a number", "/object/definition/description", "7", refused},
        {"XAPI-00060", "a type that is no IRI", "/object/definition/type", R"("should error")", refused},
        {"XAPI-00061", "an address that is no IRL", "/object/definition/moreInfo", R"("should error")", refused},
        {"XAPI-00057", "extensions that are a word", "/object/definition/extensions", R"("should error")", refused},
        {"XAPI-00118, XAPI-00057", "extensions without IRIs", "/object/definition/extensions", R"({"id":"a","description":{"vi":"x"}})", refused},
    }));
    return cases;
}

} // namespace central::xapi
