// UTF-8 as the kiosk keeps it: valid, NFC, without control characters. Every string that enters goes through here.
// Thread: any. Nothing here knows about quizzes. Unicode's tables come from utf8proc.
#pragma once

#include "kiosk/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk::text {

bool is_utf8(std::string_view); // strict: no surrogates, no over-long forms, no NUL
// NFC, or Kind::invalid for bytes that are no UTF-8, and for more than 30 marks on a letter.
Result<std::string> nfc(std::string_view);
// One line from a person: NFC; control, bidi-override and other invisible characters dropped (what holds an emoji
// together stays); white space folded to single spaces and trimmed. Kind::invalid for bytes that are no UTF-8.
Result<std::string> one_line(std::string_view);
// For comparing: lower case, no accents, đ → d, white space and punctuation folded to single spaces. Takes any UTF-8;
// what is none folds to "".
std::string fold(std::string_view);
// Case-folded and taken apart (NFKD): base letters, each followed by its accents; full-width and other fancy letters
// become plain ones. đ stays đ. Empty for bytes that are no UTF-8.
std::u32string spell_out(std::string_view);
// Letters as a reader counts them (extended grapheme clusters): "ế" is one, a family emoji is one. A byte that is no
// UTF-8 counts as one.
std::size_t letters(std::string_view);
// The first n letters.
std::string_view first_letters(std::string_view, std::size_t n);

} // namespace kiosk::text
