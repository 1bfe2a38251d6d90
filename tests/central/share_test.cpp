// The centre's side of shared content, read with the kiosk's own eyes.
#include "content/share.h"

#include "kiosk/fetch/index.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace central::content {
namespace {

using nlohmann::json;

const std::string kEvent =
    R"({"formatVersion":1,"name":{"vi":"Hội thi"},"date":"2026-10-10","wifi":{"ssid":"Xa","password":"bi mat"},
    "central":{"endpoint":"http://x"},"content":{"share":true}})";
const std::string kSet = R"({"id":"an-toan-so","questions":[]})", kOther = R"({"id":"nong-nghiep","questions":[]})";
const std::vector<Pack> kPacks{{"quiz-bank", "an-toan-so", kSet}, {"quiz-bank", "nong-nghiep", kOther}};

TEST(Share, AKioskCanReadTheIndexAndFetchWhatItLists) {
    const auto index = kiosk::fetch::read_index(index_of(kEvent, kPacks));
    ASSERT_TRUE(index) << index.error().sentence;
    ASSERT_EQ(index->packs.size(), 2u);
    for (const auto& listed : index->packs) {
        const auto bytes = file_at(listed.path, kEvent, kPacks);
        ASSERT_TRUE(bytes) << listed.path;
        EXPECT_TRUE(kiosk::fetch::is_as_listed(listed, *bytes));
    }
    ASSERT_TRUE(index->event);
    EXPECT_TRUE(kiosk::fetch::is_as_listed(*index->event, *file_at(index->event->path, kEvent, kPacks)));
}

TEST(Share, NothingOfAPlaceAndItsMachinesIsGivenAway) {
    const std::string event = shared_event(kEvent);
    EXPECT_EQ(event.find("bi mat"), std::string::npos);
    const json shared = json::parse(event);
    for (const char* member : {"wifi", "central", "content"}) EXPECT_FALSE(shared.contains(member)) << member;
    EXPECT_EQ(shared["name"]["vi"], "Hội thi");
}

TEST(Share, OnlyAnEventThatSaysSoIsShared) {
    EXPECT_TRUE(shares(kEvent));
    for (const char* silent : {"", "[]", "{}", R"({"content":{}})", R"({"content":{"share":false}})",
                               R"({"content":{"share":"true"}})", R"({"content":true})"})
        EXPECT_FALSE(shares(silent)) << silent;
}

TEST(Share, WhatIsNotListedIsNotThere) {
    for (const char* path : {"", "..", "quiz-bank", "quiz-bank.nowhere", "an-toan-so", "quiz-bank.an-toan-so/", "wifi"})
        EXPECT_FALSE(file_at(path, kEvent, kPacks)) << path;
    EXPECT_FALSE(file_at("event", "broken", kPacks));
}

TEST(Share, AnotherTextHasAnotherTag) {
    EXPECT_EQ(etag_of(kSet), etag_of(std::string(kSet)));
    EXPECT_NE(etag_of(kSet), etag_of(kOther));
    EXPECT_EQ(etag_of(kSet).size(), 34u);
}

} // namespace
} // namespace central::content
