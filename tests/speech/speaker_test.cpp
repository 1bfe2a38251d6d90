#include "kiosk/speech/speaker.h"

#include "tests/speech/fakes.h"

#include <gtest/gtest.h>

#include <memory>

namespace kiosk::speech {
namespace {

struct Room {
    Booth booth;
    std::atomic<int> found{0};
    std::unique_ptr<Speaker> speaker =
        std::make_unique<Speaker>(std::make_unique<FakeVoice>(booth), std::make_unique<FakeSound>(booth), [this] { ++found; });

    Room() { speaker->begin(); }
    bool becomes_available() {
        return comes_true([this] { return speaker->available(); });
    }
    bool is_silent_again() {
        return comes_true([this] { return !speaker->speaking() && booth.opened == booth.closed && booth.opened > 0; });
    }
};

TEST(Speaker, SaysWhatItIsGiven) {
    Room room;
    ASSERT_TRUE(room.becomes_available());
    ASSERT_TRUE(room.speaker->say("Xin chào", "vi"));
    EXPECT_TRUE(comes_true([&] { return room.booth.heard() == "vi:Xin chào."; })) << room.booth.heard();
    ASSERT_TRUE(room.speaker->say("Hello", "en"));
    EXPECT_TRUE(comes_true([&] { return room.booth.heard() == "vi:Xin chào.en:Hello."; }));
    EXPECT_TRUE(room.is_silent_again()) << "and the device is closed after use";
    EXPECT_EQ(room.found, 1);
}

TEST(Speaker, NobodyIsAskedBeforeTheWindowIsThere) {
    Booth booth;
    Speaker speaker(std::make_unique<FakeVoice>(booth), std::make_unique<FakeSound>(booth));
    EXPECT_FALSE(speaker.available());
    const auto said = speaker.say("Xin chào", "vi");
    ASSERT_FALSE(said);
    EXPECT_EQ(said.error().kind, Kind::unavailable);
    EXPECT_EQ(booth.looked, 0) << "no thread, no voice, no device";
}

TEST(Speaker, AVoiceIsLoadedAtTheFirstWordNotBefore) {
    Room room;
    ASSERT_TRUE(room.becomes_available());
    EXPECT_EQ(room.booth.woken, 0);
    EXPECT_EQ(room.booth.opened, 0);
    ASSERT_TRUE(room.speaker->say("Một", "vi"));
    EXPECT_TRUE(comes_true([&] { return room.booth.woken == 1; }));
}

TEST(Speaker, WhatIsSaidFirstMayBeSaidBeforeAnybodyAsks) {
    Room room;
    ASSERT_TRUE(room.speaker->say("Chào", "vi"));
    EXPECT_TRUE(comes_true([&] { return room.booth.heard() == "vi:Chào."; }));
}

TEST(Speaker, ANewTextTakesThePlaceOfTheOldOne) {
    Room room;
    room.booth.instant = false;
    ASSERT_TRUE(room.speaker->say(std::string(500, 'a'), "vi"));
    ASSERT_TRUE(comes_true([&] { return room.booth.waiting() > 10; })) << "half a second ahead";
    ASSERT_TRUE(room.speaker->say("b", "en"));
    ASSERT_TRUE(room.speaker->say("c", "en")); // one waits at most
    room.booth.instant = true;
    EXPECT_TRUE(comes_true([&] { return room.booth.heard() == "en:c."; })) << room.booth.heard();
    EXPECT_GE(room.booth.dropped, 1) << "and what waited of the old one was never heard";
}

TEST(Speaker, SoundIsMadeHalfASecondAheadAndNotMore) {
    Room room;
    room.booth.instant = false;
    ASSERT_TRUE(room.speaker->say(std::string(4000, 'a'), "vi"));
    ASSERT_TRUE(comes_true([&] { return room.booth.waiting() == 11; }));
    room.booth.listen();
    ASSERT_TRUE(comes_true([&] { return room.booth.waiting() == 11; }));
    EXPECT_EQ(room.booth.heard().size(), 11u);
}

TEST(Speaker, HushStopsAtOnceAndWhatWaitedIsNotHeard) {
    Room room;
    room.booth.instant = false;
    ASSERT_TRUE(room.speaker->say(std::string(4000, 'a'), "vi"));
    ASSERT_TRUE(comes_true([&] { return room.booth.waiting() == 11; }));
    room.speaker->hush();
    EXPECT_TRUE(room.is_silent_again());
    EXPECT_EQ(room.booth.waiting(), 0u);
    EXPECT_EQ(room.booth.heard(), "");
    room.speaker->hush(); // nothing to hush
    room.booth.instant = true;
    ASSERT_TRUE(room.speaker->say("b", "vi"));
    EXPECT_TRUE(comes_true([&] { return room.booth.heard() == "vi:b."; }));
    ASSERT_TRUE(room.speaker->say("", "vi")) << "an empty text is hush, too";
    EXPECT_TRUE(room.is_silent_again());
}

TEST(Speaker, ItIsSpeakingUntilTheLastSoundWasHeard) {
    Room room;
    room.booth.instant = false;
    ASSERT_TRUE(room.speaker->say("a", "vi"));
    ASSERT_TRUE(comes_true([&] { return room.booth.waiting() == 5; }));
    EXPECT_TRUE(room.speaker->speaking());
    EXPECT_EQ(room.booth.closed, 0);
    room.booth.listen();
    EXPECT_TRUE(room.is_silent_again());
}

TEST(Speaker, WithoutVoiceOrDeviceItStaysSilentAndNothingFails) {
    for (const bool voice : {true, false}) {
        Room room;
        room.booth.voice_installed = voice;
        room.booth.device_there = !voice;
        EXPECT_FALSE(room.speaker->available());
        ASSERT_TRUE(comes_true([&] { return !room.speaker->say("a", "vi"); }));
        EXPECT_FALSE(room.speaker->available());
        EXPECT_EQ(room.booth.looked, 1) << "and looks once only";
        EXPECT_EQ(room.found, 0);
        room.speaker->hush();
    }
}

TEST(Speaker, ADeviceThatIsUnpluggedCostsATextAndNotTheNext) {
    Room room;
    ASSERT_TRUE(room.becomes_available());
    room.booth.device_opens = false;
    ASSERT_TRUE(room.speaker->say("a", "vi"));
    ASSERT_TRUE(comes_true([&] { return room.booth.woken == 1 && !room.speaker->speaking(); }));
    room.booth.device_opens = true;
    ASSERT_TRUE(room.speaker->say("b", "vi"));
    EXPECT_TRUE(comes_true([&] { return room.booth.heard() == "vi:b."; }));
}

TEST(Speaker, TheDoorHasItsBounds) {
    Room room;
    ASSERT_TRUE(room.becomes_available());
    EXPECT_EQ(room.speaker->say(std::string(kMostBytes + 1, 'a'), "vi").error().kind, Kind::limit);
    EXPECT_EQ(room.speaker->say("a", "fr").error().kind, Kind::invalid);
    EXPECT_EQ(room.speaker->say("\xff", "vi").error().kind, Kind::invalid);
    EXPECT_TRUE(room.speaker->say(std::string(kMostBytes, 'a'), "vi"));
}

TEST(Speaker, EndsInTheMiddleOfAWord) {
    Room room;
    room.booth.instant = false;
    ASSERT_TRUE(room.speaker->say(std::string(4000, 'a'), "vi"));
    ASSERT_TRUE(comes_true([&] { return room.booth.waiting() == 11; }));
    room.speaker.reset();
    EXPECT_EQ(room.booth.opened, room.booth.closed);
}

} // namespace
} // namespace kiosk::speech
