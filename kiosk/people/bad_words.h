// Does a name carry a word that must not stand on the big screen? Pure; thread: any. The words: bad_word_list.h.
//
// The rule for Vietnamese, where one syllable without accents is half a dozen honest words: a typed syllable may stand for
// a bad one when it has the same letters and EVERY ACCENT IT DOES CARRY IS ONE THAT THE BAD ONE HAS. So "dau buoi"
// and "đầu buôi" may be "đầu buồi", but "đầu buổi" is not; "Các", "Lợn", "Lồng" and "Đức" are themselves. How much may be
// missing is said with each word. English words are matched whatever accents are put on them.
//
// Seen through: digits and signs for letters ("đ!t", "l0n"), chat letters (k for c, j and y for i, z for d),
// letters repeated ("fuuuck", "ddit"), letters spaced out ("d i t", "l.o.n"), syllables written together ("ditme"),
// look-alike alphabets, digits around a word ("lon2k9").
#pragma once

#include <string_view>

namespace kiosk::people {

bool has_bad_word(std::string_view name); // a name as text::one_line leaves it

} // namespace kiosk::people
