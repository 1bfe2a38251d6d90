#include "import/text/draft.h"
#include "import/text/json_pieces.h"
#include "import/text/picture.h"
#include "import/readers.h"

namespace quiz {

using nlohmann::json;

namespace {

constexpr std::size_t kLongestSentence = 1000; // bytes; who made that many mistakes mends these first

// A picture must stand within the file. One beside it does not come along.
void keep_picture(json& holder, Draft& draft) {
    const auto image = holder.find("image");
    if (image == holder.end()) return;
    if (const auto found = image->is_string() ? picture_of_uri(image->get_ref<const std::string&>()) : std::nullopt) {
        *image = *found;
        return;
    }
    holder.erase(image);
    draft.change({"Hình không nằm trong tệp, không phải PNG hay JPEG, hoặc lớn hơn 512 KB, nên không được đưa vào.",
                  "A picture is left out: it is not within the file, is neither PNG nor JPEG, or is larger than 512 KB."});
}

Draft read_one(JsonPiece piece, Lang lang) {
    Draft draft;
    if (piece.too_big) {
        draft.refuse({"Quá dài để là một câu hỏi.", "Too long for a question."});
        return draft;
    }
    if (const std::string twice = shortened(piece.doubled); !twice.empty())
        draft.change({"“" + twice + "” được ghi hai lần; lần sau được dùng.",
                      "“" + twice + "” stands there twice; the later one counts."});
    json& value = piece.value;
    bool has_id = true;
    if (value.is_object()) {
        keep_picture(value, draft);
        if (const auto options = value.find("options"); options != value.end() && options->is_array())
            for (json& option : *options)
                if (option.is_object()) keep_picture(option, draft);
        has_id = value.contains("id");
        if (!has_id) value["id"] = "x"; // the collector makes one
    }
    std::string faults;
    auto question = read_question(value, lang, "", [&faults](std::string_view, std::string_view sentence) {
        if (faults.size() > kLongestSentence) return;
        if (!faults.empty()) faults += ' ';
        faults += sentence;
    });
    if (!question) {
        draft.refuse({faults, faults});
        return draft;
    }
    if (!has_id) question->id.clear();
    draft.question = std::move(*question);
    return draft;
}

Text text_of(const json& value) {
    if (value.is_string()) return sound_title({value.get<std::string>(), {}});
    Text text;
    if (value.is_object()) {
        if (value.contains("vi") && value["vi"].is_string()) text.vi = value["vi"].get<std::string>();
        if (value.contains("en") && value["en"].is_string()) text.en = value["en"].get<std::string>();
    }
    return sound_title(text);
}

} // namespace

Import read_own_json(const ImportFile& file, std::string_view text) {
    Collector collector(file.lang, Counts::questions);
    Text title, topic;
    std::string id;
    bool newer = false;
    int number = 0;
    const auto end = read_pieces(
        text, "questions",
        [&](const std::string& key, JsonPiece piece) {
            if (key == "formatVersion") newer = piece.value != 1;
            else if (key == "id" && piece.value.is_string()) id = id_of_file(piece.value.get_ref<const std::string&>() + ".json");
            else if (key == "title") title = text_of(piece.value);
            else if (key == "topic") topic = text_of(piece.value);
            return !newer;
        },
        [&](JsonPiece piece) {
            collector.at(++number);
            if (collector.full()) {
                collector.offer({}); // says that there is more than we take
                return false;
            }
            hand_in(read_one(std::move(piece), file.lang), collector);
            return true;
        });
    if (newer)
        return unusable("json", file.lang,
                        {"Bộ câu hỏi này được viết cho một phiên bản khác (“formatVersion” phải là 1).",
                         "This bank was written for another version (“formatVersion” must be 1)."});
    if (const auto fault = fault_of(end)) {
        if (collector.taken() == 0) return unusable("json", file.lang, *fault);
        collector.at(number + 1);
        collector.refuse(*fault);
    }
    Import import = std::move(collector).finish("json", file.name, title, id);
    if (import.bank) {
        import.bank->topic = topic;
        for (Question& question : import.bank->questions)
            if (question.topic.empty()) question.topic = topic;
    }
    return import;
}

} // namespace quiz
