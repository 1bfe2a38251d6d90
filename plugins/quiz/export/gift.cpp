#include "export/markup.h"
#include "export/writers.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quiz {

using nlohmann::json;

namespace {

// Which markup the texts of a question are in: none, as it is, or HTML for the sake of a second language.
enum class Markup { none, plain, html };

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (std::string_view(":#={}~\\").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string_view mark(Markup markup) {
    return markup == Markup::html ? "[html]" : markup == Markup::plain ? "[plain]" : "[moodle]";
}

// An accepted text with "->" would make a short answer a matching question, and there is no escape for it.
bool fits_gift(const Question& question) {
    const auto* texts = std::get_if<RightTexts>(&question.key);
    return fits_moodle(question.type) &&
           (texts == nullptr || std::none_of(texts->texts.begin(), texts->texts.end(),
                                             [](const auto& one) { return one.find("->") != std::string::npos; }));
}

class Writer {
public:
    explicit Writer(Lang lang) : lang_(lang) {}

    std::string write(const Bank& bank) {
        out_ = "// kiosk-bank: " + json{{"id", bank.id}, {"title", to_json(bank.title)}}.dump() + "\n\n";
        std::string topic;
        for (const Question& question : bank.questions) {
            if (const std::string& own = question.topic.pick(lang_); fits_gift(question) && own != topic) {
                topic = own;
                out_ += "$CATEGORY: $course$/top" + (topic.empty() ? "" : '/' + category(topic)) + "\n\n";
            }
            write(question);
            out_ += '\n';
        }
        return std::move(out_);
    }

private:
    void write(const Question& question) {
        const bool fits = fits_gift(question);
        const json rest = left_over(question, !fits);
        if (fits) out_ += "// [id:" + question.id + "] [tag:" + std::string(tag_of(question.difficulty)) + "]\n";
        if (!rest.empty()) out_ += "// kiosk: " + rest.dump() + '\n';
        if (!fits) return;
        markup_ = markup_of(question);
        out_ += "::" + escaped(short_name(question, lang_)) + "::";
        if (markup_ != Markup::none) out_ += mark(markup_);
        out_ += text(question.text) + " {";
        write_answers(question);
        if (!question.explanation.empty()) out_ += "\n\t####" + text(question.explanation);
        out_ += "\n}\n";
    }

    void write_answers(const Question& question) {
        if (const auto* texts = std::get_if<RightTexts>(&question.key)) {
            for (const std::string& one : texts->texts)
                out_ += "\n\t=" + std::string(one.starts_with('%') ? "%100%" : "") + escaped(starred(one));
        } else if (const auto* number = std::get_if<RightNumber>(&question.key)) {
            out_ += '#' + number_text(number->value) + ':' + number_text(number->tolerance);
        } else if (const auto* right = std::get_if<RightOptions>(&question.key)) {
            const auto is_right = [right](const Option& option) {
                return std::find(right->ids.begin(), right->ids.end(), option.id) != right->ids.end();
            };
            if (question.type == Type::boolean) {
                out_ += is_right(question.options.front()) ? "TRUE" : "FALSE";
                return;
            }
            for (const Option& option : question.options) {
                const std::string words = text(option.text);
                if (question.type == Type::single && is_right(option)) out_ += "\n\t=" + words;
                else if (question.type == Type::single)
                    out_ += "\n\t~" + std::string(words.starts_with('%') ? "%0%" : "") + words;
                else out_ += "\n\t~%" + std::string(is_right(option) ? share_of(right->ids.size()) : "-100") + '%' + words;
            }
        }
    }

    std::string text(const Text& text) const {
        const std::string words = markup_ == Markup::html ? to_html(text) : text.pick(lang_);
        return std::string(words.starts_with('[') ? mark(markup_) : "") + escaped(words);
    }

    Markup markup_of(const Question& question) const {
        if (any_in_both(question)) return Markup::html;
        const auto has_signs = [this](const Text& one) { return one.pick(lang_).find_first_of("<&") != std::string::npos; };
        const bool signs =
            has_signs(question.text) || has_signs(question.explanation) ||
            std::any_of(question.options.begin(), question.options.end(), [&](const Option& o) { return has_signs(o.text); });
        return signs ? Markup::plain : Markup::none; // else Moodle would take them for tags
    }

    static std::string category(std::string_view name) {
        std::string out;
        for (const char c : name) out += c == '/' ? "//" : c == '\n' ? " " : std::string(1, c);
        return out;
    }

    const Lang lang_;
    Markup markup_ = Markup::none; // of the question that is being written
    std::string out_;
};

} // namespace

std::string to_gift(const Bank& bank, Lang lang) { return Writer(lang).write(bank); }

} // namespace quiz
