// kiosk.home/1: what invites people.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

kiosk_status offer(kiosk_host* host, kiosk_facts facts, void* user) {
    return checked(host, "home.offer", [&](kiosk_host& h) -> kiosk_status {
        if (!facts) return refuse(h, "home.offer", KIOSK_ERR_ARGUMENT, "nothing to ask");
        h.facts = facts;
        h.facts_user = user;
        h.hub.services().stage.changed(h.id());
        return KIOSK_OK;
    });
}

} // namespace

const kiosk_home_1& home_table() {
    static constexpr kiosk_home_1 kTable{sizeof(kiosk_home_1), &offer};
    return kTable;
}

} // namespace kiosk::plugin
