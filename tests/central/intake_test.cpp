// The Statement resource, asked as senders and readers ask it.
#include "intake.h"
#include "tests/central/memory_archive.h"
#include "tests/central/statements.h"

#include <gmock/gmock.h>

namespace central {
namespace {

using testing::HasSubstr;
using xapi::Json;

struct IntakeDoors : testing::Test {
    MemoryArchive archive;
    bool keys_are_seen = true;
    std::vector<std::pair<std::string, std::size_t>> kept; // sender, how many
    Intake intake{{archive, "/p/central/xapi/statements", [] { return std::int64_t{1'790'000'000'000}; },
                   [this](std::string_view authorization) {
                       if (!keys_are_seen) return Caller{std::nullopt, false};
                       return authorization == "Basic good" ? Caller{"hall-1"} : Caller{};
                   },
                   [this](const std::string& sender, const Asked&, const Brought& brought) {
                       kept.emplace_back(sender, brought.statements);
                   }}};

    static Asked asked(std::string method, std::string query = "", std::string body = "") {
        Asked one{std::move(method), std::move(query), std::move(body), {}};
        one.headers = {{"host", "central.example.vn"}, {"authorization", "Basic good"}, {"x-experience-api-version", "1.0.3"}};
        if (one.method == "POST" || one.method == "PUT") one.headers.emplace_back("content-type", "application/json");
        return one;
    }
    static Asked without(Asked one, std::string_view header) {
        std::erase_if(one.headers, [&](const auto& h) { return h.first == header; });
        return one;
    }
    static Asked with(Asked one, const std::string& header, const std::string& value) {
        one = without(std::move(one), header);
        one.headers.emplace_back(header, value);
        return one;
    }
    Answer ask(Asked one) {
        Answer answer{0, "nobody answered"};
        intake.statements(std::move(one), [&](Answer given) { answer = std::move(given); });
        return answer;
    }
    Answer post(const Json& body) { return ask(asked("POST", "", body.dump())); }
    Answer get(const std::string& query = "") { return ask(asked("GET", query)); }
    static Json json(const Answer& answer) { return Json::parse(answer.body, nullptr, false); }
    static std::string header(const Answer& answer, std::string_view name) {
        for (const auto& [one, value] : answer.headers)
            if (one == name) return value;
        return "";
    }
};

TEST_F(IntakeDoors, BeforeTheKeysAreSeenNobodyIsTakenForAStranger) {
    keys_are_seen = false;
    const auto early = get();
    EXPECT_EQ(early.status, 503) << "401 would tell a kiosk that its key is bad, and it would stop";
    EXPECT_EQ(header(early, "Retry-After"), "1");
    EXPECT_EQ(post(completed(1)).status, 503);
    EXPECT_TRUE(archive.entries.empty());
    EXPECT_EQ(intake.about().status, 200) << "this needs no key";
    keys_are_seen = true;
    EXPECT_EQ(get().status, 200);
}

TEST_F(IntakeDoors, TakesOneAndManyAndAnswersTheirIds) {
    const auto one = post(completed(1));
    EXPECT_EQ(one.status, 200) << one.body;
    EXPECT_EQ(json(one), Json::array({completed(1)["id"]}));
    const auto many = post(Json::array({completed(2), completed(3)}));
    EXPECT_EQ(many.status, 200) << many.body;
    EXPECT_EQ(json(many), Json::array({completed(2)["id"], completed(3)["id"]}));
    EXPECT_EQ(archive.entries.size(), 3u);
    EXPECT_THAT(kept, testing::ElementsAre(testing::Pair("hall-1", 1), testing::Pair("hall-1", 2)));
    EXPECT_EQ(post(Json::array()).status, 200) << "nothing is nothing wrong";
    EXPECT_EQ(kept.size(), 2u);
}

TEST_F(IntakeDoors, KeepsWhoAnswersForThemAndWhatTheRunCameTo) {
    post(completed(1));
    ASSERT_EQ(archive.entries.size(), 1u);
    const auto& entry = archive.entries[0];
    EXPECT_EQ(entry.sender, "hall-1");
    EXPECT_EQ(entry.event, "2026-10-10-ngay-hoi-so");
    ASSERT_TRUE(entry.result);
    EXPECT_EQ(entry.result->player, "01J9ZK5M7B4Q");
    const auto body = Json::parse(entry.body);
    EXPECT_EQ(body["authority"]["account"], (Json{{"homePage", "http://central.example.vn/p/central"}, {"name", "hall-1"}}));
    EXPECT_EQ(body["stored"], xapi::write_time(entry.stored));
    EXPECT_THAT(entry.statement.related_agents, testing::Contains("account http://central.example.vn/p/central hall-1"));
}

TEST_F(IntakeDoors, TheSameAgainIsFineAndAnotherOfThatIdIsNot) {
    post(completed(1));
    EXPECT_EQ(post(completed(1)).status, 200) << "a reply was lost; it comes again";
    auto other = completed(1);
    other["result"]["score"]["raw"] = 1;
    const auto refused = post(Json::array({completed(2), other}));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(json(refused)["where"], completed(1)["id"]);
    EXPECT_EQ(archive.entries.size(), 1u) << "all or none";
}

TEST_F(IntakeDoors, PutKeepsOneByItsId) {
    auto statement = completed(4);
    const std::string id = statement["id"];
    const auto put = [&](const std::string& query, const Json& body) { return ask(asked("PUT", query, body.dump())).status; };
    EXPECT_EQ(put("statementId=" + id, statement), 204);
    EXPECT_EQ(put("statementId=" + id, statement), 204) << "again";
    statement["result"]["score"]["raw"] = 1;
    EXPECT_EQ(put("statementId=" + id, statement), 409);
    EXPECT_EQ(put("", statement), 400);
    EXPECT_EQ(put("statementId=" + id + "&x=1", statement), 400);
    EXPECT_EQ(put("statementId=" + std::string(completed(5)["id"]), statement), 400) << "two ids";
    EXPECT_EQ(put("statementId=nonsense", statement), 400);
    statement.erase("id");
    EXPECT_EQ(put("statementId=" + std::string(completed(6)["id"]), statement), 204) << "the address says it";
}

TEST_F(IntakeDoors, WhoHasNoGoodKeyIsToldHowToAsk) {
    for (const auto& stranger : {without(asked("GET"), "authorization"), with(asked("GET"), "authorization", "Basic bad"),
                                 without(without(asked("POST", "", "{"), "authorization"), "x-experience-api-version")}) {
        const auto answer = ask(stranger);
        EXPECT_EQ(answer.status, 401);
        EXPECT_THAT(header(answer, "WWW-Authenticate"), HasSubstr("Basic"));
        EXPECT_EQ(json(answer)["error"], "unauthorized");
    }
    EXPECT_TRUE(archive.entries.empty());
}

TEST_F(IntakeDoors, EveryRequestNamesItsVersionAndEveryAnswerOurs) {
    for (const char* version : {"", "0.9", "1.1.0", "2.0.0", "1.0.", "1.0.3 "})
        EXPECT_EQ(ask(with(asked("GET"), "x-experience-api-version", version)).status, 400) << version;
    EXPECT_EQ(ask(without(asked("GET"), "x-experience-api-version")).status, 400);
    for (const char* version : {"1.0", "1.0.0", "1.0.3", "1.0.9"})
        EXPECT_EQ(ask(with(asked("GET"), "x-experience-api-version", version)).status, 200) << version;
    for (const auto& answer :
         {get(), get("nonsense=1"), post("x"), ask(without(asked("GET"), "authorization")), intake.about()}) {
        EXPECT_EQ(header(answer, "X-Experience-API-Version"), "1.0.3");
        EXPECT_EQ(header(answer, "X-Experience-API-Consistent-Through"), xapi::write_time(1'790'000'000'000));
    }
    EXPECT_EQ(json(intake.about())["version"], Json::array({"1.0.3"}));
}

TEST_F(IntakeDoors, WhatIsMalformedIsRefusedWithWhereAndWhy) {
    auto bad = completed(2);
    bad["result"]["score"]["scaled"] = 7;
    const auto answer = post(Json::array({completed(1), bad}));
    EXPECT_EQ(answer.status, 400);
    EXPECT_THAT(json(answer)["where"].get<std::string>(), HasSubstr("result.score.scaled"));
    EXPECT_FALSE(json(answer)["message"].get<std::string>().empty());
    for (const std::string body : {"", "null", "7", "[1]", "{", "[", "{}", "\xff", "[[]]"})
        EXPECT_EQ(ask(asked("POST", "", body)).status, 400) << body;
    EXPECT_EQ(ask(asked("POST", "statementId=x", completed(1).dump())).status, 400) << "POST takes no parameters";
    EXPECT_TRUE(archive.entries.empty());
    EXPECT_TRUE(kept.empty());
}

TEST_F(IntakeDoors, OnlyJsonIsTakenAndAttachmentsAreRefusedInWords) {
    const auto as = [&](const char* type) { return ask(with(asked("POST", "", completed(1).dump()), "content-type", type)); };
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "", "application/xml"})
        EXPECT_EQ(as(type).status, 400) << type;
    const auto attached = as("multipart/mixed; boundary=x");
    EXPECT_EQ(attached.status, 400);
    EXPECT_EQ(json(attached)["error"], "no_attachments");
    EXPECT_EQ(as("Application/JSON; charset=utf-8").status, 200);
    EXPECT_EQ(ask(asked("POST", "", "\"" + std::string(kMostBytes, 'x') + "\"")).status, 413);
}

TEST_F(IntakeDoors, AStatementThatIsTooLongIsRefusedBeforeItIsRead) {
    auto one = completed(2);
    one["context"]["extensions"]["https://kiosk.example.vn/xapi/ext/long"] = std::string(kMostOfOne, 'x');
    one.erase("verb");
    const auto refused = post(Json::array({completed(1), one}));
    EXPECT_EQ(refused.status, 413);
    EXPECT_EQ(json(refused)["where"], "statements[1]");
    EXPECT_EQ(ask(asked("PUT", "statementId=" + std::string(one["id"]), one.dump())).status, 413);
    EXPECT_TRUE(archive.entries.empty());
}

TEST_F(IntakeDoors, KeysThatNoIndexTakesAreRefusedInWords) {
    const auto with_event = [](std::size_t bytes) {
        auto one = completed(2);
        one["context"]["contextActivities"]["grouping"][0]["id"] = "https://kiosk.example.vn/event/" + std::string(bytes, 'x');
        return one;
    };
    const auto with_home = [](std::size_t bytes) {
        auto one = completed(3);
        one["actor"]["account"]["homePage"] = "https:" + std::string(bytes - 6, 'x');
        return one;
    };
    for (const auto& one : {with_event(kMostOfEvent + 1), with_home(kMostOfHome + 1)}) {
        const auto refused = post(Json::array({completed(1), one}));
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(json(refused)["where"], one["id"]);
        EXPECT_THAT(json(refused)["message"].get<std::string>(), HasSubstr("bytes"));
    }
    EXPECT_TRUE(archive.entries.empty());
    EXPECT_EQ(post(Json::array({with_event(kMostOfEvent), with_home(kMostOfHome)})).status, 200);
}

TEST_F(IntakeDoors, OneIsFoundByItsId) {
    post(completed(1));
    const std::string id = completed(1)["id"];
    const auto found = get("statementId=" + id);
    EXPECT_EQ(found.status, 200) << found.body;
    EXPECT_EQ(json(found)["id"], id);
    EXPECT_EQ(header(found, "Last-Modified"), http_time(1'790'000'000'000));
    EXPECT_EQ(ask(asked("HEAD", "statementId=" + id)).status, 200);
    EXPECT_EQ(get("statementId=" + std::string(completed(9)["id"])).status, 404);
    EXPECT_EQ(get("voidedStatementId=" + id).status, 404) << "it stands";
    EXPECT_EQ(json(get("statementId=" + id + "&format=ids"))["object"].value("definition", Json()), Json());
    const std::vector<std::string> mistakes{"statementId=" + id + "&verb=http://a.b/c",
                                            "statementId=nonsense",
                                            "StatementId=" + id,
                                            "statementId=" + id + "&voidedStatementId=" + id,
                                            "unknown=1",
                                            "limit=-1",
                                            "since=yesterday"};
    for (const auto& query : mistakes) EXPECT_EQ(get(query).status, 400) << query;
}

TEST_F(IntakeDoors, AVoidedOneIsFoundAsVoidedOnly) {
    post(completed(1));
    post(voids(completed(1)["id"], 2));
    const std::string id = completed(1)["id"];
    EXPECT_EQ(get("statementId=" + id).status, 404);
    EXPECT_EQ(json(get("voidedStatementId=" + id))["id"], id);
}

TEST_F(IntakeDoors, ListsComeInPagesThatFollowEachOther) {
    Json many = Json::array();
    for (int i = 1; i <= 7; ++i) many.push_back(completed(i));
    post(many);
    std::vector<Json> seen;
    std::string query = "ascending=true&limit=3";
    for (int page = 0; page < 4 && !query.empty(); ++page) {
        const auto answer = json(get(query));
        for (const auto& statement : answer["statements"]) seen.push_back(statement["id"]);
        const std::string more = answer["more"];
        EXPECT_TRUE(more.empty() || more.starts_with("/p/central/xapi/statements?")) << more;
        query = more.empty() ? "" : more.substr(more.find('?') + 1);
    }
    ASSERT_EQ(seen.size(), 7u);
    for (int i = 1; i <= 7; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i - 1)], completed(i)["id"]);
    EXPECT_EQ(json(get("verb=http://example.vn/none"))["statements"], Json::array());
    EXPECT_EQ(json(get("verb=http://example.vn/none"))["more"], "");
}

TEST_F(IntakeDoors, WithAttachmentsTheAnswerIsMultipart) {
    post(completed(1));
    const auto answer = get("attachments=true");
    EXPECT_EQ(answer.status, 200);
    ASSERT_THAT(answer.content_type, HasSubstr("multipart/mixed; boundary="));
    const auto boundary = answer.content_type.substr(answer.content_type.find('=') + 1);
    EXPECT_TRUE(answer.body.starts_with("--" + boundary + "\r\n"));
    EXPECT_TRUE(answer.body.ends_with("\r\n--" + boundary + "--\r\n"));
}

TEST_F(IntakeDoors, AnArchiveThatIsAwayIsToldAsBusy) {
    archive.reachable = false;
    for (const auto& answer : {post(completed(1)), get(), get("statementId=" + std::string(completed(1)["id"]))}) {
        EXPECT_EQ(answer.status, 503);
        EXPECT_EQ(header(answer, "Retry-After"), "5");
        EXPECT_EQ(json(answer)["error"], "busy");
    }
    EXPECT_TRUE(kept.empty());
    EXPECT_EQ(intake.in_flight(), 0u);
}

TEST_F(IntakeDoors, WhatTheArchiveCanNeverKeepIsNotToComeAgain) {
    archive.choosy = true;
    const auto answer = post(completed(1));
    EXPECT_EQ(answer.status, 400) << "503 would bring it back for ever, and hold up all that stands behind it";
    EXPECT_EQ(json(answer)["message"], "The archive cannot keep this.");
    EXPECT_TRUE(kept.empty());
}

TEST_F(IntakeDoors, WhileABatchWaitsForSomebodyToBeForgottenNobodyIsToldThatAllIsThere) {
    auto forgot = completed(2);
    forgot["verb"]["id"] = "https://kiosk.example.vn/xapi/verbs/forgot";
    const auto through = [&] { return header(intake.about(), "X-Experience-API-Consistent-Through"); };
    const auto now = xapi::write_time(1'790'000'000'000), before = xapi::write_time(1'789'999'999'999);
    for (const bool reachable : {true, false}) {
        archive.slow = true;
        archive.reachable = reachable;
        int status = 0;
        intake.statements(asked("POST", "", Json::array({completed(1), forgot}).dump()),
                          [&](const Answer& answer) { status = answer.status; });
        EXPECT_EQ(through(), before) << "what it brings is as of now";
        archive.catch_up();
        EXPECT_EQ(through(), now) << "the archive knows of it, or it is refused";
        archive.catch_up();
        EXPECT_EQ(status, reachable ? 200 : 503);
    }
}

TEST_F(IntakeDoors, NoMoreAreLetInThanTheArchiveHasToDo) {
    archive.slow = true;
    int answered = 0, refused = 0;
    for (std::size_t i = 0; i < kMostInFlight + 10; ++i)
        intake.statements(asked("GET"), [&](const Answer& answer) { ++(answer.status == 503 ? refused : answered); });
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(answered, 0);
    EXPECT_EQ(intake.in_flight(), kMostInFlight);
    archive.catch_up();
    EXPECT_EQ(answered, static_cast<int>(kMostInFlight));
    archive.slow = false;
    EXPECT_EQ(get().status, 200);
}

TEST_F(IntakeDoors, AClientThatCanSendOnlyFormsIsUnderstood) {
    const auto form = [&](const std::string& query, const std::string& body) {
        auto one = asked("POST", query, body);
        one.headers = {{"content-type", "application/x-www-form-urlencoded"}};
        return ask(one);
    };
    const std::string me = "Authorization=Basic+good&X-Experience-API-Version=1.0.3";
    const std::string id = completed(1)["id"];
    std::string content;
    for (const unsigned char c : completed(1).dump()) {
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", c);
        content += hex;
    }
    EXPECT_EQ(form("method=PUT", me + "&statementId=" + id + "&content=" + content).status, 204);
    EXPECT_EQ(json(form("method=GET", me + "&statementId=" + id))["id"], id);
    EXPECT_EQ(form("method=POST", me + "&Content-Type=application%2Fjson&content=" + content).status, 200);
    EXPECT_EQ(form("method=GET", "statementId=" + id).status, 401) << "the key goes with the form";
    EXPECT_EQ(form("method=GET&statementId=" + id, me).status, 400);
    EXPECT_EQ(form("method=DELETE", me).status, 400);
    EXPECT_EQ(form("method=GET", me + "&x=%zz").status, 400);
}

} // namespace
} // namespace central
