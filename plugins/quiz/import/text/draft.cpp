#include "import/text/draft.h"

#include "import/text/json_pieces.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace quiz {

using nlohmann::json;

namespace {

std::string percent_text(double percent) {
    char text[32];
    std::snprintf(text, sizeof text, "%.5g", percent);
    return std::string(text) + " %";
}

const Bilingual kPartial{"Điểm một phần cho câu trả lời gần đúng không được giữ.",
                    "Part of the points for nearly right answers is not kept."};

void explain(Draft& draft, const Text& feedback_when_right, bool others) {
    if (draft.question.explanation.empty()) draft.question.explanation = feedback_when_right;
    else others = others || !feedback_when_right.empty();
    if (others) draft.change({"Phản hồi riêng cho từng lựa chọn không được giữ.", "Feedback on single answers is not kept."});
}

} // namespace

void Draft::change(Bilingual said) {
    if (std::none_of(changes.begin(), changes.end(), [&said](const Bilingual& one) { return one.vi == said.vi; }))
        changes.push_back(std::move(said));
}

bool Draft::refuse(Bilingual said) {
    if (!why_not) why_not = std::move(said);
    return false;
}

bool hand_in(Draft draft, Collector& collector) {
    if (draft.why_not) {
        collector.refuse(*draft.why_not);
        return false;
    }
    if (!collector.offer(std::move(draft.question))) return false;
    for (const Bilingual& said : draft.changes) collector.changed(said);
    return true;
}

Text take_text(Draft& draft, Plain plain) {
    if (plain.formulas)
        draft.change({"Công thức LaTeX được giữ nguyên dạng chữ, màn hình không vẽ thành công thức.",
                      "LaTeX stays as it is written; the screen does not draw formulas."});
    if (plain.other_languages) draft.change({"Chỉ giữ tiếng Việt và tiếng Anh.", "Only Vietnamese and English are kept."});
    return std::move(plain.text);
}

void say_no_pictures(Draft& draft) {
    draft.change({"Hình trong câu này không được đưa vào.", "A picture of this question is left out."});
}

// Source: Moodle's question/engine, the list of fractions that a teacher may choose; as percent.
std::optional<double> known_weight(double percent) {
    static constexpr std::array kWeights{100.0, 90.0, 83.33333, 80.0,     75.0,     70.0, 66.66667, 60.0, 50.0, 40.0, 33.33333,
                                         30.0,  25.0, 20.0,     16.66667, 14.28571, 12.5, 11.11111, 10.0, 5.0,  0.0};
    const double size = std::abs(percent);
    if (!(size <= 101)) return std::nullopt;
    double best = 0;
    for (const double weight : kWeights)
        if (std::abs(weight - size) < std::abs(best - size)) best = weight;
    if (std::abs(best - size) > 1) return std::nullopt;
    return std::copysign(best, percent);
}

bool settle_choices(Draft& draft, std::vector<Weighted> answers, bool several) {
    constexpr std::string_view kIds = "abcdef";
    static_assert(kIds.size() == kMaxOptions);
    if (answers.size() < kMinOptions) return draft.refuse({"Cần ít nhất hai lựa chọn.", "At least two options are needed."});
    if (answers.size() > kMaxOptions)
        return draft.refuse({"Có " + std::to_string(answers.size()) + " lựa chọn, tối đa " + std::to_string(kMaxOptions) + ".",
                             std::to_string(answers.size()) + " options, at most " + std::to_string(kMaxOptions) + " fit."});
    double sum = 0;
    std::vector<std::string> full, some;
    bool others = false;
    Text explanation;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        Weighted& answer = answers[i];
        const auto weight = known_weight(answer.percent);
        if (!weight)
            return draft.refuse({"Trọng số " + percent_text(answer.percent) + " không có trong bảng của Moodle.",
                                 "The weight " + percent_text(answer.percent) + " is not one of Moodle's."});
        if (std::abs(*weight - answer.percent) > 0.001)
            draft.change({"Trọng số " + percent_text(answer.percent) + " được hiểu là " + percent_text(*weight) + ".",
                          "The weight " + percent_text(answer.percent) + " is taken for " + percent_text(*weight) + "."});
        const std::string id(1, kIds[i]);
        if (*weight > 0) {
            (*weight == 100 ? full : some).push_back(id);
            sum += *weight;
        }
        const bool first_right = *weight > 0 && full.size() + some.size() == 1;
        if (first_right) explanation = std::move(answer.feedback);
        else others = others || !answer.feedback.empty();
        draft.question.options.push_back({id, std::move(answer.text), std::move(answer.image)});
    }
    if (several) {
        if (std::abs(sum - 100) > 1)
            return draft.refuse({"Trọng số của các đáp án đúng cộng lại là " + percent_text(sum) + ", không phải 100 %.",
                                 "The weights of the right answers add up to " + percent_text(sum) + ", not 100 %."});
        full.insert(full.end(), some.begin(), some.end());
        std::sort(full.begin(), full.end());
        draft.question.type = Type::multiple;
    } else {
        if (full.empty()) return draft.refuse({"Không có đáp án nào được 100 %.", "No answer is worth 100 %."});
        if (full.size() > 1)
            return draft.refuse(
                {"Có nhiều đáp án đúng 100 %. Nếu phải chọn đủ các đáp án, hãy chia trọng số cho tổng là 100 %.",
                 "Several answers are worth 100 %. Where all of them have to be picked, let their weights add up to 100 %."});
        if (!some.empty()) draft.change(kPartial);
        draft.question.type = Type::single;
    }
    draft.question.key = RightOptions{std::move(full)};
    explain(draft, explanation, others);
    return true;
}

bool settle_boolean(Draft& draft, bool right, const Text& feedback_when_right, const Text& feedback_when_wrong) {
    draft.question.type = Type::boolean;
    draft.question.options = {{"true", {"Đúng", "True"}, {}}, {"false", {"Sai", "False"}, {}}};
    draft.question.key = RightOptions{{right ? "true" : "false"}};
    explain(draft, feedback_when_right, !feedback_when_wrong.empty());
    return true;
}

bool settle_texts(Draft& draft, const std::vector<Weighted>& answers) {
    RightTexts right;
    bool others = false;
    Text explanation;
    for (const Weighted& answer : answers) {
        const auto weight = known_weight(answer.percent);
        if (!weight || *weight < 100) {
            if (weight && *weight > 0) draft.change(kPartial);
            others = others || !answer.feedback.empty();
            continue;
        }
        const std::string& written = answer.text.pick(Lang::vi);
        std::string text;
        for (std::size_t i = 0; i < written.size(); ++i) {
            if (written[i] == '*')
                return draft.refuse({"Dấu * (chữ gì cũng được) không dùng được ở đây: hãy ghi rõ từng cách viết được chấp nhận.",
                                     "A * (any text) cannot be used here: write out each accepted answer."});
            i += written[i] == '\\' && i + 1 < written.size() && written[i + 1] == '*';
            text += written[i];
        }
        if (right.texts.empty()) explanation = answer.feedback;
        else others = others || !answer.feedback.empty();
        right.texts.push_back(std::move(text));
    }
    if (right.texts.empty()) return draft.refuse({"Không có câu trả lời nào được 100 %.", "No answer is worth 100 %."});
    draft.question.type = Type::text;
    draft.question.key = std::move(right);
    explain(draft, explanation, others);
    return true;
}

bool settle_number(Draft& draft, const std::vector<WeightedNumber>& answers) {
    const WeightedNumber* right = nullptr;
    bool others = false;
    for (const WeightedNumber& answer : answers) {
        if (answer.percent < 99) {
            if (answer.percent > 0) draft.change(kPartial);
            others = others || !answer.feedback.empty();
            continue;
        }
        if (right != nullptr)
            return draft.refuse({"Có nhiều con số được 100 %; chỉ một con số, kèm sai số, dùng được ở đây.",
                                 "Several numbers are worth 100 %; only one, with a tolerance, can be used here."});
        right = &answer;
    }
    if (right == nullptr) return draft.refuse({"Không có con số nào được 100 %.", "No number is worth 100 %."});
    if (!std::isfinite(right->value) || !std::isfinite(right->tolerance))
        return draft.refuse({"Đáp án phải là một con số.", "The answer must be a number."});
    draft.question.type = Type::number;
    draft.question.key = RightNumber{right->value, std::abs(right->tolerance), false};
    explain(draft, right->feedback, others);
    return true;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\n\r";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<double> number_said(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<Difficulty> difficulty_said(std::string_view word) {
    if (word.size() > 24) return std::nullopt;
    const std::string said = fold(word);
    if (said == "easy" || said == "de") return Difficulty::easy;
    if (said == "medium" || said == "vua" || said == "trung binh") return Difficulty::medium;
    if (said == "hard" || said == "kho") return Difficulty::hard;
    return std::nullopt;
}

std::string category_topic(std::string_view category) {
    std::string topic;
    for (std::size_t i = 0; i < category.size(); ++i) {
        if (category[i] != '/') {
            topic += category[i];
        } else if (i + 1 < category.size() && category[i + 1] == '/') {
            topic += '/';
            ++i;
        } else {
            topic.clear();
        }
    }
    topic = trimmed(topic);
    return topic == "top" || topic.starts_with('$') ? std::string() : topic;
}

std::string shortened(std::string_view text) {
    constexpr std::size_t kEnough = 60; // bytes
    auto end = std::min(text.find('\n'), text.size());
    if (end <= kEnough) return std::string(text.substr(0, end));
    for (end = kEnough; end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80;) // not within a letter
        --end;
    return std::string(text.substr(0, end)) + "…";
}

void read_bank_comment(std::string_view text, std::string& id, Text& title) {
    const auto said = small_json(text);
    if (!said || !said->is_object()) return;
    const auto word = [](const json& from, const char* key) {
        const auto found = from.find(key);
        return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (const std::string own = word(*said, "id"); !own.empty()) id = id_of_file(own + ".json");
    if (const auto own = said->find("title"); own != said->end() && own->is_object() && !word(*own, "vi").empty())
        title = {word(*own, "vi"), word(*own, "en")};
}

void add_left_over(Draft& draft, std::string_view text, Lang lang) {
    const auto added = small_json(text);
    if (draft.why_not) return;
    const bool whole = draft.question.text.empty();
    std::optional<Question> question;
    std::string id = draft.question.id;
    if (added && added->is_object()) {
        json all = whole ? json::object() : to_json(draft.question);
        all.merge_patch(*added);
        if (whole && all.contains("id") && all["id"].is_string()) id = all["id"].get<std::string>();
        all["id"] = "x"; // the collector's to judge
        question = read_question(all, lang, "", [](std::string_view, std::string_view) {});
    }
    if (question) {
        question->id = id;
        draft.question = std::move(*question);
        return;
    }
    if (whole) draft.refuse({"Chú thích “kiosk:” không đọc được.", "The comment “kiosk:” cannot be read."});
    else
        draft.change(
            {"Chú thích “kiosk:” không đọc được nên bị bỏ qua.", "The comment “kiosk:” cannot be read and is passed over."});
}

} // namespace quiz
