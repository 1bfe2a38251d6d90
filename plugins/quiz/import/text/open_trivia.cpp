#include "import/text/draft.h"
#include "import/text/json_pieces.h"
#include "import/text/picture.h"
#include "import/readers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

namespace quiz {

using nlohmann::json;

namespace {

// Open Trivia DB writes its texts in one of three ways, and does not say which.
enum class Written { html, url, base64 };

std::string from_url(std::string_view text) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && std::isxdigit(static_cast<unsigned char>(text[i + 1])) &&
            std::isxdigit(static_cast<unsigned char>(text[i + 2]))) {
            out += static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string plain(const std::string& text, Written written) {
    switch (written) {
    case Written::url: return from_url(text);
    case Written::base64: return from_base64(text, Blanks::passed_over).value_or(std::string());
    default: return without_entities(text);
    }
}

std::string member(const json& result, const char* key) {
    const auto found = result.find(key);
    return found != result.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// "type" is "multiple" or "boolean", which base64 makes unlike; a question in URL encoding has no space.
Written written_how(const json& result) {
    const auto type = from_base64(member(result, "type"), Blanks::passed_over);
    if (type == "multiple" || type == "boolean") return Written::base64;
    const std::string question = member(result, "question");
    const auto percent = question.find('%');
    const bool coded = percent != question.npos && percent + 2 < question.size() && question.find(' ') == question.npos &&
                       std::isxdigit(static_cast<unsigned char>(question[percent + 1])) &&
                       std::isxdigit(static_cast<unsigned char>(question[percent + 2]));
    return coded ? Written::url : Written::html;
}

// Where the right option stands: anywhere, and at the same place each time.
std::size_t place_of_right(std::string_view text, std::size_t options) {
    std::uint32_t hash = 0x811c9dc5u; // FNV-1a
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
    return (hash >> 16) % options;
}

Draft read_one(const JsonPiece& piece) {
    Draft draft;
    const json& result = piece.value;
    const auto wrong = result.is_object() ? result.find("incorrect_answers") : result.end();
    if (!result.is_object() || wrong == result.end() || !wrong->is_array() || !result.contains("correct_answer")) {
        draft.refuse({"Đây không phải là một câu hỏi của Open Trivia DB.", "This is not a question of Open Trivia DB."});
        return draft;
    }
    const Written written = written_how(result);
    Question& question = draft.question;
    question.text.vi = plain(member(result, "question"), written);
    question.topic.vi = plain(member(result, "category"), written);
    question.difficulty = difficulty_said(plain(member(result, "difficulty"), written)).value_or(Difficulty::medium);
    const std::string right = plain(member(result, "correct_answer"), written), type = plain(member(result, "type"), written);
    if (type == "boolean") {
        if (right != "True" && right != "False")
            draft.refuse({"Đáp án phải là True hoặc False.", "The answer must be True or False."});
        else settle_boolean(draft, right == "True", {}, {});
        return draft;
    }
    std::vector<Weighted> answers;
    for (const json& text : *wrong)
        if (answers.size() < kMostAnswers)
            answers.push_back({{text.is_string() ? plain(text.get<std::string>(), written) : std::string(), {}}, {}, 0, {}});
    const auto place = place_of_right(question.text.vi, answers.size() + 1);
    answers.insert(answers.begin() + static_cast<std::ptrdiff_t>(place), {{right, {}}, {}, 100, {}});
    settle_choices(draft, std::move(answers), false);
    return draft;
}

// Source: the response codes of https://opentdb.com/api_config.php.
Bilingual refusal(int code) {
    const std::array<Bilingual, 6> codes{{
        {"Open Trivia DB trả về mã " + std::to_string(code) + " mà không có câu hỏi.",
         "Open Trivia DB answered with the code " + std::to_string(code) + " and no questions."},
        {"Open Trivia DB không có đủ câu hỏi như đã hỏi (mã 1): hãy xin ít câu hơn.",
         "Open Trivia DB has not as many questions as were asked for (code 1): ask for less."},
        {"Open Trivia DB báo yêu cầu sai (mã 2): hãy tạo lại liên kết tải.",
         "Open Trivia DB calls the request wrong (code 2): make the link anew."},
        {"Open Trivia DB báo phiên không có (mã 3): hãy tạo lại liên kết tải.",
         "Open Trivia DB does not know the session (code 3): make the link anew."},
        {"Phiên này của Open Trivia DB đã hết câu hỏi mới (mã 4): hãy tạo lại liên kết tải.",
         "This session has had all questions of Open Trivia DB (code 4): make the link anew."},
        {"Open Trivia DB báo gọi quá nhanh (mã 5): hãy đợi vài giây rồi tải lại.",
         "Open Trivia DB was asked too often (code 5): wait some seconds and load again."},
    }};
    return codes[code >= 1 && code <= 5 ? static_cast<std::size_t>(code) : 0];
}

} // namespace

Import read_open_trivia(const ImportFile& file, std::string_view text) {
    Collector collector(file.lang, Counts::questions);
    int number = 0, code = 0;
    const auto end = read_pieces(
        text, "results",
        [&code](const std::string& key, const JsonPiece& piece) {
            if (key == "response_code" && piece.value.is_number_integer())
                code = static_cast<int>(std::clamp<std::int64_t>(piece.value.get<std::int64_t>(), -1, 1000));
            return true;
        },
        [&](const JsonPiece& piece) {
            collector.at(++number);
            if (collector.full()) {
                collector.offer({}); // says that there is more than we take
                return false;
            }
            hand_in(read_one(piece), collector);
            return true;
        });
    if (number == 0 && code != 0) return unusable("open-trivia", file.lang, refusal(code));
    if (const auto fault = fault_of(end)) {
        if (collector.taken() == 0) return unusable("open-trivia", file.lang, *fault);
        collector.at(number + 1);
        collector.refuse(*fault);
    }
    if (collector.taken() > 0) {
        collector.at(0);
        collector.changed({"Câu hỏi của Open Trivia DB theo giấy phép CC BY-SA 4.0: hãy ghi nguồn khi dùng.",
                           "The questions of Open Trivia DB are under CC BY-SA 4.0: name the source where you use them."});
    }
    return std::move(collector).finish("open-trivia", file.name);
}

} // namespace quiz
