// What the writers of GIFT and Moodle XML share. Inside of export/ only. Thread: any.
#pragma once

#include "bank/bank.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace quiz {

// A text as HTML that import/html.h reads back as the same text. In two languages: Moodle's multilang spans.
std::string to_html(std::string_view text);
std::string to_html(const Text&);
constexpr bool in_both(const Text& text) { return !text.vi.empty() && !text.en.empty(); }
bool any_in_both(const Question&); // whether any of its texts is

// What neither format has a place for, as members of the question in the bank's own format: seconds, source, unit, closest,
// a topic in two languages; or `whole`, of what is no question for Moodle. Written in a comment that our own reader takes back
// and that others pass over. An empty object where there is nothing. Pictures are left out.
nlohmann::json left_over(const Question&, bool whole);
bool fits_moodle(Type); // not a poll, not an order

std::string short_name(const Question&, Lang); // the beginning of its text
std::string starred(std::string_view text);    // an accepted text; Moodle takes a lone * for any text
std::string_view share_of(std::size_t right);  // the weight of each of so many right options: "33.33333"
std::string_view tag_of(Difficulty);
std::string number_text(double); // the shortest that reads back as the same number

} // namespace quiz
