// GIFT in two steps: a block of the file taken apart (gift.cpp), then its answers understood (gift_answers.cpp). Inside of
// import/ only. Thread: any.
//
// Within a block, "\:" and the other escapes stand as single control codes, so that what is left of : # = { } ~ has a
// meaning. unescaped() gives the letters back.
#pragma once

#include "import/text/draft.h"

#include <string>
#include <string_view>

namespace quiz {

enum class GiftFormat { moodle, html, plain }; // plain: as it is; the others may hold tags

std::string unescaped(std::string_view text);

// A text with a format of its own, "[html]<b>…", or else the one given; escapes are resolved. Changes `format` to the one used.
Text gift_text(Draft&, std::string_view text, GiftFormat& format);

// What stands between the braces. Fills type, options, key and explanation, or refuses.
void read_gift_answers(Draft&, std::string_view answers, GiftFormat);

} // namespace quiz
