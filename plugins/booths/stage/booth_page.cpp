#include "stage/booth_page.h"

#include "stage/parts.h"
#include "stage/tour.h"

#include <kiosk/ui.h>

#include <algorithm>
#include <string>

namespace booths {

namespace ui = kiosk::ui;

namespace {

constexpr float kGap = 28, kSectionGap = 44, kLinkHeight = 92, kCardPad = 26, kUnderHeading = 10;
constexpr ui::Type kLead{34, ui::Weight::regular, 1.4f}, kHeading{40, ui::Weight::bold, 1.22f, -.3f};
constexpr ui::Type kBody{30, ui::Weight::regular, 1.5f};
constexpr ui::Type kValue{66, ui::Weight::black, 1.1f, -1.5f, true}, kLabel{28, ui::Weight::semibold, 1.28f};
constexpr ui::Type kSource{24, ui::Weight::regular, 1.3f};

// One walk over the page serves measuring and drawing, so that both always agree.
class Walk {
public:
    Walk(const Booth& booth, std::string_view lang, float w) : booth_(booth), lang_(lang), w_(w) {}

    PageLayout layout;
    int tapped = -1;

    void draw(const PagePlace& place, std::uint64_t opened) {
        place_ = &place;
        opened_ = opened;
        go();
    }
    void go() {
        y_ = 0;
        layout.tops.push_back(0);
        head();
        figures();
        const std::size_t letters = booth_.title.in(lang_).size() + booth_.lead.in(lang_).size() + 60 * booth_.figures.size();
        layout.stays.push_back(reading_time(letters));
        for (const auto& section : booth_.sections) {
            layout.tops.push_back(y_);
            layout.stays.push_back(reading_time(section.heading.in(lang_).size() + section.text.in(lang_).size()));
            heading(section.heading.in(lang_));
            text(section.text.in(lang_), kBody, ui::theme().muted);
            y_ += kSectionGap;
        }
        links();
        layout.height = y_;
    }

private:
    bool drawing() const { return place_ != nullptr; }
    float x() const { return place_->x; }
    float screen_y(float y) const { return place_->y + y - place_->offset; }
    // Only what is to be seen is drawn: so figures begin to count when they come into sight.
    bool visible(float y, float h) const {
        return drawing() && screen_y(y) < place_->y + place_->h && screen_y(y) + h > place_->y;
    }

    void text(std::string_view words, const ui::Type& type, ImU32 ink, const ui::Paragraph& style = {}) {
        const float h = ui::paragraph_height(w_, words, type, style);
        if (visible(y_, h)) ui::paragraph(x(), screen_y(y_), w_, words, type, ink, style);
        y_ += h;
    }
    void heading(std::string_view words) {
        const float h = ui::paragraph_height(w_, words, kHeading, {.balance = true});
        if (visible(y_, h)) {
            const auto& color = color_of(booth_);
            ui::rect(x() - 26, screen_y(y_) + 8, 8, h - 14, 4, ui::mix(color.low, color.high, .6f));
            ui::paragraph(x(), screen_y(y_), w_, words, kHeading, ui::theme().text, {.balance = true});
        }
        y_ += h + kUnderHeading;
    }
    void head() {
        // At most three lines; a long title is smaller.
        ui::Type title{76, ui::Weight::black, 1.14f, -1.f};
        const std::string& words = booth_.title.in(lang_);
        while (title.size > 44 && ui::paragraph_height(w_, words, title) > 2.2f * title.size * title.lead) title.size -= 4;
        text(words, title, ui::theme().text, {.balance = true});
        y_ += 14;
        text(booth_.lead.in(lang_), kLead, ui::theme().muted);
        y_ += kGap;
    }

    // Cards side by side, as high as the one that says most.
    void figures() {
        const std::size_t columns = booth_.figures.size() == 1 ? 1 : booth_.figures.size() % 3 == 0 && w_ >= 900 ? 3 : 2;
        const float card_w = (w_ - static_cast<float>(columns - 1) * 20) / static_cast<float>(columns);
        for (std::size_t first = 0; first < booth_.figures.size(); first += columns) {
            const std::size_t last = std::min(first + columns, booth_.figures.size());
            const bool lone = last - first == 1 && columns > 1; // the last of an odd number takes the row
            const float w = lone ? w_ : card_w;
            float h = 0;
            for (std::size_t i = first; i < last; ++i) h = std::max(h, figure_height(booth_.figures[i], w));
            for (std::size_t i = first; i < last; ++i)
                if (visible(y_, h)) figure(i, x() + static_cast<float>(i - first) * (card_w + 20), screen_y(y_), w, h);
            y_ += h + 20;
        }
        if (!booth_.figures.empty()) y_ += kSectionGap - 20;
    }
    float figure_height(const Figure& figure, float w) const {
        const float in = w - 2 * kCardPad;
        return kCardPad + 78 + ui::paragraph_height(in, figure.label.in(lang_), kLabel) + 8 +
               ui::paragraph_height(in, shown_source(figure, lang_), kSource) + kCardPad - 4;
    }
    void figure(std::size_t i, float left, float top, float w, float h) {
        const auto& theme = ui::theme();
        const Figure& figure = booth_.figures[i];
        const ImU32 inks[] = {theme.ok, theme.accent2, theme.gold, theme.accent};
        ui::card(left, top, w, h, theme.radius_m, false);
        const std::string key = "booths.figure." + std::to_string(opened_) + "." + std::to_string(i);
        const double share = ui::reduced() ? 1 : ui::tween_from(key, 0, 1, .3f);
        const float in = w - 2 * kCardPad;
        const std::string whole = shown_value(figure, lang_);
        ui::Type value = kValue;
        if (const float wide = ui::measure(whole, value); wide > in) value.size = std::max(36.f, value.size * in / wide);
        ui::text_mid(left + kCardPad, top + kCardPad + 34, shown_value(figure, lang_, share), value, inks[i % 4]);
        float y = top + kCardPad + 78;
        y += ui::paragraph(left + kCardPad, y, in, figure.label.in(lang_), kLabel, theme.text) + 8;
        ui::paragraph(left + kCardPad, y, in, shown_source(figure, lang_), kSource, theme.muted);
    }
    void links() {
        const auto& theme = ui::theme();
        if (booth_.links.empty()) return;
        heading(ui::tr("booths.links"));
        y_ += 8;
        for (std::size_t i = 0; i < booth_.links.size(); ++i) {
            if (visible(y_, kLinkHeight)) {
                const float top = screen_y(y_);
                bool hovered = false;
                if (ui::hit("booths.link." + std::to_string(i), x(), top, w_, kLinkHeight, &hovered)) tapped = static_cast<int>(i);
                ui::rect(x(), top, w_, kLinkHeight, theme.radius_m, hovered ? theme.surface_raised : theme.surface);
                ui::outline(x(), top, w_, kLinkHeight, theme.radius_m, theme.stroke);
                ui::icon(x() + 50, top + kLinkHeight / 2, 46, ui::Icon::qr, theme.accent2);
                ui::fit(x() + 96, top + 8, w_ - 96 - 66, kLinkHeight - 16, booth_.links[i].title.in(lang_), kLabel, 24, theme.text);
                ui::icon(x() + w_ - 38, top + kLinkHeight / 2, 34, ui::Icon::arrow_right, theme.faint);
            }
            y_ += kLinkHeight + 16;
        }
        y_ += 8;
    }

    const Booth& booth_;
    const std::string_view lang_;
    const float w_;
    const PagePlace* place_ = nullptr;
    std::uint64_t opened_ = 0;
    float y_ = 0;
};

} // namespace

std::size_t PageLayout::stop_at(float offset) const {
    constexpr float kInView = 260; // units below the upper edge: there people read
    std::size_t stop = 0;
    while (stop + 1 < tops.size() && tops[stop + 1] <= offset + kInView) ++stop;
    return stop;
}

PageLayout measure_page(const Booth& booth, std::string_view lang, float w) {
    Walk walk(booth, lang, w);
    walk.go();
    return std::move(walk.layout);
}

int draw_page(const Booth& booth, std::string_view lang, const PagePlace& place, std::uint64_t opened) {
    const ui::Clip clip(place.x - 30, place.y, place.w + 60, place.h);
    Walk walk(booth, lang, place.w);
    walk.draw(place, opened);
    return walk.tapped;
}

} // namespace booths
