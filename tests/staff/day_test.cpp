// The day's book, the sound, and the codes that bring people in.
#include "kiosk/staff/codes.h"
#include "kiosk/staff/day.h"

#include <gtest/gtest.h>

#include <fstream>

namespace kiosk::staff {
namespace {

using nlohmann::json;

constexpr Ms kMorning = 1'791'600'000'000, kDay = 86'400'000;

TEST(DayBook, ADayGoesStepByStepAndTheFirstTimeCounts) {
    DayBook book;
    book.load("", kMorning);
    EXPECT_EQ(book.json(kMorning), json({{"opened_ms", 0}, {"rehearsed_ms", 0}, {"played_ms", 0}, {"closed_ms", 0}}));
    EXPECT_TRUE(book.note("opened", kMorning));
    EXPECT_TRUE(book.note("opened", kMorning + 60'000)) << "two people tap";
    EXPECT_TRUE(book.note("closed", kMorning + 120'000));
    EXPECT_EQ(book.json(kMorning)["opened_ms"], kMorning);
    EXPECT_TRUE(book.note("reopened", kMorning + 180'000));
    EXPECT_EQ(book.json(kMorning)["closed_ms"], 0);
    EXPECT_FALSE(book.note("danced", kMorning));
}

TEST(DayBook, SurvivesARestartAndEndsWithTheDay) {
    DayBook book;
    book.load("", kMorning);
    book.note("opened", kMorning);
    const auto kept = book.text();
    DayBook again;
    again.load(kept, kMorning + 3'600'000);
    EXPECT_EQ(again.json(kMorning + 3'600'000)["opened_ms"], kMorning);
    EXPECT_EQ(again.json(kMorning + kDay)["opened_ms"], 0) << "the kiosk ran through the night";
    EXPECT_TRUE(again.note("opened", kMorning + kDay));
    EXPECT_EQ(again.json(kMorning + kDay)["opened_ms"], kMorning + kDay);
    again.load(kept, kMorning + kDay);
    EXPECT_EQ(again.json(kMorning + kDay)["opened_ms"], 0);
}

TEST(DayBook, WhatMakesNoSenseIsAnEmptyDay) {
    for (const char* kept : {"x", "[]", "{}", R"({"date":7})", R"({"date":"2026-10-10","opened":"soon"})"}) {
        DayBook book;
        book.load(kept, kMorning);
        EXPECT_EQ(book.json(kMorning)["opened_ms"], 0) << kept;
    }
}

TEST(Sound, IsThereWhereTheKernelListsACard) {
    const auto file = std::filesystem::temp_directory_path() / ("kiosk-cards-" + std::to_string(::getpid()));
    const auto lists = [&](const char* text) {
        std::ofstream(file) << text;
        return has_sound(file);
    };
    EXPECT_TRUE(lists(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7f10000 irq 30\n"));
    EXPECT_FALSE(lists("--- no soundcards ---\n"));
    std::filesystem::remove(file);
    EXPECT_FALSE(has_sound(file));
}

TEST(WifiCode, IsWhatPhonesRead) {
    EXPECT_EQ(wifi_code({{"ssid", "HoiTruong"}, {"security", "WPA"}, {"password", "matkhau10"}}), "WIFI:T:WPA;S:HoiTruong;P:matkhau10;;");
    EXPECT_EQ(wifi_code({{"ssid", "HoiTruong"}, {"password", ""}}), "WIFI:T:nopass;S:HoiTruong;;") << "no password, whatever it says";
    EXPECT_EQ(wifi_code({{"ssid", "Cu"}, {"security", "WEP"}, {"password", "12345"}}), "WIFI:T:WEP;S:Cu;P:12345;;");
    EXPECT_EQ(wifi_code({{"ssid", "An"}, {"security", "nopass"}, {"hidden", true}}), "WIFI:T:nopass;S:An;H:true;;");
}

TEST(WifiCode, EveryNameAndPasswordComesThroughWhole) {
    EXPECT_EQ(wifi_code({{"ssid", R"(a;b,c:d"e\f)"}, {"security", "WPA"}, {"password", R"(p;:\")"}}),
              R"(WIFI:T:WPA;S:a\;b\,c\:d\"e\\f;P:p\;\:\\\";;)");
    EXPECT_EQ(wifi_code({{"ssid", "Hội trường"}, {"security", "nopass"}}), "WIFI:T:nopass;S:Hội trường;;");
}

TEST(WifiCode, WithoutANameThereIsNone) {
    for (const json& wifi : {json(), json("x"), json({{"ssid", ""}}), json({{"ssid", 7}}), json({{"password", "x"}})}) EXPECT_EQ(wifi_code(wifi), "") << wifi;
}

TEST(Code, IsASquareOfModules) {
    const auto code = code_json("HTTP://192.168.1.20:8080/");
    EXPECT_EQ(code["size"], 25);
    EXPECT_EQ(code["dark"].get<std::string>().size(), 25u * 25);
    EXPECT_EQ(code["dark"].get<std::string>().substr(0, 7), "1111111") << "the corner that phones look for";
    EXPECT_EQ(code_json(std::string(5000, 'x')), nullptr);
}

} // namespace
} // namespace kiosk::staff
