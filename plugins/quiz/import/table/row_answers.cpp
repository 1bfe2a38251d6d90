#include "import/table/choices.h"
#include "import/table/rows.h"
#include "import/table/values.h"

#include <algorithm>

namespace quiz {
namespace {

bool is_truth_pair(const std::vector<Option>&);

} // namespace

// Settles type, options and key. Or why that cannot be.
std::optional<Bilingual> Rows::read_answer(const Row& row, Work& work) {
    Question& question = work.question;
    const std::string given = text(row, Field::answer);
    const bool chooses = !question.options.empty();
    const Bilingual missing{"Đáp án đang để trống.", "The answer is empty."};
    if (work.type == Type::poll) {
        question.type = Type::poll;
        if (!given.empty())
            work.notes.push_back({{"Thăm dò ý kiến không có đáp án; đáp án được bỏ.", "A poll has no answer; it was left out."},
                                  heading(Field::answer)});
        return std::nullopt;
    }
    if (work.type == Type::order)
        return read_order(given, work);
    if (work.type == Type::text && given.empty() && chooses) { // Quizizz: each option is an accepted answer
        std::vector<std::string> accepted;
        for (const Option& option : question.options) accepted.push_back(option.text.vi);
        question.options.clear();
        question.type = Type::text;
        question.key = RightTexts{std::move(accepted)};
        return std::nullopt;
    }
    if (given.empty())
        return missing;
    if (work.type == Type::number || work.type == Type::text) {
        if (chooses)
            work.notes.push_back({{"Câu hỏi gõ đáp án không có lựa chọn; các lựa chọn được bỏ.",
                                   "A typed answer has no options; they were left out."},
                                  heading(Field::type)});
        question.options.clear();
    }
    if (work.type == Type::number)
        return read_number(row, work);
    if (work.type == Type::text) {
        read_texts(row, work);
        return std::nullopt;
    }
    const bool two_truths = is_truth_pair(question.options);
    if (work.type == Type::boolean && chooses && !two_truths) {
        work.type.reset();
        work.notes.push_back({{"Các lựa chọn không phải là Đúng và Sai; hiểu là câu hỏi chọn đáp án.",
                               "The options are not True and False; it was taken for a choice between them."},
                              heading(Field::type)});
    }
    if (work.type == Type::boolean || (!work.type && (chooses ? two_truths : truth_of(given).has_value())))
        return read_truth(given, work);
    if (chooses || work.type)
        return read_choice(given, work);
    if (const auto number = number_of(row.at(table_.column(Field::answer)));
        number && (number->unit.empty() || number->unit == "%")) {
        work.notes.push_back(
            {{"Không có lựa chọn nào; hiểu là câu hỏi gõ con số.", "There are no options; it was taken for a number to type."},
             heading(Field::answer)});
        return read_number(row, work);
    }
    work.notes.push_back(
        {{"Không có lựa chọn nào; hiểu là câu hỏi gõ chữ.", "There are no options; it was taken for a text to type."},
         heading(Field::answer)});
    read_texts(row, work);
    return std::nullopt;
}

std::optional<Bilingual> Rows::read_choice(const std::string& given, Work& work) {
    Question& question = work.question;
    auto read = pick_options(given, work.places, numbers_are_places_);
    if (const auto* why = std::get_if<Bilingual>(&read))
        return *why;
    const auto& picked = std::get<Pick>(read);
    RightOptions right;
    for (const std::size_t place : picked.options)
        if (const auto& id = question.options[work.option_of[place]].id;
            std::find(right.ids.begin(), right.ids.end(), id) == right.ids.end())
            right.ids.push_back(id);
    if (picked.doubt)
        work.notes.push_back({*picked.doubt, heading(Field::answer)});
    question.type = work.type == Type::multiple || right.ids.size() > 1 ? Type::multiple : Type::single;
    if (right.ids.size() > 1 && work.type != Type::multiple)
        work.notes.push_back({{"Có " + std::to_string(right.ids.size()) + " đáp án đúng nên thành câu hỏi nhiều đáp án.",
                               "There are " + std::to_string(right.ids.size()) + " right answers, so several may be picked."},
                              heading(Field::answer)});
    question.key = std::move(right);
    return std::nullopt;
}

std::optional<Bilingual> Rows::read_order(const std::string& given, Work& work) {
    Question& question = work.question;
    question.type = Type::order;
    RightOrder order;
    if (given.empty()) {
        for (const Option& option : question.options) order.ids.push_back(option.id);
        work.notes.push_back({{"Đáp án để trống; thứ tự đúng là thứ tự các lựa chọn đã ghi.",
                               "The answer is empty; the options were taken to be in the right order."},
                              heading(Field::answer)});
    } else {
        auto read = pick_options(given, work.places, numbers_are_places_);
        if (const auto* why = std::get_if<Bilingual>(&read))
            return *why;
        for (const std::size_t place : std::get<Pick>(read).options)
            order.ids.push_back(question.options[work.option_of[place]].id);
    }
    question.key = std::move(order);
    return std::nullopt;
}

std::optional<Bilingual> Rows::read_truth(const std::string& given, Work& work) const {
    Question& question = work.question;
    std::optional<bool> truth;
    if (is_truth_pair(question.options)) {
        const auto read = pick_options(given, work.places, numbers_are_places_);
        if (const auto* picked = std::get_if<Pick>(&read); picked && picked->options.size() == 1)
            truth = truth_of(question.options[work.option_of[picked->options.front()]].text.vi);
    }
    if (!truth)
        truth = truth_of(given);
    if (!truth)
        return Bilingual{quoted(given) + " không phải là Đúng hay Sai.", quoted(given) + " is neither true nor false."};
    question.type = Type::boolean;
    question.options.clear();
    question.key = RightOptions{{*truth ? "true" : "false"}};
    return std::nullopt;
}

std::optional<Bilingual> Rows::read_number(const Row& row, Work& work) const {
    Question& question = work.question;
    const Cell& cell = row.at(table_.column(Field::answer));
    const auto number = number_of(cell);
    if (!number)
        return Bilingual{quoted(cell.text) + " không phải là một con số.", quoted(cell.text) + " is not a number."};
    question.type = Type::number;
    RightNumber right{number->value};
    if (number->doubtful)
        work.notes.push_back(
            {{quoted(cell.text) + " được hiểu là " + std::to_string(static_cast<long long>(number->value)) + ".",
              quoted(cell.text) + " was taken for " + std::to_string(static_cast<long long>(number->value)) + "."},
             heading(Field::answer)});
    if (question.unit.empty())
        question.unit.vi = number->unit;
    const Cell& around = row.at(table_.column(Field::tolerance));
    if (const auto written = fold(around.text); written == fold(kClosest.vi) || written == fold(kClosest.en))
        right.closest = true;
    else if (const auto tolerance = number_of(around); tolerance && tolerance->value >= 0)
        right.tolerance = tolerance->value;
    else if (!written.empty())
        work.notes.push_back({{"Không hiểu sai số " + quoted(around.text) + "; chỉ con số đúng mới được tính.",
                               "The tolerance " + quoted(around.text) + " is not understood; only the number itself counts."},
                              heading(Field::tolerance)});
    question.key = right;
    return std::nullopt;
}

// A line each; without line breaks, between | or ; (a break at the very end tells that these are no separators either).
void Rows::read_texts(const Row& row, Work& work) const {
    work.question.type = Type::text;
    RightTexts right;
    const std::string& given = row.at(table_.column(Field::answer)).text;
    const char separator = given.find('\n') != given.npos ? '\n' : given.find('|') != given.npos ? '|' : ';';
    for (std::size_t at = 0; at <= given.size();) {
        const auto end = std::min(given.find(separator, at), given.size());
        if (const auto one = stripped(std::string_view(given).substr(at, end - at)); !one.empty())
            right.texts.emplace_back(one);
        at = end + 1;
    }
    work.question.key = std::move(right);
}

namespace {

bool is_truth_pair(const std::vector<Option>& options) {
    const auto is = [&options](std::size_t i, const Word& word) {
        const auto said = fold(options[i].text.vi);
        return said == fold(word.vi) || said == fold(word.en);
    };
    return options.size() == 2 && ((is(0, kTrue) && is(1, kFalse)) || (is(0, kFalse) && is(1, kTrue)));
}

} // namespace
} // namespace quiz
