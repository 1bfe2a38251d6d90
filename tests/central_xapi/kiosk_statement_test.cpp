// What our own kiosks send is taken, and read back as it was meant.
#include "cases.h"

#include "tests/results/an.h"

#include <gtest/gtest.h>

namespace central::xapi {
namespace {

using kiosk::results::an;
using kiosk::results::origin;

Statement taken_from(const std::string& body) {
    auto read = read_statements(body, kNow, 50);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_FALSE(fault) << fault->where << ": " << fault->sentence;
    return fault ? Statement{} : std::get<std::vector<Statement>>(std::move(read)).front();
}

TEST(KiosksStatement, OfARunIsTaken) {
    const auto sent = kiosk::results::completed(origin(), an(), {412, kNow, true});
    const Statement statement = taken_from(sent.body);
    EXPECT_EQ(statement.id, sent.id);
    EXPECT_EQ(statement.at, kNow);
    EXPECT_EQ(statement.verb, "http://adlnet.gov/expapi/verbs/completed");
    EXPECT_EQ(statement.actor, "account https://kiosk.example.vn/p 01J9ZK5M7B4Q");
    EXPECT_EQ(statement.related_activities.size(), 4u) << "quiz, event, unit, profile";
    EXPECT_EQ(taken_from(sent.body).fingerprint, statement.fingerprint);
}

TEST(KiosksStatement, OfARunOfWhichLittleIsKnownIsTaken) {
    kiosk::results::Result bare;
    bare.plugin = "quiz";
    bare.run = "1";
    bare.public_id = "X";
    taken_from(kiosk::results::completed(origin(), bare, {1, kNow, false}).body);
    bare.score = -2;
    taken_from(kiosk::results::completed(origin(), bare, {2, kNow, false}).body);
}

TEST(KiosksStatement, OfARunThatIsTakenBackIsTaken) {
    const auto run = kiosk::results::completed(origin(), an(), {412, kNow, true});
    EXPECT_EQ(taken_from(kiosk::results::voided(origin(), run.id, {413, kNow, true}).body).voids, run.id);
}

} // namespace
} // namespace central::xapi
