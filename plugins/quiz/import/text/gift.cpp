#include "import/text/gift.h"

#include "import/readers.h"

#include <optional>

namespace quiz {
namespace {

constexpr std::string_view kEscaped = ":#={}~n\\"; // what a backslash may stand before; kept as the codes 1 to 8
constexpr std::string_view kLetters = ":#={}~\n\\";

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code = text[i] == '\\' && i + 1 < text.size() ? kEscaped.find(text[i + 1]) : kEscaped.npos;
        if (code != kEscaped.npos) {
            out += static_cast<char>(code + 1);
            ++i;
        } else if (static_cast<unsigned char>(text[i]) > kEscaped.size()) {
            out += text[i];
        }
    }
    return out;
}

constexpr std::size_t kLongestBlock = 64 * 1024; // bytes

// Consecutive lines that belong to one question, without their comments, and what the comments said.
struct Block {
    int line = 0;
    std::string text;
    std::string id, left_over;
    std::optional<Difficulty> difficulty;
};

// "[id:otp] [tag:easy]", as Moodle writes them into comments.
void read_comment(std::string_view comment, Block& block) {
    if (comment.starts_with("kiosk:")) {
        block.left_over = comment.size() > kLongestBlock ? "too long" : comment.substr(6);
        return;
    }
    const auto each = [comment](std::string_view start, const auto& with) {
        for (auto at = comment.find(start); at != comment.npos; at = comment.find(start, at)) {
            const auto end = comment.find(']', at);
            if (end == comment.npos) return;
            with(trimmed(comment.substr(at + start.size(), end - at - start.size())));
            at = end;
        }
    };
    each("[id:", [&block](std::string_view id) { block.id = id; });
    each("[tag:", [&block](std::string_view tag) {
        if (const auto said = difficulty_said(tag)) block.difficulty = said;
    });
}

// Cloze writes its gaps into the text: {1:MULTICHOICE:…}.
bool is_cloze(std::string_view answers) {
    const auto colon = answers.find(':');
    return colon != answers.npos && answers.substr(0, colon).find_first_not_of("0123456789") == answers.npos &&
           answers.find(':', colon + 1) != answers.npos && answers.size() > colon + 1 && answers[colon + 1] >= 'A' &&
           answers[colon + 1] <= 'Z';
}

Draft read_block(const Block& block, const std::string& topic, Lang lang) {
    Draft draft;
    Question& question = draft.question;
    question.id = block.id;
    question.topic.vi = topic;
    question.difficulty = block.difficulty.value_or(Difficulty::medium);
    if (block.text.size() > kLongestBlock) {
        draft.refuse({"Quá dài để là một câu hỏi.", "Too long for a question."});
        return draft;
    }
    if (block.text.empty()) { // all of it stands in the comment
        add_left_over(draft, block.left_over, lang);
        return draft;
    }
    const std::string codes = escaped(block.text);
    std::string_view text = codes;
    if (text.starts_with("::"))
        if (const auto end = text.find("::", 2); end != text.npos) {
            if (question.id.empty()) question.id = unescaped(text.substr(2, end - 2));
            text = trimmed(text.substr(end + 2));
        }
    const auto open = text.find('{'), close = text.find('}');
    if (open == text.npos && close == text.npos) {
        draft.refuse({"Đoạn này không có đáp án trong ngoặc { }: chỉ là lời giới thiệu.",
                      "There are no answers in braces { }: this is only a description."});
        return draft;
    }
    if (open == text.npos || close == text.npos || close < open) {
        draft.refuse({"Ngoặc { } không đủ cặp. Giữa hai ngoặc không được có dòng trống.",
                      "The braces { } do not match. There must be no empty line between them."});
        return draft;
    }
    const auto answers = trimmed(text.substr(open + 1, close - open - 1));
    const auto behind = trimmed(text.substr(close + 1));
    if (is_cloze(answers)) {
        draft.refuse({"Câu điền nhiều chỗ trống (Cloze) không dùng được ở đây.",
                      "Questions with gaps of several kinds (Cloze) cannot be used here."});
        return draft;
    }
    // A text behind the braces: they stand where a word is missing.
    std::string asked(text.substr(0, open));
    if (!behind.empty()) asked += "_____" + std::string(text.substr(close + 1));
    if (behind.find('{') != behind.npos) {
        draft.refuse({"Có hai phần đáp án { } trong một câu. Giữa hai câu phải có dòng trống.",
                      "There are two answer sections { } in one question. Put an empty line between two questions."});
        return draft;
    }
    GiftFormat format = GiftFormat::moodle;
    question.text = gift_text(draft, asked, format);
    read_gift_answers(draft, answers, format);
    if (!block.left_over.empty()) add_left_over(draft, block.left_over, lang);
    return draft;
}

} // namespace

std::string unescaped(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (const auto code = static_cast<unsigned char>(c); code >= 1 && code <= kLetters.size()) c = kLetters[code - 1];
    return out;
}

Text gift_text(Draft& draft, std::string_view text, GiftFormat& format) {
    text = trimmed(text);
    for (const auto& [mark, meant] : {std::pair<std::string_view, GiftFormat>{"[html]", GiftFormat::html},
                                      {"[moodle]", GiftFormat::moodle},
                                      {"[plain]", GiftFormat::plain},
                                      {"[markdown]", GiftFormat::moodle}})
        if (text.starts_with(mark)) {
            text.remove_prefix(mark.size());
            format = meant;
            break;
        }
    const std::string written = unescaped(text);
    if (format == GiftFormat::plain) return {written, {}};
    Plain plain = plain_of(written, format == GiftFormat::html ? Lines::fold : Lines::keep);
    if (!plain.pictures.empty()) say_no_pictures(draft);
    return take_text(draft, std::move(plain));
}

// Blocks of lines, apart by empty lines; lines that begin with // are comments. Source: Moodle's question/format/gift and
// https://docs.moodle.org/en/GIFT_format.
Import read_gift(const ImportFile& file, std::string_view text) {
    Collector collector(file.lang, Counts::lines);
    Text title;
    std::string bank_id, topic;
    Block block;
    int line_number = 0;
    const auto finish_block = [&] {
        const auto words = trimmed(block.text);
        if (words.starts_with("$CATEGORY:")) {
            topic = category_topic(words.substr(10));
        } else if (!words.empty() || !block.left_over.empty()) {
            block.text = std::string(words);
            collector.at(block.line);
            hand_in(read_block(block, topic, file.lang), collector);
        }
        block = {};
    };
    while (!text.empty()) {
        if (collector.full()) {
            collector.at(line_number);
            collector.offer({}); // says that there is more than we take
            break;
        }
        const auto end = text.find('\n');
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        ++line_number;
        if (line.empty()) {
            finish_block();
        } else if (line.starts_with("//")) {
            const auto comment = trimmed(line.substr(2));
            if (comment.starts_with("kiosk-bank:")) {
                read_bank_comment(comment.substr(11), bank_id, title);
            } else {
                read_comment(comment, block);
                if (!block.left_over.empty() && block.line == 0) block.line = line_number;
            }
        } else {
            if (block.text.empty()) block.line = line_number;
            if (block.text.size() <= kLongestBlock) {
                block.text += line;
                block.text += '\n';
            }
        }
    }
    finish_block();
    return std::move(collector).finish("gift", file.name, title, bank_id);
}

} // namespace quiz
