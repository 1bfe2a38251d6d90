// A Vietnamese phone number as people type it. Pure; thread: any.
#pragma once

#include "kiosk/base/result.h"

#include <string>
#include <string_view>

namespace kiosk::privacy {

// "+84 (912) 345.678" → "0912345678". Mobile numbers (03, 05, 07, 08, 09 and eight digits more) and fixed lines (02 and nine
// more), after the numbering plan of 2018. Otherwise Kind::invalid with the i18n key of the sentence for the visitor:
//   "privacy.phone_empty", "privacy.phone_letters" something that is neither digit nor the signs people put between them,
//   "privacy.phone_short", "privacy.phone_long", "privacy.phone_old" one of the eleven-digit mobile numbers given up in 2018,
//   "privacy.phone_unknown" no Vietnamese number begins like this.
Result<std::string> read_phone_number(std::string_view typed);
// "0912345678" → "0912 345 678": easier to read out, and a spreadsheet leaves its first 0 alone.
std::string spaced(std::string_view number);

} // namespace kiosk::privacy
