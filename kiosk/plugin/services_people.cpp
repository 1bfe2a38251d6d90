// kiosk.people/1: who is who.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

kiosk_status find(kiosk_host* host, int64_t id, kiosk_person* out) {
    return checked(host, "people.find", [&](kiosk_host& h) -> kiosk_status {
        if (!out || out->size < sizeof(kiosk_person)) return refuse(h, "people.find", KIOSK_ERR_ARGUMENT, "nowhere to write to");
        const auto& people = h.hub.services().people;
        const auto* person = people.find(id);
        if (!person) return KIOSK_ERR_ARGUMENT;
        const auto* unit = people.unit(person->unit);
        out->id = person->id;
        out->name = str(person->name);
        out->unit = str(person->unit);
        out->unit_title = unit ? str(unit->title) : kiosk_str{};
        out->removed = person->removed ? 1 : 0;
        return KIOSK_OK;
    });
}

kiosk_status watch(kiosk_host* host, kiosk_person_changed changed, void* user) {
    return checked(host, "people.watch", [&](kiosk_host& h) -> kiosk_status {
        if (!changed) return refuse(h, "people.watch", KIOSK_ERR_ARGUMENT, "no watcher");
        h.people_watchers.emplace_back(changed, user);
        return KIOSK_OK;
    });
}

} // namespace

const kiosk_people_1& people_table() {
    static constexpr kiosk_people_1 kTable{sizeof(kiosk_people_1), &find, &watch};
    return kTable;
}

} // namespace kiosk::plugin
