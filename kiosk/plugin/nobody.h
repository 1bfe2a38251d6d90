// The two doors where nobody is: for a plugin that is checked, or that runs one of its commands. What it says goes nowhere.
#pragma once

#include "kiosk/plugin/services.h"

namespace kiosk::plugin {

class NoPhones final : public HttpDoor {
    bool reply(http::Ticket, http::Response) override { return false; }
    void publish(std::string, http::Bytes) override {}
};

class NoScreen final : public Stage {
    void show(std::string_view, std::string_view) override {}
    void give_back(std::string_view) override {}
    void changed(std::string_view) override {}
    Status open(std::string_view) override { return Error{Kind::unavailable, "there is no screen"}; }
    std::string lang() const override { return "vi"; }
    std::string join_url(std::string_view code) const override { return "HTTP://127.0.0.1:8080/" + std::string(code); }
};

} // namespace kiosk::plugin
