// kiosk.people/1: who is who.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

// What `search` finds among the people, told to the plugin.
template <class Search> kiosk_status find_with(kiosk_host* host, const char* function, kiosk_person* out, Search&& search) {
    return checked(host, function, [&](kiosk_host& h) -> kiosk_status {
        if (!out || out->size < sizeof(kiosk_person)) return refuse(h, function, KIOSK_ERR_ARGUMENT, "nowhere to write to");
        const auto& people = h.hub.services().people;
        const people::Person* person = search(people);
        if (!person) return KIOSK_ERR_ARGUMENT;
        const auto* unit = people.unit(person->unit());
        out->id = person->id;
        out->name = str(person->name); // what others may see: a plugin need not know whether names are held
        out->unit = str(person->unit());
        out->unit_title = unit ? str(unit->title) : kiosk_str{};
        out->removed = person->removed ? 1 : 0;
        return KIOSK_OK;
    });
}

kiosk_status find(kiosk_host* host, int64_t id, kiosk_person* out) {
    return find_with(host, "people.find", out, [&](const people::People& people) { return people.find(id); });
}
kiosk_status find_code(kiosk_host* host, kiosk_str code, kiosk_person* out) {
    return find_with(host, "people.find_code", out,
                     [&](const people::People& people) { return people.by_public_id(view(code)); });
}

kiosk_str held_name(kiosk_host* host, int64_t id) {
    return checked_value(host, "people.held_name", kiosk_str{}, [&](kiosk_host& h) {
        const auto* person = h.hub.services().people.find(id);
        return person ? str(person->held_name()) : kiosk_str{};
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
    static constexpr kiosk_people_1 kTable{sizeof(kiosk_people_1), &find, &watch, &find_code, &held_name};
    return kTable;
}

} // namespace kiosk::plugin
