// What of a phone's message is taken, and what hostile text comes to.
#include "voice.h"
#include "words.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace feedback {
namespace {

using nlohmann::json;

const Event kEvent = read_event(R"({"units":[{"id":"tan-mai","title":"Xã Tân Mai"},
    {"id":"van-son","title":{"vi":"Xã Vân Sơn","en":"Vân Sơn commune"}}],"privacy":{"min_group":5}})");

Heard hear(json more) {
    json body{{"reason", "line"}, {"nonce", "0123456789ab"}};
    body.update(more);
    return read_voice(body.dump(), kEvent);
}
std::string repeat(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

TEST(Voice, IsAReasonAUnitAndASentence) {
    const auto heard = hear({{"unit", "van-son"}, {"sentence", "  Chiều nào mạng\ncũng rớt. "}});
    ASSERT_TRUE(heard.voice) << heard.refusal;
    EXPECT_EQ(heard.voice->reason, Reason::line);
    EXPECT_EQ(heard.voice->unit, "van-son");
    EXPECT_EQ(heard.voice->sentence, "Chiều nào mạng cũng rớt.");
    EXPECT_EQ(heard.nonce, "0123456789ab");
}

TEST(Voice, NeedsNeitherUnitNorSentence) {
    const auto heard = hear({{"unit", nullptr}});
    ASSERT_TRUE(heard.voice);
    EXPECT_EQ(heard.voice->unit, "");
    EXPECT_EQ(heard.voice->sentence, "");
}

TEST(Voice, ThatMakesNoSenseIsRefusedWithASentence) {
    for (const char* body : {"", "null", "[]", "{", R"({"reason":"line"})", R"({"nonce":"0123456789ab"})",
                             R"({"reason":"rain","nonce":"0123456789ab"})", R"({"reason":7,"nonce":"0123456789ab"})",
                             R"({"reason":"line","nonce":"short"})", R"({"reason":"line","nonce":"0123456789ab","unit":["tan-mai"]})",
                             R"({"reason":"line","nonce":"0123456789ab","sentence":{"a":1}})"}) {
        const auto heard = read_voice(body, kEvent);
        EXPECT_FALSE(heard.voice) << body;
        EXPECT_STREQ(heard.refusal, "feedback.refused.unreadable") << body;
    }
    EXPECT_STREQ(hear({{"unit", "atlantis"}}).refusal, "feedback.refused.unit");
    EXPECT_STREQ(hear({{"nonce", std::string(65, 'x')}}).refusal, "feedback.refused.unreadable");
}

TEST(Voice, ASentenceHasTwoHundredLettersAsAReaderCountsThem) {
    EXPECT_TRUE(hear({{"sentence", repeat("ế", 200)}}).voice);
    EXPECT_TRUE(hear({{"sentence", repeat("e\u0302\u0301", 200)}}).voice) << "the same, as some phones send it";
    EXPECT_EQ(hear({{"sentence", repeat("e\u0302\u0301", 3)}}).voice->sentence, "ếếế") << "kept in the form that compares";
    EXPECT_STREQ(hear({{"sentence", repeat("ế", 201)}}).refusal, "feedback.refused.too_long");
}

TEST(Voice, AHeapOfAccentsIsRefusedQuickly) {
    EXPECT_STREQ(hear({{"sentence", "a" + repeat("\u0301", 3000)}}).refusal, "feedback.refused.too_long");
    EXPECT_STREQ(hear({{"sentence", "a" + repeat("\u0323\u0301", 1000)}}).refusal, "feedback.refused.too_long")
        << "one letter to a reader, and still no sentence";
    EXPECT_STREQ(read_voice(repeat("[", 100'000), kEvent).refusal, "feedback.refused.too_long");
}

TEST(Voice, WhatNobodySeesIsDropped) {
    EXPECT_EQ(clean_sentence("mạng\u202E yếu\u200B \u0007ở\u00A0bản"), "mạng yếu ở bản");
    EXPECT_EQ(clean_sentence("\xff\xfe"), std::nullopt) << "no text at all";
    EXPECT_EQ(clean_sentence("<b>mạng</b>"), "<b>mạng</b>") << "markup is kept as it was typed; pages show it as text";
}

TEST(Voice, AnEventWithoutUnitsOrPrivacyStillHasFive) {
    for (const char* event : {"", "[]", "{}", R"({"units":7,"privacy":[]})", R"({"units":[{"title":"x"},null]})"}) {
        EXPECT_TRUE(read_event(event).units.empty()) << event;
        EXPECT_EQ(read_event(event).min_group, 5) << event;
    }
    EXPECT_EQ(read_event(R"({"privacy":{"min_group":0}})").min_group, 1);
    EXPECT_EQ(kEvent.unit("van-son")->title("en"), "Vân Sơn commune");
    EXPECT_EQ(kEvent.unit("tan-mai")->title("en"), "Xã Tân Mai") << "Vietnamese where there is no English";
}

TEST(Words, SearchingNeedsNoAccentsAndNoOrder) {
    EXPECT_TRUE(finds("", "Phường Tân Hòa"));
    EXPECT_TRUE(finds("tan ho", "Phường Tân Hòa"));
    EXPECT_TRUE(finds("hoa  phuong", "Phường Tân Hòa"));
    EXPECT_TRUE(finds("dong", "Xã Đồng Lương"));
    EXPECT_FALSE(finds("oa", "Phường Tân Hòa")) << "a word is found by how it begins";
    EXPECT_FALSE(finds("tan mai", "Phường Tân Hòa"));
}

} // namespace
} // namespace feedback
