// kiosk.seal/1: what this kiosk vouches for.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

// Empty where there is no seal (a check, a picture) or its key cannot be used; the log says why.
kiosk_str told(kiosk_host& host, const char* function, Result<std::string> made, std::string& kept) {
    if (!made) {
        refuse(host, function, KIOSK_ERR_INTERNAL, made.error().sentence);
        return {};
    }
    kept = std::move(*made);
    return str(kept);
}

kiosk_str sign(kiosk_host* host, kiosk_str bytes) {
    return checked_value(host, "seal.sign", kiosk_str{}, [&](kiosk_host& h) {
        auto* const key = h.hub.services().seal;
        return key ? told(h, "seal.sign", key->sign(view(bytes)), h.seal_signature) : kiosk_str{};
    });
}

kiosk_str public_key(kiosk_host* host) {
    return checked_value(host, "seal.public_key", kiosk_str{}, [](kiosk_host& h) {
        auto* const key = h.hub.services().seal;
        if (!key) return kiosk_str{};
        return h.seal_key.empty() ? told(h, "seal.public_key", key->public_key(), h.seal_key) : str(h.seal_key);
    });
}

} // namespace

const kiosk_seal_1& seal_table() {
    static constexpr kiosk_seal_1 kTable{sizeof(kiosk_seal_1), &sign, &public_key};
    return kTable;
}

} // namespace kiosk::plugin
