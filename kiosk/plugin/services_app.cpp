// kiosk.app/1: time, settings, words.
#include "kiosk/plugin/tables.h"

#include <sys/random.h>

#include <cerrno>

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMaxRandomBytes = 4096;

kiosk_status wake_at(kiosk_host* host, kiosk_ms mono) {
    return checked(host, "wake_at", [&](kiosk_host& h) -> kiosk_status {
        if (mono < 0) h.wake.reset();
        else h.wake = mono;
        return KIOSK_OK;
    });
}

kiosk_str event(kiosk_host* host) {
    return checked_value(host, "event", kiosk_str{}, [](kiosk_host& h) { return str(h.hub.services().event_json); });
}

kiosk_str text(kiosk_host* host, kiosk_str lang, kiosk_str key) {
    return checked_value(host, "text", kiosk_str{},
                         [&](kiosk_host& h) { return str(h.hub.services().words.text(view(lang), view(key))); });
}

kiosk_status random(kiosk_host* host, void* bytes, size_t size) {
    return checked(host, "random", [&](kiosk_host& h) -> kiosk_status {
        if (!bytes && size) return refuse(h, "random", KIOSK_ERR_ARGUMENT, "nowhere to write to");
        if (size > kMaxRandomBytes) return refuse(h, "random", KIOSK_ERR_LIMIT, "more than 4096 bytes at once");
        for (std::size_t done = 0; done < size;) {
            const auto got = getrandom(static_cast<char*>(bytes) + done, size - done, 0);
            if (got > 0) done += static_cast<std::size_t>(got);
            else if (errno != EINTR) return KIOSK_ERR_INTERNAL;
        }
        return KIOSK_OK;
    });
}

kiosk_str join_url(kiosk_host* host, kiosk_str code) {
    return checked_value(host, "join_url", kiosk_str{}, [&](kiosk_host& h) {
        h.join_url = h.hub.services().stage.join_url(view(code));
        return str(h.join_url);
    });
}

// From any thread: nothing of the host is touched but two atomics and the way back to main.
kiosk_status wake(kiosk_host* host) {
    if (!host) return KIOSK_ERR_ARGUMENT;
    if (host->phase == kiosk_host::Phase::closed) return refuse(*host, "wake", KIOSK_ERR_STATE, "called after destroy");
    if (!host->woken.exchange(true)) host->hub.services().to_main.post([] {}); // the turn that it wakes main for ticks
    return KIOSK_OK;
}

kiosk_str setting(kiosk_host* host, kiosk_str key) {
    return checked_value(host, "setting", kiosk_str{}, [&](kiosk_host& h) {
        const auto& settings = h.hub.services().settings;
        const auto found = settings.find(view(key));
        return found == settings.end() ? kiosk_str{} : str(found->second);
    });
}

} // namespace

const kiosk_app_1& app_table() {
    static constexpr kiosk_app_1 kTable{sizeof(kiosk_app_1), &wake_at, &event, &text, &random, &join_url, &wake, &setting};
    return kTable;
}

} // namespace kiosk::plugin
