#include "export/columns.h"

#include <algorithm>
#include <charconv>

namespace quiz {
namespace {

constexpr std::size_t kLongestCell = 32'767; // bytes; in Excel
constexpr int kTemplateOptions = 4;

std::vector<Column> columns(Lang, int options, const std::vector<Field>& fields);
std::string answer_of(const Question&, Lang);
const Text* text_for(const Question&, Field, bool& english);

} // namespace

std::vector<Column> template_columns(Lang lang) {
    return columns(lang, kTemplateOptions,
                   {Field::text, Field::type, Field::option, Field::answer, Field::seconds, Field::explanation, Field::difficulty,
                    Field::topic, Field::unit, Field::tolerance, Field::source, Field::source_date, Field::source_url});
}

std::vector<Column> columns_of(const Bank& bank, Lang lang) {
    // English stands next to what it translates; what no question has is left out.
    constexpr Field kOrder[] = {
        Field::id,        Field::text,        Field::text_en,        Field::type,        Field::option,
        Field::option_en, Field::answer,      Field::tolerance,      Field::unit,        Field::unit_en,
        Field::seconds,   Field::explanation, Field::explanation_en, Field::difficulty,  Field::topic,
        Field::topic_en,  Field::source,      Field::source_en,      Field::source_date, Field::source_url,
        Field::image};
    constexpr Field kAlways[] = {Field::id,     Field::text,    Field::type,        Field::option,
                                 Field::answer, Field::seconds, Field::explanation, Field::difficulty};
    int options = kTemplateOptions;
    for (const Question& question : bank.questions)
        options = std::max(options, question.type == Type::boolean ? 0 : static_cast<int>(question.options.size()));
    std::vector<Field> fields;
    for (const Field field : kOrder) {
        const auto filled = [&](const Question& question) {
            for (int i = 0; i < (field == Field::option_en ? options : 1); ++i)
                if (value_of(question, {field, i, {}}, lang) != CellValue())
                    return true;
            return false;
        };
        if (std::find(std::begin(kAlways), std::end(kAlways), field) != std::end(kAlways) ||
            std::any_of(bank.questions.begin(), bank.questions.end(), filled))
            fields.push_back(field);
    }
    return columns(lang, options, fields);
}

CellValue value_of(const Question& question, const Column& column, Lang lang) {
    const auto* number = std::get_if<RightNumber>(&question.key);
    switch (column.field) {
    case Field::id: return question.id;
    case Field::type: return std::string(kTypeWords[static_cast<std::size_t>(question.type)].pick(lang));
    case Field::difficulty: return std::string(kDifficultyWords[static_cast<std::size_t>(question.difficulty)].pick(lang));
    case Field::seconds: return question.seconds > 0 ? CellValue(static_cast<double>(question.seconds)) : CellValue();
    case Field::answer: return number ? CellValue(number->value) : CellValue(answer_of(question, lang));
    case Field::tolerance:
        if (number && number->closest)
            return std::string(kClosest.pick(lang));
        return number && number->tolerance > 0 ? CellValue(number->tolerance) : CellValue();
    case Field::source_date: return question.source.date;
    case Field::source_url: return question.source.url;
    case Field::image: return question.image.size() <= kLongestCell ? question.image : std::string();
    case Field::option:
    case Field::option_en: {
        const auto place = static_cast<std::size_t>(column.option);
        if (question.type == Type::boolean || place >= question.options.size())
            return {};
        const Text& text = question.options[place].text;
        return column.field == Field::option ? text.vi : text.en;
    }
    default: break;
    }
    bool english = false;
    const Text* text = text_for(question, column.field, english);
    return !text ? CellValue() : CellValue(english ? text->en : text->vi);
}

std::string digits_of(double value) {
    char digits[512]; // the longest double has 309 digits before the point, or 325 behind it
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed).ptr;
    return {digits, end};
}

namespace {

std::vector<Column> columns(Lang lang, int options, const std::vector<Field>& fields) {
    std::vector<Column> out;
    for (const Field field : fields) {
        const auto words = std::find_if(kFields.begin(), kFields.end(), [field](const auto& one) { return one.field == field; });
        const std::string heading(words->heading.pick(lang));
        if (field != Field::option && field != Field::option_en) {
            out.push_back({field, 0, heading});
            continue;
        }
        const auto bracket = std::min(heading.find(" ("), heading.size());
        for (int i = 0; i < options; ++i)
            out.push_back({field, i, heading.substr(0, bracket) + ' ' + static_cast<char>('A' + i) + heading.substr(bracket)});
    }
    return out;
}

// Letters of the right options; the accepted texts, a line each.
std::string answer_of(const Question& question, Lang lang) {
    std::string out;
    const auto add = [&out](std::string_view part, const char* between) {
        out += (out.empty() ? "" : between) + std::string(part);
    };
    const auto add_letters = [&](const std::vector<std::string>& ids) {
        for (const auto& id : ids) add(std::string(1, static_cast<char>('A' + question.option_at(id))), ", ");
    };
    if (const auto* right = std::get_if<RightOptions>(&question.key)) {
        if (question.type == Type::boolean)
            return std::string((right->ids.front() == "true" ? kTrue : kFalse).pick(lang));
        add_letters(right->ids);
    } else if (const auto* order = std::get_if<RightOrder>(&question.key)) {
        add_letters(order->ids);
    } else if (const auto* texts = std::get_if<RightTexts>(&question.key)) {
        for (const auto& text : texts->texts) add(text, "\n");
        // A line break at the end tells the import that what looks like a separator is none.
        if (texts->texts.size() == 1 && out.find_first_of("|;") != out.npos)
            out += '\n';
    }
    return out;
}

const Text* text_for(const Question& question, Field field, bool& english) {
    english = false;
    switch (field) {
    case Field::text_en: english = true; [[fallthrough]];
    case Field::text: return &question.text;
    case Field::explanation_en: english = true; [[fallthrough]];
    case Field::explanation: return &question.explanation;
    case Field::topic_en: english = true; [[fallthrough]];
    case Field::topic: return &question.topic;
    case Field::unit_en: english = true; [[fallthrough]];
    case Field::unit: return &question.unit;
    case Field::source_en: english = true; [[fallthrough]];
    case Field::source: return &question.source.title;
    default: return nullptr;
    }
}

} // namespace
} // namespace quiz
