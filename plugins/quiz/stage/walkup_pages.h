// The walk-up quiz at the touch screen: one function a page. A page draws what it is given and says what was touched; what comes
// of that is walkup_screen.h's business. So `kiosk picture` draws the same pages from sample people.
// Thread: main, inside draw. Units of the stage (kiosk/ui.h); nothing that is touched is lower than 96.
#pragma once

#include "messages.h"
#include "pictures.h"
#include "walkup/walkup.h"

#include <kiosk/ui.h>

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace quiz {

// What somebody asked for with a finger.
struct Touch {
    enum class What { none, big, aloud, home, name, join, start, answer, next, again, done, booth };
    What what = What::none;
    std::string text;      // of join: the unit's id; of booth: its id
    nlohmann::json choice; // of answer
};

// What is tapped and typed, but not sent.
struct WalkupDraft {
    std::vector<int> tapped;     // options: picked ones, or in order
    std::string number;          // "53,5" as it stands on the display
    kiosk::ui::TextEntry text{.text = {}, .typing = kiosk::ui::Typing::telex, .most = 80, .shift = false};
};

struct UnitChoice {
    std::string id, title, folded; // a unit of the event
};

struct WalkupView {
    Lang lang = Lang::vi;
    bool big = false, aloud = false, can_speak = false; // what the visitor asked for, and whether there is a voice
    bool saving = false;                                // the answer is on its way to the disk
    std::string trouble;                                // a sentence to be shown; or empty
    std::string name;                                   // the visitor's, as it stands on the board
    bool held = false;                                  // it stands in for the one that they typed, until staff have looked at it
    const Sitting* sitting = nullptr;
    int questions = 5;
    int retention_days = 30;
    bool open = true;
    std::function<const Picture*(std::string_view)> picture;
};

// Who are you? `entry` is the name as far as it is typed.
Touch draw_walkup_name(const WalkupView&, kiosk::ui::TextEntry& entry);
// Where are you from? Found by a few letters without accents.
Touch draw_walkup_unit(const WalkupView&, kiosk::ui::TextEntry& search, const std::vector<UnitChoice>&, std::string_view units_title);
Touch draw_walkup_hello(const WalkupView&);
Touch draw_walkup_question(const WalkupView&, WalkupDraft&);
Touch draw_walkup_explained(const WalkupView&);
// `url`: of the code that takes the session to a phone; empty: none.
Touch draw_walkup_result(const WalkupView&, const Card&, const std::string& url);

// ---- what the pages share (walkup_parts.cpp)

inline constexpr float kTop = 48, kTool = 96; // the row of tools
inline constexpr float kBelowTools = kTop + kTool + 28;
inline constexpr float kAction = 112; // the buttons at the foot

// The row on top: number of the question and how the others went, on the right large print, voice and home.
Touch draw_walkup_tools(const WalkupView&);
// One disc a question: right, wrong, asked now, to come. Returns the width drawn.
float draw_walkup_marks(const Sitting&, float x, float cy, float radius);
float walkup_marks_width(const Sitting&, float radius);
// The disc behind the cross of a wrong answer: no alarm, and white reads on it in both themes.
ImU32 calm_ink();
// A sentence of trouble above the foot.
void draw_walkup_trouble(const WalkupView&);
// "A  Text", "53 km", "C → A → B": the right answer, or what was chosen, in one line for reading aloud.
std::string walkup_words(const Question&, const Key&, Lang);
std::string number_words(double value, const Text& unit, Lang);

} // namespace quiz
