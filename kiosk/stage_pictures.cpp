// The scenes of `kiosk picture`: the built-in screens with sample people, and every picture that a plugin can pose for.
#include "kiosk/screen/keyboard_scene.h"
#include "kiosk/stage_manager.h"

#include <algorithm>
#include <iterator>

namespace kiosk {

namespace {

using screen::AttractPage;

// What a day in October may look like.
Highlights sample_day(const std::string& lang) {
    const bool vi = lang != "en";
    Highlights day;
    day.leaders = {{1, "Nguyễn Thị Ánh Dương", 9240}, {2, "Bùi Văn Mạnh", 8765}, {3, "Hà 🌸", 8120}};
    day.played = 1284;
    day.facts = {{"booths", "", "969", vi ? "dịch vụ công trực tuyến toàn trình" : "public services entirely online",
                  vi ? "Sở KH&CN Phú Thọ, 09/10/2025" : "Phú Thọ Department of Science and Technology, 9 Oct 2025", "shield", 0},
                 {"quiz", "", vi ? "Vòng 2 sắp bắt đầu" : "Round 2 starts soon", "", "", "clock", 0}};
    return day;
}

constexpr Ms kSampleCountdown = 250'000;

} // namespace

std::vector<std::string> StageManager::pictures() const {
    std::vector<std::string> names{"home",       "home-big",       "attract",        "attract-invite", "attract-top",
                                   "attract-played", "attract-fact", "attract-countdown", "still-there", "still-there-nobody", "code", "keyboard", "operator"};
    for (const auto* manifest : parts_.plugins.manifests())
        for (const auto& picture : manifest->pictures) names.push_back(manifest->id + "." + picture.id);
    return names;
}

Result<screen::DrawScreen> StageManager::pose(const std::string& picture) {
    const auto no_such = [&] {
        return Error{Kind::not_found, "There is no picture \"" + picture + "\"; \"kiosk picture list\" names them all."};
    };
    if (picture == "home" || picture == "home-big") {
        seen_ = parts_.highlights(lang_);
        parts_.visitor.prefer(picture == "home-big", false);
        return screen::DrawScreen([this] { return draw_shown(); });
    }
    if (picture == "attract" || picture.starts_with("attract-")) return pose_attract(picture, no_such());
    if (picture == "keyboard") return screen::DrawScreen([] { return screen::draw_keyboard_scene(), screen::FrameOutcome::drawn; });
    if (picture == "code") {
        code_entry_.show();
        return screen::DrawScreen([this] { return draw_shown(); });
    }
    if (picture == "still-there" || picture == "still-there-nobody") {
        screen::StillThereView view;
        view.seconds_left = 7;
        if (picture == "still-there") {
            view.name = "Ánh Dương";
            view.code = "K7QMP3XAB";
            view.url = join_url(view.code);
        }
        return screen::DrawScreen([this, view] {
            const auto outcome = draw_shown();
            screen::draw_still_there(view);
            return outcome;
        });
    }
    if (picture == "operator") {
        operator_->summon(parts_.clock.mono());
        return screen::DrawScreen([this] {
            const auto outcome = draw_shown();
            operator_->draw(parts_.clock.mono());
            return outcome;
        });
    }
    const auto dot = picture.find('.');
    auto* plugin = parts_.plugins.find(picture.substr(0, dot));
    const auto* info = plugin && dot != std::string::npos ? plugin->manifest().picture(picture.substr(dot + 1)) : nullptr;
    if (!info) return no_such();
    if (!plugin->pose(info->id))
        return Error{Kind::internal, "The scene \"" + picture + "\" could not be set. " + plugin->trouble()};
    return screen::DrawScreen([this, plugin, name = info->screen] {
        if (shown_ == Shown{}) put_on({plugin->id(), name});
        return draw_shown();
    });
}

Result<screen::DrawScreen> StageManager::pose_attract(const std::string& picture, Error no_such) {
    const auto [first, second] = attract_languages();
    seen_in_first_ = sample_day(first);
    seen_in_second_ = sample_day(second);
    auto view = attract_view();
    const Ms wall = parts_.clock.wall();
    view.pages.back().until = wall + kSampleCountdown;
    const std::string_view wanted = picture == "attract" ? "attract-invite" : std::string_view(picture);
    const std::string_view order[] = {"attract-invite", "attract-top", "attract-played", "attract-fact", "attract-countdown"};
    const auto page = std::find(std::begin(order), std::end(order), wanted) - std::begin(order);
    if (page == std::ssize(order)) return no_such;
    return screen::DrawScreen([view, page, wall] {
        screen::draw_attract(view, static_cast<Ms>(page) * screen::kAttractPage + screen::kAttractPage / 2, wall);
        return screen::FrameOutcome::drawn;
    });
}

} // namespace kiosk
