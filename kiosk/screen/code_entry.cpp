#include "kiosk/screen/code_entry.h"

#include <utility>

namespace kiosk::screen {

using namespace kiosk::ui;

namespace {

constexpr int kLetters = 9;

ui::TextEntry fresh() {
    ui::TextEntry entry;
    entry.typing = Typing::plain;
    entry.most = kLetters;
    return entry;
}

} // namespace

void CodeEntry::show() {
    close();
    open_ = true;
}

void CodeEntry::close() {
    open_ = false;
    entry_ = fresh();
    trouble_.clear();
    refused_.clear();
}

void CodeEntry::refused(std::string sentence_key) {
    trouble_ = std::move(sentence_key);
    refused_ = entry_.text;
}

std::optional<std::string> CodeEntry::draw() {
    const Theme& t = theme();
    backdrop();
    header(tr("visitor.code_title"), tr("visitor.code_lead"), Icon::arrow_right, t.accent, t.accent2);
    const Icon back = Icon::home;
    const float back_w = 300;
    if (button("code.back", stage_width() - t.margin - back_w, 60, back_w, 84, tr("visitor.code_back"), &back, false)) {
        close();
        need_frame();
        return std::nullopt;
    }
    const float w = std::min(stage_width() - 2 * t.margin, 900.f), x = (stage_width() - w) / 2;
    text_field(x, 206, w, 124, entry_, tr("visitor.code_hint"));
    if (entry_.text != refused_) trouble_.clear(); // they are correcting it
    if (!trouble_.empty())
        fit(x, 346, w, 56, tr(trouble_), {34, Weight::semibold, 1.2f}, 26, t.bad, Align::center);
    const float top = 424;
    const bool done = keyboard("code", t.margin, top, stage_width() - 2 * t.margin, kStageHeight - top - 40, entry_);
    for (char& c : entry_.text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A'); // codes have capitals only
    entry_.shift = true;
    if (!done || entry_.text.empty()) return std::nullopt;
    return entry_.text;
}

} // namespace kiosk::screen
