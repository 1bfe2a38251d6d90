// The three taps on the touch screen: what is hard, where, send; with a sentence for those who want to say more. Holds what
// one visitor has chosen so far, and drops it when they leave. Thread: main; draw inside Plugin::draw.
#pragma once

#include "voice.h"

#include <kiosk/ui.h>

#include <optional>
#include <string>

namespace feedback {

class Form {
public:
    enum class Step : std::uint8_t { reason, unit, sentence, thanks };
    enum class Wish : std::uint8_t { none, send, home };

    explicit Form(const Event& event) : event_(event) {}

    void restart();                              // nobody has chosen anything
    Wish draw(std::string_view lang);            // what was tapped in this frame
    const Voice& voice() const { return voice_; }
    void sent();                                 // it is kept: thanks
    void refused(std::string_view key);          // it is not; the key of the sentence that says why
    Step step() const { return step_; }
    void pose(Step, Voice, std::string_view typed = {}); // for pictures

private:
    void draw_reasons(float top);
    void draw_units(float top, std::string_view lang);
    void draw_sentence(float top, std::string_view lang);
    void draw_writing();
    void draw_thanks();
    Wish draw_foot();
    void go(Step);

    const Event& event_;
    Step step_ = Step::reason;
    Voice voice_;
    bool sends_ = false;                         // "send" was tapped in this frame
    bool writing_ = false;                       // the keyboard is on, for the sentence
    kiosk::ui::TextEntry typed_;                 // what is looked for in the units, or the sentence
    std::string trouble_;                        // key of a sentence
};

} // namespace feedback
