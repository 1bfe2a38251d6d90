// Part two, 2.2 to 2.4.1 and 4: what holds for all of a statement.
#include "cases.h"

namespace central::xapi {

namespace {

// JSON text that no Json object can hold.
Cases raw_cases() {
    const std::string whole = full().dump();
    const auto replaced = [&whole](const std::string& what, const std::string& by) {
        std::string text = whole;
        return text.replace(text.find(what), what.size(), by);
    };
    return {{"XAPI-00014, XAPI-00021", "a statement in JSON, each key once", whole, taken},
            {"XAPI-00014", "spaces and line breaks between", full().dump(4), taken},
            {"XAPI-00014", "a brace too few", whole.substr(0, whole.size() - 1), refused},
            {"XAPI-00014", "a comma too many", replaced("}", ",}"), refused},
            {"XAPI-00014", "nothing", "", refused},
            {"XAPI-00014", "a word", "\"statement\"", refused},
            {"XAPI-00014", "a list of words", "[\"statement\"]", refused},
            {"XAPI-00014", "bytes that are no UTF-8", replaced("Lan", "L\xE1n"), refused},
            {"XAPI-00014, XAPI-00031", "JSON within a word of it", changed(full(), "/actor/objectType", R"("\"objectType\": \"Agent\"")").dump(), refused},
            {"XAPI-00021", "a key twice in the statement", replaced("\"verb\":", "\"version\":\"1.0.0\",\"verb\":"), refused},
            {"XAPI-00021", "a key twice in the actor", replaced("\"mbox\":", "\"mbox\":\"mailto:lan@example.vn\",\"mbox\":"), refused},
            {"XAPI-00021", "a key twice in an extension", replaced("\"width\":", "\"width\":1,\"width\":"), refused}};
}

} // namespace

Cases formatting_cases() {
    Cases cases = raw_cases();
    append(cases, in_both({
        {"XAPI-00001, XAPI-00003, XAPI-00004, XAPI-00005, XAPI-00006, XAPI-00008, XAPI-00010", "every member", "/version", R"("1.0.0")"},
        {"XAPI-00001", "null in an extension of the object", "/object/definition/extensions", R"({"https://example.vn/x":null})"},
        {"XAPI-00001", "null in an extension of the result", "/result/extensions", R"({"https://example.vn/x":null})"},
        {"XAPI-00001", "null in an extension of the context", "/context/extensions", R"({"https://example.vn/x":null})"},
        {"XAPI-00001", "null as a name", "/actor/name", "null", refused},
        {"XAPI-00001", "null as a display", "/verb/display", "null", refused},
        {"XAPI-00001", "null in a display", "/verb/display/en", "null", refused},
        {"XAPI-00001", "null as an address", "/object/definition/moreInfo", "null", refused},
        {"XAPI-00001", "null as extensions", "/result/extensions", "null", refused},
        {"XAPI-00001", "null as a registration", "/context/registration", "null", refused},
        {"XAPI-00001", "an empty actor", "/actor", "{}", refused},
        {"XAPI-00001", "an empty verb", "/verb", "{}", refused},
        {"XAPI-00001", "an empty object", "/object", "{}", refused},
        {"XAPI-00001", "an empty definition", "/object/definition", "{}", refused},
        {"XAPI-00001", "an empty result", "/result", "{}", refused},
        {"XAPI-00001", "an empty score", "/result/score", "{}", refused},
        {"XAPI-00001", "an empty context", "/context", "{}", refused},
        {"XAPI-00003, XAPI-00066", "no actor", "/actor", kGone, refused},
        {"XAPI-00004, XAPI-00066", "no verb", "/verb", kGone, refused},
        {"XAPI-00005, XAPI-00066", "no object", "/object", kGone, refused},
        {"XAPI-00003", "an actor that is a word", "/actor", R"("Lan")", refused},
        {"XAPI-00004", "a verb that is a word", "/verb", R"("answered")", refused},
        {"XAPI-00005", "an object that is a word", "/object", R"("q7")", refused},
        {"XAPI-00006, XAPI-00080", "a number in words", "/result/score/max", R"("ten")", refused},
        {"XAPI-00006, XAPI-00080", "a number in quotes", "/result/score/max", R"("10")", refused},
        {"XAPI-00006, XAPI-00074", "yes in words", "/result/success", R"("yes")", refused},
        {"XAPI-00006, XAPI-00075", "false in quotes", "/result/completion", R"("false")", refused},
        {"XAPI-00006", "a result that is a word", "/result", R"("b")", refused},
        {"XAPI-00006", "a context that is a list", "/context", "[]", refused},
        {"XAPI-00007", "addresses and ids as they must be", "/context/registration", R"("0D2C7F0A-93C4-4F7E-9D1E-5B6A7C8D9E0F")"},
        {"XAPI-00007, XAPI-00044", "an empty IRI", "/verb/id", R"("")", refused},
        {"XAPI-00007, XAPI-00087", "an empty UUID", "/context/registration", R"("")", refused},
        {"XAPI-00007, XAPI-00038", "an empty address", "/actor/mbox", R"("")", refused},
        {"XAPI-00007, XAPI-00121", "an empty language", "/verb/display", R"({"":"đã"})", refused},
        {"XAPI-00007, XAPI-00118", "an empty key of an extension", "/result/extensions", R"({"":1})", refused},
        {"XAPI-00008", "Actor", "/Actor", R"({"mbox":"mailto:lan@example.vn"})", refused},
        {"XAPI-00008", "veRb", "/veRb", R"({"id":"https://example.vn/verbs/asked"})", refused},
        {"XAPI-00008", "oBject", "/oBject", R"({"id":"https://example.vn/q"})", refused},
        {"XAPI-00008", "RESULT", "/RESULT", R"({"success":true})", refused},
        {"XAPI-00008", "conText", "/conText", R"({"platform":"kiosk"})", refused},
        {"XAPI-00008", "timeStamp", "/timeStamp", R"("2026-11-21T09:00:04.210Z")", refused},
        {"XAPI-00008", "attachmentS", "/attachmentS", "[]", refused},
        {"XAPI-00008", "objecttype of the actor", "/actor/objecttype", R"("Agent")", refused},
        {"XAPI-00008", "moreinfo", "/object/definition/moreinfo", R"("https://example.vn")", refused},
        {"XAPI-00008", "Scaled", "/result/score/Scaled", "1", refused},
        {"XAPI-00009", "interactionType as it is written", "/object/definition/interactionType", R"("choice")"},
        {"XAPI-00009", "interactionType Choice", "/object/definition/interactionType", R"("Choice")", refused},
        {"XAPI-00009", "objectType agent", "/actor/objectType", R"("agent")", refused},
        {"XAPI-00009", "objectType activity", "/object/objectType", R"("activity")", refused},
        {"XAPI-00009", "objectType statementref", "/context/statement/objectType", R"("statementref")", refused},
        {"XAPI-00009", "objectType group", "/context/team/objectType", R"("group")", refused},
        {"XAPI-00010", "a member of the statement that is not known", "/colour", R"("red")", refused},
        {"XAPI-00010", "a member of the actor that is not known", "/actor/age", "9", refused},
        {"XAPI-00010", "a member of the verb that is not known", "/verb/tense", R"("past")", refused},
        {"XAPI-00010", "a member of the object that is not known", "/object/url", R"("https://example.vn")", refused},
        {"XAPI-00010", "a member of the definition that is not known", "/object/definition/level", "1", refused},
        {"XAPI-00010", "a member of the result that is not known", "/result/place", "1", refused},
        {"XAPI-00010", "a member of the score that is not known", "/result/score/best", "1", refused},
        {"XAPI-00010", "a member of the context that is not known", "/context/room", R"("A1")", refused},
        {"XAPI-00011", "an IRI with a scheme", "/object/id", R"("urn:uuid:0d2c7f0a-93c4-4f7e-9d1e-5b6a7c8d9e0f")"},
        {"XAPI-00011, XAPI-00044", "a verb without a scheme", "/verb/id", R"("answered")", refused},
        {"XAPI-00011, XAPI-00047", "an Activity without a scheme", "/object/id", R"("/quiz/q7")", refused},
        {"XAPI-00011, XAPI-00061", "an IRL without a scheme", "/object/definition/moreInfo", R"("example.vn")", refused},
        {"XAPI-00013, XAPI-00121", "a language of two letters", "/verb/display", R"({"de":"hat beantwortet"})"},
        {"XAPI-00013, XAPI-00121", "a language of three letters", "/object/definition/name", R"({"cmn":"第七题"})"},
        {"XAPI-00013, XAPI-00121", "language, script and region", "/object/definition/description", R"({"sr-Latn-RS":"Koja?"})"},
        {"XAPI-00013, XAPI-00121", "a language from before the grammar", "/object/definition/choices/0/description", R"({"i-enochian":"a"})"},
        {"XAPI-00013, XAPI-00121", "a language of nine letters", "/verb/display", R"({"something":"đã"})", refused},
        {"XAPI-00013, XAPI-00121", "a digit in the language", "/object/definition/name", R"({"a12345":"đã"})", refused},
        {"XAPI-00013, XAPI-00121", "two regions", "/object/definition/description", R"({"de-419-DE":"Welcher?"})", refused},
        {"XAPI-00013, XAPI-00121", "an extension twice", "/object/definition/choices/0/description", R"({"zh-z-aaa-z-bbb":"a"})", refused},
        {"XAPI-00118, XAPI-00119, XAPI-00120", "extensions of every kind of value", "/context/extensions",
         R"({"https://example.vn/a":true,"https://example.vn/b":7,"https://example.vn/c":{"x":[1]},"https://example.vn/d":"","https://example.vn/e":{},"https://example.vn/f":null})"},
        {"XAPI-00119", "no extension", "/result/extensions", "{}"},
        {"XAPI-00119, XAPI-00118", "a key that is no IRI beside an empty value", "/result/extensions", R"({"picture":{}})", refused},
        {"XAPI-00118", "an extension of the object under a plain word", "/object/definition/extensions", R"({"picture":1})", refused},
        {"XAPI-00118", "an extension of the context under two words", "/context/extensions", R"({"two words":1})", refused},
        {"XAPI-00120", "extensions that are a list", "/context/extensions", "[1]", refused},
        {"XAPI-00022, XAPI-00123", "a time with its zone", "/timestamp", R"("2026-11-21T15:59:58.125+07:00")"},
        {"XAPI-00022, XAPI-00123", "a time in the basic form", "/timestamp", R"("20261121T085958Z")"},
        {"XAPI-00022, XAPI-00123", "a time to come", "/timestamp", R"("2099-01-01T00:00:00Z")"},
        {"XAPI-00022, XAPI-00123", "a time without a zone", "/timestamp", R"("2026-11-21T08:59:58")"},
        {"XAPI-00022, XAPI-00123", "a time in words", "/timestamp", R"("yesterday")", refused},
        {"XAPI-00022, XAPI-00123", "a day as others write it", "/timestamp", R"("21/11/2026")", refused},
        {"XAPI-00022, XAPI-00123", "a day that is none", "/timestamp", R"("2026-02-29T08:00:00Z")", refused},
        {"XAPI-00022, XAPI-00123", "a day without a time", "/timestamp", R"("2026-11-21")", refused},
        {"XAPI-00022, XAPI-00123", "zone -00", "/timestamp", R"("2026-11-21T08:59:58.125-00")", refused},
        {"XAPI-00022, XAPI-00123", "zone -0000", "/timestamp", R"("2026-11-21T08:59:58.125-0000")", refused},
        {"XAPI-00022, XAPI-00123", "zone -00:00", "/timestamp", R"("2026-11-21T08:59:58.125-00:00")", refused},
        {"XAPI-00022", "a time as a number", "/timestamp", "1795251604210", refused},
    }));
    // in_both has put "version" into SubStatements, too; that is refused there, so the row that is taken stands alone.
    std::erase_if(cases, [](const Case& one) { return one.what == "in a SubStatement, every member"; });
    append(cases, in_statement({
        {"XAPI-00008", "iD", "/iD", R"("5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f")", refused},
        {"XAPI-00008", "STOred", "/STOred", R"("2026-11-21T09:00:04.210Z")", refused},
        {"XAPI-00008", "auTHORity", "/auTHORity", R"({"mbox":"mailto:lan@example.vn"})", refused},
        {"XAPI-00008", "Version", "/Version", R"("1.0.0")", refused},
        {"XAPI-00027, XAPI-00028, XAPI-00029, XAPI-00030", "an id", "/id", R"("12345678-1234-5678-1234-567812345678")"},
        {"XAPI-00027, XAPI-00029", "an id in capitals", "/id", R"("5F9CE4A1-6C3B-4E0A-8F2D-0B7A1C2D3E4F")"},
        {"XAPI-00027, XAPI-00030", "an id of a digit too many", "/id", R"("5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f0")", refused},
        {"XAPI-00027, XAPI-00030", "an id with a letter beyond f", "/id", R"("gf9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f")", refused},
        {"XAPI-00027, XAPI-00029", "an id without dashes", "/id", R"("5f9ce4a16c3b4e0a8f2d0b7a1c2d3e4f")", refused},
        {"XAPI-00027, XAPI-00029", "an id in braces", "/id", R"("{5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f}")", refused},
        {"XAPI-00027, XAPI-00028", "an id that is a number", "/id", "12345", refused},
        {"XAPI-00027, XAPI-00028", "an id that is an object", "/id", R"({"key":"x"})", refused},
        {"XAPI-00023", "a time of storing from before", "/stored", R"("2011-07-15T00:00:00.000Z")"},
        {"XAPI-00023", "a time of storing that is none", "/stored", R"("now")", refused},
        {"XAPI-00101", "version 1.0", "/version", R"("1.0")"},
        {"XAPI-00101", "version 1.0.9", "/version", R"("1.0.9")"},
        {"XAPI-00101", "no version", "/version", kGone},
        {"XAPI-00101", "version 0.9.9", "/version", R"("0.9.9")", refused},
        {"XAPI-00101", "version 1.1.0", "/version", R"("1.1.0")", refused},
        {"XAPI-00101", "version 1.0 and a point", "/version", R"("1.0.")", refused},
        {"XAPI-00101", "version 1", "/version", R"("1")", refused},
        {"XAPI-00101", "a version that is a number", "/version", "1.0", refused},
    }));
    return cases;
}

} // namespace central::xapi
