#include "kiosk/base/small.h"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

TEST(Letters, HoldWhatFitsAndCutTheRest) {
    EXPECT_EQ(Letters<4>("7K4Q"), "7K4Q");
    EXPECT_EQ(Letters<4>("7K4QX"), "7K4Q");
    EXPECT_EQ(Letters<4>("vi"), Letters<4>("vi"));
    EXPECT_FALSE(Letters<4>("vi") == "v");
    EXPECT_EQ(Letters<4>().view(), "");
}

TEST(LongRow, WhatStandsInItDoesNotMoveWhileItGrows) {
    LongRow<std::string> row;
    row.push_back("An");
    const std::string* an = &row.front();
    for (int i = 0; i < 10'000; ++i) row.push_back(std::to_string(i));
    EXPECT_EQ(an, &row.front());
    EXPECT_EQ(*an, "An");
    EXPECT_EQ(row[9'999], "9998");
}

TEST(SharedTexts, EachIsKeptOnceAndStaysWhereItIsUntilNobodyUsesIt) {
    SharedTexts texts;
    const std::string* mb = texts.keep("mb");
    for (int i = 0; i < 100; ++i) texts.keep("pc " + std::to_string(i));
    EXPECT_EQ(texts.keep("mb"), mb);
    EXPECT_EQ(texts.size(), 101u);
    texts.keep_only({mb});
    EXPECT_EQ(texts.size(), 1u);
    EXPECT_EQ(texts.keep("mb"), mb);
    EXPECT_EQ(*mb, "mb");
}

} // namespace
} // namespace kiosk
