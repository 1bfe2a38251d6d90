// kiosk.speech/1, with a voice and a loudspeaker that the test listens to.
#include "house.h"

#include "tests/speech/fakes.h"

#include <gtest/gtest.h>

namespace kiosk::plugin {
namespace {

struct Speaking : House {
    Speaking() : House({"crier"}) {
        speaker = std::make_unique<speech::Speaker>(std::make_unique<speech::FakeVoice>(booth),
                                                    std::make_unique<speech::FakeSound>(booth));
        speaker->begin();
        hub->services().speaker = speaker.get();
    }
    speech::Booth booth;
    std::unique_ptr<speech::Speaker> speaker;
};

TEST(SpeechService, APluginIsHeardAndHushed) {
    Speaking house;
    EXPECT_TRUE(speech::comes_true([&] { return house.get("/p/crier/able").body == "true"; }));
    EXPECT_EQ(house.post("/p/crier/say", "Chao").status, 200);
    EXPECT_TRUE(speech::comes_true([&] { return house.booth.heard() == "vi:Chao."; }));
    house.booth.instant = false;
    EXPECT_EQ(house.post("/p/crier/say", std::string(2000, 'a')).status, 200);
    EXPECT_TRUE(speech::comes_true([&] { return house.booth.waiting() > 0; }));
    EXPECT_EQ(house.post("/p/crier/hush").status, 200);
    EXPECT_TRUE(speech::comes_true([&] { return !house.speaker->speaking() && house.booth.waiting() == 0; }));
}

TEST(SpeechService, TooMuchIsRefusedAndNamedInTheLog) {
    Speaking house;
    EXPECT_EQ(house.post("/p/crier/say", std::string(5000, 'a')).status, 200);
    EXPECT_TRUE(house.log.names("crier", "4 KiB"));
    EXPECT_EQ(house.post("/p/crier/say", "\xff\xfe").status, 200);
    EXPECT_TRUE(house.log.names("crier", "UTF-8"));
}

TEST(SpeechService, WhereTheEventWantsNoVoiceNobodySpeaksAndNothingFails) {
    House house({"crier"});
    EXPECT_EQ(house.get("/p/crier/able").body, "false");
    EXPECT_EQ(house.post("/p/crier/say", "Chao").status, 200);
    EXPECT_EQ(house.post("/p/crier/hush").status, 200);
    EXPECT_FALSE(house.log.names("crier", "speech.")) << "it is no fault of the plugin's";
}

} // namespace
} // namespace kiosk::plugin
