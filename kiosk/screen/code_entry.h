// "I have a code": whoever walked away in the middle of something types here what the screen told them then.
// Thread: main; draw inside Window::draw. Words: visitor.* of content/i18n.
#pragma once

#include <kiosk/ui.h>

#include <optional>
#include <string>

namespace kiosk::screen {

class CodeEntry {
public:
    bool open() const { return open_; }
    void show();
    void close();
    void refused(std::string sentence_key); // "visitor.code_used"; what was typed stands, to be corrected

    // In place of the home screen. The code, when somebody has typed one and says so.
    std::optional<std::string> draw();

private:
    bool open_ = false;
    ui::TextEntry entry_;
    std::string trouble_; // a key; empty: none
    std::string refused_; // what was typed when it was said
};

} // namespace kiosk::screen
