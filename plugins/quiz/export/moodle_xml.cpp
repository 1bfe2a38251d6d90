#include "export/markup.h"
#include "export/writers.h"

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

namespace quiz {

using nlohmann::json;

namespace {

using pugi::xml_node;

void add_value(xml_node parent, const char* name, std::string_view value) {
    parent.append_child(name).text().set(std::string(value).c_str());
}

xml_node add_text(xml_node parent, const char* name, std::string_view words, const char* format) {
    xml_node node = parent.append_child(name);
    if (format != nullptr) node.append_attribute("format").set_value(format);
    add_value(node, "text", words);
    return node;
}

void add_plain(xml_node parent, const char* name, std::string_view words) { add_text(parent, name, words, nullptr); }

// A comment must not hold "--": JSON can spell it otherwise, for it stands only within its strings.
void add_comment(xml_node parent, std::string_view what, const json& value) {
    std::string words = value.dump();
    for (auto at = words.find("--"); at != words.npos; at = words.find("--", at)) words.replace(at, 2, "-\\u002d");
    parent.append_child(pugi::node_comment).set_value((" " + std::string(what) + ": " + words + " ").c_str());
}

// "data:image/png;base64,…" as a file of Moodle's beside the text that shows it. Returns what the text says there.
struct Picture {
    std::string tag, name, base64;
};
Picture picture_of(const std::string& image) {
    for (const auto& [start, name] : {std::pair{"data:image/png;base64,", "hinh.png"}, {"data:image/jpeg;base64,", "hinh.jpg"}})
        if (image.starts_with(start))
            return {std::string("<br><img src=\"@@PLUGINFILE@@/") + name + "\" alt=\"\">", name,
                    image.substr(std::string_view(start).size())};
    return {};
}

xml_node add_html(xml_node parent, const char* name, const Text& text, const std::string& image = {}) {
    const Picture picture = picture_of(image);
    xml_node node = add_text(parent, name, to_html(text) + picture.tag, "html");
    if (!picture.name.empty()) {
        xml_node file = node.append_child("file");
        file.append_attribute("name").set_value(picture.name.c_str());
        file.append_attribute("path").set_value("/");
        file.append_attribute("encoding").set_value("base64");
        file.text().set(picture.base64.c_str());
    }
    return node;
}

void set_fraction(xml_node answer, std::string_view percent) {
    answer.prepend_attribute("fraction").set_value(std::string(percent).c_str());
    add_text(answer, "feedback", "", "html");
}

const char* type_of(Type type) {
    switch (type) {
    case Type::boolean: return "truefalse";
    case Type::number: return "numerical";
    case Type::text: return "shortanswer";
    default: return "multichoice";
    }
}

void add_options(xml_node node, const Question& question, const RightOptions& right) {
    const auto is_right = [&right](const Option& option) {
        return std::find(right.ids.begin(), right.ids.end(), option.id) != right.ids.end();
    };
    if (question.type == Type::boolean) {
        for (const Option& option : question.options)
            set_fraction(add_text(node, "answer", option.id, "moodle_auto_format"), is_right(option) ? "100" : "0");
        return;
    }
    const bool single = question.type == Type::single;
    add_value(node, "single", single ? "true" : "false");
    add_value(node, "shuffleanswers", "true");
    add_value(node, "answernumbering", "ABCD");
    for (const Option& option : question.options)
        set_fraction(add_html(node, "answer", option.text, option.image),
                     is_right(option) ? (single ? "100" : share_of(right.ids.size())) : (single ? "0" : "-100"));
}

void add_number(xml_node node, const Question& question, const RightNumber& number) {
    xml_node answer = add_text(node, "answer", number_text(number.value), "moodle_auto_format");
    set_fraction(answer, "100");
    add_value(answer, "tolerance", number_text(number.tolerance));
    if (question.unit.empty()) return;
    xml_node unit = node.append_child("units").append_child("unit");
    add_value(unit, "multiplier", "1");
    add_value(unit, "unit_name", question.unit.pick(Lang::vi));
    add_value(node, "unitgradingtype", "0"); // it may be typed or left out
    add_value(node, "showunits", "0");
}

void add_question(xml_node quiz, const Question& question, Lang lang) {
    json rest = left_over(question, !fits_moodle(question.type));
    if (!fits_moodle(question.type)) {
        add_comment(quiz, "kiosk", rest);
        return;
    }
    xml_node node = quiz.append_child("question");
    node.append_attribute("type").set_value(type_of(question.type));
    if (!in_both(question.unit)) rest.erase("unit"); // it has a place of its own
    if (!rest.empty()) add_comment(node, "kiosk", rest);
    add_plain(node, "name", short_name(question, lang));
    add_html(node, "questiontext", question.text, question.image);
    add_html(node, "generalfeedback", question.explanation);
    add_value(node, "defaultgrade", "1");
    add_value(node, "idnumber", question.id);
    if (const auto* right = std::get_if<RightOptions>(&question.key)) {
        add_options(node, question, *right);
    } else if (const auto* number = std::get_if<RightNumber>(&question.key)) {
        add_number(node, question, *number);
    } else if (const auto* texts = std::get_if<RightTexts>(&question.key)) {
        add_value(node, "usecase", "0");
        for (const std::string& one : texts->texts)
            set_fraction(add_text(node, "answer", starred(one), "moodle_auto_format"), "100");
    }
    add_plain(node.append_child("tags"), "tag", tag_of(question.difficulty));
}

std::string category(std::string_view topic) {
    std::string out = "$course$/top";
    if (!topic.empty()) out += '/';
    for (const char c : topic) out += c == '/' ? "//" : std::string(1, c);
    return out;
}

} // namespace

std::string to_moodle_xml(const Bank& bank, Lang lang) {
    pugi::xml_document document;
    xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");
    xml_node quiz = document.append_child("quiz");
    add_comment(quiz, "kiosk-bank", {{"id", bank.id}, {"title", to_json(bank.title)}});
    std::string topic;
    for (const Question& question : bank.questions) {
        if (const std::string& own = question.topic.pick(lang); fits_moodle(question.type) && own != topic) {
            topic = own;
            xml_node node = quiz.append_child("question");
            node.append_attribute("type").set_value("category");
            add_plain(node, "category", category(topic));
        }
        add_question(quiz, question, lang);
    }
    std::ostringstream out;
    document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
    return out.str();
}

} // namespace quiz
