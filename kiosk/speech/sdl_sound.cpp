#include "kiosk/speech/sound.h"

#include <SDL.h>

#include <string>

namespace kiosk::speech {

namespace {

constexpr Uint16 kBlock = 512; // samples that the device takes at once: hush is not heard before they are over

class SdlSound final : public Sound {
public:
    ~SdlSound() override {
        close();
        if (begun_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }

    bool there() override {
        if (!begun_) begun_ = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
        return begun_ && SDL_GetNumAudioDevices(0) != 0; // negative: the driver cannot count, the default may be there
    }

    Status open(int samples_per_second) override {
        close();
        SDL_AudioSpec wanted{};
        wanted.freq = samples_per_second;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = kBlock;
        device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
        if (device_ == 0) return Error{Kind::unavailable, std::string("no sound device: ") + SDL_GetError()};
        SDL_PauseAudioDevice(device_, 0);
        return {};
    }

    void play(std::span<const std::int16_t> samples) override {
        SDL_QueueAudio(device_, samples.data(), static_cast<Uint32>(samples.size_bytes()));
    }

    std::size_t waiting() const override { return SDL_GetQueuedAudioSize(device_) / sizeof(std::int16_t); }
    void drop() override { SDL_ClearQueuedAudio(device_); }

    void close() override {
        if (device_ != 0) SDL_CloseAudioDevice(device_);
        device_ = 0;
    }

private:
    bool begun_ = false;
    SDL_AudioDeviceID device_ = 0;
};

} // namespace

std::unique_ptr<Sound> sdl_sound() { return std::make_unique<SdlSound>(); }

} // namespace kiosk::speech
