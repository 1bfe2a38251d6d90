// Part two, 2.4.6: context.
#include "cases.h"

namespace central::xapi {

namespace {

// What is for Activities only, beside an object of another kind.
Cases beside_other_objects() {
    Cases cases;
    for (const char* object : {R"({"objectType":"Agent","mbox":"mailto:an@example.vn"})", R"({"objectType":"Group","mbox":"mailto:sen@example.vn"})",
                               R"({"objectType":"StatementRef","id":"a8f6d2c0-1b2c-4d3e-8f90-112233445566"})"}) {
        const std::string kind = " beside a " + Json::parse(object)["objectType"].get<std::string>();
        const auto add = [&](const char* requirement, const char* what, const Json& statement) {
            cases.push_back({requirement, what + kind, statement.dump(), refused});
            cases.push_back({requirement, "in a SubStatement, " + (what + kind), within(statement).dump(), refused});
        };
        add("XAPI-00084", "a revision", changed(about(object), "/context/revision", R"("2")"));
        add("XAPI-00085", "a platform", changed(about(object), "/context/platform", R"("kiosk")"));
    }
    Json planned = within(full());
    planned["context"] = {{"revision", "2"}};
    cases.push_back({"XAPI-00084", "a revision beside a SubStatement", planned.dump(), refused});
    planned["context"] = {{"platform", "kiosk"}};
    cases.push_back({"XAPI-00085", "a platform beside a SubStatement", planned.dump(), refused});
    planned["context"] = {{"language", "vi"}};
    cases.push_back({"XAPI-00084, XAPI-00085", "neither beside a SubStatement", planned.dump(), taken});
    return cases;
}

} // namespace

Cases context_cases() {
    Cases cases = beside_other_objects();
    append(cases, in_both({
        {"XAPI-00084, XAPI-00085, XAPI-00086, XAPI-00087, XAPI-00088, XAPI-00089, XAPI-00090, XAPI-00091, XAPI-00092", "every member of a context",
         "/context/revision", R"("3")"},
        {"XAPI-00084, XAPI-00085", "an Activity that does not say so", "/object/objectType", kGone},
        {"XAPI-00087", "a registration that is a word", "/context/registration", R"("should fail")", refused},
        {"XAPI-00087", "a registration that is an object", "/context/registration", R"({"key":"x"})", refused},
        {"XAPI-00087", "a registration that is a number", "/context/registration", "12345", refused},
        {"XAPI-00087, XAPI-00030", "a registration of a digit too many", "/context/registration", R"("0d2c7f0a-93c4-4f7e-9d1e-5b6a7c8d9e0f0")", refused},
        {"XAPI-00087", "an instructor who is a word", "/context/instructor", R"("cô Mai")", refused},
        {"XAPI-00010, XAPI-00087", "an instructor who is nobody", "/context/instructor", R"({"key":"x"})", refused},
        {"XAPI-00088, XAPI-00031", "a team that is an Agent", "/context/team", R"({"objectType":"Agent","mbox":"mailto:an@example.vn"})", refused},
        {"XAPI-00088, XAPI-00031", "a team that does not say so", "/context/team", R"({"mbox":"mailto:sen@example.vn"})", refused},
        {"XAPI-00088", "a team that is a word", "/context/team", R"("Đội Sen")", refused},
        {"XAPI-00086", "contextActivities that are a word", "/context/contextActivities", R"("quiz")", refused},
        {"XAPI-00086", "contextActivities that are a list", "/context/contextActivities", R"([{"id":"https://example.vn/q"}])", refused},
        {"XAPI-00095, XAPI-00001", "contextActivities of no kind", "/context/contextActivities", "{}", refused},
        {"XAPI-00093, XAPI-00095", "contextActivities of every kind", "/context/contextActivities",
         R"({"parent":[{"id":"https://example.vn/a"}],"grouping":[{"id":"https://example.vn/b"}],"category":[{"id":"https://example.vn/c"}],"other":[{"id":"https://example.vn/d"}]})"},
        {"XAPI-00093", "contextActivities of a kind that is not known", "/context/contextActivities/sibling", R"([{"id":"https://example.vn/a"}])", refused},
        {"XAPI-00093", "contextActivities of a kind in other letters", "/context/contextActivities/Parent", R"([{"id":"https://example.vn/a"}])", refused},
        {"XAPI-00094", "a single Activity as parent", "/context/contextActivities/parent", R"({"id":"https://example.vn/a"})"},
        {"XAPI-00094", "a single Activity as category", "/context/contextActivities/category", R"({"objectType":"Activity","id":"https://example.vn/a"})"},
        {"XAPI-00094", "two Activities", "/context/contextActivities/other", R"([{"id":"https://example.vn/a"},{"id":"https://example.vn/b"}])"},
        {"XAPI-00094", "a word as parent", "/context/contextActivities/parent", R"("quiz")", refused},
        {"XAPI-00094", "words as parents", "/context/contextActivities/parent", R"(["quiz"])", refused},
        {"XAPI-00010, XAPI-00094", "something beside an Activity", "/context/contextActivities/other", R"([{"id":"https://example.vn/a"},{"key":"x"}])", refused},
        {"XAPI-00009, XAPI-00046, XAPI-00094", "an Agent as parent", "/context/contextActivities/parent", R"({"objectType":"Agent","id":"https://example.vn/a"})", refused},
        {"XAPI-00089", "a revision that is a number", "/context/revision", "2", refused},
        {"XAPI-00089", "a revision that is an object", "/context/revision", R"({"key":"x"})", refused},
        {"XAPI-00090", "a platform that is a number", "/context/platform", "2", refused},
        {"XAPI-00090", "a platform that is an object", "/context/platform", R"({"key":"x"})", refused},
        {"XAPI-00091", "a language of three letters", "/context/language", R"("tlh")"},
        {"XAPI-00091", "a language with a region", "/context/language", R"("fr-CA")"},
        {"XAPI-00091, XAPI-00013", "a language of nine letters", "/context/language", R"("something")", refused},
        {"XAPI-00091", "a language that is a number", "/context/language", "7", refused},
        {"XAPI-00091", "a language that is an object", "/context/language", R"({"vi":"x"})", refused},
        {"XAPI-00092, XAPI-00009", "a statement in other letters", "/context/statement/objectType", R"("statementref")", refused},
        {"XAPI-00092, XAPI-00073", "a statement that does not say so", "/context/statement/objectType", kGone, refused},
        {"XAPI-00092, XAPI-00072", "a statement whose id is no UUID", "/context/statement/id", R"("should fail")", refused},
        {"XAPI-00092, XAPI-00072, XAPI-00029", "a statement whose id is a number", "/context/statement/id", "7", refused},
        {"XAPI-00092", "a statement that is a word", "/context/statement", R"("a8f6d2c0-1b2c-4d3e-8f90-112233445566")", refused},
    }));
    return cases;
}

} // namespace central::xapi
