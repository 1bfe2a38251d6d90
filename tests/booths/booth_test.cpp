#include "booth/booth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace booths {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A booth with one good part of each kind, to be spoiled in one place.
json good() {
    return json::parse(R"({"formatVersion": 1, "id": "che", "order": 4, "icon": "plant", "hue": 3,
        "title": {"vi": "Đồi chè", "en": "Tea hills", "mww": "Toj tshuaj yej", "x-note": "xem lại"}, "lead": "Từ đồi đến ấm.",
        "cover": {"file": "agriculture", "alt": {"vi": "Một đồi chè"}, "credit": "Kiosk Số"},
        "sections": [{"heading": "Hái", "text": "Một tôm hai lá."},
                     {"heading": "Sao", "text": "Lửa nhỏ.", "picture": {"file": "agriculture-stamp", "alt": "Chảo chè"}}],
        "figures": [{"value": 88.01, "decimals": 2, "unit": "%", "label": "hồ sơ", "asOf": "2025-10-01", "source": "Báo cáo"},
                    {"value": 969, "label": "dịch vụ", "asOf": "2025-10", "source": "Báo cáo"}],
        "links": [{"title": "Cổng", "url": "https://dichvucong.gov.vn/a?b=1@2"}],
        "stamp": {"question": "Hái mấy lá?", "options": [{"id": "a", "text": {"vi": "Hai", "en": "Two"}},
                  {"id": "b", "text": {"vi": "Mười", "en": "Ten"}}], "answer": "a", "explanation": "Một tôm hai lá."}})");
}

json with(const std::string& pointer, const json& change) {
    json booth = good();
    if (change.is_null()) {
        const json::json_pointer at(pointer);
        booth[at.parent_pointer()].erase(at.back());
    } else {
        booth[json::json_pointer(pointer)] = change;
    }
    return booth;
}

// The pointers of all faults after `change` was made at `pointer`; a null takes the value away.
std::vector<std::string> faults(const std::string& pointer, const json& change) {
    const std::string text = with(pointer, change).dump();
    std::vector<std::string> out;
    check_booth(text, "en", [&](std::string_view at, std::string_view sentence) {
        out.emplace_back(at);
        EXPECT_FALSE(sentence.empty());
    });
    std::vector<Fault> kept;
    EXPECT_EQ(read_booth(text, "vi", kept).has_value(), out.empty());
    EXPECT_EQ(kept.size(), out.size());
    return out;
}

std::string sentence(const std::string& lang, const std::string& pointer, const json& change) {
    std::string said;
    check_booth(with(pointer, change).dump(), lang, [&](std::string_view, std::string_view one) { said = one; });
    return said;
}

TEST(Booth, AGoodOneIsRead) {
    std::vector<Fault> none;
    const auto booth = read_booth(good().dump(), "vi", none);
    ASSERT_TRUE(booth) << none[0].pointer << none[0].sentence;
    EXPECT_EQ(booth->id, "che");
    EXPECT_EQ(booth->order, 4);
    EXPECT_EQ(booth->icon, "plant");
    EXPECT_EQ(booth->hue, 3);
    EXPECT_EQ(booth->cover.file, "agriculture");
    ASSERT_EQ(booth->sections.size(), 2u);
    EXPECT_TRUE(booth->sections[0].picture.empty());
    EXPECT_EQ(booth->sections[1].picture.alt.in("vi"), "Chảo chè");
    ASSERT_EQ(booth->figures.size(), 2u);
    EXPECT_DOUBLE_EQ(booth->figures[0].value, 88.01);
    EXPECT_EQ(booth->figures[0].unit.in("en"), "%");
    EXPECT_TRUE(booth->figures[1].unit.empty());
    EXPECT_EQ(booth->figures[1].as_of, "2025-10");
    EXPECT_EQ(booth->links.at(0).url, "https://dichvucong.gov.vn/a?b=1@2");
    ASSERT_EQ(booth->stamp.options.size(), 2u);
    EXPECT_EQ(booth->stamp.options[1].text.in("en"), "Ten");
    EXPECT_EQ(booth->stamp.answer, "a");
}

TEST(Booth, IsReadInTheLanguagesThatItWasWrittenIn) {
    std::vector<Fault> none;
    const auto booth = read_booth(good().dump(), "vi", none);
    ASSERT_TRUE(booth);
    EXPECT_EQ(booth->title.in("en"), "Tea hills");
    EXPECT_EQ(booth->title.in("mww"), "Toj tshuaj yej");
    EXPECT_EQ(booth->title.in("fr"), "Đồi chè") << "Vietnamese where there is no other";
    EXPECT_EQ(booth->title.in("x-note"), "Đồi chè") << "an author's note is no language";
    EXPECT_EQ(booth->lead.in("en"), "Từ đồi đến ấm.");
    EXPECT_EQ(Text{}.in("vi"), "");
}

TEST(Booth, WhatMayBeLeftOutMay) {
    for (const auto* key : {"/order", "/icon", "/hue", "/cover", "/figures", "/links", "/cover/credit", "/figures/0/unit"})
        EXPECT_THAT(faults(key, nullptr), IsEmpty()) << key;
    std::vector<Fault> none;
    const auto plain = read_booth(with("/icon", nullptr).dump(), "vi", none);
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->icon, "storefront");
}

TEST(Booth, WhatIsNeededIsAskedForWhereItIsMissing) {
    EXPECT_THAT(faults("/formatVersion", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/id", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/title", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/sections", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/stamp", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/cover/alt", nullptr), ElementsAre("/cover"));
    EXPECT_THAT(faults("/sections/1/text", nullptr), ElementsAre("/sections/1"));
    EXPECT_THAT(faults("/figures/1/asOf", nullptr), ElementsAre("/figures/1"));
    EXPECT_THAT(faults("/figures/1/source", nullptr), ElementsAre("/figures/1"));
    EXPECT_THAT(faults("/figures/0/value", nullptr), ElementsAre("/figures/0"));
    EXPECT_THAT(faults("/links/0/url", nullptr), ElementsAre("/links/0"));
    EXPECT_THAT(faults("/stamp/explanation", nullptr), ElementsAre("/stamp"));
}

TEST(Booth, AShapeThatDoesNotFitIsNamedAndNeverCrashes) {
    EXPECT_THAT(faults("/formatVersion", 2), ElementsAre("/formatVersion"));
    EXPECT_THAT(faults("/hue", 8), ElementsAre("/hue"));
    EXPECT_THAT(faults("/order", 1.5), ElementsAre("/order"));
    EXPECT_THAT(faults("/order", 1e300), ElementsAre("/order"));
    EXPECT_THAT(faults("/title", json::array()), ElementsAre("/title"));
    EXPECT_THAT(faults("/title", {{"en", "Tea"}}), ElementsAre("/title")) << "Vietnamese is needed";
    EXPECT_THAT(faults("/title/en", "  "), ElementsAre("/title/en"));
    EXPECT_THAT(faults("/cover", "agriculture"), ElementsAre("/cover"));
    EXPECT_THAT(faults("/sections", json::array()), ElementsAre("/sections"));
    EXPECT_THAT(faults("/sections/0", 7), ElementsAre("/sections/0"));
    EXPECT_THAT(faults("/figures", {{"a", 1}}), ElementsAre("/figures"));
    EXPECT_THAT(faults("/figures/0/value", "88"), ElementsAre("/figures/0/value"));
    EXPECT_THAT(faults("/stamp", json::array()), ElementsAre("/stamp"));
    EXPECT_THAT(faults("/stamp/options", {1, 2}), ElementsAre("/stamp/options/0", "/stamp/options/1", "/stamp/answer"));
    for (const auto* text : {"", "[]", "7", "{", "{\"id\": \"\\ud800\"}"}) {
        std::vector<Fault> found;
        EXPECT_FALSE(read_booth(text, "vi", found)) << text;
        EXPECT_FALSE(found.empty()) << text;
    }
}

TEST(Booth, TheAnswerIsOneOfTheOptions) {
    EXPECT_THAT(faults("/stamp/answer", "c"), ElementsAre("/stamp/answer"));
    EXPECT_EQ(sentence("vi", "/stamp/answer", "c"), "Không có lựa chọn nào mang mã “c”.");
    EXPECT_EQ(sentence("en", "/stamp/answer", "c"), "No option has the id “c”.");
}

TEST(Booth, NoTwoOptionsAreTheSame) {
    EXPECT_THAT(faults("/stamp/options/1/id", "a"), ElementsAre("/stamp/options/1/id"));
    EXPECT_THAT(faults("/stamp/options/1/text/vi", "Hai"), ElementsAre("/stamp/options/1/text"));
    EXPECT_THAT(faults("/stamp/options/1/text/en", "Two"), ElementsAre("/stamp/options/1/text"));
    EXPECT_THAT(faults("/stamp/options/1/text/en", "Hai"), IsEmpty()) << "the same word in two languages is no confusion";
}

TEST(Booth, AFiguresDateIsADayOfTheCalendar) {
    for (const auto* day : {"2025", "2025-10", "2025-10-09", "2028-02-29"})
        EXPECT_THAT(faults("/figures/0/asOf", day), IsEmpty()) << day;
    for (const auto* day : {"09/10/2025", "2025-13", "2025-00", "2025-02-30", "2026-02-29", "2025-1-1", "2025-10-", "25", "2025-10-09T",
                            "2025-10-09-01", "2025--1", "-025", "hôm qua"})
        EXPECT_THAT(faults("/figures/0/asOf", day), ElementsAre("/figures/0/asOf")) << day;
    EXPECT_THAT(sentence("vi", "/figures/0/asOf", "2025-02-30"), HasSubstr("“2025-02-30” không phải một ngày"));
}

TEST(Booth, AFigureIsShownAsItsSourceHasIt) {
    EXPECT_THAT(faults("/figures/0/decimals", 1), ElementsAre("/figures/0/decimals")) << "88.01 % would become 88.0 %";
    EXPECT_THAT(faults("/figures/0/decimals", nullptr), ElementsAre("/figures/0/decimals"));
    EXPECT_THAT(faults("/figures/1/value", 2565124), IsEmpty());
    EXPECT_THAT(faults("/figures/1/value", 9.5e11), IsEmpty());
    EXPECT_THAT(faults("/figures/1/value", 0.1 + 0.2), ElementsAre("/figures/1/decimals"));
    EXPECT_THAT(faults("/figures/0/value", -0.29), IsEmpty()) << "0.29 has no exact double";
}

TEST(Booth, ALinkSaysWhereItLeads) {
    for (const auto* url : {"http://dichvucong.gov.vn", "dichvucong.gov.vn", "https://", "https://localhost", "javascript:alert(1)",
                            "https://dichvucong.gov.vn@evil.example", "https://a.vn/ x"})
        EXPECT_THAT(faults("/links/0/url", url), ElementsAre("/links/0/url")) << url;
    EXPECT_THAT(faults("/links/0/url", "https://nq57.vn"), IsEmpty());
}

TEST(Booth, AllFaultsAreToldAtOnce) {
    json booth = good();
    booth.erase("lead");
    booth["hue"] = -1;
    booth["figures"][0]["asOf"] = "?";
    booth["stamp"]["answer"] = "z";
    std::vector<Fault> found;
    EXPECT_FALSE(read_booth(booth.dump(), "vi", found));
    EXPECT_EQ(found.size(), 4u);
}

TEST(Booth, ADamagedFileGetsSentencesWhateverHappenedToIt) {
    const json whole = good(), leaves = whole.flatten();
    const std::vector<json> instead{nullptr, true, -1, 1e300, "", "a", json::array(), json::object(), {{"vi", 7}}, {1, {{"id", "a"}}}};
    std::set<std::string> places; // every leaf, and all that holds it
    for (const auto& [pointer, value] : leaves.items())
        for (json::json_pointer at(pointer); !at.empty(); at = at.parent_pointer())
            places.insert(at.to_string());
    for (const auto& place : places)
        for (const json& other : instead) {
            json damaged = whole;
            damaged[json::json_pointer(place)] = other;
            std::vector<Fault> found;
            const auto booth = read_booth(damaged.dump(), "vi", found);
            EXPECT_EQ(booth.has_value(), found.empty()) << place << " = " << other;
            for (const auto& fault : found)
                EXPECT_TRUE(fault.sentence.ends_with(".") && damaged.contains(json::json_pointer(fault.pointer)))
                    << fault.pointer << ": " << fault.sentence;
        }
}

} // namespace
} // namespace booths
