// Takes values out of JSON that may be anything, and says what is wrong in the reader's language. Inside of bank/ only.
#pragma once

#include "bank/bank.h"

#include <nlohmann/json.hpp>

#include <string>

namespace quiz {

class Reader {
public:
    Reader(Lang lang, const FaultReader& faults) : lang_(lang), faults_(faults) {}

    void fault(const std::string& pointer, const std::string& vi, const std::string& en);
    int faults() const { return count_; }

    // Each returns an empty value, after a fault, where the member is missing or of another shape. `pointer` is the object's.
    std::string id(const nlohmann::json& object, const char* key, const std::string& pointer);
    Text text(const nlohmann::json& object, const char* key, const std::string& pointer, std::size_t limit, bool required);

private:
    std::string language(const nlohmann::json&, const std::string& pointer, std::size_t limit);

    const Lang lang_;
    const FaultReader& faults_;
    int count_ = 0;
};

// A question, or nothing and its faults.
std::optional<Question> read_question(const nlohmann::json&, const std::string& pointer, Reader&);

} // namespace quiz
