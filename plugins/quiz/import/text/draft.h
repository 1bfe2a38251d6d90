// A question while it is being read from a text format: what will be said about it if it is taken, or why it cannot be.
// And what GIFT and Moodle XML have in common: answers with weights. Inside of import/ only. Thread: any.
#pragma once

#include "import/collector.h"
#include "import/text/html.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct Draft {
    Question question;
    std::vector<Bilingual> changes;
    std::optional<Bilingual> why_not;

    void change(Bilingual); // the same thing is said once
    bool refuse(Bilingual); // false, always, to be returned; the first reason counts
};

// Refuses the draft, or offers it and says what was changed. True where it was taken.
bool hand_in(Draft, Collector&);

// The text, after having said what it has lost on the way. Pictures are the caller's to say.
Text take_text(Draft&, Plain);
// Says that pictures were left out.
void say_no_pictures(Draft&);

// An answer as Moodle has it. `percent`: 100 is all of the points, less than nothing is a punishment.
struct Weighted {
    Text text;
    std::string image;
    double percent = 0;
    Text feedback;
};
struct WeightedNumber {
    double value = 0, tolerance = 0, percent = 0;
    Text feedback;
};
inline constexpr std::size_t kMostAnswers = 30; // read of one question; more than any question can have

// The fraction of Moodle's list that is meant, as percent: 33.333 and 33 are 33.33333. Nothing where none is near.
std::optional<double> known_weight(double percent);

// Each fills options and key and, where the question has no explanation, takes the right answer's feedback for it. False
// after having refused. `several`: more than one option may be picked, and the positive weights share the points.
bool settle_choices(Draft&, std::vector<Weighted>, bool several);
bool settle_boolean(Draft&, bool right, const Text& feedback_when_right, const Text& feedback_when_wrong);
bool settle_texts(Draft&, const std::vector<Weighted>&); // a "*" stands for anything, "\*" for itself
bool settle_number(Draft&, const std::vector<WeightedNumber>&);

std::string_view trimmed(std::string_view);          // without white space around it
std::optional<double> number_said(std::string_view); // with a decimal point; nothing where more or less than a number is there
// "easy", "Khó", "trung bình", …; nothing for other words.
std::optional<Difficulty> difficulty_said(std::string_view);

// Moodle's categories: "$course$/top/Địa lý" is Địa lý, and "a//b" is a name with a slash. Empty for the outermost.
std::string category_topic(std::string_view category);

// What a file says that a sentence should quote, of bearable length.
std::string shortened(std::string_view);

// Our own writers' comment on the whole bank: {"id": …, "title": …}. What it does not say stays.
void read_bank_comment(std::string_view json, std::string& id, Text& title);

// Adds what our own writers leave in a comment (export/markup.h): members of the question in the bank's format. With an
// empty draft, they are the whole question.
void add_left_over(Draft&, std::string_view json, Lang);

} // namespace quiz
