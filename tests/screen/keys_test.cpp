#include "kiosk/screen/keys.h"

#include <SDL.h>
#include <gtest/gtest.h>

namespace kiosk::screen {
namespace {

SDL_KeyboardEvent pressed(SDL_Keycode key, SDL_Scancode place = SDL_SCANCODE_UNKNOWN) {
    SDL_KeyboardEvent event{};
    event.type = SDL_KEYDOWN;
    event.keysym.sym = key;
    event.keysym.scancode = place;
    return event;
}

TEST(Keys, SpaceRightArrowAndTheClickerGoOn) {
    for (const auto key : {SDLK_SPACE, SDLK_RIGHT, SDLK_PAGEDOWN}) {
        const auto input = input_of(pressed(key));
        ASSERT_TRUE(input);
        EXPECT_EQ(input->key, Key::next);
    }
    EXPECT_EQ(input_of(pressed(SDLK_p))->key, Key::pause);
    EXPECT_EQ(input_of(pressed(SDLK_ESCAPE))->key, Key::escape);
}

TEST(Keys, AClickerWhoseButtonSticksSkipsNoQuestions) {
    auto held = pressed(SDLK_PAGEDOWN);
    held.repeat = 1;
    EXPECT_FALSE(input_of(held));
}

TEST(Keys, TheVietnameseLayoutStillTypesThePin) {
    const auto breve = input_of(pressed(0x0103 /* ă */, SDL_SCANCODE_1));
    ASSERT_TRUE(breve);
    EXPECT_EQ(breve->key, Key::digit);
    EXPECT_EQ(breve->digit, 1);
    EXPECT_EQ(input_of(pressed(SDLK_0, SDL_SCANCODE_0))->digit, 0);
    EXPECT_EQ(input_of(pressed(SDLK_KP_9, SDL_SCANCODE_KP_9))->digit, 9);
    EXPECT_EQ(input_of(pressed(SDLK_KP_0, SDL_SCANCODE_KP_0))->digit, 0);
}

TEST(Keys, ShortcutsReleasesAndOtherKeysMeanNothing) {
    auto alt_space = pressed(SDLK_SPACE);
    alt_space.keysym.mod = KMOD_LALT;
    EXPECT_FALSE(input_of(alt_space));
    auto alt_f4 = pressed(SDLK_F4);
    alt_f4.keysym.mod = KMOD_LALT;
    EXPECT_FALSE(input_of(alt_f4));
    auto released = pressed(SDLK_SPACE);
    released.type = SDL_KEYUP;
    EXPECT_FALSE(input_of(released));
    EXPECT_FALSE(input_of(pressed(SDLK_a)));
}

TEST(Keys, WhileSomebodyTypesLettersAreTheirsAndTheClickerIsStillTheStaffs) {
    for (const SDL_Keycode key : {SDLK_p, SDLK_SPACE, SDLK_0, SDLK_RETURN, SDLK_BACKSPACE, SDLK_DELETE, SDLK_KP_7, SDLK_KP_ENTER})
        EXPECT_TRUE(writes(pressed(key))) << key;
    for (const SDL_Keycode key : {SDLK_PAGEDOWN, SDLK_RIGHT, SDLK_ESCAPE, SDLK_F9, SDLK_AC_BACK, SDLK_LSHIFT})
        EXPECT_FALSE(writes(pressed(key))) << key;
}

} // namespace
} // namespace kiosk::screen
