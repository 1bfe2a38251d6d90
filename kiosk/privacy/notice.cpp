#include "kiosk/privacy/notice.h"

#include <nlohmann/json.hpp>

namespace kiosk::privacy {

using nlohmann::json;

Notice read_notice(const json& event) {
    const json said = event.value("privacy", json::object());
    Notice notice;
    notice.version = said.value("version", "1");
    notice.retention_days = said.value("retention_days", notice.retention_days);
    notice.min_group = said.value("min_group", notice.min_group);
    notice.seal_key = read_public_key(said.value("seal_key", ""));
    if (notice.seal_key) notice.phone = said.value("phone", std::vector<std::string>());
    return notice;
}

json for_pages(const json& event, const Notice& notice) {
    const json said = event.value("privacy", json::object());
    json phone = json::array();
    for (const auto& id : notice.phone) {
        json text = "";
        for (const auto& purpose : said.value("purposes", json::array()))
            if (purpose.value("id", "") == id) text = purpose.value("text", json(""));
        phone.push_back({{"id", id}, {"text", std::move(text)}});
    }
    return {{"notice", said.value("notice", json(""))},          {"version", notice.version},
            {"retention_days", notice.retention_days},           {"controller", said.value("controller", json::object())},
            {"purposes", said.value("purposes", json::array())}, {"phone", std::move(phone)}};
}

} // namespace kiosk::privacy
