// The real voice and SDL's "disk" driver, which writes into a file what a loudspeaker would say.
#include "kiosk/speech/speaker.h"

#include "tests/speech/fakes.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace kiosk::speech {
namespace {

class Aloud : public testing::Test {
protected:
    void SetUp() override {
        file_ = std::filesystem::temp_directory_path() / ("kiosk-said-" + std::to_string(getpid()) + ".raw");
        setenv("SDL_DISKAUDIOFILE", file_.c_str(), 1);
        use("disk");
    }
    void TearDown() override {
        speaker_.reset();
        std::filesystem::remove(file_);
        unsetenv("SDL_AUDIODRIVER");
    }
    void use(const char* driver) {
        speaker_.reset();
        setenv("SDL_AUDIODRIVER", driver, 1);
        speaker_ = std::make_unique<Speaker>(espeak_voice(), sdl_sound());
        speaker_->begin();
    }
    bool becomes_available() {
        return comes_true([this] { return speaker_->available(); });
    }
    bool is_over() {
        return comes_true([this] { return !speaker_->speaking(); });
    }
    // Samples in the file that are louder than silence.
    std::size_t loud() const {
        std::ifstream in(file_, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        std::size_t count = 0;
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
            const auto sample = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[i]) |
                                                          static_cast<unsigned char>(bytes[i + 1]) << 8);
            count += sample > 500 || sample < -500;
        }
        return count;
    }

    std::filesystem::path file_;
    std::unique_ptr<Speaker> speaker_;
};

TEST_F(Aloud, VietnameseAndEnglishAreHeard) {
    ASSERT_TRUE(becomes_available()) << "espeak-ng and its data are among packaging/dev's build packages";
    for (const auto& [text, lang] : {std::pair{"Xin chào", "vi"}, std::pair{"Good morning", "en"}}) {
        ASSERT_TRUE(speaker_->say(text, lang));
        ASSERT_TRUE(comes_true([this] { return speaker_->speaking(); }));
        ASSERT_TRUE(is_over());
        EXPECT_GT(loud(), 2000u) << text << ": more than a tenth of a second of sound";
    }
}

TEST_F(Aloud, HushCutsALongTextShort) {
    ASSERT_TRUE(becomes_available());
    std::string text;
    while (text.size() < 3000) text += "Dịch vụ công trực tuyến toàn trình. ";
    ASSERT_TRUE(speaker_->say(text, "vi"));
    ASSERT_TRUE(comes_true([this] { return loud() > 1000; }));
    speaker_->hush();
    ASSERT_TRUE(is_over());
    EXPECT_LT(loud(), 22'050u * 20) << "of the two minutes and more that all of it takes";
    const auto said = loud();
    ASSERT_TRUE(speaker_->say("a", "xx").error().kind == Kind::invalid);
    EXPECT_EQ(loud(), said) << "and the device is closed";
}

TEST_F(Aloud, TheVoiceItselfStopsWhenNobodyListens) {
    const auto voice = espeak_voice();
    ASSERT_TRUE(voice->there());
    ASSERT_TRUE(voice->wake());
    std::size_t all = 0, cut = 0;
    const std::string text = "Một hai ba bốn năm sáu bảy tám chín mười.";
    ASSERT_TRUE(voice->speak(text, "vi", [&](auto samples) { return all += samples.size(), true; }));
    ASSERT_TRUE(voice->speak(text, "vi", [&](auto samples) { return cut += samples.size(), false; }));
    EXPECT_GT(all, 22'050u);
    EXPECT_LT(cut, all / 4) << "one piece";
    EXPECT_GT(cut, 0u);
}

TEST_F(Aloud, AMachineWithoutSoundIsSilent) {
    use("no-such-driver");
    EXPECT_FALSE(speaker_->available());
    EXPECT_TRUE(comes_true([this] { return !speaker_->say("Xin chào", "vi"); }));
    EXPECT_FALSE(speaker_->available());
}

} // namespace
} // namespace kiosk::speech
