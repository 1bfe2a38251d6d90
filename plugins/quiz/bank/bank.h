// Banks: JSON in, plain structs or faults out. Thread: any; nothing is kept between calls.
//
// The format is described for editors in content/schema/quiz-bank-v1.schema.json. The schema knows shapes; the reader here
// knows what shapes cannot say (the answer names an option, no two options look the same, …) and trusts nothing: it
// also stands on its own, without the schema having been asked.
#pragma once

#include "bank/question.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct Bank {
    std::string id;
    Text title, topic;
    std::vector<Question> questions;
};

struct BankFault {
    std::string pointer;  // JSON pointer: "/questions/3/answer"
    std::string sentence; // for the person who wrote the bank, in the language asked for
};
using FaultReader = std::function<void(std::string_view pointer, std::string_view sentence)>;

// The bank, or nothing and every fault there is: of its questions in the order of the file, then of the bank itself.
std::optional<Bank> parse_bank(std::string_view json, Lang, std::vector<BankFault>& faults);
// The same look at the text, for `kiosk check`: tells each fault, keeps nothing.
void check_bank(std::string_view json, Lang, const FaultReader&);

// The bank in its own format, as parse_bank reads it back.
nlohmann::json to_json(const Bank&);

// One question in the bank's own format, both ways: a running round keeps its questions like this, so that a bank may be
// edited meanwhile. `pointer` stands before every fault's pointer.
nlohmann::json to_json(const Question&);
std::optional<Question> read_question(const nlohmann::json&, Lang, const std::string& pointer, const FaultReader&);

// A key on its own, as pages show it and staff send it for a re-keyed question:
//   {"options":["b"]}  {"number":53,"tolerance":1}  {"number":53,"closest":true}  {"order":["c","a"]}  {"texts":["…"]}
// and null for a poll. Nothing where it does not fit the question.
nlohmann::json to_json(const Key&);
std::optional<Key> read_key(const Question&, const nlohmann::json&);
bool key_fits(const Question&, const Key&);

// {"vi": …, "en": …}, without the empty ones.
nlohmann::json to_json(const Text&);

} // namespace quiz
