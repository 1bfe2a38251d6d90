#include "cases.h"

#include <iterator>
#include <ostream>

namespace central::xapi {

Json full() {
    return Json::parse(R"({
        "id": "5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f",
        "actor": {"objectType": "Agent", "name": "Bùi Thị Lan", "mbox": "mailto:lan@example.vn"},
        "verb": {"id": "https://example.vn/verbs/answered", "display": {"vi-VN": "đã trả lời", "en": "answered"}},
        "object": {"objectType": "Activity", "id": "https://example.vn/quiz/que-huong/q7", "definition": {
            "name": {"vi-VN": "Câu 7"}, "description": {"vi-VN": "Sông nào dài nhất?"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction", "moreInfo": "https://example.vn/quiz/que-huong",
            "interactionType": "choice", "correctResponsesPattern": ["b"],
            "choices": [{"id": "a", "description": {"vi-VN": "Sông Hậu"}}, {"id": "b"}],
            "extensions": {"https://example.vn/ext/picture": {"width": 640, "credit": null}}}},
        "result": {"score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10}, "success": true, "completion": false,
            "response": "b", "duration": "PT4.2S", "extensions": {"https://example.vn/ext/tries": 2}},
        "context": {"registration": "0d2c7f0a-93c4-4f7e-9d1e-5b6a7c8d9e0f",
            "instructor": {"objectType": "Agent", "account": {"homePage": "https://example.vn/staff", "name": "co-mai"}},
            "team": {"objectType": "Group", "name": "Đội Sen", "mbox": "mailto:doi-sen@example.vn",
                     "member": [{"mbox": "mailto:binh@example.vn"}, {"openid": "https://id.example.vn/cuc"}]},
            "contextActivities": {"parent": [{"id": "https://example.vn/quiz/que-huong"}],
                                  "grouping": [{"objectType": "Activity", "id": "https://example.vn/event/hoi-lang"}]},
            "revision": "2", "platform": "kiosk", "language": "vi-VN",
            "statement": {"objectType": "StatementRef", "id": "a8f6d2c0-1b2c-4d3e-8f90-112233445566"},
            "extensions": {"https://example.vn/ext/booth": "cổng chính"}},
        "timestamp": "2026-11-21T08:59:58.125Z",
        "stored": "2026-11-21T09:00:00Z",
        "authority": {"objectType": "Agent", "account": {"homePage": "https://example.vn/keys", "name": "kiosk-07"}},
        "version": "1.0.0",
        "attachments": [{"usageType": "https://example.vn/usage/certificate", "display": {"vi": "Giấy khen"},
            "description": {"vi": "Giải nhì"}, "contentType": "application/pdf", "length": 52113,
            "sha2": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "fileUrl": "https://example.vn/giay-khen/17.pdf"}]
    })");
}

Json about(const char* object) {
    Json statement = full();
    statement["object"] = Json::parse(object);
    statement["context"].erase("revision");
    statement["context"].erase("platform");
    return statement;
}

Json within(Json statement) {
    for (const char* key : {"id", "stored", "authority", "version"}) statement.erase(key);
    statement["objectType"] = "SubStatement";
    return {{"actor", {{"mbox", "mailto:huy@example.vn"}}},
            {"verb", {{"id", "https://example.vn/verbs/planned"}}},
            {"object", std::move(statement)}};
}

Json changed(Json statement, const char* at, const char* value) {
    const Json::json_pointer pointer(at);
    if (value) statement[pointer] = Json::parse(value);
    else statement.at(pointer.parent_pointer()).erase(pointer.back());
    return statement;
}

Cases in_statement(const std::vector<Row>& rows) {
    Cases cases;
    for (const Row& row : rows)
        cases.push_back({row.requirements, row.what, changed(full(), row.at, row.value).dump(), row.answer});
    return cases;
}

Cases in_both(const std::vector<Row>& rows) {
    Cases cases = in_statement(rows);
    for (const Row& row : rows)
        cases.push_back({row.requirements, std::string("in a SubStatement, ") + row.what,
                         within(changed(full(), row.at, row.value)).dump(), row.answer});
    return cases;
}

// In ASCII: some bodies are no UTF-8, and what is printed goes into an XML report.
void PrintTo(const Case& one, std::ostream* out) {
    *out << one.requirements << ": " << one.what << '\n' << Json(one.body).dump(-1, ' ', true, Json::error_handler_t::replace);
}

void append(Cases& to, Cases more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace central::xapi
