// The quick reading and the careful one: nobody may be able to tell which it was.
#include "kiosk/content/parse_quickly.h"

#include "desk.h"

namespace kiosk::content {
namespace {

using nlohmann::json;

std::string nested(int levels) { return std::string(levels, '[') + std::string(levels, ']'); }

TEST(ParseQuickly, ReadsOurOwnFilesAsTheCarefulParserDoes) {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kOurContent)) {
        const std::string text = entry.path().extension() == ".json" ? slurp(entry.path()) : "";
        if (text.empty())
            continue;
        ++files;
        const auto quick = parse_quickly(text);
        ASSERT_TRUE(quick) << entry.path();
        EXPECT_EQ(quick->dump(), json::parse(text).dump()) << entry.path();
    }
    EXPECT_GT(files, 15);
}

TEST(ParseQuickly, ReadsEveryKindOfValue) {
    const std::string text = R"({"z": null, "a": [true, false, [], {}, ""], "n": [0, 1, -1, 1.0, 0.1, -2.5e-3, 1e300,
        9223372036854775807, -9223372036854775808, 18446744073709551615], "s": "\u1ec7 \ud83d\ude00 \u0000 \/ \n"})";
    const auto quick = parse_quickly(text);
    ASSERT_TRUE(quick);
    EXPECT_EQ(quick->dump(), json::parse(text).dump());
    for (const auto& [name, number] : quick->at("n").items())
        EXPECT_EQ(number.type(), json::parse(text).at("n").at(std::stoul(name)).type()) << number;
}

TEST(ParseQuickly, ComposesTextsAndKeys) {
    const auto quick = parse_quickly("{\"te\u0302n\": [\"Nguye\u0302\u0303n\"]}");
    ASSERT_TRUE(quick);
    EXPECT_EQ(quick->dump(), "{\"tên\":[\"Nguyễn\"]}");
}

TEST(ParseQuickly, LeavesFaultsToTheCarefulParser) {
    for (const std::string text : {"", " ", "{", "{\"a\": 1,}", "[1] 2", "{\"a\": 1, \"a\": 1}", "{\"\\u0061\": 1, \"a\": 2}", "[\"\xFF\"]",
                                   "[\"\xED\xA0\x80\"]", "[\"\\ud800\"]", "[\"a\nb\"]", "[1e400]", "[01]", "[NaN]", "'a'"})
        EXPECT_FALSE(parse_quickly(text)) << text;
    EXPECT_FALSE(parse_quickly(std::string("[1]\0", 4)));
    EXPECT_FALSE(parse_quickly("{\"te\u0302n\": 1, \"tên\": 2}")) << "one key to whoever reads it";
}

TEST(ParseQuickly, LeavesDeepBracketsAndLongTextsToTheCarefulParser) {
    EXPECT_TRUE(parse_quickly(nested(kMostNesting - 1)));
    EXPECT_FALSE(parse_quickly(nested(kMostNesting + 1)));
    EXPECT_FALSE(parse_quickly("[" + std::string(2u << 20, ' ') + "]"));
}

} // namespace
} // namespace kiosk::content
