// kiosk.fetch/1: what an address elsewhere holds.
#include "kiosk/plugin/tables.h"

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMostFollowed = 8;

kiosk_status follow(kiosk_host* host, const char* url, kiosk_ms every, kiosk_fetch_reader reader, void* user) {
    return checked(host, "fetch.follow", [&](kiosk_host& h) -> kiosk_status {
        const char* const here = "fetch.follow";
        if (!url || !reader || !fetch::is_address(url))
            return refuse(h, here, KIOSK_ERR_ARGUMENT, "no reader, or no http address without a password in it");
        if (h.followed.size() >= kMostFollowed) return refuse(h, here, KIOSK_ERR_LIMIT, "8 addresses are followed already");
        auto* const follower = h.hub.services().follower;
        if (!follower) return KIOSK_ERR_STATE;
        const auto told = [&h, address = std::string(url), reader, user](const fetch::News& news) {
            const std::string_view body = news.body ? *news.body : std::string_view{};
            const kiosk_fetched seen{sizeof(kiosk_fetched), str(address),      str(body),         news.fetched,
                                     news.fresh ? 1 : 0,    str(news.trouble), str(news.sentence)};
            h.hub.call(h, "a fetch's reader", [&] { reader(user, &seen); });
        };
        h.followed.push_back(follower->follow(url, every, told));
        return KIOSK_OK;
    });
}

} // namespace

const kiosk_fetch_1& fetch_table() {
    static constexpr kiosk_fetch_1 kTable{sizeof(kiosk_fetch_1), &follow};
    return kTable;
}

} // namespace kiosk::plugin
