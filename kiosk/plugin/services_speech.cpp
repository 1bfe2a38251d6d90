// kiosk.speech/1: reading aloud.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

int32_t available(kiosk_host* host) {
    return checked_value(host, "speech.available", int32_t{0}, [](kiosk_host& h) {
        auto* const speaker = h.hub.services().speaker;
        return int32_t{speaker && speaker->available()};
    });
}

kiosk_status say(kiosk_host* host, kiosk_str text, kiosk_str lang) {
    return checked(host, "speech.say", [&](kiosk_host& h) -> kiosk_status {
        auto* const speaker = h.hub.services().speaker;
        if (!speaker) return KIOSK_ERR_STATE; // the event does not want it, or there is no window: no fault of the plugin's
        const auto said = speaker->say(view(text), view(lang));
        if (said) return KIOSK_OK;
        switch (said.error().kind) {
        case Kind::limit: return refuse(h, "speech.say", KIOSK_ERR_LIMIT, said.error().sentence);
        case Kind::invalid: return refuse(h, "speech.say", KIOSK_ERR_ARGUMENT, said.error().sentence);
        default: return KIOSK_ERR_STATE;
        }
    });
}

kiosk_status hush(kiosk_host* host) {
    return checked(host, "speech.hush", [](kiosk_host& h) -> kiosk_status {
        if (auto* const speaker = h.hub.services().speaker) speaker->hush();
        return KIOSK_OK;
    });
}

} // namespace

const kiosk_speech_1& speech_table() {
    static constexpr kiosk_speech_1 kTable{sizeof(kiosk_speech_1), &available, &say, &hush};
    return kTable;
}

} // namespace kiosk::plugin
