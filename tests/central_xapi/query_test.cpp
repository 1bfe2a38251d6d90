// What GET statements may ask for: part three, 2.1.3 and 3.2.
#include "xapi/query.h"

#include <gtest/gtest.h>

namespace central::xapi {
namespace {

constexpr const char* kAsked = "5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f";

Query query(const std::string& raw) {
    const auto read = read_query(raw);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_FALSE(fault) << raw << ": " << fault->sentence;
    return fault ? Query{} : std::get<Query>(read);
}

std::string refusal(const std::string& raw) {
    const auto read = read_query(raw);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_TRUE(fault) << raw << " should have been refused";
    if (!fault) return {};
    EXPECT_TRUE(fault->sentence.ends_with('.')) << fault->sentence;
    return fault->requirement;
}

TEST(Query, Xapi00154AsksForAllWhereItAsksForNothing) {
    const Query all = query("");
    EXPECT_EQ(all.agent + all.verb + all.activity + all.registration + all.statement + all.voided_statement + all.after, "");
    EXPECT_EQ(all.format, Format::exact);
    EXPECT_EQ(all.limit + all.since + all.until, 0);
    EXPECT_FALSE(all.ascending || all.attachments || all.related_agents || all.related_activities);
    query("&&");
}

TEST(Query, Xapi00158And00157AsksForOneStatement) {
    EXPECT_EQ(query("statementId=5F9CE4A1-6C3B-4E0A-8F2D-0B7A1C2D3E4F").statement, kAsked);
    EXPECT_EQ(query(std::string("voidedStatementId=") + kAsked).voided_statement, kAsked);
    EXPECT_EQ(query(std::string("format=ids&attachments=false&statementId=") + kAsked).format, Format::ids);
    EXPECT_TRUE(query(std::string("attachments=true&voidedStatementId=") + kAsked).attachments);
}

TEST(Query, Xapi00151And00150AsksForNothingElseThen) {
    for (const char* other :
         {"agent=%7B%22mbox%22%3A%22mailto%3Aan%40example.vn%22%7D", "verb=urn:a:b", "activity=urn:a:b",
          "registration=5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f", "related_activities=true", "related_agents=true",
          "since=2012-06-01T19:09:13.245Z", "until=2012-06-01T19:09:13.245Z", "limit=1", "ascending=true"}) {
        EXPECT_EQ(refusal(std::string("statementId=") + kAsked + '&' + other), "XAPI-00151");
        EXPECT_EQ(refusal(std::string(other) + "&voidedStatementId=" + kAsked), "XAPI-00150");
    }
    EXPECT_EQ(refusal(std::string("statementId=") + kAsked + "&voidedStatementId=" + kAsked), "XAPI-00151");
}

TEST(Query, Xapi00181AsksForSomebodyByEveryIdentifier) {
    EXPECT_EQ(query("agent=%7B%22objectType%22%3A%22Agent%22%2C%22mbox%22%3A%22mailto%3Aan%40Example.VN%22%7D").agent,
              "mbox mailto:an@example.vn");
    EXPECT_EQ(query("agent={\"openid\":\"https://id.example.vn/an\"}").agent, "openid https://id.example.vn/an");
    EXPECT_EQ(query("agent={\"account\":{\"homePage\":\"https://example.vn/p\",\"name\":\"A+B%20%26\"}}").agent,
              "account https://example.vn/p A B &");
    EXPECT_EQ(query("agent={\"objectType\":\"Group\",\"mbox\":\"mailto:sen@example.vn\"}").agent, "mbox mailto:sen@example.vn");
    for (const char* wrong : {"agent=an", "agent={}", "agent={\"mbox\":\"an@example.vn\"}", "agent={\"name\":\"An\"}", "agent=",
                              "agent={\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:an@example.vn\"}]}",
                              "agent={\"mbox\":\"mailto:an@example.vn\",\"mbox\":\"mailto:be@example.vn\"}"})
        EXPECT_EQ(refusal(wrong), "XAPI-00012") << wrong;
}

TEST(Query, Xapi00174To00180AsksForWhatWasDoneWhen) {
    const Query asked = query("verb=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2Fcompleted&activity=https://example.vn/quiz/%C4%91&"
                              "registration=5F9CE4A1-6C3B-4E0A-8F2D-0B7A1C2D3E4F&since=2026-11-21T16:00:04.210%2B07:00&"
                              "until=2026-11-21T09:00:05Z&related_agents=true&related_activities=true&ascending=true&limit=25");
    EXPECT_EQ(asked.verb, "http://adlnet.gov/expapi/verbs/completed");
    EXPECT_EQ(asked.activity, "https://example.vn/quiz/đ");
    EXPECT_EQ(asked.registration, kAsked);
    EXPECT_EQ(asked.since, 1'795'251'604'210);
    EXPECT_EQ(asked.until, 1'795'251'605'000);
    EXPECT_EQ(asked.limit, 25);
    EXPECT_TRUE(asked.related_agents && asked.related_activities && asked.ascending);
}

TEST(Query, Xapi00012WhatIsNoValueIsRefused) {
    for (const char* wrong : {"statementId=7",
                              "voidedStatementId=",
                              "verb=completed",
                              "activity=quiz",
                              "registration=7",
                              "since=yesterday",
                              "until=2026-11-21T09:00:05-00:00",
                              "since=2026-11-21T16:00:04+07:00",
                              "limit=-1",
                              "limit=ten",
                              "limit=",
                              "limit=1.5",
                              "limit=99999999999999999999",
                              "ascending=1",
                              "ascending=True",
                              "related_agents=yes",
                              "related_activities=",
                              "attachments=2",
                              "format=xml",
                              "format=IDs",
                              "verb=urn:a%ZZb",
                              "verb=urn:a%",
                              "verb=urn:a:%FF",
                              "verb=urn:a:%00",
                              "after=",
                              "limit=1&limit=2"})
        EXPECT_EQ(refusal(wrong), "XAPI-00012") << wrong;
}

TEST(Query, Xapi00324WhatIsNotKnownIsRefused) {
    EXPECT_EQ(refusal("foo=bar"), "XAPI-00324");
    EXPECT_EQ(refusal("limit=1&page=2"), "XAPI-00324");
}

TEST(Query, Xapi00325OtherLettersAreRefused) {
    for (const char* wrong : {"StatementId=x", "VoidedStatementId=x", "Agent={}", "Verb=urn:a:b", "Activity=urn:a:b",
                              "Registration=x", "Related_Activities=true", "Related_Agents=true", "Since=x", "Until=x",
                              "Limit=10", "Format=ids", "Attachments=true", "Ascending=true"})
        EXPECT_EQ(refusal(wrong), "XAPI-00325") << wrong;
}

TEST(Query, Xapi00168To00171AsksForAFormat) {
    EXPECT_EQ(query("format=exact").format, Format::exact);
    EXPECT_EQ(query("format=ids").format, Format::ids);
    EXPECT_EQ(query("format=canonical").format, Format::canonical);
}

TEST(Query, Xapi00111ThePageThatFollowsIsOfTheSameQuery) {
    for (const std::string& raw :
         {std::string(), std::string("limit=1"),
          std::string("agent={\"account\":{\"homePage\":\"https://example.vn/p\",\"name\":\"A%20B\"}}&related_agents=true"),
          std::string("agent={\"mbox\":\"mailto:a%2Bb@example.vn\"}&verb=urn:a:%C4%91&activity=https://example.vn/q?a=1%26b=2"),
          std::string("registration=") + kAsked + "&since=2026-11-21T09:00:04.210Z&until=2026-11-22T00:00:00Z",
          std::string("format=canonical&attachments=true&ascending=true&related_activities=true&limit=7")}) {
        const Query first = query(raw), next = query(write_query(first, "17/4 &="));
        EXPECT_EQ(next.after, "17/4 &=");
        EXPECT_EQ(write_query(next, ""), write_query(first, "")) << raw;
        EXPECT_EQ(next.agent, first.agent);
        EXPECT_EQ(next.verb + next.activity + next.registration, first.verb + first.activity + first.registration);
        EXPECT_EQ(next.since, first.since);
        EXPECT_EQ(next.until, first.until);
        EXPECT_EQ(next.limit, first.limit);
    }
}

} // namespace
} // namespace central::xapi
