// A kiosk for one part of the plugin: clocks that stand until they are moved, replies that are kept, wakes that are counted.
// Only what Exports and Senders ask for.
#pragma once

#include <kiosk/host.hpp>

#include <atomic>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace central {

struct Replied {
    int status = 0;
    std::string type, body;
    std::map<std::string, std::string> headers;
};

class FakeHost {
public:
    kiosk_ms mono = 1'000, wall = 1'791'597'600'000; // 2026-10-10 09:00 in Vietnam
    std::map<kiosk_ticket, Replied> replies;
    std::atomic<int> wakes = 0;

    FakeHost() {
        app_.size = sizeof app_;
        app_.wake = [](kiosk_host* self) -> kiosk_status { return ++of(self).wakes, KIOSK_OK; };
        http_.size = sizeof http_;
        http_.reply = [](kiosk_host* self, kiosk_ticket ticket, const kiosk_reply* told) -> kiosk_status {
            Replied reply{told->status, std::string(kiosk::view(told->content_type)), std::string(kiosk::view(told->body)), {}};
            for (std::uint32_t i = 0; i < told->header_count; ++i)
                reply.headers[std::string(kiosk::view(told->headers[i].name))] = kiosk::view(told->headers[i].value);
            return of(self).replies.emplace(ticket, std::move(reply)).second ? KIOSK_OK : KIOSK_ERR_STATE;
        };
        store_.size = sizeof store_; // an empty one
        store_.prepare = [](kiosk_host*, const char*) -> kiosk_statement { return 1; };
        store_.write = [](kiosk_host*, kiosk_statement, const kiosk_value*, std::uint32_t) -> kiosk_status { return KIOSK_OK; };
        store_.read = [](kiosk_host*, const char*, const kiosk_value*, std::uint32_t, kiosk_row, void*) -> kiosk_status {
            return KIOSK_OK;
        };
        api_.size = sizeof api_;
        api_.abi = KIOSK_ABI;
        api_.host = reinterpret_cast<kiosk_host*>(this);
        api_.now_mono = [](kiosk_host* self) { return of(self).mono; };
        api_.now_wall = [](kiosk_host* self) { return of(self).wall; };
        api_.service = [](kiosk_host* self, const char* id) -> const void* {
            if (std::string_view(id) == KIOSK_APP_1) return &of(self).app_;
            if (std::string_view(id) == KIOSK_HTTP_1) return &of(self).http_;
            if (std::string_view(id) == KIOSK_STORE_1) return &of(self).store_;
            return nullptr;
        };
    }
    const kiosk_host_api* api() const { return &api_; }

private:
    static FakeHost& of(kiosk_host* self) { return *reinterpret_cast<FakeHost*>(self); }

    kiosk_app_1 app_{};
    kiosk_http_1 http_{};
    kiosk_store_1 store_{};
    kiosk_host_api api_{};
};

} // namespace central
