// kiosk.content/1: question banks and the like.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

kiosk_status list(kiosk_host* host, const char* kind, kiosk_pack_reader reader, void* user) {
    return checked(host, "content.list", [&](kiosk_host& h) -> kiosk_status {
        if (!kind || !reader) return refuse(h, "content.list", KIOSK_ERR_ARGUMENT, "no kind, or no reader");
        for (const auto& [id, pack] : h.hub.services().shelf.packs(kind)) {
            if (!pack.text) continue; // out of use
            const kiosk_pack seen{sizeof(kiosk_pack), str(kind), str(id), str(*pack.text), pack.in_use};
            reader(user, &seen);
        }
        return KIOSK_OK;
    });
}

kiosk_status watch(kiosk_host* host, const char* kind, kiosk_packs_changed changed, void* user) {
    return checked(host, "content.watch", [&](kiosk_host& h) -> kiosk_status {
        if (!kind || !*kind || !changed) return refuse(h, "content.watch", KIOSK_ERR_ARGUMENT, "no kind, or no watcher");
        h.hub.watch_packs(h, kind, changed, user);
        return KIOSK_OK;
    });
}

} // namespace

const kiosk_content_1& content_table() {
    static constexpr kiosk_content_1 kTable{sizeof(kiosk_content_1), &list, &watch};
    return kTable;
}

} // namespace kiosk::plugin
