#include "bank/question.h"

#include <array>

namespace quiz {
namespace {

constexpr std::array<std::string_view, 7> kTypes{"single", "multiple", "boolean", "number", "order", "text", "poll"};

} // namespace

std::string_view name_of(Type type) {
    return kTypes[static_cast<std::size_t>(type)];
}

std::optional<Type> type_named(std::string_view name) {
    for (std::size_t i = 0; i < kTypes.size(); ++i)
        if (kTypes[i] == name)
            return static_cast<Type>(i);
    return std::nullopt;
}

int Question::option_at(std::string_view option_id) const {
    for (std::size_t i = 0; i < options.size(); ++i)
        if (options[i].id == option_id)
            return static_cast<int>(i);
    return -1;
}

} // namespace quiz
