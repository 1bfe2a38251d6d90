#include "kiosk/stage_manager.h"

#include "kiosk/base/log.h"
#include "kiosk/screen/touch_shield.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace kiosk {

using nlohmann::json;

namespace {

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

} // namespace

StageManager::StageManager(Parts parts, const RunOptions& options)
    : parts_(std::move(parts)), options_(options), lang_(options.lang),
      operator_(std::make_unique<screen::Operator>(screen::Operator::Actions{
          [this](std::string_view pin) {
              operator_->verdict(parts_.try_pin(pin) ? screen::PinVerdict::accepted : screen::PinVerdict::refused,
                                 parts_.clock.mono());
          },
          [this] { command(KIOSK_COMMAND_NEXT); }, [this] { command(KIOSK_COMMAND_PAUSE); },
          [this] {
              parts_.queue.post([this] { put_on(shown_ == Shown{} && !two_ ? wanted_ : Shown{}); });
          }, // not in the middle of a frame
          parts_.leave, parts_.take_file, parts_.copy_results})),
      second_(parts_.plugins, parts_.event, [this] { draw_to_look_at(); }) {
    parts_.visitor.watch([this](VisitorSession::News news) { visitor_news(news); });
}

StageManager::~StageManager() {
    to_wake_ = nullptr;
}

void StageManager::redraw() {
    if (!window_) return;
    window_->invalidate();
    window_->invalidate_second();
}

void StageManager::offer(screen::StickOffer offer) {
    operator_->offer(std::move(offer));
    if (window_) window_->invalidate();
}

Status StageManager::open_window() {
    auto only = only_screen();
    if (!only) return only.error();
    screen::WindowOptions options;
    options.fullscreen = options_.width == 0;
    if (options_.width) options.w = options_.width, options.h = options_.height;
    options.font_dir = parts_.fonts;
    options.scheme = scheme();
    options.reduced = motion();
    options.lang = lang_;
    options.text = [this](std::string_view key) { return parts_.words.text(lang_, key); };
    if (options_.show.empty()) options.two = SecondScreen::wanted(parts_.event);
    auto window = screen::Window::open(std::move(options));
    if (!window) return window.error();
    window_ = std::move(*window);
    to_wake_.store(window_.get(), std::memory_order_release);
    if (!options_.show.empty()) wanted_ = *only;
    shown_ = {};
    follow_displays();
    put_on_stage(wanted_);
    return {};
}

Result<StageManager::Shown> StageManager::only_screen() const {
    if (options_.show.empty()) return Shown{};
    const auto slash = options_.show.find('/');
    Shown only{options_.show.substr(0, slash), slash == std::string::npos ? "" : options_.show.substr(slash + 1)};
    const auto* plugin = parts_.plugins.find(only.plugin);
    if (!plugin) return Error{Kind::not_found, "There is no plugin \"" + only.plugin + "\" to show."};
    if (only.screen.empty() && !plugin->manifest().screens.empty()) only.screen = plugin->manifest().screens.front().id;
    if (!knows(only))
        return Error{Kind::not_found, only.plugin + " has no screen \"" + only.screen + "\"."};
    return only;
}

bool StageManager::knows(const Shown& wanted) const {
    const auto* plugin = parts_.plugins.find(wanted.plugin);
    if (!plugin) return false;
    const auto& manifest = plugin->manifest();
    return manifest.screen(wanted.screen) || (!manifest.screens_of.empty() && parts_.has_pack(manifest.screens_of, wanted.screen));
}

void StageManager::wake() {
    if (auto* window = to_wake_.load(std::memory_order_acquire)) window->wake();
}

void StageManager::wait_for_input(Ms at_most) {
    for (const auto& input : window_->wait(at_most)) act_on(input);
    follow_displays();
    if (!window_->touched()) return;
    if (parts_.visitor.touched(parts_.clock.mono())) swallows_touch_ = true;
}

void StageManager::act_on(const screen::Input& input) {
    if (operator_->take(input, parts_.clock.mono())) return window_->invalidate();
    switch (input.key) {
    case screen::Key::next: return command(KIOSK_COMMAND_NEXT);
    case screen::Key::pause: return command(KIOSK_COMMAND_PAUSE);
    case screen::Key::move_display: return window_->move_to_next_display();
    case screen::Key::quit: return parts_.leave();
    default: return;
    }
}

void StageManager::command(kiosk_command command) {
    for (const auto& plugin : parts_.plugins.running())
        if (plugin->command(command)) return;
}

// ---------------------------------------------------------------- what is on

void StageManager::put_on(const Shown& next) {
    if (next == shown_) return;
    if (auto* leaving = parts_.plugins.find(shown_.plugin)) leaving->stop();
    shown_ = {};
    if (auto* coming = parts_.plugins.find(next.plugin); coming && coming->screens_work() && coming->start(next.screen))
        shown_ = next;
    if (window_) window_->screen_shown();
    settle();
}

void StageManager::put_on_soon(const Shown& next) {
    parts_.queue.post([this, next] {
        if (window_ && !is_held()) put_on(next); // a contest may have come on in between
    });
}

void StageManager::show(std::string_view plugin, std::string_view screen) {
    if (!options_.show.empty()) return;
    wanted_ = {std::string(plugin), std::string(screen)};
    put_on_stage(wanted_);
    settle(); // it may have been on already
}

void StageManager::give_back(std::string_view plugin) {
    if (!options_.show.empty() || wanted_.plugin != plugin) return;
    wanted_ = {};
    put_on_stage(wanted_);
}

void StageManager::put_on_stage(const Shown& next) {
    if (!window_) return;
    if (two_) second_.put_on(*window_, next.plugin, next.screen);
    else put_on(next);
}

void StageManager::follow_displays() {
    if (two_ == window_->has_second()) return;
    two_ = window_->has_second();
    spdlog::info("second display {}", two_ ? "is here" : "is gone");
    if (two_) {
        if (shown_ == wanted_) put_on({}); // it moves over, and visitors have this one
    } else {
        second_.take_off();
        if (wanted_ == Shown{}) return; // a visitor stays where they are
    }
    put_on_stage(wanted_);
    settle();
}

void StageManager::changed(std::string_view plugin) {
    if (shown_ == Shown{}) highlights_stale_ = true; // what it tells on the home screen may be new
    if (window_ && shown_.plugin == plugin) window_->invalidate();
    if (two_ && second_.shows(plugin)) window_->invalidate_second();
}

Status StageManager::open(std::string_view address) {
    if (!options_.show.empty()) return Error{Kind::unavailable, "This kiosk shows one screen only."};
    const auto slash = std::min(address.find('/'), address.size());
    const Shown next{std::string(address.substr(0, slash)), std::string(address.substr(std::min(slash + 1, address.size())))};
    if (!address.empty() && !(knows(next) && parts_.plugins.find(next.plugin)->screens_work()))
        return Error{Kind::not_found, "There is no such screen."};
    if (is_held()) return Error{Kind::unavailable, "A plugin holds the stage."};
    put_on_soon(next);
    return {};
}

// The hall reads the event's language, whatever somebody at the touch screen has chosen for themselves.
void StageManager::draw_second() {
    const auto theirs = std::exchange(lang_, options_.lang);
    ui::set_lang(lang_);
    second_.draw(*window_);
    lang_ = theirs;
    ui::set_lang(lang_);
}

void StageManager::draw_if_due() {
    if (two_ && window_->second_due()) draw_second();
    if (!window_ || !window_->frame_due()) return;
    std::function<void()> overlay;
    if (operator_->open(parts_.clock.mono())) overlay = [this] { operator_->draw(parts_.clock.mono()); };
    auto* const plugin = parts_.plugins.find(shown_.plugin);
    const auto drawn = window_->draw([this] { return draw_shown(); }, overlay);
    swallows_touch_ = swallows_touch_ && window_->pressed();
    if (window_->frames() == 1) parts_.first_frame();
    if (!plugin) return;
    plugin->frame_over(drawn);
    if (!plugin->screens_work()) put_on({}); // there is never "no screen"
}

screen::FrameOutcome StageManager::draw_shown() {
    const bool asks = parts_.visitor.shows() == VisitorSession::Shows::asking;
    auto outcome = screen::FrameOutcome::drawn;
    {
        const screen::TouchShield shield(asks || swallows_touch_);
        outcome = draw_screen();
    }
    if (asks) screen::draw_still_there(still_there_view());
    return outcome;
}

screen::FrameOutcome StageManager::draw_screen() {
    if (auto* plugin = parts_.plugins.find(shown_.plugin))
        return plugin->draw() ? screen::FrameOutcome::drawn : screen::FrameOutcome::failed;
    draw_own();
    return screen::FrameOutcome::drawn;
}

void StageManager::set_address(std::string bind, std::uint16_t port) {
    address_ = address_for_people(bind);
    port_ = port;
}

std::string StageManager::join_url(std::string_view code) const {
    // Upper case keeps the QR code in its compact alphanumeric mode: version 2 up to 38 characters.
    return upper("http://" + address_ + ":" + std::to_string(port_) + "/" + std::string(code));
}

std::vector<std::string> StageManager::on_displays() const {
    using Shows = VisitorSession::Shows;
    if (!window_) return {};
    const auto own = parts_.visitor.shows();
    std::vector<std::string> on{own == Shows::asking                         ? "asking"
                                : shown_ != Shown{}                          ? shown_.plugin + "/" + shown_.screen
                                : own == Shows::attract                      ? "attract"
                                : code_entry_.open()                         ? "code"
                                                                             : "home"};
    if (two_) on.push_back(second_.address());
    return on;
}

std::optional<bool> StageManager::motion() const {
    const auto wanted = parts_.event.value("screens", json::object()).value("motion", "auto");
    return wanted == "auto" ? std::nullopt : std::optional(wanted == "reduced");
}

ui::Scheme StageManager::scheme() const {
    const auto branding = parts_.event.find("branding");
    const std::string wanted = branding != parts_.event.end() ? branding->value("scheme", "auto") : "auto";
    return wanted == "light" ? ui::Scheme::light : ui::Scheme::dark;
}

} // namespace kiosk
