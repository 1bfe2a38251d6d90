#include "import/text/draft.h"
#include "import/encoding.h"
#include "import/text/picture.h"
#include "import/readers.h"
#include "import/text/xml_questions.h"

#include <pugixml.hpp>

#include <algorithm>

namespace quiz {
namespace {

// Of one question; Moodle's largest that we know of has 3 MB, for its pictures.
constexpr std::size_t kMostBytes = 8u << 20;
constexpr std::ptrdiff_t kMostTags = 20'000;

// The letters directly within: CDATA may stand there in several pieces.
std::string letters_of(pugi::xml_node node) {
    std::string out;
    for (const pugi::xml_node part : node.children())
        if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) out += part.value();
    return out;
}

// <x><text>…</text></x>, or of old files <x>…</x>.
std::string words_of(pugi::xml_node node) {
    const pugi::xml_node text = node.child("text");
    return letters_of(text ? text : node);
}

std::string word_of(pugi::xml_node node) { return std::string(trimmed(words_of(node))); }

// A text in one of Moodle's four formats. Where `image` is given, the first picture is taken along.
Text text_of(Draft& draft, pugi::xml_node node, std::string* image = nullptr) {
    const std::string words = words_of(node);
    const std::string_view format = node.attribute("format").as_string("html");
    const bool verbatim = format == "plain_text";
    Plain plain =
        verbatim ? Plain{{words, {}}, {}, {}, false, false} : plain_of(words, format == "html" ? Lines::fold : Lines::keep);

    std::vector<std::optional<std::string>> pictures;
    for (const pugi::xml_node file : node.children("file")) pictures.push_back(picture(letters_of(file)));
    for (const std::string& source : plain.pictures)
        if (source.find("@@PLUGINFILE@@") == source.npos) // else it is one of those files
            pictures.push_back(picture_of_uri(source));
    if (pictures.empty() && !plain.pictures.empty()) pictures.emplace_back();
    for (const auto& one : pictures) {
        if (image != nullptr && image->empty() && one) *image = *one;
        else if (image != nullptr && !image->empty())
            draft.change({"Chỉ hình đầu tiên được đưa vào.", "Only the first picture is taken along."});
        else
            draft.change({"Một hình không được đưa vào: chỉ nhận PNG hay JPEG nằm trong tệp, tối đa 512 KB.",
                          "A picture is left out: only PNG and JPEG within the file can be taken, of at most 512 KB."});
    }
    if (plain.text.empty() && !plain.spoken.empty()) plain.text.vi = plain.spoken;
    return take_text(draft, std::move(plain));
}

std::vector<Weighted> answers_of(Draft& draft, pugi::xml_node node) {
    std::vector<Weighted> out;
    for (const pugi::xml_node answer : node.children("answer")) {
        if (out.size() == kMostAnswers) break;
        Weighted one;
        one.text = text_of(draft, answer, &one.image);
        one.percent = number_said(answer.attribute("fraction").as_string("0")).value_or(0);
        one.feedback = text_of(draft, answer.child("feedback"));
        out.push_back(std::move(one));
    }
    return out;
}

void read_true_false(Draft& draft, pugi::xml_node node) {
    const auto answers = answers_of(draft, node);
    if (answers.size() != 2) {
        draft.refuse({"Câu đúng/sai phải có hai câu trả lời.", "A true or false question must have two answers."});
        return;
    }
    const std::size_t first = answers[0].percent >= answers[1].percent ? 0 : 1;
    // Old files have these words in the school's language; "true" stands first in them.
    const std::string word = fold(answers[first].text.pick(Lang::vi));
    settle_boolean(draft, word == "true" || (word != "false" && first == 0), answers[first].feedback,
                   answers[1 - first].feedback);
}

void read_short_answer(Draft& draft, pugi::xml_node node) {
    std::vector<Weighted> answers;
    for (const pugi::xml_node answer : node.children("answer")) {
        if (answers.size() == kMostAnswers) break;
        answers.push_back({{word_of(answer), {}},
                           {},
                           number_said(answer.attribute("fraction").as_string("0")).value_or(0),
                           text_of(draft, answer.child("feedback"))});
    }
    settle_texts(draft, answers);
}

void read_numerical(Draft& draft, pugi::xml_node node) {
    std::vector<WeightedNumber> answers;
    for (const pugi::xml_node answer : node.children("answer")) {
        if (answers.size() == kMostAnswers) break;
        const double percent = number_said(answer.attribute("fraction").as_string("0")).value_or(0);
        const std::string word = word_of(answer);
        const auto value = number_said(word);
        if (!value && percent > 0) {
            draft.refuse({"“" + shortened(word) + "” không phải là một con số.", "“" + shortened(word) + "” is not a number."});
            return;
        }
        if (value)
            answers.push_back({*value, number_said(letters_of(answer.child("tolerance"))).value_or(0), percent,
                               text_of(draft, answer.child("feedback"))});
    }
    draft.question.unit.vi = word_of(node.child("units").child("unit").child("unit_name"));
    settle_number(draft, answers);
}

void refuse_type(Draft& draft, std::string_view type) {
    if (type == "matching" || type == "match")
        draft.refuse({"Câu ghép đôi không dùng được ở đây.", "Matching questions cannot be used here."});
    else if (type == "essay") draft.refuse({"Câu tự luận không dùng được ở đây.", "Essays cannot be used here."});
    else if (type == "description")
        draft.refuse({"Đoạn này chỉ là lời giới thiệu, không phải câu hỏi.", "This is only a description, not a question."});
    else if (type == "cloze" || type == "multianswer")
        draft.refuse({"Câu điền nhiều chỗ trống (Cloze) không dùng được ở đây.",
                      "Questions with gaps of several kinds (Cloze) cannot be used here."});
    else if (type.starts_with("calculated"))
        draft.refuse(
            {"Câu có số liệu thay đổi (calculated) không dùng được ở đây.", "Calculated questions cannot be used here."});
    else
        draft.refuse({"Loại câu hỏi “" + shortened(type) + "” không dùng được ở đây.",
                      "The type “" + shortened(type) + "” cannot be used here."});
}

void read_answers(Draft& draft, pugi::xml_node node, std::string_view type) {
    if (type == "multichoice") {
        const std::string single = word_of(node.child("single"));
        settle_choices(draft, answers_of(draft, node), single == "false" || single == "0");
    } else if (type == "truefalse") {
        read_true_false(draft, node);
    } else if (type == "shortanswer") {
        read_short_answer(draft, node);
    } else if (type == "numerical") {
        read_numerical(draft, node);
    } else {
        refuse_type(draft, type);
    }
}

Draft read_question_of(pugi::xml_node node, const std::string& topic, Lang lang) {
    Draft draft;
    Question& question = draft.question;
    question.id = word_of(node.child("idnumber"));
    if (question.id.empty()) question.id = word_of(node.child("name"));
    question.topic.vi = topic;
    question.text = text_of(draft, node.child("questiontext"), &question.image);
    if (const auto old = node.child("image_base64"); old && question.image.empty())
        question.image = picture(letters_of(old)).value_or(std::string());
    question.explanation = text_of(draft, node.child("generalfeedback"));
    for (const pugi::xml_node tag : node.child("tags").children("tag"))
        if (const auto said = difficulty_said(word_of(tag))) question.difficulty = *said;
    read_answers(draft, node, node.attribute("type").as_string());
    for (const pugi::xml_node comment : node.children())
        if (const auto words = trimmed(comment.value()); comment.type() == pugi::node_comment && words.starts_with("kiosk:"))
            add_left_over(draft, words.substr(6), lang);
    return draft;
}

// A document type of its own could define words that stand for others a million times over.
bool has_own_doctype(std::string_view head) {
    const auto at = head.find("<!DOCTYPE");
    if (at == head.npos) return false;
    const auto inside = head.find('[', at);
    return inside != head.npos && inside < head.find('>', at);
}

} // namespace

// Source: Moodle's question/format/xml and https://docs.moodle.org/en/Moodle_XML_format. Names, grades, hints, penalties and
// the feedback that Moodle adds to every question ("Your answer is correct.") mean nothing here and are passed over.
Import read_moodle_xml(const ImportFile& file) {
    const auto decoded = decode(file.bytes);
    if (!decoded)
        return unusable("moodle-xml", file.lang, {"Tệp này không phải là văn bản đọc được.", "This file is not readable text."});
    const std::string_view xml = decoded->text;
    const auto quiz = xml.find("<quiz");
    if (quiz == xml.npos)
        return unusable("moodle-xml", file.lang,
                        {"Đây không phải là Moodle XML: thiếu thẻ <quiz>.", "This is not Moodle XML: there is no <quiz>."});
    if (has_own_doctype(xml.substr(0, quiz)))
        return unusable(
            "moodle-xml", file.lang,
            {"Tệp có khai báo DOCTYPE riêng nên không được đọc.", "The file declares a DOCTYPE of its own and is not read."});

    Collector collector(file.lang, Counts::questions);
    std::string topic, bank_id;
    Text title;
    int number = 0;
    each_xml_piece(xml.substr(quiz), [&](const XmlPiece& piece) {
        if (collector.full()) {
            collector.offer({}); // says that there is more than we take
            return false;
        }
        Draft draft;
        if (piece.kind == XmlPiece::comment) {
            const auto words = trimmed(piece.text);
            if (words.starts_with("kiosk-bank:")) read_bank_comment(words.substr(11), bank_id, title);
            if (!words.starts_with("kiosk:")) return true;
            add_left_over(draft, words.substr(6), file.lang);
        } else if (!piece.ended) {
            draft.refuse({"Câu này không có thẻ đóng </question>.", "This question is not ended by </question>."});
        } else if (piece.text.size() > kMostBytes || std::count(piece.text.begin(), piece.text.end(), '<') > kMostTags) {
            draft.refuse({"Quá dài để là một câu hỏi.", "Too long for a question."});
        } else {
            pugi::xml_document document;
            const auto result = document.load_buffer(piece.text.data(), piece.text.size(),
                                                     pugi::parse_default | pugi::parse_comments, pugi::encoding_utf8);
            const pugi::xml_node node = document.child("question");
            if (result && std::string_view(node.attribute("type").as_string()) == "category") {
                topic = category_topic(word_of(node.child("category")));
                return true;
            }
            if (result) draft = read_question_of(node, topic, file.lang);
            else
                draft.refuse({"XML của câu này hỏng, có thể do một thẻ chưa đóng.",
                              "The XML of this question is broken, perhaps by a tag that is not closed."});
        }
        collector.at(++number);
        hand_in(std::move(draft), collector);
        return true;
    });
    return std::move(collector).finish("moodle-xml", file.name, title, bank_id);
}

} // namespace quiz
