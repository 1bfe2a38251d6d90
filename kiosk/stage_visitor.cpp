// The stage manager's care for the person at the touch screen: the built-in screens, what they ask for there, and that all of
// it goes with them.
#include "kiosk/stage_manager.h"

#include "kiosk/base/log.h"
#include "kiosk/content/library.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kiosk {

using nlohmann::json;

namespace {

constexpr Ms kLookEvery = 2'000; // at what invites people, however often it changes

} // namespace

// ---------------------------------------------------------------- there, or not

void StageManager::tick() {
    if (!window_) return;
    const auto before = parts_.visitor.shows();
    parts_.visitor.tick(parts_.clock.mono());
    if (const auto now = parts_.visitor.shows(); now != before) {
        if (now == VisitorSession::Shows::asking) {
            store::Step step;
            leave_code_ = parts_.visitor.handover_code(parts_.clock.wall(), step);
            if (!step.writes.empty())
                if (auto taken = parts_.writer.submit(std::move(step)); !taken) spdlog::warn("a code was not written");
        }
        highlights_stale_ = true;
        next_look_ = 0;
        window_->invalidate();
        if (now == VisitorSession::Shows::attract) window_->screen_shown();
    }
    if (shown_ == Shown{}) look_for_highlights();
}

std::optional<Ms> StageManager::next_duty() const {
    if (!window_) return std::nullopt;
    auto due = parts_.visitor.next();
    if (shown_ == Shown{} && highlights_stale_) due = std::min(due.value_or(next_look_), next_look_);
    return due;
}

void StageManager::settle() {
    const bool only_one = !options_.show.empty();
    const auto place = is_held() && !only_one          ? VisitorSession::Place::held
                       : shown_ == Shown{} || only_one ? VisitorSession::Place::home
                                                       : VisitorSession::Place::opened;
    const std::pair now{place, shown_};
    if (settled_ == now) return;
    settled_ = now;
    code_entry_.close();
    highlights_stale_ = true;
    next_look_ = 0;
    parts_.visitor.moved_to(place, shown_ == Shown{} ? "" : shown_.plugin + "/" + shown_.screen, parts_.clock.mono());
}

void StageManager::visitor_news(VisitorSession::News news) {
    if (news == VisitorSession::News::gone) {
        leave_code_.clear();
        code_entry_.close();
        if (lang_ != options_.lang) set_lang(options_.lang);
        if (options_.show.empty()) put_on_soon({});
    }
    if (window_) window_->invalidate();
}

// ---------------------------------------------------------------- the built-in screens

void StageManager::draw_own() {
    const Ms wall = parts_.clock.wall();
    if (parts_.visitor.shows() == VisitorSession::Shows::attract && options_.show.empty())
        return screen::draw_attract(attract_view(), parts_.clock.mono() - parts_.visitor.attract_since(), wall);
    if (code_entry_.open()) {
        if (const auto code = code_entry_.draw()) parts_.queue.post([this, code = *code] { take_code(code); });
        return;
    }
    if (const auto tapped = screen::draw_home(home_view(), wall)) act_on(*tapped);
}

void StageManager::draw_to_look_at() { screen::draw_attract(attract_view(), parts_.clock.mono(), parts_.clock.wall()); }

// Within a frame: what changes the screen is done in the next turn.
void StageManager::act_on(const screen::HomeTap& tapped) {
    using What = screen::HomeTap::What;
    const auto wishes = parts_.visitor.current();
    switch (tapped.what) {
    case What::tile: {
        const auto slash = tapped.id.find('/');
        return put_on_soon({tapped.id.substr(0, slash), tapped.id.substr(slash + 1)});
    }
    case What::language:
        return parts_.queue.post([this, lang = tapped.id] {
            set_lang(lang);
            parts_.visitor.language_changed();
        });
    case What::big_text: return parts_.visitor.prefer(!wishes.big_text, wishes.aloud);
    case What::aloud: return parts_.visitor.prefer(wishes.big_text, !wishes.aloud);
    case What::done: return parts_.visitor.leave();
    case What::code: return parts_.queue.post([this] {
            code_entry_.show();
            if (window_) window_->screen_shown();
        });
    }
}

void StageManager::take_code(const std::string& code) {
    window_->invalidate();
    if (!parts_.writer.healthy()) return code_entry_.refused("http.not_saved");
    const Ms mono = parts_.clock.mono();
    store::Step step;
    const auto taken = parts_.handovers.take({code, "screen", ""}, mono, parts_.clock.wall(), step);
    if (!taken) return code_entry_.refused(taken.error().sentence);
    if (auto written = parts_.writer.submit(std::move(step)); !written) spdlog::warn("that a code was used was not written");
    if (!parts_.visitor.come_back(taken->person, mono)) return code_entry_.refused("visitor.code_old"); // erased meanwhile
    code_entry_.close();
    const auto slash = std::min(taken->screen.find('/'), taken->screen.size());
    const Shown there{taken->screen.substr(0, slash), taken->screen.substr(std::min(slash + 1, taken->screen.size()))};
    if (knows(there)) put_on_soon(there);
}

screen::HomeView StageManager::home_view() const {
    screen::HomeView view;
    view.event_name = content::pick(parts_.event["name"], lang_);
    view.event_place = content::pick(parts_.event.value("place", json()), lang_);
    view.join_url = join_url("");
    if (const auto wifi = parts_.event.find("wifi"); wifi != parts_.event.end() && wifi->is_object())
        view.wifi = wifi->value("ssid", "");
    std::vector<std::pair<plugin::Plugin*, const plugin::ScreenInfo*>> invited; // in the order of their tiles
    for (const auto& plugin : parts_.plugins.running())
        for (const auto& screen : plugin->manifest().screens)
            if (screen.home && plugin->screens_work()) invited.emplace_back(&*plugin, &screen);
    std::ranges::stable_sort(invited, {}, [](const auto& one) { return one.second->order; });
    int hue = 0;
    for (const auto& [plugin, info] : invited) {
        screen::HomeTile tile{plugin->id() + "/" + info->id, info->title.in(lang_), info->blurb.in(lang_), "",
                              ui::Icon::sparkle, hue++ % 8};
        ui::icon_by_name(info->icon.empty() ? plugin->manifest().icon : info->icon, tile.icon);
        if (const auto* fact = fact_of_tile(seen_, tile.id)) {
            tile.meta = fact->headline + (fact->text.empty() ? "" : " " + fact->text);
            ui::icon_by_name(fact->icon, tile.meta_icon);
        }
        view.tiles.push_back(std::move(tile));
    }
    for (const auto& lang : languages()) view.languages.push_back({lang, parts_.words.own_name(lang)});
    view.lang = lang_;
    const auto who = parts_.visitor.current();
    view.visitor = parts_.visitor.name();
    view.big_text = who.big_text;
    view.aloud = who.aloud;
    view.can_speak = parts_.can_speak();
    return view;
}

screen::AttractView StageManager::attract_view() const {
    const auto [first, second] = attract_languages();
    return {content::pick(parts_.event["name"], first), join_url(""), in_both(parts_.words, "attract.scan", first, second),
            in_both(parts_.words, "attract.touch", first, second),
            attract_pages(parts_.words, seen_in_first_, first, seen_in_second_, second)};
}

screen::StillThereView StageManager::still_there_view() const {
    screen::StillThereView view;
    view.name = parts_.visitor.name();
    view.code = leave_code_;
    if (!leave_code_.empty()) view.url = join_url(leave_code_);
    view.seconds_total = static_cast<float>(parts_.visitor.times().reset_after) / 1000;
    view.seconds_left = static_cast<float>(parts_.visitor.resets_at() - parts_.clock.mono()) / 1000;
    return view;
}

void StageManager::look_for_highlights() {
    const Ms now = parts_.clock.mono();
    if (!highlights_stale_ || now < next_look_) return;
    highlights_stale_ = false;
    next_look_ = now + kLookEvery;
    const auto renew = [this](Highlights& kept, const std::string& lang) {
        auto fresh = lang.empty() ? Highlights{} : parts_.highlights(lang);
        if (fresh == kept) return;
        kept = std::move(fresh);
        redraw();
    };
    if (two_ && parts_.visitor.shows() != VisitorSession::Shows::attract) renew(seen_, lang_);
    if (!two_ && parts_.visitor.shows() != VisitorSession::Shows::attract) return renew(seen_, lang_);
    const auto [first, second] = attract_languages();
    renew(seen_in_first_, first);
    renew(seen_in_second_, second);
}

// ---------------------------------------------------------------- languages

void StageManager::set_lang(const std::string& lang) {
    lang_ = lang;
    highlights_stale_ = true;
    next_look_ = 0;
    if (window_) window_->set_lang(lang_);
}

std::vector<std::string> StageManager::languages() const {
    const auto known = parts_.words.langs();
    std::vector<std::string> offered;
    for (const auto& lang : parts_.event.value("languages", json::array()))
        if (std::find(known.begin(), known.end(), lang) != known.end()) offered.push_back(lang.get<std::string>());
    return offered;
}

std::pair<std::string, std::string> StageManager::attract_languages() const {
    const auto offered = languages();
    const auto second = std::find_if(offered.begin(), offered.end(), [this](const auto& lang) { return lang != options_.lang; });
    return {options_.lang, second == offered.end() ? "" : *second};
}

} // namespace kiosk
