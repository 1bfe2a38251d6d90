#include "import/text/gift.h"

#include <algorithm>
#include <optional>

namespace quiz {
namespace {

// "%50%" at the start; takes it away.
std::optional<double> take_weight(std::string_view& answer) {
    if (!answer.starts_with('%')) return std::nullopt;
    const auto end = answer.find('%', 1);
    if (end == answer.npos) return std::nullopt;
    const auto weight = number_said(answer.substr(1, end - 1));
    if (weight) answer = trimmed(answer.substr(end + 1));
    return weight;
}

// What stands behind the first #; takes it away.
std::string_view take_feedback(std::string_view& answer) {
    const auto at = answer.find('#');
    if (at == answer.npos) return {};
    const auto feedback = trimmed(answer.substr(at + 1));
    answer = trimmed(answer.substr(0, at));
    return feedback;
}

Text text_of(Draft& draft, std::string_view text, GiftFormat format) { return gift_text(draft, text, format); }

// "=right ~wrong ~%50%half right # feedback"
void read_choices(Draft& draft, std::string_view answers, GiftFormat format) {
    std::vector<Weighted> out;
    bool several = true;
    while (!answers.empty() && out.size() < kMostAnswers) {
        const bool right = answers.front() == '=';
        if (right || answers.front() == '~') answers.remove_prefix(1);
        several = several && !right;
        const auto end = std::min(answers.find_first_of("=~"), answers.size());
        auto one = trimmed(answers.substr(0, end));
        answers.remove_prefix(end);
        Weighted answer;
        answer.percent = right ? 100 : take_weight(one).value_or(0); // behind =, a % is a letter like others
        answer.feedback = text_of(draft, take_feedback(one), format);
        answer.text = text_of(draft, one, format);
        out.push_back(std::move(answer));
    }
    settle_choices(draft, std::move(out), several);
}

// "=one =%50%another # feedback"; these are plain text in Moodle.
void read_texts(Draft& draft, std::string_view answers, GiftFormat format) {
    std::vector<Weighted> out;
    while (!answers.empty() && out.size() < kMostAnswers) {
        if (answers.front() == '=') answers.remove_prefix(1);
        const auto end = std::min(answers.find('='), answers.size());
        auto one = trimmed(answers.substr(0, end));
        answers.remove_prefix(end);
        Weighted answer;
        answer.percent = take_weight(one).value_or(100);
        answer.feedback = text_of(draft, take_feedback(one), format);
        answer.text.vi = unescaped(one);
        out.push_back(std::move(answer));
    }
    settle_texts(draft, out);
}

// "3:2" is 3 ± 2, "1..5" is the same; "=%50%3:5" beside others; "~# feedback on wrong ones" at the end.
void read_numbers(Draft& draft, std::string_view answers, GiftFormat format) {
    std::vector<WeightedNumber> out;
    const auto wrong = answers.find('~');
    answers = trimmed(answers.substr(0, wrong));
    while (!answers.empty() && out.size() < kMostAnswers) {
        if (answers.front() == '=') answers.remove_prefix(1);
        const auto end = std::min(answers.find('='), answers.size());
        auto one = trimmed(answers.substr(0, end));
        answers.remove_prefix(end);
        WeightedNumber answer;
        answer.percent = take_weight(one).value_or(100);
        answer.feedback = text_of(draft, take_feedback(one), format);
        std::optional<double> from, to;
        if (const auto dots = one.find(".."); dots != one.npos) {
            from = number_said(one.substr(0, dots));
            to = number_said(one.substr(dots + 2));
            if (from && to) {
                answer.value = (*from + *to) / 2;
                answer.tolerance = (*to - *from) / 2;
            }
        } else {
            const auto colon = one.find(':');
            from = number_said(one.substr(0, colon));
            to = colon == one.npos ? 0.0 : number_said(one.substr(colon + 1));
            if (from && to) {
                answer.value = *from;
                answer.tolerance = *to;
            }
        }
        if (!from || !to) {
            draft.refuse({"“" + shortened(unescaped(one)) + "” không phải là một con số (phần thập phân viết bằng dấu chấm).",
                          "“" + shortened(unescaped(one)) + "” is not a number (the decimal sign is a point)."});
            return;
        }
        out.push_back(std::move(answer));
    }
    settle_number(draft, out);
}

} // namespace

// The kind is decided in Moodle's order: # number, ~ choices, = with -> matching, T or F, else a short answer.
void read_gift_answers(Draft& draft, std::string_view answers, GiftFormat format) {
    if (const auto general = answers.rfind("####"); general != answers.npos) {
        draft.question.explanation = text_of(draft, answers.substr(general + 4), format);
        answers = trimmed(answers.substr(0, general));
    }
    if (answers.empty()) {
        draft.refuse({"Câu tự luận (ngoặc { } trống) không dùng được ở đây.", "Essays (empty braces { }) cannot be used here."});
        return;
    }
    if (answers.front() == '#') return read_numbers(draft, trimmed(answers.substr(1)), format);
    if (answers.find('~') != answers.npos) return read_choices(draft, answers, format);
    if (answers.find('=') != answers.npos && answers.find("->") != answers.npos) {
        draft.refuse({"Câu ghép đôi không dùng được ở đây.", "Matching questions cannot be used here."});
        return;
    }
    auto word = trimmed(answers.substr(0, answers.find('#')));
    const bool right = word == "T" || word == "TRUE";
    if (!right && word != "F" && word != "FALSE") return read_texts(draft, answers, format);
    auto feedback = answers;
    auto when_wrong = take_feedback(feedback); // the first is shown to whom was wrong, the second to whom was right
    const auto when_right = take_feedback(when_wrong);
    settle_boolean(draft, right, text_of(draft, when_right, format), text_of(draft, when_wrong, format));
}

} // namespace quiz
