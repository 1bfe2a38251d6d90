#include "bank/bank.h"

#include "bank/reader.h"

#include <unordered_set>

namespace quiz {

using nlohmann::json;

namespace {

std::optional<Bank> read_bank(std::string_view text, bool keep, Reader&);

} // namespace

std::optional<Bank> parse_bank(std::string_view text, Lang lang, std::vector<BankFault>& faults) {
    const FaultReader keep = [&faults](std::string_view pointer, std::string_view sentence) {
        faults.push_back({std::string(pointer), std::string(sentence)});
    };
    Reader reader(lang, keep);
    return read_bank(text, true, reader);
}

void check_bank(std::string_view text, Lang lang, const FaultReader& tell) {
    Reader reader(lang, tell);
    read_bank(text, false, reader);
}

std::optional<Question> read_question(const json& value, Lang lang, const std::string& pointer, const FaultReader& tell) {
    Reader reader(lang, tell);
    return read_question(value, pointer, reader);
}

namespace {

// The questions of a bank, each read when it has been parsed and dropped before the next one is: as a tree, all of a large
// bank would take ten times the room of its text.
class Questions {
public:
    Questions(bool keep, Reader& reader) : keep_(keep), reader_(reader) {}

    void read(const json& one) {
        const std::string at = "/questions/" + std::to_string(count_++);
        auto question = read_question(one, at, reader_);
        const auto id = one.is_object() ? one.find("id") : one.end();
        if (one.is_object() && id != one.end() && id->is_string() && !ids_.insert(id->get<std::string>()).second)
            reader_.fault(at + "/id", "Mã “" + id->get<std::string>() + "” đã có ở câu hỏi khác.",
                          "The id “" + id->get<std::string>() + "” is taken by another question.");
        if (question && keep_)
            found_.push_back(std::move(*question));
    }
    std::size_t count() const { return count_; }
    std::vector<Question> take() { return std::move(found_); }

private:
    const bool keep_;
    Reader& reader_;
    std::size_t count_ = 0;
    std::unordered_set<std::string> ids_;
    std::vector<Question> found_;
};

std::optional<Bank> read_bank(std::string_view text, bool keep, Reader& reader) {
    Questions questions(keep, reader);
    std::string member; // of the bank, the one that is being parsed
    const auto part = [&](int depth, json::parse_event_t event, json& parsed) {
        if (depth == 1 && event == json::parse_event_t::key)
            member = parsed.get_ref<const std::string&>();
        const bool ends = event == json::parse_event_t::object_end || event == json::parse_event_t::array_end ||
                          event == json::parse_event_t::value;
        if (depth != 2 || !ends || member != "questions")
            return true;
        questions.read(parsed);
        return false;
    };
    const json value = json::parse(text, part, false);
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

    const auto list = value.find("questions");
    if (list == value.end() || !list->is_array() || questions.count() == 0) {
        reader.fault(list == value.end() ? "" : "/questions", "Bộ câu hỏi cần ít nhất một câu hỏi.",
                     "A bank needs at least one question.");
        return std::nullopt;
    }
    if (reader.faults() > 0)
        return std::nullopt;
    bank.questions = questions.take();
    for (Question& question : bank.questions)
        if (question.topic.empty())
            question.topic = bank.topic;
    return bank;
}

} // namespace
} // namespace quiz
