#include "pictures.h"

#include <gtest/gtest.h>

namespace quiz {
namespace {

// One transparent pixel.
const std::string kPixel = "data:image/png;base64,"
                           "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

TEST(Picture, IsReadFromItsDataUri) {
    const auto picture = read_data_uri(kPixel);
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->type, "image/png");
    EXPECT_EQ(picture->bytes.substr(1, 3), "PNG");
}

TEST(Picture, IsNotWhatOnlySaysSo) {
    for (const std::string uri :
         {"", "a.png", "data:image/png;base64,", "data:image/png;base64,!!!!",
          "data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,PHNjcmlwdD4=", "data:image/jpeg;base64,iVBORw0KGgo="})
        EXPECT_FALSE(read_data_uri(uri)) << uri;
    EXPECT_FALSE(read_data_uri(kPixel + std::string(kMaxPictureBytes * 2, 'A'))) << "too large";
}

TEST(Picture, LeavesItsNameInTheQuestion) {
    std::vector<Question> questions(2);
    questions[0].image = kPixel;
    questions[0].options = {{"a", {"A", ""}, kPixel}, {"b", {"B", ""}, "gone.png"}};
    questions[1].image = "data:image/png;base64,broken";
    Pictures pictures;
    take_pictures(questions, pictures);
    EXPECT_EQ(pictures.size(), 1u) << "the same bytes are one picture";
    EXPECT_EQ(pictures.begin()->first, questions[0].image);
    EXPECT_EQ(questions[0].options[0].image, questions[0].image);
    EXPECT_EQ(questions[0].options[1].image, "");
    EXPECT_EQ(questions[1].image, "") << "asked without it";
}

} // namespace
} // namespace quiz
