// kiosk.screen/1: the big screen.
#include "kiosk/plugin/tables.h"

#include "kiosk/base/log.h"

namespace kiosk::plugin {

namespace {

kiosk_status show(kiosk_host* host, const char* screen) {
    return checked(host, "screen.show", [&](kiosk_host& h) -> kiosk_status {
        const std::string_view wanted = screen ? screen : "";
        const auto* pack = h.manifest.screens_of.empty() ? nullptr : h.hub.services().shelf.find(h.manifest.screens_of, wanted);
        if (!h.manifest.screen(wanted) && !(pack && pack->text))
            return refuse(h, "screen.show", KIOSK_ERR_ARGUMENT, "plugin.json names no screen " + log_safe(wanted));
        h.hub.services().stage.show(h.id(), wanted);
        return KIOSK_OK;
    });
}

kiosk_status give_back(kiosk_host* host) {
    return checked(host, "screen.give_back",
                   [](kiosk_host& h) -> kiosk_status { return h.hub.services().stage.give_back(h.id()), KIOSK_OK; });
}

void changed(kiosk_host* host) {
    checked(host, "screen.changed",
            [](kiosk_host& h) -> kiosk_status { return h.hub.services().stage.changed(h.id()), KIOSK_OK; });
}

kiosk_str lang(kiosk_host* host) {
    return checked_value(host, "screen.lang", kiosk_str{},
                         [](kiosk_host& h) { return str(h.hub.kept(h.hub.services().stage.lang())); });
}

kiosk_status open(kiosk_host* host, const char* address) {
    return checked(host, "screen.open", [&](kiosk_host& h) -> kiosk_status {
        const std::string_view wanted = address ? address : "";
        const auto opened = h.hub.services().stage.open(wanted);
        if (opened) return KIOSK_OK;
        if (opened.error().kind == Kind::unavailable) return KIOSK_ERR_STATE;
        return refuse(h, "screen.open", KIOSK_ERR_ARGUMENT, "there is no screen " + log_safe(wanted));
    });
}

} // namespace

const kiosk_screen_1& screen_table() {
    static constexpr kiosk_screen_1 kTable{sizeof(kiosk_screen_1), &show, &give_back, &changed, &lang, &open};
    return kTable;
}

} // namespace kiosk::plugin
