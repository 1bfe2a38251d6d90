// What a name on the big screen must be: 1 to 24 letters as a reader counts them, one line, nothing invisible, no bad
// word, also not one that hides behind missing accents, chat spelling or digits for letters. Pure; thread: any.
#pragma once

#include "kiosk/base/result.h"

#include <string>
#include <string_view>

namespace kiosk::people {

inline constexpr std::size_t kMaxLetters = 24;

// The name as it may stand on the board (NFC, trimmed), or Kind::invalid with the i18n key of the sentence for the
// visitor: "name.empty", "name.long", "name.bad", "name.unreadable".
Result<std::string> check_name(std::string_view raw);
// A friendly name from a number, for names that staff have not approved: "Sen Hồng 27". The same for the same number; other
// ones for the next 46,799 numbers, of two digits for the first 4,680, and of no likeness to its neighbours'.
std::string friendly_name(std::uint64_t seed);

} // namespace kiosk::people
