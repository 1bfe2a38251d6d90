// The door behind which kiosks take their content, asked as they ask it.
#include "content/sharing.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace central::content {
namespace {

using nlohmann::json;

struct SharingDoor : testing::Test {
    std::vector<std::pair<std::string, std::string>> sets{{"an-toan-so", R"({"id":"an-toan-so","answer":true})"}};
    int read = 0;

    Sharing sharing(const std::string& event = R"({"name":"Hội thi","content":{"share":true}})") {
        return Sharing({event,
                        [this](const Sharing::Reader& reader) {
                            ++read;
                            for (const auto& [id, text] : sets) reader({"quiz-bank", id, text});
                        },
                        [](std::string_view authorization) {
                            return authorization == "Basic good" ? Caller{"hall-1"} : Caller{};
                        }});
    }
    static Asked asked(std::string tag = "", std::string authorization = "Basic good") {
        return {"GET", "", "", {{"authorization", std::move(authorization)}, {"if-none-match", std::move(tag)}}};
    }
    static std::string tag_of(const Answer& answer) {
        for (const auto& [name, value] : answer.headers)
            if (name == "ETag") return value;
        return "";
    }
};

TEST_F(SharingDoor, NobodySeesARightAnswerWithoutAKey) {
    auto door = sharing();
    for (const char* no_key : {"", "Basic bad", "Bearer good"}) {
        for (const auto& answer : {door.index(asked("", no_key)), door.file(asked("", no_key), "quiz-bank.an-toan-so"),
                                   door.file(asked("", no_key), "event"), door.file(asked("", no_key), "nothing")}) {
            EXPECT_EQ(answer.status, 401) << no_key;
            EXPECT_EQ(answer.body.find("answer\""), std::string::npos);
        }
    }
    EXPECT_EQ(read, 0) << "nor is anything looked up for them";
}

TEST_F(SharingDoor, AnEventThatSharesNothingHasNoDoorEvenForAKey) {
    auto door = sharing(R"({"name":"Hội thi"})");
    EXPECT_EQ(door.index(asked()).status, 404);
    EXPECT_EQ(door.file(asked(), "event").status, 404);
    EXPECT_EQ(door.file(asked(), "quiz-bank.an-toan-so").status, 404);
}

TEST_F(SharingDoor, WhatTheIndexListsIsThere) {
    auto door = sharing();
    const auto index = json::parse(door.index(asked()).body);
    ASSERT_EQ(index["packs"].size(), 1u);
    const auto set = door.file(asked(), index["packs"][0]["path"].get<std::string>());
    EXPECT_EQ(set.status, 200);
    EXPECT_EQ(set.body, sets[0].second);
    EXPECT_EQ(door.file(asked(), index["event"]["path"].get<std::string>()).status, 200);
    EXPECT_EQ(door.file(asked(), "quiz-bank.nowhere").status, 404);
}

TEST_F(SharingDoor, AKioskThatHasItAllIsToldSoInAWord) {
    auto door = sharing();
    const auto first = door.index(asked());
    const auto again = door.index(asked(tag_of(first)));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(tag_of(again), tag_of(first));
    EXPECT_EQ(read, 1) << "the index is made once";
    const auto set = door.file(asked(), "quiz-bank.an-toan-so");
    EXPECT_EQ(door.file(asked(tag_of(set)), "quiz-bank.an-toan-so").status, 304);
}

TEST_F(SharingDoor, ANewSetIsInTheIndexFromThenOn) {
    auto door = sharing();
    const auto before = door.index(asked());
    sets.emplace_back("nong-nghiep", R"({"id":"nong-nghiep"})");
    door.packs_changed();
    const auto after = door.index(asked(tag_of(before)));
    EXPECT_EQ(after.status, 200);
    EXPECT_EQ(json::parse(after.body)["packs"].size(), 2u);
}

} // namespace
} // namespace central::content
