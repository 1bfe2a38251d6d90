// The booths that come with the product: not only valid, but complete and read in a minute.
#include "booth/booth.h"
#include "kiosk/base/text.h"
#include "kiosk/content/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

namespace booths {
namespace {

using ::testing::ElementsAre;

const std::filesystem::path kSource = KIOSK_SOURCE_DIR;

std::string slurp(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// In the order of the screen.
std::vector<Booth> our_booths() {
    std::vector<Booth> booths;
    for (const auto& entry : std::filesystem::directory_iterator(kSource / "content/booths")) {
        std::vector<Fault> faults;
        auto booth = read_booth(slurp(entry.path()), "en", faults);
        for (const auto& fault : faults)
            ADD_FAILURE() << entry.path() << ": " << fault.pointer << ": " << fault.sentence;
        if (!booth)
            continue;
        EXPECT_EQ(booth->id + ".json", entry.path().filename());
        booths.push_back(std::move(*booth));
    }
    std::ranges::sort(booths, {}, &Booth::order);
    return booths;
}

std::vector<Picture> pictures_of(const Booth& booth) {
    std::vector<Picture> all{booth.cover};
    for (const auto& section : booth.sections)
        if (!section.picture.empty())
            all.push_back(section.picture);
    return all;
}

// Everything of a booth that a visitor reads.
std::vector<Text> texts_of(const Booth& booth) {
    std::vector<Text> all{booth.title, booth.lead, booth.stamp.question, booth.stamp.explanation};
    const auto add = [&all](std::initializer_list<Text> more) { all.insert(all.end(), more); };
    for (const auto& section : booth.sections)
        add({section.heading, section.text});
    for (const auto& picture : pictures_of(booth))
        add({picture.alt, picture.credit});
    for (const auto& figure : booth.figures)
        add({figure.label, figure.source});
    for (const auto& link : booth.links)
        add({link.title});
    for (const auto& option : booth.stamp.options)
        add({option.text});
    return all;
}

std::size_t words_in(const std::string& text) {
    std::istringstream words(text);
    return static_cast<std::size_t>(std::distance(std::istream_iterator<std::string>(words), {}));
}

TEST(OurBooths, AreTheSixOfTheExhibition) {
    std::vector<std::string> ids, titles;
    std::set<int> hues;
    for (const auto& booth : our_booths()) {
        ids.push_back(booth.id);
        titles.push_back(booth.title.in("vi"));
        hues.insert(booth.hue);
    }
    EXPECT_THAT(ids, ElementsAre("government", "experience", "literacy", "agriculture", "education", "stem"));
    EXPECT_THAT(titles, ElementsAre("Chính quyền số", "Trải nghiệm số", "Bình dân học vụ số", "Nông nghiệp thông minh & OCOP",
                                    "Chuyển đổi số trong giáo dục", "Giáo dục STEM/STEAM"));
    EXPECT_EQ(hues.size(), 6u) << "each booth is known by its colour";
}

TEST(OurBooths, FitTheirSchema) {
    const kiosk::content::PackKind kind{"booth", "booths", "booth-v1", [](std::string_view pack, kiosk::content::Lang lang, const auto& tell) {
                                     check_booth(pack, lang == kiosk::content::Lang::en ? "en" : "vi", tell);
                                 }};
    const kiosk::content::Library library(kSource / "content", {kind});
    std::vector<std::string> lines;
    for (const auto& fault : library.check(kSource / "content/booths", kiosk::content::Lang::vi))
        lines.push_back(kiosk::content::to_line(fault));
    EXPECT_THAT(lines, ElementsAre());
}

TEST(OurBooths, SayEverythingInBothLanguages) {
    for (const auto& booth : our_booths())
        for (const auto& text : texts_of(booth)) {
            EXPECT_EQ(text.by_lang.count("vi"), 1u) << booth.id;
            EXPECT_EQ(text.by_lang.count("en"), 1u) << booth.id << ": " << text.in("vi");
        }
}

TEST(OurBooths, AreNfc) {
    for (const auto& entry : std::filesystem::directory_iterator(kSource / "content/booths")) {
        const std::string bytes = slurp(entry.path());
        const auto normal = kiosk::text::nfc(bytes);
        ASSERT_TRUE(normal) << entry.path();
        EXPECT_EQ(*normal, bytes) << entry.path();
    }
}

TEST(OurBooths, HaveADrawingForEveryPictureThatTheyName) {
    std::set<std::string> named;
    for (const auto& booth : our_booths()) {
        const auto pictures = pictures_of(booth);
        EXPECT_GE(pictures.size(), 2u) << booth.id << ": a cover and one more";
        for (const auto& picture : pictures) {
            EXPECT_TRUE(std::filesystem::exists(kSource / "plugins/booths/art" / (picture.file + ".svg"))) << picture.file;
            EXPECT_TRUE(named.insert(picture.file).second) << picture.file << " hangs in two places";
        }
    }
    for (const auto& entry : std::filesystem::directory_iterator(kSource / "plugins/booths/art"))
        if (entry.path().extension() == ".svg") {
            EXPECT_TRUE(named.contains(entry.path().stem().string())) << entry.path() << " hangs nowhere";
        }
}

TEST(OurBooths, AreReadInAMinute) {
    for (const auto& booth : our_booths()) {
        EXPECT_GE(booth.sections.size(), 3u) << booth.id;
        EXPECT_LE(booth.sections.size(), 4u) << booth.id;
        for (const auto* lang : {"vi", "en"}) {
            std::size_t words = words_in(booth.lead.in(lang));
            for (const auto& section : booth.sections)
                words += words_in(section.heading.in(lang)) + words_in(section.text.in(lang));
            EXPECT_LE(words, 200u) << booth.id << " " << lang;
        }
    }
}

TEST(OurBooths, GiveAStampToWhoReadAndNotToWhoGuesses) {
    std::map<std::string, int> right;
    for (const auto& booth : our_booths()) {
        ASSERT_EQ(booth.stamp.options.size(), 4u) << booth.id;
        ++right[booth.stamp.answer];
        for (const auto* lang : {"vi", "en"}) {
            std::size_t longest = 0, shortest = SIZE_MAX;
            for (const auto& option : booth.stamp.options) {
                longest = std::max(longest, kiosk::text::letters(option.text.in(lang)));
                shortest = std::min(shortest, kiosk::text::letters(option.text.in(lang)));
            }
            EXPECT_LE(longest, 2 * shortest + 4) << booth.id << " " << lang << ": one option stands out";
        }
    }
    EXPECT_EQ(right.size(), 4u) << "every place is right once";
    for (const auto& [id, times] : right)
        EXPECT_LE(times, 2) << id;
}

} // namespace
} // namespace booths
