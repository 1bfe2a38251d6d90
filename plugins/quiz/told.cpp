#include "told.h"

#include <array>
#include <charconv>

namespace quiz {

namespace {

kiosk_interaction interaction(Type type) {
    switch (type) {
    case Type::single:
    case Type::multiple: return KIOSK_INTERACTION_CHOICE;
    case Type::boolean: return KIOSK_INTERACTION_TRUE_FALSE;
    case Type::number: return KIOSK_INTERACTION_NUMERIC;
    case Type::order: return KIOSK_INTERACTION_SEQUENCING;
    case Type::text: return KIOSK_INTERACTION_FILL_IN;
    case Type::poll: break;
    }
    return KIOSK_INTERACTION_LIKERT;
}

// As people write it: 53, not 5.3e1.
std::string written(double value) {
    std::array<char, 400> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return error == std::errc() ? std::string(digits.data(), end) : std::string("0");
}

// Each of the alternatives is right.
std::deque<ToldItems> alternatives(const Question& question) {
    std::deque<ToldItems> all;
    const Key& key = question.key;
    const auto add_all = [&](const std::vector<std::string>& ids) {
        for (const auto& id : ids)
            (all.empty() ? all.emplace_back() : all.back())
                .add(question.options.at(static_cast<std::size_t>(question.option_at(id))).bank_id());
    };
    if (const auto* right = std::get_if<RightOptions>(&key)) {
        add_all(right->ids);
    } else if (const auto* order = std::get_if<RightOrder>(&key)) {
        add_all(order->ids);
    } else if (const auto* number = std::get_if<RightNumber>(&key)) {
        const double around = number->closest ? 0 : number->tolerance;
        all.emplace_back().add(written(number->value - around), written(number->value + around));
    } else if (const auto* texts = std::get_if<RightTexts>(&key)) {
        for (const auto& text : texts->texts) all.emplace_back().add(text);
    }
    return all;
}

} // namespace

void ToldItems::add(std::string id, std::string match) {
    texts_.push_back(std::move(id));
    const kiosk_str first = kiosk::str(texts_.back());
    texts_.push_back(std::move(match));
    items_.push_back({first, kiosk::str(texts_.back())});
}

ToldQuestion::ToldQuestion(const Question& question, Lang lang, bool voided)
    : kind_(interaction(question.type)), text_(question.text.pick(lang)) {
    for (const auto& option : question.options) {
        option_texts_.push_back(option.bank_id());
        const kiosk_str id = kiosk::str(option_texts_.back());
        option_texts_.push_back(option.text.pick(lang));
        options_.push_back({id, kiosk::str(option_texts_.back()), 0});
    }
    if (!voided) alternatives_ = alternatives(question);
    for (const auto& alternative : alternatives_) patterns_.push_back(alternative.items());
}

void ToldQuestion::fill(kiosk_answered& answer) const {
    answer.kind = kind_;
    answer.text = kiosk::str(text_);
    answer.options = options_.data();
    answer.option_count = static_cast<std::uint32_t>(options_.size());
    answer.patterns = patterns_.data();
    answer.pattern_count = static_cast<std::uint32_t>(patterns_.size());
}

ToldItems told_choice(const Question& question, const Choice& choice) {
    ToldItems items;
    if (const auto* picked = std::get_if<Picked>(&choice)) {
        for (std::size_t i = 0; i < question.options.size(); ++i)
            if (picked->options & (1u << i)) items.add(question.options[i].bank_id());
    } else if (const auto* ordered = std::get_if<Ordered>(&choice)) {
        for (const auto position : ordered->options) items.add(question.options[position].bank_id());
    } else if (const auto* number = std::get_if<Number>(&choice)) {
        items.add(written(number->value));
    } else {
        items.add(std::get<Said>(choice).text);
    }
    return items;
}

std::string own_id(const std::string& question, const std::string& bank) {
    const std::string prefix = bank + '.';
    return question.starts_with(prefix) ? question.substr(prefix.size()) : question;
}

} // namespace quiz
