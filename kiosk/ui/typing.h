// How Vietnamese is typed: Telex and VNI, one key after the other. typed() itself stands in ui.h.
//
// All that is known is the text so far. Its last word is taken apart,
//
//     Q u y ê ́ t   =   initial "qu" · nucleus "yê" · final "t" · tone sắc
//
// the key changes one of the four, and the word is put together again with its tone where today's spelling has it (hoà, thuý,
// quốc, giá). A word that is no Vietnamese syllable is left alone ("Facebook"); a mark typed twice is undone and its key
// stands as a letter ("ass" is "as"). The manners are those of Unikey with its spelling check on.
//
// Thread: any; pure. Text in and out is UTF-8; what comes out is NFC.
#pragma once

#include <kiosk/ui.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk::ui {

KIOSK_UI_API std::size_t letters_in(std::string_view text);   // as a reader counts them: "ế" is one
KIOSK_UI_API std::string without_last(std::string_view text); // backspace: a whole letter with its marks goes
KIOSK_UI_API bool begins_with_capital(std::string_view word);

} // namespace kiosk::ui
