#include "kiosk/screen/touch_shield.h"
#include "kiosk/screen/window.h"
#include "tests/screen/stage.h"

#include <SDL.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace kiosk::screen {
namespace {

using Clock = std::chrono::steady_clock;
using testing::HasSubstr;

Ms since(Clock::time_point start) { return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count(); }

void press(SDL_Keycode key, SDL_Scancode place = SDL_SCANCODE_UNKNOWN) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = key;
    event.key.keysym.scancode = place;
    SDL_PushEvent(&event);
}

// What the window system itself has to say after opening (shown, focus …) is taken and drawn.
void settle(Window& window, const DrawScreen& screen) {
    for (int turn = 0; turn < 8; ++turn) {
        window.wait(5);
        if (!window.frame_due() && turn > 2) return;
        ASSERT_TRUE(window.draw(screen));
        std::this_thread::sleep_for(std::chrono::milliseconds(35)); // longer than the slowest pace
    }
}

TEST(Window, OpensAndDraws) {
    const auto window = open_stage_or_fail(small_stage());
    EXPECT_EQ(window->width(), 960);
    EXPECT_EQ(window->height(), 540);
    EXPECT_NE(window->painter(), "");
    EXPECT_TRUE(window->frame_due());
    ASSERT_TRUE(window->draw(filled(0x336699)));
    const Pixels picture(*window);
    EXPECT_EQ(picture.at(0, 0), 0x336699u);
    EXPECT_EQ(picture.at(959, 539), 0x336699u);
    EXPECT_EQ(window->frames(), 1u);
}

TEST(Window, EveryPainterShowsTheSamePicture) {
    for (const auto painter : {WindowOptions::Painter::opengl, WindowOptions::Painter::sdl_software}) {
        auto options = small_stage();
        options.painter = painter;
        const auto window = open_stage_or_fail(std::move(options));
        const auto screen = [] {
            ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {960, 540}, ui::hex(0x102030));
            ImGui::GetWindowDrawList()->AddRectFilled({100, 50}, {300, 250}, ui::hex(0xff8040));
            ui::text(400, 400, "Chữ", ui::type::h1, ui::hex(0xffffff));
            return FrameOutcome::drawn;
        };
        ASSERT_TRUE(window->draw(screen)) << window->painter();
        const Pixels picture(*window);
        EXPECT_EQ(picture.at(10, 10), 0x102030u) << window->painter();
        EXPECT_EQ(picture.at(200, 60), 0xff8040u) << window->painter() << ": upside down?";
        EXPECT_GT(picture.colours_in(200, 200, 120, 60), 2u) << window->painter() << ": letters are missing";
        EXPECT_TRUE(window->software()) << window->painter();
    }
}

TEST(Window, CanBeOpenedAgain) {
    for (int i = 0; i < 3; ++i) {
        const auto window = open_stage_or_fail(small_stage(640, 360));
        ASSERT_TRUE(window->draw(filled(0x00ff00)));
        EXPECT_EQ(Pixels(*window).at(320, 180), 0x00ff00u);
    }
}

TEST(Window, AStillScreenSleeps) {
    const auto window = open_stage_or_fail(small_stage());
    settle(*window, filled(0x112233));
    const auto frames = window->frames();
    for (int turn = 0; turn < 5; ++turn) {
        const auto start = Clock::now();
        window->wait(20);
        EXPECT_GE(since(start), 18);
        EXPECT_FALSE(window->frame_due());
    }
    EXPECT_EQ(window->next_frame(), -1);
    EXPECT_EQ(window->frames(), frames);
    window->invalidate();
    EXPECT_TRUE(window->frame_due());
}

TEST(Window, AnotherThreadEndsTheWait) {
    const auto window = open_stage_or_fail(small_stage());
    settle(*window, filled(0));
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        window->wake();
    });
    const auto start = Clock::now();
    EXPECT_TRUE(window->wait(20'000).empty());
    EXPECT_LT(since(start), 5'000);
    other.join();
    EXPECT_FALSE(window->frame_due()) << "to be woken is not yet a reason to draw";
}

TEST(Window, AThousandWakesAreOneWake) {
    const auto window = open_stage_or_fail(small_stage());
    settle(*window, filled(0));
    for (int i = 0; i < 1000; ++i) window->wake();
    window->wait(1000);
    const auto start = Clock::now();
    window->wait(40);
    EXPECT_GE(since(start), 38);
    window->wake();
    const auto again = Clock::now();
    window->wait(20'000);
    EXPECT_LT(since(again), 5'000) << "a wake after the first was taken counts anew";
}

TEST(Window, KeysComeAsPlainValues) {
    const auto window = open_stage_or_fail(small_stage());
    settle(*window, filled(0));
    press(SDLK_SPACE);
    press(SDLK_7, SDL_SCANCODE_7);
    press(SDLK_ESCAPE);
    const auto inputs = window->wait(1000);
    ASSERT_EQ(inputs.size(), 3u);
    EXPECT_EQ(inputs[0].key, Key::next);
    EXPECT_EQ(inputs[1].key, Key::digit);
    EXPECT_EQ(inputs[1].digit, 7);
    EXPECT_EQ(inputs[2].key, Key::escape);
    EXPECT_TRUE(window->wait(0).empty()) << "told once";
}

TEST(Window, AFullscreenKioskCannotBeClosed) {
    SDL_Event close{};
    close.type = SDL_QUIT;
    auto options = small_stage();
    options.fullscreen = true;
    {
        const auto kiosk = open_stage_or_fail(options);
        SDL_PushEvent(&close);
        EXPECT_TRUE(kiosk->wait(100).empty());
    }
    options.fullscreen = false;
    const auto window = open_stage_or_fail(options);
    SDL_PushEvent(&close);
    const auto inputs = window->wait(100);
    ASSERT_EQ(inputs.size(), 1u);
    EXPECT_EQ(inputs[0].key, Key::quit);
}

// A countdown in a box, and beside it something that changes with every draw.
struct Contest {
    std::uint32_t beside = 0x200000;
    FrameOutcome draw() {
        filled(beside)();
        ui::countdown(960, 540, 120, 7.5f, 20);
        beside += 0x200000;
        return FrameOutcome::drawn;
    }
};

TEST(Window, ACountdownRedrawsItsRectangleOnly) {
    const auto window = open_stage_or_fail(small_stage());
    ASSERT_TRUE(window->software());
    Contest contest;
    const DrawScreen screen = [&] { return contest.draw(); };
    ASSERT_TRUE(window->draw(screen));
    const std::uint32_t corner = Pixels(*window).at(3, 3);
    window->wait(0);

    // Ticks come by themselves; the first frames after opening may be whole ones.
    for (int turn = 0; turn < 40 && window->partial_frames() < 2; ++turn) {
        window->wait(500);
        if (window->frame_due()) {
            ASSERT_TRUE(window->draw(screen));
        }
    }
    ASSERT_GE(window->partial_frames(), 2u);
    const auto before = Pixels(*window);
    const auto partial = window->partial_frames();
    while (window->partial_frames() == partial) {
        window->wait(500);
        if (window->frame_due()) {
            ASSERT_TRUE(window->draw(screen));
        }
    }
    const auto after = Pixels(*window);
    EXPECT_EQ(after.at(3, 3), before.at(3, 3)) << "the rest was drawn again";
    EXPECT_EQ(after.at(956, 536), before.at(956, 536));
    EXPECT_NE(after.at(480, 270 - 80), 0u);
    EXPECT_NE(after.rgb, before.rgb) << "the countdown's own rectangle was not drawn";

    window->invalidate();
    window->wait(500);
    ASSERT_TRUE(window->draw(screen));
    EXPECT_NE(Pixels(*window).at(3, 3), before.at(3, 3)) << "a change draws the whole screen";
    EXPECT_NE(corner, 0u);
}

TEST(Window, AScreenThatLeavesAWindowOpenCostsOneFrameAndNoKiosk) {
    const auto window = open_stage_or_fail(small_stage());
    ASSERT_TRUE(window->draw(filled(0x00aa00)));
    const auto broken = [] {
        filled(0xaa0000)();
        ImGui::Begin("lost");
        ImGui::PushID("and found");
        return FrameOutcome::drawn;
    };
    const auto drawn = window->draw(broken);
    ASSERT_FALSE(drawn);
    EXPECT_THAT(drawn.error().sentence, HasSubstr("lost"));
    EXPECT_EQ(Pixels(*window).at(480, 270), 0x00aa00u) << "half a picture was shown";
    EXPECT_FALSE(window->frame_due());
    EXPECT_LE(window->next_frame(), 100);
    EXPECT_GT(window->next_frame(), 0) << "tried again, but not in a busy loop";

    ASSERT_TRUE(window->draw(filled(0x0000aa)));
    EXPECT_EQ(Pixels(*window).at(480, 270), 0x0000aau);
}

TEST(Window, AScreenThatSaysItFailedKeepsThePictureBefore) {
    const auto window = open_stage_or_fail(small_stage());
    ASSERT_TRUE(window->draw(filled(0x00aa00)));
    int draws = 0;
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(window->draw([&] { return ++draws, FrameOutcome::failed; }));
    EXPECT_EQ(draws, 10);
    EXPECT_EQ(Pixels(*window).at(1, 1), 0x00aa00u);
    EXPECT_EQ(window->frames(), 1u);
}

TEST(Window, AScreenThatEndsTheStageItselfIsSurvived) {
    const auto window = open_stage_or_fail(small_stage());
    ASSERT_TRUE(window->draw(filled(0x00aa00)));
    EXPECT_FALSE(window->draw([] { return ImGui::End(), FrameOutcome::drawn; }));
    EXPECT_TRUE(window->draw(filled(0x00aa00)));
}

TEST(Window, AnOverlayLiesAboveAndKeepsTouchesFromTheScreen) {
    const auto window = open_stage_or_fail(small_stage());
    bool below = true, above = false;
    const auto screen = [&] {
        filled(0x00aa00)();
        below = ImGui::IsMousePosValid() || ImGui::IsMouseClicked(0);
        return FrameOutcome::drawn;
    };
    const auto overlay = [&] {
        ImGui::GetWindowDrawList()->AddRectFilled({100, 100}, {200, 200}, ui::hex(0xffffff));
        above = true;
    };
    ASSERT_TRUE(window->draw(screen, overlay));
    EXPECT_TRUE(above);
    EXPECT_FALSE(below);
    EXPECT_EQ(Pixels(*window).at(150, 150), 0xffffffu);
    EXPECT_EQ(Pixels(*window).at(50, 50), 0x00aa00u);
}

TEST(TouchShield, GivesBackWhatItKept) {
    ImGuiContext* context = ImGui::CreateContext();
    auto& io = ImGui::GetIO();
    io.MousePos = {12, 34};
    io.MouseClicked[0] = io.MouseReleased[1] = true;
    {
        const TouchShield shield(true);
        EXPECT_FALSE(ImGui::IsMousePosValid());
        EXPECT_FALSE(io.MouseClicked[0]);
        EXPECT_FALSE(io.MouseReleased[1]);
    }
    EXPECT_EQ(io.MousePos.x, 12);
    EXPECT_TRUE(io.MouseClicked[0]);
    EXPECT_TRUE(io.MouseReleased[1]);
    ImGui::DestroyContext(context);
}

TEST(Window, WhileAKeyboardIsShownLettersAreTypedAndTheClickerStillTurnsThePage) {
    const auto window = open_stage_or_fail(small_stage());
    ui::TextEntry name;
    const DrawScreen screen = [&name] {
        ui::keyboard("name", 72, 500, 1776, 500, name);
        return FrameOutcome::drawn;
    };
    const auto type = [](char letter) {
        press(letter, letter == '1' ? SDL_SCANCODE_1 : letter == '2' ? SDL_SCANCODE_2 : SDL_SCANCODE_UNKNOWN);
        SDL_Event text{};
        text.type = SDL_TEXTINPUT;
        text.text.text[0] = letter;
        SDL_PushEvent(&text);
    };
    settle(*window, screen);
    type('p'), type(' '), type('1');
    EXPECT_TRUE(window->wait(1000).empty()) << "no pause, no next, no digit of a PIN";
    ASSERT_TRUE(window->frame_due());
    ASSERT_TRUE(window->draw(screen));
    EXPECT_EQ(name.text, "p 1");
    press(SDLK_PAGEDOWN);
    ASSERT_EQ(window->wait(1000).size(), 1u);
    EXPECT_EQ(window->wait(0).size(), 0u);

    const auto overlay = [] {};
    ASSERT_TRUE(window->draw(screen, overlay));
    type('2');
    const auto& keys = window->wait(1000);
    ASSERT_EQ(keys.size(), 1u) << "below the PIN pad the keyboard hears nothing";
    EXPECT_EQ(keys[0].key, Key::digit);
    ASSERT_TRUE(window->draw(screen, overlay));
    ASSERT_TRUE(window->draw(screen));
    EXPECT_EQ(name.text, "p 1");
}

} // namespace
} // namespace kiosk::screen
