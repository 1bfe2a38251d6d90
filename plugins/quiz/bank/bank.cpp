#include "bank/bank.h"

#include "bank/reader.h"

#include <set>

namespace quiz {

using nlohmann::json;

namespace {

std::optional<Bank> read_bank(const json&, Reader&);

} // namespace

std::optional<Bank> parse_bank(std::string_view text, Lang lang, std::vector<BankFault>& faults) {
    const FaultReader keep = [&faults](std::string_view pointer, std::string_view sentence) {
        faults.push_back({std::string(pointer), std::string(sentence)});
    };
    Reader reader(lang, keep);
    return read_bank(json::parse(text, nullptr, false), reader);
}

void check_bank(std::string_view text, Lang lang, const FaultReader& tell) {
    Reader reader(lang, tell);
    read_bank(json::parse(text, nullptr, false), reader);
}

std::optional<Question> read_question(const json& value, Lang lang, const std::string& pointer, const FaultReader& tell) {
    Reader reader(lang, tell);
    return read_question(value, pointer, reader);
}

namespace {

std::optional<Bank> read_bank(const json& value, Reader& reader) {
    if (!value.is_object()) {
        reader.fault("", "Tệp không phải là một bộ câu hỏi JSON đọc được.", "This is not a question bank in readable JSON.");
        return std::nullopt;
    }
    if (const auto version = value.find("formatVersion"); version == value.end() || *version != 1)
        reader.fault(version == value.end() ? "" : "/formatVersion", "“formatVersion” phải là 1.", "“formatVersion” must be 1.");
    Bank bank;
    bank.id = reader.id(value, "id", "");
    bank.title = reader.text(value, "title", "", kMaxTitleLetters, true);
    bank.topic = reader.text(value, "topic", "", kMaxTitleLetters, false);

    const auto questions = value.find("questions");
    if (questions == value.end() || !questions->is_array() || questions->empty()) {
        reader.fault(questions == value.end() ? "" : "/questions", "Bộ câu hỏi cần ít nhất một câu hỏi.",
                     "A bank needs at least one question.");
        return std::nullopt;
    }
    std::set<std::string> ids;
    for (std::size_t i = 0; i < questions->size(); ++i) {
        const json& one = (*questions)[i];
        const std::string at = "/questions/" + std::to_string(i);
        auto question = read_question(one, at, reader);
        const bool has_id = one.is_object() && one.contains("id") && one["id"].is_string();
        const std::string id = has_id ? one["id"].get<std::string>() : std::string();
        if (!id.empty() && !ids.insert(id).second)
            reader.fault(at + "/id", "Mã “" + id + "” đã có ở câu hỏi khác.",
                         "The id “" + id + "” is taken by another question.");
        if (!question)
            continue;
        if (question->topic.empty())
            question->topic = bank.topic;
        bank.questions.push_back(std::move(*question));
    }
    if (reader.faults() > 0)
        return std::nullopt;
    return bank;
}

} // namespace
} // namespace quiz
