// The showcase booths and their passport as a plugin. This file is the list of what it adds: packs, doors, screens, facts.
#include "booth/booth.h"
#include "hall.h"
#include "passport/desk.h"
#include "stage/stage.h"

#include <kiosk/plugin.hpp>
#include <kiosk/ui.h>

namespace booths {

namespace {

void check(std::string_view kind, std::string_view json, std::string_view lang, const FaultReader& fault) {
    if (kind == "booth") check_booth(json, lang, fault);
}

} // namespace

class Booths final : public kiosk::Plugin {
public:
    void init() override {
        hall_.read(host);
        desk_.open();
        host.watch_packs("booth", [this] {
            hall_.read(host);
            stage_.booths_changed();
        });
        host.watch_people([this](std::int64_t person) { desk_.person_changed(person); });
        host.watch_visitor([this] { stage_.visitor_changed(); });
        host.offer_facts([this](std::string_view lang, const auto& add) { offer(lang, add); });
    }
    void start(std::string_view screen) override { stage_.start(screen); }
    void stop(std::string_view) override { stage_.stop(); }
    void draw(std::string_view) override { stage_.draw(); }
    bool pose(std::string_view picture) override { return stage_.pose(picture); }

private:
    // One figure of each booth, for the attract loop.
    void offer(std::string_view lang, const std::function<void(const kiosk::Fact&)>& add) const {
        for (const auto& booth : hall_.booths) {
            if (booth.figures.empty()) continue;
            const Figure& figure = booth.figures.front();
            const std::string headline = shown_value(figure, lang), source = shown_source(figure, lang);
            add({"browse", headline, figure.label.in(lang), source, booth.icon});
        }
    }

    Hall hall_;
    PassportDesk desk_{host, hall_};
    Stage stage_{host, hall_, desk_};
};

} // namespace booths

using booths::Booths;
constexpr kiosk::PackFunctions kPacks{&booths::check, nullptr, nullptr};
KIOSK_PLUGIN_UI(Booths, "booths", "1.0.0", kPacks)
