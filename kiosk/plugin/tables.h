// The service tables, one function each, and what their functions share: the check of thread and phase, and a wrapper that
// lets no exception of ours cross the border. Included by hub.cpp and services_*.cpp only.
#pragma once

#include "kiosk/plugin/hub.h"

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace kiosk::plugin {

const kiosk_app_1& app_table();
const kiosk_http_1& http_table();
const kiosk_store_1& store_table();
const kiosk_people_1& people_table();
const kiosk_results_1& results_table();
const kiosk_content_1& content_table();
const kiosk_screen_1& screen_table();
const kiosk_speech_1& speech_table();
const kiosk_fetch_1& fetch_table();
const kiosk_visitor_1& visitor_table();
const kiosk_home_1& home_table();
const kiosk_seal_1& seal_table();

inline std::string_view view(kiosk_str s) { return {s.data ? s.data : "", s.data ? s.size : 0}; }
inline kiosk_str str(std::string_view s) { return {s.data(), s.size()}; }

// Says in the log what the plugin did wrong, and gives the status back.
inline kiosk_status refuse(const kiosk_host& host, const char* function, kiosk_status status, std::string_view why) {
    host.log(KIOSK_LOG_ERROR, std::string(function) + ": " + std::string(why));
    return status;
}

// May this function be called, here and now? Callable from any thread: that is what it finds out.
inline kiosk_status may_call(const kiosk_host* host, const char* function) {
    if (!host) return KIOSK_ERR_ARGUMENT;
    if (!host->hub.on_main()) return refuse(*host, function, KIOSK_ERR_THREAD, "called from another thread than main");
    if (host->phase == kiosk_host::Phase::closed) return refuse(*host, function, KIOSK_ERR_STATE, "called after destroy");
    return KIOSK_OK;
}

// Body of a function that returns a status.
template <class Body> kiosk_status checked(kiosk_host* host, const char* function, Body&& body) noexcept {
    try {
        if (const auto status = may_call(host, function); status != KIOSK_OK) return status;
        return std::forward<Body>(body)(*host);
    } catch (const std::exception& e) {
        host->log(KIOSK_LOG_ERROR, std::string(function) + ": " + e.what());
        return KIOSK_ERR_INTERNAL;
    }
}

// Body of a function that returns something else; `otherwise` where it may not be called.
template <class Value, class Body>
Value checked_value(kiosk_host* host, const char* function, Value otherwise, Body&& body) noexcept {
    auto value = otherwise;
    checked(host, function, [&](kiosk_host& h) {
        value = std::forward<Body>(body)(h);
        return KIOSK_OK;
    });
    return value;
}

} // namespace kiosk::plugin
