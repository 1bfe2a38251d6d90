#include "import/import.h"
#include "import/table/table_words.h"

#include <nlohmann/json.hpp>

namespace quiz {

using nlohmann::json;

namespace {

// What stands in a file stands in some sentences; a report is JSON whatever that was.
std::string written(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

// {"a":1} with one more member.
void add_member(std::string& object, std::string_view key, std::string_view value) {
    object.pop_back();
    object.append(",\"").append(key).append("\":").append(value).append("}");
}

// Question by question: a whole bank as JSON values takes ten times the memory of its text.
std::string written(const Bank& bank) {
    json cover = to_json(Bank{bank.id, bank.title, bank.topic, {}});
    cover.erase("questions");
    std::string questions = "[";
    for (const Question& question : bank.questions) {
        json one = to_json(question);
        if (question.topic == bank.topic) // which is what a question without a topic has
            one.erase("topic");
        if (questions.size() > 1) questions += ',';
        questions += written(one);
    }
    std::string out = written(cover);
    add_member(out, "questions", questions + ']');
    return out;
}

json table_of(const ImportTable& table) {
    json fields = json::array();
    for (const FieldWords& field : kFields) fields.push_back(field.name);
    return {{"columns", table.columns}, {"rows", table.rows}, {"fields", fields}, {"map", table.map}};
}

} // namespace

std::string to_report(const Import& import) {
    json report{{"format", import.format}, {"taken", import.taken}, {"refused", import.refused}, {"notes", json::array()}};
    if (!import.sentence.empty()) report["sentence"] = import.sentence;
    for (const ImportNote& note : import.notes)
        report["notes"].push_back({{"refused", note.refused}, {"place", note.place}, {"sentence", note.sentence}});
    if (import.table) report["table"] = table_of(*import.table);
    std::string out = written(report);
    add_member(out, "pack", import.bank ? written(*import.bank) : "null");
    return out;
}

} // namespace quiz
