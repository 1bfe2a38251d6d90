#include "kiosk/speech/voice.h"

#include <dlfcn.h>
#include <espeak-ng/speak_lib.h>

#include <cstddef>

namespace kiosk::speech {

namespace {

constexpr const char* kLibrary = "libespeak-ng.so.1";
constexpr int kPieceMs = 50;        // of sound, handed over at once
constexpr int kWordsPerMinute = 150; // in a hall, to people who do not hear this voice every day

// What espeak-ng keeps is the process's, and stays: its espeak_Terminate waits for ever where it had been started before (1.51),
// and some of the libraries that it brings along do not survive being closed.
int g_rate = 0; // samples per second, once it was started

class EspeakVoice final : public Voice {
public:
    bool there() override {
        if (library_) return true;
        library_ = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
        if (!library_) return false;
        const bool all = find(initialize_, "espeak_Initialize") &&
                         find(set_callback_, "espeak_SetSynthCallback") && find(set_voice_, "espeak_SetVoiceByName") &&
                         find(set_parameter_, "espeak_SetParameter") && find(synth_, "espeak_Synth");
        if (!all) library_ = nullptr;
        return all;
    }

    Result<int> wake() override {
        if (!there()) return Error{Kind::unavailable, "espeak-ng is not installed"};
        if (g_rate > 0) return g_rate;
        g_rate = initialize_(AUDIO_OUTPUT_SYNCHRONOUS, kPieceMs, nullptr, espeakINITIALIZE_DONT_EXIT);
        if (g_rate <= 0) return Error{Kind::unavailable, "espeak-ng does not start: are its voices (espeak-ng-data) installed?"};
        set_callback_(&heard);
        set_parameter_(espeakRATE, kWordsPerMinute, 0);
        return g_rate;
    }

    Status speak(const std::string& text, std::string_view lang, const Hear& hear) override {
        if (set_voice_(lang == "en" ? "en" : "vi") != EE_OK) return Error{Kind::unavailable, "espeak-ng has no such voice"};
        const auto made = synth_(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr,
                                 const_cast<Hear*>(&hear));
        if (made != EE_OK) return Error{Kind::internal, "espeak-ng could not say this"};
        return {};
    }

private:
    template <class Function> bool find(Function& function, const char* name) {
        function = reinterpret_cast<Function>(dlsym(library_, name));
        return function != nullptr;
    }

    // Called on the thread of speak() with each piece, at last with none. 1 stops.
    static int heard(short* samples, int count, espeak_EVENT* events) {
        if (!samples || count <= 0 || !events || !events->user_data) return 0;
        const auto& hear = *static_cast<const Hear*>(events->user_data);
        return hear({samples, static_cast<std::size_t>(count)}) ? 0 : 1;
    }

    void* library_ = nullptr;
    decltype(&espeak_Initialize) initialize_ = nullptr;
    decltype(&espeak_SetSynthCallback) set_callback_ = nullptr;
    decltype(&espeak_SetVoiceByName) set_voice_ = nullptr;
    decltype(&espeak_SetParameter) set_parameter_ = nullptr;
    decltype(&espeak_Synth) synth_ = nullptr;
};

} // namespace

std::unique_ptr<Voice> espeak_voice() { return std::make_unique<EspeakVoice>(); }

} // namespace kiosk::speech
