// The smallest complete plugin: one line on the big screen, and an answer for a phone. Copy this folder to begin.
#include <kiosk/plugin.hpp>
#include <kiosk/ui.h>

namespace ui = kiosk::ui;

struct Hello final : kiosk::Plugin {
    void init() override {
        host.route("GET", "/greeting", kiosk::Guard::anyone,
                   [this](const kiosk::Request& request) { host.reply(request, R"({"greeting":"Xin chào!"})"); });
    }
    void draw(std::string_view) override {
        ui::backdrop();
        ui::text(ui::stage_width() / 2, 480, "Xin chào!", ui::type::display, ui::theme().text, ui::Align::center);
    }
};

KIOSK_PLUGIN_UI(Hello, "hello", "1.0.0", {})
