// A question, and what was answered to it, in the words of kiosk.results/1, options by their ids in the bank: those are the same in
// every round. What a kiosk_answered borrows lives in these.
// Pure; thread: any.
#pragma once

#include "bank/question.h"
#include "game/choice.h"

#include <kiosk/host.hpp>

#include <deque>
#include <string>
#include <vector>

namespace quiz {

// Items that keep their texts.
class ToldItems {
public:
    void add(std::string id, std::string match = {});
    kiosk_items items() const { return {items_.data(), static_cast<std::uint32_t>(items_.size())}; }

private:
    std::deque<std::string> texts_; // never moved
    std::vector<kiosk_item> items_;
};

// The part that is the same for all answers to a question. `voided`: nothing is right.
class ToldQuestion {
public:
    ToldQuestion(const Question&, Lang, bool voided);
    ToldQuestion(const ToldQuestion&) = delete;
    ToldQuestion& operator=(const ToldQuestion&) = delete;
    void fill(kiosk_answered&) const; // kind, text, options, patterns

private:
    kiosk_interaction kind_;
    std::string text_;
    std::deque<std::string> option_texts_;
    std::vector<kiosk_option> options_;
    std::deque<ToldItems> alternatives_;
    std::vector<kiosk_items> patterns_;
};

ToldItems told_choice(const Question&, const Choice&);

// A question that two banks of a round share is called "bank.id" there; everywhere else by its own id.
std::string own_id(const std::string& question, const std::string& bank);

} // namespace quiz
