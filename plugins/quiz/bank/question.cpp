#include "bank/question.h"

#include "bank/named.h"

namespace quiz {
namespace {

constexpr std::array<std::string_view, 7> kTypes{"single", "multiple", "boolean", "number", "order", "text", "poll"};
constexpr std::array<std::string_view, 3> kDifficulties{"easy", "medium", "hard"};

} // namespace

std::string_view name_of(Type type) { return kTypes[static_cast<std::size_t>(type)]; }
std::optional<Type> type_named(std::string_view name) { return named<Type>(kTypes, name); }

std::string_view name_of(Difficulty difficulty) { return kDifficulties[static_cast<std::size_t>(difficulty)]; }
std::optional<Difficulty> difficulty_named(std::string_view name) { return named<Difficulty>(kDifficulties, name); }

int Question::option_at(std::string_view option_id) const {
    for (std::size_t i = 0; i < options.size(); ++i)
        if (options[i].id == option_id)
            return static_cast<int>(i);
    return -1;
}

} // namespace quiz
