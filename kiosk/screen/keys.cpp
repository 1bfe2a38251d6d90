#include "kiosk/screen/keys.h"

#include <SDL.h>

namespace kiosk::screen {

std::optional<Input> input_of(const SDL_KeyboardEvent& event) {
    if (event.type != SDL_KEYDOWN || event.repeat != 0) return {};
    if (event.keysym.mod & (KMOD_ALT | KMOD_CTRL | KMOD_GUI)) return {}; // somebody else's shortcut
    const SDL_Keycode key = event.keysym.sym;
    // The digit row by its place on the keyboard: on the Vietnamese layout the same keys give ă, â, ê and the tone marks.
    const SDL_Scancode place = event.keysym.scancode;
    if (place >= SDL_SCANCODE_1 && place <= SDL_SCANCODE_9)
        return Input{Key::digit, static_cast<int>(place - SDL_SCANCODE_1) + 1};
    if (place == SDL_SCANCODE_0) return Input{Key::digit, 0};
    if (key >= SDLK_KP_1 && key <= SDLK_KP_9) return Input{Key::digit, static_cast<int>(key - SDLK_KP_1) + 1};
    switch (key) {
    case SDLK_KP_0: return Input{Key::digit, 0};
    case SDLK_SPACE:
    case SDLK_RIGHT:
    case SDLK_PAGEDOWN: return Input{Key::next};
    case SDLK_p: return Input{Key::pause};
    case SDLK_ESCAPE:
    case SDLK_AC_BACK: return Input{Key::escape};
    case SDLK_BACKSPACE:
    case SDLK_DELETE: return Input{Key::erase};
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return Input{Key::enter};
    case SDLK_F9: return Input{Key::move_display};
    default: return {};
    }
}

bool writes(const SDL_KeyboardEvent& event) {
    const SDL_Keycode key = event.keysym.sym;
    if (key == SDLK_RETURN || key == SDLK_BACKSPACE) return true;
    if (key >= SDLK_KP_DIVIDE && key <= SDLK_KP_PERIOD) return true;
    return key >= SDLK_SPACE && (key & SDLK_SCANCODE_MASK) == 0;
}

} // namespace kiosk::screen
