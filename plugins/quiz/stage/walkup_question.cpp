// A question at the touch screen: the text on top, below it what is touched. The kinds of questions meet only here.
#include "stage/walkup_pages.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace quiz {

namespace ui = kiosk::ui;
using nlohmann::json;

namespace {

constexpr float kPictureEdge = 24; // white around a picture
constexpr std::size_t kMostDigits = 12;

struct Box {
    float x, y, w, h;
};

// A question's picture, whole, on white: a drawing made for paper has black lines. Returns the width it took, gap included.
float draw_picture(const WalkupView& view, const PublicQuestion& question, const Box& at) {
    const Picture* picture = question.image.empty() || !view.picture ? nullptr : view.picture(question.image);
    const ui::Image* image = picture ? ui::image_of(question.image, picture->bytes) : nullptr;
    if (!image) return 0;
    const auto& theme = ui::theme();
    const ImVec2 size = ui::image_size(*image);
    const float most_w = at.w * .4f, scale = std::min({(most_w - 2 * kPictureEdge) / size.x, (at.h - 2 * kPictureEdge) / size.y, 4.f});
    const float w = size.x * scale, h = size.y * scale, paper = std::max(w + 2 * kPictureEdge, most_w * .6f);
    ui::rect(at.x, at.y, paper, at.h, theme.radius_l, IM_COL32_WHITE);
    ui::draw_image(*image, at.x + (paper - w) / 2, at.y + (at.h - h) / 2, w, h, theme.radius_l * .5f);
    return paper + theme.gutter;
}

json ids_of(const PublicQuestion& question, const std::vector<int>& tapped) {
    json ids = json::array();
    for (const int i : tapped) ids.push_back(question.options[static_cast<std::size_t>(i)].id);
    return ids;
}

// What was tapped stands out: a tick, or its place in the order.
void draw_tapped(const Box& at, int place, bool ordered, bool tapped) {
    const auto& theme = ui::theme();
    const float radius = std::min(36.f, at.h * .26f), cx = at.x + at.w - 44, cy = at.y + at.h / 2;
    if (!tapped) return ui::ring(cx, cy, radius, 5, 1, ui::fade_to(theme.text, .6f), ui::fade_to(theme.text, .6f), 0);
    ui::outline(at.x - 7, at.y - 7, at.w + 14, at.h + 14, theme.radius_l + 7, theme.text, 7);
    ui::circle(cx, cy, radius, IM_COL32_WHITE);
    if (ordered) ui::text_mid(cx, cy, std::to_string(place + 1), {radius * 1.3f, ui::Weight::black, 1, 0, true}, theme.answer[4].low, ui::Align::center);
    else ui::icon(cx, cy, radius * 1.3f, ui::Icon::check, theme.answer[3].low, true);
}

// The options as tall as the room allows; in large print below each other, so that the letters are as large as can be.
Touch draw_options(const WalkupView& view, const PublicQuestion& question, WalkupDraft& draft, const Box& at) {
    Touch touch;
    const auto& theme = ui::theme();
    const bool several = question.type == Type::multiple, ordered = question.type == Type::order;
    const auto count = static_cast<int>(question.options.size());
    const float gap = theme.gutter;
    const bool room = (at.h + gap) / static_cast<float>(count) - gap >= 104;
    const int columns = room && (view.big || at.w < 900 || (count <= 3 && count != 2 && at.w < 1300)) ? 1 : count == 3 && at.w >= 1500 ? 3 : 2;
    const int rows = (count + columns - 1) / columns;
    const float w = (at.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float h = std::min(300.f, (at.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
    const bool signs = several || ordered;
    std::vector<std::string_view> texts;
    for (const auto& option : question.options) texts.push_back(option.text.pick(view.lang));
    const float size = ui::answer_text_size(signs ? w - 100 : w, h, texts, false);
    for (int i = 0; i < count; ++i) {
        const Box cell{at.x + static_cast<float>(i % columns) * (w + gap), at.y + static_cast<float>(i / columns) * (h + gap), w, h};
        const float shown = ui::appear(1 + i);
        const ui::Fade fade(shown * (view.saving ? .55f : 1), 0, 30 * (1 - shown));
        ui::AnswerLook look{};
        look.index = i;
        look.text = texts[static_cast<std::size_t>(i)];
        look.text_size = size;
        ui::answer(cell.x, cell.y, signs ? cell.w - 100 : cell.w, cell.h, look); // the sign stands beside it, not on its words
        const auto tapped = std::find(draft.tapped.begin(), draft.tapped.end(), i);
        if (signs) draw_tapped(cell, static_cast<int>(tapped - draft.tapped.begin()), ordered, tapped != draft.tapped.end());
        if (!ui::hit("walkup.option." + std::to_string(i), cell.x, cell.y, cell.w, cell.h) || view.saving) continue;
        if (!signs) {
            touch.what = Touch::What::answer;
            touch.choice = {{"options", ids_of(question, {i})}};
        } else if (tapped == draft.tapped.end()) {
            draft.tapped.push_back(i);
        } else {
            draft.tapped.erase(tapped);
        }
    }
    return touch;
}

// A button at the foot, on the right; pale and dead while there is nothing to send.
bool send_button(const WalkupView& view, const Box& at, bool ready) {
    const ui::Fade fade(ready && !view.saving ? 1.f : .4f);
    const ui::Icon icon = ui::Icon::arrow_right;
    return ui::button("walkup.send", at.x, at.y, at.w, at.h, ui::tr("walkup.question.send"), &icon) && ready && !view.saving;
}

Touch draw_tapping(const WalkupView& view, const PublicQuestion& question, WalkupDraft& draft, Box at) {
    const auto& theme = ui::theme();
    const bool several = question.type == Type::multiple, ordered = question.type == Type::order;
    if (!several && !ordered) return draw_options(view, question, draft, at);
    const float foot = at.y + at.h - kAction, send_w = std::min(520.f, at.w * .4f), again_w = ordered ? 280.f : 0.f;
    at.h -= kAction + 24;
    Touch touch = draw_options(view, question, draft, at);
    const float right = at.x + at.w;
    ui::fit(at.x, foot, at.w - send_w - again_w - 48, kAction, ui::tr(several ? "walkup.question.several" : "walkup.question.order"),
            ui::Type{34, ui::Weight::semibold, 1.2f}, 26, theme.muted);
    if (ordered && ui::button("walkup.order.again", right - send_w - again_w - 20, foot, again_w, kAction, ui::tr("walkup.question.again"), nullptr, false))
        draft.tapped.clear();
    const bool ready = several ? !draft.tapped.empty() : draft.tapped.size() == question.options.size();
    if (send_button(view, {right - send_w, foot, send_w, kAction}, ready)) {
        touch.what = Touch::What::answer;
        auto tapped = draft.tapped;
        if (several) std::sort(tapped.begin(), tapped.end());
        touch.choice = {{several ? "options" : "order", ids_of(question, tapped)}};
    }
    return touch;
}

std::optional<double> read_number(std::string typed) {
    std::replace(typed.begin(), typed.end(), ',', '.');
    double value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
    return value;
}

void press(std::string& number, char key) {
    if (key == '<') {
        if (!number.empty()) number.pop_back();
    } else if (key == '-') {
        if (number.starts_with('-')) number.erase(0, 1);
        else number.insert(0, "-");
    } else if (number.size() < kMostDigits && (key != ',' || (number.find(',') == std::string::npos && !number.empty() && number != "-"))) {
        if (number == "0" && key != ',') number.clear();
        number += key;
    }
}

Touch draw_number(const WalkupView& view, const PublicQuestion& question, WalkupDraft& draft, const Box& at) {
    static constexpr std::string_view kKeys = "123456789-0,";
    const auto& theme = ui::theme();
    Touch touch;
    const float gap = 16, pad_w = std::min(620.f, at.w * .46f), pad_x = at.x + at.w - pad_w;
    const float key_w = (pad_w - 2 * gap) / 3, key_h = (at.h - 3 * gap) / 4;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        const Box key{pad_x + static_cast<float>(i % 3) * (key_w + gap), at.y + static_cast<float>(i / 3) * (key_h + gap), key_w, key_h};
        bool hovered = false;
        const bool tapped = ui::hit(std::string("walkup.digit.") + kKeys[i], key.x, key.y, key.w, key.h, &hovered);
        ui::rect(key.x, key.y, key.w, key.h, theme.radius_m, hovered ? theme.surface_raised : theme.surface);
        ui::outline(key.x, key.y, key.w, key.h, theme.radius_m, ui::fade_to(theme.text, .2f));
        // The comma of Vietnamese is the point of English; it is kept as a comma and read as either.
        const char face = kKeys[i] == ',' && view.lang == Lang::en ? '.' : kKeys[i];
        ui::text_mid(key.x + key.w / 2, key.y + key.h / 2, std::string_view(&face, 1), {60, ui::Weight::bold, 1, 0, true}, theme.text, ui::Align::center);
        if (tapped && !view.saving) press(draft.number, kKeys[i]);
    }
    const float w = pad_x - at.x - theme.gutter, field = std::min(190.f, at.h - kAction - 40);
    ui::card(at.x, at.y, w, field, theme.radius_l);
    const float back = std::min(130.f, field - 30);
    const auto typed = read_number(draft.number);
    std::string shown = draft.number;
    if (view.lang == Lang::en) std::replace(shown.begin(), shown.end(), ',', '.');
    const std::string unit = question.unit.empty() ? "" : " " + question.unit.pick(view.lang);
    if (shown.empty()) ui::fit(at.x + 36, at.y, w - back - 70, field, ui::tr("walkup.question.number_hint"), ui::type::lead, 26, theme.faint);
    else ui::fit(at.x + 36, at.y + 10, w - back - 70, field - 20, shown + unit, ui::type::number_xl, 40, theme.text);
    if (ui::hit("walkup.digit.back", at.x + w - back - 15, at.y + (field - back) / 2, back, back) && !view.saving) press(draft.number, '<');
    ui::icon(at.x + w - back / 2 - 15, at.y + field / 2, 60, ui::Icon::backspace, theme.muted);
    if (shown.empty() && !unit.empty()) ui::text_cut(at.x + 36, at.y + field + 40, w - 72, ui::tr("quiz.question.in_unit", {question.unit.pick(view.lang)}), ui::type::lead, theme.muted);
    if (send_button(view, {at.x, at.y + at.h - kAction, w, kAction}, typed.has_value())) {
        touch.what = Touch::What::answer;
        touch.choice = {{"number", *typed}};
    }
    return touch;
}

Touch draw_typing(const WalkupView& view, WalkupDraft& draft, const Box& at) {
    Touch touch;
    const float field = 104, send_w = std::min(460.f, at.w * .34f), keys_h = std::min(500.f, at.h - field - 20);
    ui::text_field(at.x, at.y, at.w - send_w - 20, field, draft.text, ui::tr("walkup.question.text_hint"));
    const bool ready = !fold(draft.text.text).empty();
    const bool sent = send_button(view, {at.x + at.w - send_w, at.y, send_w, field}, ready);
    const bool done = ui::keyboard("walkup.text.keys", at.x, at.y + at.h - keys_h, at.w, keys_h, draft.text);
    if ((sent || (done && ready)) && !view.saving) {
        touch.what = Touch::What::answer;
        touch.choice = {{"text", draft.text.text}};
    }
    return touch;
}

} // namespace

Touch draw_walkup_question(const WalkupView& view, WalkupDraft& draft) {
    const auto& theme = ui::theme();
    Touch touch = draw_walkup_tools(view);
    const auto question = view.sitting->public_question();
    if (!question) return touch;
    const bool typing = question->type == Type::text;
    const float w = ui::stage_width() - 2 * theme.margin, bottom = ui::kStageHeight - (typing ? 40 : 64);
    const float text_h = typing ? (view.big ? 176.f : 150.f) : view.big ? 236.f : 204.f;
    float y = kBelowTools - 8;
    {
        const float shown = ui::appear(0);
        const ui::Fade fade(shown, 0, 20 * (1 - shown));
        ui::fit(theme.margin, y, w, text_h, question->text.pick(view.lang), {view.big ? 76.f : 60.f, ui::Weight::bold, 1.16f, -.5f}, view.big ? 42.f : 34.f,
                theme.text, ui::Align::left, .5f);
    }
    y += text_h + 24;
    Box at{theme.margin, y, w, bottom - y};
    if (question->type == Type::poll) {
        ui::text_mid(at.x, at.y + 18, ui::tr("walkup.question.poll"), ui::type::label, theme.muted);
        at.y += 48;
        at.h -= 48;
    }
    if (!typing) {
        const float beside = draw_picture(view, *question, at);
        at.x += beside;
        at.w -= beside;
    }
    const Touch here = question->type == Type::number ? draw_number(view, *question, draft, at)
                       : typing                       ? draw_typing(view, draft, at)
                                                      : draw_tapping(view, *question, draft, at);
    if (here.what != Touch::What::none) touch = here;
    if (view.saving && view.trouble.empty()) ui::toast(ui::tr("walkup.question.saving"), ui::Icon::clock, theme.accent2);
    draw_walkup_trouble(view);
    return touch;
}

} // namespace quiz
