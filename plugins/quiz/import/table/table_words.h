// The words of our own tables: what the export writes above and into its columns, and the import knows again. Thread: any.
#pragma once

#include "bank/question.h"

#include <array>
#include <string_view>

namespace quiz {

// A word in both languages.
struct Word {
    std::string_view vi, en;

    constexpr std::string_view pick(Lang lang) const { return lang == Lang::en ? en : vi; }
};

enum class Field {
    none, text, option, options, answer, type, seconds, explanation, difficulty, topic, source, source_date, source_url, id, unit,
    tolerance, image, text_en, option_en, explanation_en, topic_en, source_en, unit_en
};

struct FieldWords {
    Field field;
    std::string_view name; // in a map: "source-date"
    Word heading;          // an option's has its letter behind it
};

inline constexpr std::array<FieldWords, 22> kFields{{
    {Field::id, "id", {"Mã", "Id"}},
    {Field::type, "type", {"Loại", "Type"}},
    {Field::text, "text", {"Câu hỏi", "Question"}},
    {Field::text_en, "text-en", {"Câu hỏi (tiếng Anh)", "Question (English)"}},
    {Field::options, "options", {"Các lựa chọn", "Options"}},
    {Field::option, "option", {"Lựa chọn", "Option"}},
    {Field::option_en, "option-en", {"Lựa chọn (tiếng Anh)", "Option (English)"}},
    {Field::answer, "answer", {"Đáp án đúng", "Correct answer"}},
    {Field::tolerance, "tolerance", {"Sai số cho phép", "Tolerance"}},
    {Field::unit, "unit", {"Đơn vị", "Unit"}},
    {Field::unit_en, "unit-en", {"Đơn vị (tiếng Anh)", "Unit (English)"}},
    {Field::seconds, "seconds", {"Số giây", "Seconds"}},
    {Field::explanation, "explanation", {"Giải thích", "Explanation"}},
    {Field::explanation_en, "explanation-en", {"Giải thích (tiếng Anh)", "Explanation (English)"}},
    {Field::difficulty, "difficulty", {"Độ khó", "Difficulty"}},
    {Field::topic, "topic", {"Chủ đề", "Topic"}},
    {Field::topic_en, "topic-en", {"Chủ đề (tiếng Anh)", "Topic (English)"}},
    {Field::source, "source", {"Nguồn", "Source"}},
    {Field::source_en, "source-en", {"Nguồn (tiếng Anh)", "Source (English)"}},
    {Field::source_date, "source-date", {"Ngày của nguồn", "Source date"}},
    {Field::source_url, "source-url", {"Địa chỉ của nguồn", "Source address"}},
    {Field::image, "image", {"Hình", "Image"}},
}};

// By Type, by Difficulty.
inline constexpr std::array<Word, 7> kTypeWords{{{"Một đáp án", "One answer"},
                                                 {"Nhiều đáp án", "Several answers"},
                                                 {"Đúng/Sai", "True/False"},
                                                 {"Con số", "Number"},
                                                 {"Xếp thứ tự", "Order"},
                                                 {"Gõ chữ", "Typed text"},
                                                 {"Thăm dò", "Poll"}}};
inline constexpr std::array<Word, 3> kDifficultyWords{{{"Dễ", "Easy"}, {"Vừa", "Medium"}, {"Khó", "Hard"}}};
inline constexpr Word kTrue{"Đúng", "True"}, kFalse{"Sai", "False"};
inline constexpr Word kClosest{"gần nhất", "closest"}; // instead of a tolerance

// The row that the template shows as an example. The import drops it where nobody has changed it.
inline constexpr Word kExampleText{"Ví dụ: Ngày Chuyển đổi số quốc gia là ngày nào?",
                                   "Example: When is National Digital Transformation Day?"};

inline constexpr Word kQuestionSheet{"Câu hỏi", "Questions"}, kHelpSheet{"Hướng dẫn", "Instructions"};
// Properties of a workbook that keep what no row can hold.
inline constexpr const char *kIdProperty = "kiosk-bank-id", *kTitleProperty = "kiosk-bank-title",
                            *kEnglishTitleProperty = "kiosk-bank-title-en";

} // namespace quiz
