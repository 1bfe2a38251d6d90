// The words that pages and the disk know our enumerations by. Once released, never changed.

#include "bank/named.h"
#include "game/round.h"

namespace quiz {
namespace {

constexpr std::array<std::string_view, 3> kPresets{"accuracy", "balanced", "speed"};
constexpr std::array<std::string_view, 8> kPhases{"lobby",  "question",  "answering", "closed",
                                                  "reveal", "standings", "podium",    "ended"};
constexpr std::array<std::string_view, 9> kNext{"none",      "start",         "open_answers", "close", "reveal",
                                                "standings", "next_question", "podium",       "end"};
constexpr std::array<std::string_view, 9> kVerdicts{"accepted", "already",     "not_open",  "wrong_question", "too_late",
                                                    "removed",  "not_entered", "not_asked", "bad_choice"};
constexpr std::array<std::string_view, 3> kChanges{"voided", "restored", "rekeyed"};

} // namespace

std::string_view name_of(Preset value) {
    return kPresets[static_cast<std::size_t>(value)];
}
std::string_view name_of(Phase value) {
    return kPhases[static_cast<std::size_t>(value)];
}
std::string_view name_of(Next value) {
    return kNext[static_cast<std::size_t>(value)];
}
std::string_view name_of(Verdict value) {
    return kVerdicts[static_cast<std::size_t>(value)];
}
std::string_view name_of(Change::What value) {
    return kChanges[static_cast<std::size_t>(value)];
}

std::optional<Preset> preset_named(std::string_view name) {
    return named<Preset>(kPresets, name);
}
std::optional<Phase> phase_named(std::string_view name) {
    return named<Phase>(kPhases, name);
}
std::optional<Change::What> change_named(std::string_view name) {
    return named<Change::What>(kChanges, name);
}

} // namespace quiz
