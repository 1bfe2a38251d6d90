#include "kiosk/plugin/plugin.h"

#include <utility>

namespace kiosk::plugin {

Plugin::Plugin(const PluginFile& file, Hub& hub) : file_(file), entry_(file.entry()), host_(hub.add(file.manifest())) {}

Plugin::~Plugin() { end(); }

Status Plugin::init() {
    const auto left_out = [&](std::string why) {
        trouble_ = std::move(why);
        end();
        return Error{Kind::invalid, trouble_};
    };
    if (!host_.hub.call(host_, "create", [&] { self_ = entry_.create(&host_.api); })) return left_out("its create threw");
    if (!self_) return left_out("its create returned nothing");
    host_.phase = kiosk_host::Phase::initialising;
    kiosk_status status = KIOSK_ERR_INTERNAL;
    if (!host_.hub.call(host_, "init", [&] { status = entry_.init(self_); })) return left_out("its init threw");
    if (status != KIOSK_OK) return left_out("its init failed with status " + std::to_string(status));
    host_.phase = kiosk_host::Phase::running;
    return {};
}

bool Plugin::start(const std::string& screen, Place place) {
    if (!self_ || screens_failed_ || (!manifest().screen(screen) && manifest().screens_of.empty())) return false;
    if (on_stage(place) == screen) return true;
    stop(place);
    auto& here = screens_[static_cast<std::size_t>(place)];
    if (screens_[0] == screen || screens_[1] == screen) return here = screen, true; // it was started for the other place
    kiosk_status status = KIOSK_OK;
    failed_frames_ = 0;
    const bool returned =
        !entry_.start || host_.hub.call(host_, "start", [&] { status = entry_.start(self_, screen.c_str()); });
    if (!returned || status != KIOSK_OK) {
        trouble_ = "its screen " + screen + " did not start";
        return false;
    }
    here = screen;
    return true;
}

void Plugin::stop(Place place) {
    if (!self_ || on_stage(place).empty()) return;
    const auto screen = std::exchange(screens_[static_cast<std::size_t>(place)], {});
    if (screens_[0] == screen || screens_[1] == screen) return; // still on in the other place
    if (entry_.stop) host_.hub.call(host_, "stop", [&] { entry_.stop(self_, screen.c_str()); });
}

bool Plugin::draw(Place place) {
    draw_failed_.clear();
    if (!self_ || on_stage(place).empty()) return false;
    kiosk_status status = KIOSK_OK;
    const auto screen = on_stage(place); // draw may give the stage back
    if (!host_.hub.call(host_, "draw", [&] { status = entry_.draw(self_, screen.c_str()); })) draw_failed_ = "draw threw";
    else if (status != KIOSK_OK) draw_failed_ = "draw failed with status " + std::to_string(status);
    return draw_failed_.empty();
}

void Plugin::frame_over(const Status& frame, Place place) {
    if (frame) {
        failed_frames_ = 0;
        return;
    }
    if (on_stage(place).empty()) return;
    trouble_ = "screen " + on_stage(place) + ": " + (draw_failed_.empty() ? frame.error().sentence : draw_failed_);
    host_.log(KIOSK_LOG_ERROR, trouble_);
    if (++failed_frames_ < kFailedFramesAllowed) return;
    screens_failed_ = true;
    host_.log(KIOSK_LOG_ERROR, "ten frames in a row failed: its screens are stopped, its phones are still served");
    stop(Place::kiosk);
    stop(Place::second);
}

std::optional<Ms> Plugin::wake() const {
    if (!self_) return std::nullopt;
    return host_.woken ? std::optional<Ms>(0) : host_.wake;
}

void Plugin::tick(Ms now) {
    host_.woken = false;
    if (host_.wake && *host_.wake <= now) host_.wake.reset(); // the plugin asks again from within
    if (self_ && entry_.tick) host_.hub.call(host_, "tick", [&] { entry_.tick(self_); });
}

bool Plugin::command(kiosk_command command) {
    kiosk_status status = KIOSK_ERR_STATE;
    return self_ && entry_.command && host_.hub.call(host_, "command", [&] { status = entry_.command(self_, command); }) &&
           status == KIOSK_OK;
}

bool Plugin::pose(const std::string& picture) {
    kiosk_status status = KIOSK_ERR_STATE;
    return self_ && entry_.pose && manifest().picture(picture) &&
           host_.hub.call(host_, "pose", [&] { status = entry_.pose(self_, picture.c_str()); }) && status == KIOSK_OK;
}

std::optional<int> Plugin::run_command(const std::vector<std::string>& words, std::string& said) {
    if (!self_ || !KIOSK_ENTRY_HAS(entry_, run_command)) return std::nullopt;
    std::vector<kiosk_str> argv;
    for (const auto& word : words) argv.push_back({word.data(), word.size()});
    const auto out = [](void* user, kiosk_str text) {
        if (text.data) static_cast<std::string*>(user)->append(text.data, text.size);
    };
    int status = 1;
    const bool returned = host_.hub.call(host_, "a command", [&] {
        status = entry_.run_command(self_, static_cast<std::int32_t>(argv.size()), argv.data(), out, &said);
    });
    return returned ? std::optional(status) : std::nullopt;
}

// destroy, and the door behind it. A plugin whose create returned nothing has nothing to destroy.
void Plugin::end() {
    stop(Place::kiosk);
    stop(Place::second);
    if (self_) host_.hub.call(host_, "destroy", [&] { entry_.destroy(self_); });
    self_ = nullptr;
    host_.hub.close(host_);
}

} // namespace kiosk::plugin
