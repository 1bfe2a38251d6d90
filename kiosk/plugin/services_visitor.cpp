// kiosk.visitor/1: who stands at the touch screen.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

kiosk_status current(kiosk_host* host, kiosk_visitor* out) {
    return checked(host, "visitor.current", [&](kiosk_host& h) -> kiosk_status {
        if (!out || out->size < sizeof(kiosk_visitor))
            return refuse(h, "visitor.current", KIOSK_ERR_ARGUMENT, "nowhere to write to");
        const auto who = h.hub.services().visitor->current();
        out->person = who.person;
        out->present = who.present ? 1 : 0;
        out->big_text = who.big_text ? 1 : 0;
        out->aloud = who.aloud ? 1 : 0;
        return KIOSK_OK;
    });
}

kiosk_status join(kiosk_host* host, kiosk_str name, kiosk_str unit, int64_t* person, kiosk_str* why) {
    return checked(host, "visitor.join", [&](kiosk_host& h) -> kiosk_status {
        if (!person || !why) return refuse(h, "visitor.join", KIOSK_ERR_ARGUMENT, "nowhere to write to");
        if (h.depth == 0) return refuse(h, "visitor.join", KIOSK_ERR_STATE, "called outside of every callback");
        const auto refused = [&](std::string key, kiosk_status status) {
            h.why = std::move(key);
            *why = str(h.why);
            return status;
        };
        *person = 0;
        if (!h.hub.disk_takes_writes(h)) return refused("http.not_saved", KIOSK_ERR_STORE);
        auto& services = h.hub.services();
        const auto joined = services.visitor->join(view(name), view(unit), services.stage.lang(), services.clock.mono(),
                                                   services.clock.wall(), h.step);
        if (!joined)
            return refused(joined.error().sentence,
                           joined.error().kind == Kind::unavailable ? KIOSK_ERR_STATE : KIOSK_ERR_ARGUMENT);
        h.undo.push_back([&door = *services.visitor, id = *joined] { door.join_undone(id); });
        *person = *joined;
        return KIOSK_OK;
    });
}

kiosk_status prefer(kiosk_host* host, int32_t big_text, int32_t aloud) {
    return checked(host, "visitor.prefer", [&](kiosk_host& h) -> kiosk_status {
        return h.hub.services().visitor->prefer(big_text != 0, aloud != 0), KIOSK_OK;
    });
}

kiosk_status leave(kiosk_host* host) {
    return checked(host, "visitor.leave",
                   [](kiosk_host& h) -> kiosk_status { return h.hub.services().visitor->leave(), KIOSK_OK; });
}

kiosk_str handover_url(kiosk_host* host) {
    return checked_value(host, "visitor.handover_url", kiosk_str{}, [](kiosk_host& h) {
        auto& services = h.hub.services();
        if (h.depth == 0) return kiosk_str{}; // its row needs a step
        const std::string code = services.visitor->handover_code(services.clock.wall(), h.step);
        h.handover_url = code.empty() ? "" : services.stage.join_url(code);
        return str(h.handover_url);
    });
}

kiosk_status watch(kiosk_host* host, kiosk_visitor_changed changed, void* user) {
    return checked(host, "visitor.watch", [&](kiosk_host& h) -> kiosk_status {
        if (!changed) return refuse(h, "visitor.watch", KIOSK_ERR_ARGUMENT, "no watcher");
        return h.hub.watch_visitor(h, changed, user), KIOSK_OK;
    });
}

} // namespace

const kiosk_visitor_1& visitor_table() {
    static constexpr kiosk_visitor_1 kTable{sizeof(kiosk_visitor_1), &current, &join, &prefer, &leave, &handover_url, &watch};
    return kTable;
}

} // namespace kiosk::plugin
