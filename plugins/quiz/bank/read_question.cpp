#include "bank/reader.h"

#include <algorithm>
#include <set>

namespace quiz {

using nlohmann::json;

namespace {

void read_options(const json&, const std::string& pointer, Question&, Reader&);
void read_answer(const json&, const std::string& pointer, Question&, Reader&);
void read_rest(const json&, const std::string& pointer, Question&, Reader&);
Key read_number(const json&, const json& answer, const std::string& pointer, Reader&);
Key read_texts(const json& answer, const std::string& at, Reader&);
std::vector<std::string> read_ids(const json& answer, const std::string& at, const Question&, Reader&);
bool no_such_option(const Question&, const std::string& id, const std::string& at, Reader&);

} // namespace

std::optional<Question> read_question(const json& value, const std::string& pointer, Reader& reader) {
    const int before = reader.faults();
    if (!value.is_object()) {
        reader.fault(pointer, "Câu hỏi phải là một đối tượng {…}.", "A question must be an object {…}.");
        return std::nullopt;
    }
    Question question;
    question.id = reader.id(value, "id", pointer);
    question.text = reader.text(value, "text", pointer, kMaxQuestionLetters, true);

    const auto type = value.find("type");
    const auto known = type != value.end() && type->is_string() ? type_named(type->get_ref<const std::string&>()) : std::nullopt;
    if (!known) {
        reader.fault(type == value.end() ? pointer : pointer + "/type",
                     "Loại câu hỏi phải là single, multiple, boolean, number, order, text hoặc poll.",
                     "The type must be single, multiple, boolean, number, order, text or poll.");
    } else {
        question.type = *known;
        read_options(value, pointer, question, reader);
        read_answer(value, pointer, question, reader);
    }
    read_rest(value, pointer, question, reader);
    if (reader.faults() != before)
        return std::nullopt;
    return question;
}

namespace {

// Two options that a hurried reader would take for one: capitals and white space do not tell them apart. Accents and
// signs do: "bán" is not "bạn", and "-5" is not "5".
std::string look(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (blank && (out.empty() || out.back() == ' '))
            continue;
        out += blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

void read_options(const json& value, const std::string& pointer, Question& question, Reader& reader) {
    const auto options = value.find("options");
    if (question.type == Type::boolean)
        question.options = {{"true", {"Đúng", "True"}, {}}, {"false", {"Sai", "False"}, {}}};
    if (question.type == Type::boolean || !has_options(question.type)) {
        if (options != value.end())
            reader.fault(pointer + "/options", "Loại câu hỏi này không có lựa chọn.", "This type of question has no options.");
        return;
    }
    if (options == value.end() || !options->is_array() || options->size() < kMinOptions || options->size() > kMaxOptions) {
        const std::string range = std::to_string(kMinOptions) + "–" + std::to_string(kMaxOptions);
        reader.fault(options == value.end() ? pointer : pointer + "/options", "Cần " + range + " lựa chọn.",
                     range + " options are needed.");
        return;
    }
    std::set<std::string> ids, looks;
    for (std::size_t i = 0; i < options->size(); ++i) {
        const std::string at = pointer + "/options/" + std::to_string(i);
        const json& one = (*options)[i];
        if (!one.is_object()) {
            reader.fault(at, "Lựa chọn phải là một đối tượng {…}.", "An option must be an object {…}.");
            continue;
        }
        Option option;
        option.id = reader.id(one, "id", at);
        option.text = reader.text(one, "text", at, kMaxOptionLetters, true);
        if (one.contains("image") && one["image"].is_string())
            option.image = one["image"].get<std::string>();
        if (one.contains("own")) // of a question that was drawn: no bank has it
            option.own = reader.id(one, "own", at);
        if (!option.id.empty() && !ids.insert(option.id).second)
            reader.fault(at + "/id", "Mã “" + option.id + "” đã có ở lựa chọn khác.",
                         "The id “" + option.id + "” is taken already.");
        if (!option.text.vi.empty() && !looks.insert(look(option.text.vi)).second)
            reader.fault(at + "/text", "Lựa chọn này trùng với lựa chọn khác.", "This option says the same as another one.");
        question.options.push_back(std::move(option));
    }
}

void read_answer(const json& value, const std::string& pointer, Question& question, Reader& reader) {
    const std::string at = pointer + "/answer";
    const auto found = value.find("answer");
    if (question.type == Type::poll) {
        if (found != value.end())
            reader.fault(at, "Thăm dò ý kiến không có đáp án.", "A poll has no answer.");
        return;
    }
    if (found == value.end()) {
        reader.fault(pointer, "Thiếu đáp án “answer”.", "“answer” is missing.");
        return;
    }
    const json& answer = *found;
    switch (question.type) {
    case Type::single:
        if (!answer.is_string())
            reader.fault(at, "Đáp án phải là mã của một lựa chọn.", "The answer must be the id of one option.");
        else if (!no_such_option(question, answer.get<std::string>(), at, reader))
            question.key = RightOptions{{answer.get<std::string>()}};
        break;
    case Type::boolean:
        if (!answer.is_boolean())
            reader.fault(at, "Đáp án phải là true hoặc false.", "The answer must be true or false.");
        else
            question.key = RightOptions{{answer.get<bool>() ? "true" : "false"}};
        break;
    case Type::multiple:
        question.key = RightOptions{read_ids(answer, at, question, reader)};
        break;
    case Type::order: {
        RightOrder order{read_ids(answer, at, question, reader)};
        if (!order.ids.empty() && order.ids.size() != question.options.size())
            reader.fault(at, "Đáp án phải xếp đủ mọi lựa chọn, mỗi lựa chọn một lần.",
                         "The answer must put every option in order, each once.");
        question.key = std::move(order);
        break;
    }
    case Type::number: question.key = read_number(value, answer, pointer, reader); break;
    default: question.key = read_texts(answer, at, reader); break;
    }
}

Key read_number(const json& value, const json& answer, const std::string& pointer, Reader& reader) {
    RightNumber number;
    if (!answer.is_number())
        reader.fault(pointer + "/answer", "Đáp án phải là một con số.", "The answer must be a number.");
    else
        number.value = answer.get<double>();
    if (const auto tolerance = value.find("tolerance"); tolerance != value.end()) {
        if (!tolerance->is_number() || tolerance->get<double>() < 0)
            reader.fault(pointer + "/tolerance", "Sai số cho phép phải là một số không âm.",
                         "The tolerance must be a number, 0 or more.");
        else
            number.tolerance = tolerance->get<double>();
    }
    if (const auto closest = value.find("closest"); closest != value.end()) {
        if (!closest->is_boolean())
            reader.fault(pointer + "/closest", "“closest” phải là true hoặc false.", "“closest” must be true or false.");
        else
            number.closest = closest->get<bool>();
    }
    if (number.closest && number.tolerance > 0)
        reader.fault(pointer + "/tolerance", "“closest” và “tolerance” không đi cùng nhau.",
                     "“closest” and “tolerance” exclude each other.");
    return number;
}

Key read_texts(const json& answer, const std::string& at, Reader& reader) {
    RightTexts right;
    if (!answer.is_array() || answer.empty() || answer.size() > kMaxTexts) {
        reader.fault(at, "Đáp án phải là danh sách 1–" + std::to_string(kMaxTexts) + " cách viết được chấp nhận.",
                     "The answer must be a list of 1–" + std::to_string(kMaxTexts) + " accepted texts.");
        return right;
    }
    for (std::size_t i = 0; i < answer.size(); ++i) {
        const std::string here = at + "/" + std::to_string(i);
        const std::string text = answer[i].is_string() ? answer[i].get<std::string>() : std::string();
        if (fold(text).empty())
            reader.fault(here, "Cần ít nhất một chữ cái hoặc chữ số.", "At least one letter or digit is needed.");
        else if (text.size() > kMaxOptionLetters && letters(text) > kMaxOptionLetters)
            reader.fault(here, "Dài quá " + std::to_string(kMaxOptionLetters) + " chữ cái.",
                         "Longer than " + std::to_string(kMaxOptionLetters) + " letters.");
        right.texts.push_back(text);
    }
    return right;
}

// Ids of options, each at most once; empty after a fault.
std::vector<std::string> read_ids(const json& answer, const std::string& at, const Question& question, Reader& reader) {
    if (!answer.is_array() || answer.empty()) {
        reader.fault(at, "Đáp án phải là danh sách mã lựa chọn, ít nhất một mã.",
                     "The answer must list option ids, at least one.");
        return {};
    }
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < answer.size(); ++i) {
        const std::string here = at + "/" + std::to_string(i);
        const std::string id = answer[i].is_string() ? answer[i].get<std::string>() : std::string();
        if (no_such_option(question, id, here, reader))
            continue;
        if (std::find(ids.begin(), ids.end(), id) != ids.end())
            reader.fault(here, "Mã “" + id + "” được ghi hai lần.", "The id “" + id + "” is listed twice.");
        else
            ids.push_back(id);
    }
    return ids;
}

bool no_such_option(const Question& question, const std::string& id, const std::string& at, Reader& reader) {
    if (question.option_at(id) >= 0)
        return false;
    reader.fault(at, "Không có lựa chọn nào mang mã “" + id + "”.", "There is no option with the id “" + id + "”.");
    return true;
}

void read_rest(const json& value, const std::string& pointer, Question& question, Reader& reader) {
    question.explanation = reader.text(value, "explanation", pointer, kMaxExplanationLetters, false);
    question.unit = reader.text(value, "unit", pointer, kMaxTitleLetters, false);
    question.topic = reader.text(value, "topic", pointer, kMaxTitleLetters, false);
    if (value.contains("image") && value["image"].is_string())
        question.image = value["image"].get<std::string>();

    if (const auto source = value.find("source"); source != value.end()) {
        if (!source->is_object()) {
            reader.fault(pointer + "/source", "Nguồn phải là {\"title\": …, \"date\": …}.",
                         "The source must be {\"title\": …, \"date\": …}.");
        } else {
            question.source.title = reader.text(*source, "title", pointer + "/source", kMaxTitleLetters, true);
            question.source.date = reader.id(*source, "date", pointer + "/source");
            if (source->contains("url") && (*source)["url"].is_string())
                question.source.url = (*source)["url"].get<std::string>();
        }
    }
    if (const auto level = value.find("difficulty"); level != value.end()) {
        const auto named = level->is_string() ? difficulty_named(level->get_ref<const std::string&>()) : std::nullopt;
        if (named)
            question.difficulty = *named;
        else
            reader.fault(pointer + "/difficulty", "Độ khó phải là easy, medium hoặc hard.",
                         "The difficulty must be easy, medium or hard.");
    }
    if (const auto seconds = value.find("seconds"); seconds != value.end()) {
        const bool whole = seconds->is_number_integer();
        const double given = whole ? seconds->get<double>() : 0;
        if (given < kMinSeconds || given > kMaxSeconds) {
            const std::string range = std::to_string(kMinSeconds) + "–" + std::to_string(kMaxSeconds);
            reader.fault(pointer + "/seconds", "Thời gian phải là số nguyên " + range + " giây.",
                         "The time must be a whole number of " + range + " seconds.");
        } else {
            question.seconds = static_cast<int>(given);
        }
    }
}

} // namespace
} // namespace quiz
