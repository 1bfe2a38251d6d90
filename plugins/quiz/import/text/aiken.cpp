#include "import/text/draft.h"
#include "import/readers.h"

#include <cctype>
#include <optional>
#include <vector>

namespace quiz {
namespace {

constexpr std::size_t kAlphabet = 26; // as many as there are letters

// Behind "A)" or "A."; nothing where the line is no option.
std::optional<std::string_view> option_of(std::string_view line) {
    if (line.size() < 2 || line[0] < 'A' || line[0] > 'Z' || (line[1] != ')' && line[1] != '.')) return std::nullopt;
    return trimmed(line.substr(2));
}

// Behind "ANSWER:" in any case, or "Đáp án:"; nothing where the line is no answer.
std::optional<std::string_view> answer_of(std::string_view line) {
    const auto colon = line.substr(0, 24).find(':');
    if (colon == line.npos) return std::nullopt;
    const std::string word = fold(line.substr(0, colon));
    if (word != "answer" && word != "dap an") return std::nullopt;
    return trimmed(line.substr(colon + 1));
}

// The question that is being read, and the line that it began in.
struct Open {
    std::string_view text;
    int line = 0;
    std::vector<std::string_view> options;
};

std::string letter(int option) { return std::string(1, static_cast<char>('A' + option)); }

Question finished(const Open& open, std::size_t right) {
    Question question;
    question.text.vi = open.text;
    for (std::size_t i = 0; i < open.options.size(); ++i)
        question.options.push_back({std::string(1, static_cast<char>('a' + i)), {std::string(open.options[i]), {}}, {}});
    question.key = RightOptions{{question.options[right].id}};
    return question;
}

void finish(const Open& open, std::string_view answer, Collector& collector) {
    const int right = answer.empty() ? -1 : std::toupper(static_cast<unsigned char>(answer[0])) - 'A';
    if (open.text.empty()) collector.refuse({"Có đáp án mà không có câu hỏi ở trên.", "An answer without a question above it."});
    else if (open.options.size() < kMinOptions)
        collector.refuse({"Câu hỏi có ít hơn hai lựa chọn.", "The question has less than two options."});
    else if (right < 0 || right >= static_cast<int>(kAlphabet))
        collector.refuse(
            {"Sau “ANSWER:” phải là chữ cái của một lựa chọn.", "“ANSWER:” must be followed by the letter of an option."});
    else if (static_cast<std::size_t>(right) >= open.options.size())
        collector.refuse({"Đáp án là " + letter(right) + " nhưng không có lựa chọn " + letter(right) + ".",
                          "The answer is " + letter(right) + ", but there is no option " + letter(right) + "."});
    else if (open.options.size() > kMaxOptions)
        collector.refuse({"Có " + std::to_string(open.options.size()) + " lựa chọn, tối đa " + std::to_string(kMaxOptions) + ".",
                          std::to_string(open.options.size()) + " options, at most " + std::to_string(kMaxOptions) + " fit."});
    else {
        collector.at(open.line);
        collector.offer(finished(open, static_cast<std::size_t>(right)));
    }
}

} // namespace

// One line of question, then options "A) …" or "A. …", then "ANSWER: A". Empty lines mean nothing. Source: Moodle's
// question/format/aiken, which we follow but for two things: an answer beyond the options is refused, and "Đáp án:" is as
// good as "ANSWER:".
Import read_aiken(const ImportFile& file, std::string_view text) {
    const Bilingual unfinished{
        "Câu hỏi phía trên chưa có lựa chọn hoặc thiếu dòng “ANSWER:”, nên bị bỏ. Câu hỏi phải nằm trên một dòng.",
        "The question above has no options or no line “ANSWER:” and is left out. A question is one line."};
    Collector collector(file.lang, Counts::lines);
    Open open;
    int line_number = 0;
    while (!text.empty() && !collector.full()) {
        const auto end = text.find('\n');
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        collector.at(++line_number);
        if (line.size() < 2) continue;
        if (const auto option = option_of(line)) {
            if (open.text.empty()) collector.refuse({"Lựa chọn đứng trước câu hỏi.", "An option stands before its question."});
            else if (open.options.size() < kAlphabet) open.options.push_back(*option);
        } else if (const auto answer = answer_of(line)) {
            finish(open, *answer, collector);
            open = {};
        } else {
            if (!open.text.empty()) collector.refuse(unfinished);
            open = {line, line_number, {}};
        }
    }
    if (collector.full() && trimmed(text).size() > 1) collector.offer({}); // says that there is more than we take
    else if (!open.text.empty()) collector.refuse(unfinished);
    return std::move(collector).finish("aiken", file.name);
}

} // namespace quiz
