#include "stage/stage.h"

#include "stage/browse.h"

#include <kiosk/ui.h>

#include <algorithm>
#include <utility>

namespace booths {

namespace ui = kiosk::ui;

namespace {

constexpr const char* kScrollId = "booths.page";
// As a picture shows it: the same on every machine and at any time.
constexpr const char* kPosedUrl = "HTTP://192.168.1.20:8080/B7K4QXYZ";
constexpr float kPosedSeconds = 21;
constexpr std::int64_t kPosedStamps[] = {128, 96, 143, 71, 88, 54};

} // namespace

// ---------------------------------------------------------------- coming and going

void Stage::start(std::string_view screen) {
    const auto show = host_.setting("show");
    fixed_ = !show.empty();
    alone_ = fixed_ && show == "booths/" + std::string(screen) && hall_.find(screen);
    code_.reset();
    begins_with_ = hall_.find(screen) ? std::string(screen) : screen == "booth" && !hall_.ids.empty() ? hall_.ids.front() : "";
    go_to(begins_with_);
    if (posed_ == "booth-link") code_ = Code{0};
}

void Stage::stop() {
    booth_.clear();
    code_.reset();
}

void Stage::booths_changed() {
    if (!booth_.empty() && !hall_.find(booth_)) booth_.clear();
    code_.reset(); // a link may be another one now
    host_.screen_changed();
}

void Stage::visitor_changed() {
    const bool was_there = std::exchange(somebody_, host_.visitor().present);
    if (!was_there || somebody_) return;
    // The next one begins with what everybody sees. Where there is a home screen, that comes on and stops this one, unless it is on
    // a second display, too: then it begins anew with the list.
    code_.reset();
    if (!alone_ && booth_ != begins_with_ && (fixed_ || begins_with_.empty())) go_to(begins_with_);
    host_.screen_changed();
}

void Stage::go_to(const std::string& booth, int came_from) {
    booth_ = booth;
    came_from_ = came_from;
    ++opened_;
    tour_.start(host_.now());
    tour_offset_ = 0;
    ui::restart_appear();
    to_top_ = true;
    if (!booth.empty() && !posed()) desk_.opened_at_screen(booth);
    host_.screen_changed();
}

void Stage::step(int by) {
    const auto count = hall_.booths.size();
    if (alone_ || count < 2) return;
    const auto place = (hall_.place_of(booth_) + count + static_cast<std::size_t>(by)) % count;
    go_to(hall_.ids[place], by);
}

// ---------------------------------------------------------------- frames

void Stage::draw() {
    if (code_ && !hall_.find(booth_)) code_.reset();
    if (code_) return draw_code_screen();
    if (!booth_.empty() && hall_.find(booth_)) return draw_booth_screen();
    draw_browse_screen();
}

void Stage::draw_browse_screen() {
    const auto given = [this](std::string_view booth) {
        if (posed()) return kPosedStamps[hall_.place_of(booth) % std::size(kPosedStamps)];
        return desk_.stamps_given(booth);
    };
    const BrowseTap tap = draw_browse({hall_, host_.lang(), given, !fixed_});
    if (tap.leave) {
        if (!host_.open("")) host_.give_back_screen();
    } else if (!tap.booth.empty()) {
        go_to(tap.booth);
    }
}

void Stage::draw_booth_screen() {
    const auto place = hall_.place_of(booth_);
    const Booth& booth = hall_.booths[place];
    const PageBox box = page_box(alone_);
    const PageLayout layout = measure_page(booth, host_.lang(), box.w);
    const float offset = page_offset(layout);
    const BoothTap tap = draw_booth({hall_, place, host_.lang(), stamp_code(), opened_, alone_, came_from_, layout, offset});
    const int swiped = alone_ ? 0 : ui::swipe("booths.swipe", 0, 0, ui::stage_width(), ui::kStageHeight);
    switch (tap.what) {
    case BoothTap::What::all: return go_to("");
    case BoothTap::What::before: return step(-1);
    case BoothTap::What::next: return step(1);
    case BoothTap::What::stamp: code_ = Code{}; break;
    case BoothTap::What::link: code_ = Code{tap.link}; break;
    case BoothTap::What::nothing:
        if (swiped != 0) step(-swiped); // the finger went to the left: the next one
        return;
    }
    ui::restart_appear();
    host_.screen_changed();
}

// How far the page has gone up: by the finger, or by the tour of a booth that stands alone.
float Stage::page_offset(const PageLayout& layout) {
    const PageBox box = page_box(alone_);
    if (posed()) return posed_ == "booth-figures" && layout.tops.size() > 1 ? std::max(0.f, std::min(layout.tops[1] - 330, layout.height - box.h)) : 0;
    if (std::exchange(to_top_, false)) ui::scroll_to(kScrollId, 0);
    const auto now = host_.now();
    if (alone_) {
        if (ImGui::GetCurrentContext() && ImGui::IsMouseDown(0)) tour_.touched(now);
        const std::size_t stop = tour_.stop(layout.stays, now);
        if (!tour_.resting(now)) {
            const float furthest = std::max(0.f, layout.height - box.h);
            const float wanted = std::min(layout.tops[stop], furthest);
            if (stop == 0 && tour_offset_ > 0) ++opened_; // round again: the figures count up for the next ones
            tour_offset_ = wanted;
            ui::scroll_to(kScrollId, ui::reduced() ? wanted : ui::tween(std::string(kScrollId) + booth_, wanted, .22f));
        }
        ui::need_frame(static_cast<float>(std::max<kiosk_ms>(50, tour_.next() - now)) / 1000.f);
    }
    return ui::scroll(kScrollId, box.x, box.y, box.w, box.h, layout.height);
}

void Stage::draw_code_screen() {
    const Booth& booth = *hall_.find(booth_);
    const StampCode stamp = stamp_code();
    const std::string lang(host_.lang());
    const bool of_link = code_->link >= 0 && code_->link < static_cast<int>(booth.links.size());
    const std::string ask = ui::tr("booths.stamp.of", {booth.title.in(lang)});
    const Link* link = of_link ? &booth.links[static_cast<std::size_t>(code_->link)] : nullptr;
    const CodeView view{link ? std::string_view(link->title.in(lang)) : std::string_view(ask), ui::tr("booths.stamp.how"),
                        link ? std::string_view(link->url) : std::string_view(stamp.url), link ? nullptr : &stamp};
    if (alone_ && !posed()) ui::need_frame(static_cast<float>(Tour::kRest) / 1000.f);
    if (!draw_code(view)) {
        if (alone_ && !tour_.resting(host_.now()) && !posed()) code_.reset(); // they went away without closing it
        return;
    }
    code_.reset();
    ui::restart_appear();
    host_.screen_changed();
}

StampCode Stage::stamp_code() const {
    if (posed()) return {kPosedUrl, kPosedSeconds, 30, kPosedStamps[hall_.place_of(booth_) % std::size(kPosedStamps)]};
    const auto left = static_cast<float>(left_of_step(host_.wall())) / 1000.f;
    ui::need_frame(left + .02f); // then it is another code
    return {desk_.url(booth_), left, static_cast<float>(kStep) / 1000.f, desk_.stamps_given(booth_)};
}

// ---------------------------------------------------------------- pictures

bool Stage::pose(std::string_view picture) {
    posed_ = picture;
    return picture == "browse" || picture == "booth" || picture == "booth-figures" || picture == "booth-link";
}

} // namespace booths
