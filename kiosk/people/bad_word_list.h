// The words that no name on the big screen may carry: data for bad_words.cpp, where the matching is explained.
//
// Kept small on purpose. A word belongs here when a hall would gasp; what is merely silly is left to staff, who can rename
// anybody. Before adding one, think of the names and words that look like it without accents, and add them to the list of
// innocents in tests/people/names_test.cpp. Left out after such thought: "Dick" and "Cock" (given name, surname), "ngu",
// "chó", "chim", "bướm", "cu" (Cu Tí), "vl" (Vĩnh Long), "dm" and "cc" (initials), "đái" (a surname), politics.
#pragma once

#include <string_view>

namespace kiosk::people {

enum class Missing {
    none,  // bad only with all of its accents: without them it may be many an honest word (đĩ/đi, buồi/bưởi)
    alone, // bad without accents only where it is the whole name ("lon", but not "Lon Ton")
    any    // bad with or without accents
};

struct BadWord {
    std::string_view spelling; // NFC, lower case; a space between syllables
    Missing accents = Missing::any;
    bool inside = false; // also inside of a longer word
};

inline constexpr BadWord kBadWords[] = {
    // Vietnamese, single syllables
    {"địt"},
    {"lồn", Missing::alone},
    {"cặc", Missing::alone},
    {"buồi", Missing::none}, // Bưởi is what many a child is called at home
    {"đụ", Missing::none},
    {"đĩ", Missing::none},
    {"điếm", Missing::none},
    {"phò", Missing::none},
    {"đéo", Missing::none},
    {"cứt", Missing::none},
    {"ỉa", Missing::none},
    {"dái", Missing::none},
    {"nứng", Missing::none},
    {"chịch", Missing::none},
    // Vietnamese, phrases
    {"địt mẹ"},
    {"địt mẹ mày"},
    {"địt con mẹ"},
    {"đụ má"},
    {"đụ mẹ"},
    {"đù má"},
    {"con cặc"},
    {"đầu buồi"},
    {"cái lồn"},
    {"mặt lồn"},
    {"vãi lồn"},
    {"ngu lồn"},
    {"bú lồn"},
    {"bú cặc"},
    {"bú buồi"},
    {"bú cu"},
    {"liếm lồn"},
    {"óc chó"},
    {"khốn nạn"},
    {"súc vật"},
    {"chó đẻ", Missing::none},
    {"đồ chó", Missing::none},
    {"đồ ngu", Missing::none},
    {"thằng ngu", Missing::none},
    {"mẹ mày", Missing::none},
    {"má mày", Missing::none},
    {"mất dạy", Missing::none},
    {"hiếp dâm", Missing::none},
    {"dâm đãng", Missing::none},
    // Vietnamese, chat
    {"đm", Missing::none},
    {"đcm"},
    {"đkm"},
    {"đmm"},
    {"cmm"},
    {"vcl"},
    {"vkl"},
    {"clgt"},
    {"vloz"},
    {"loz"},
    // English
    {"fuck", Missing::any, true},
    {"fck"},
    {"fuk"},
    {"shit"},
    {"bullshit"},
    {"bitch"},
    {"bitches"},
    {"cunt"},
    {"pussy"},
    {"asshole"},
    {"nigger", Missing::any, true},
    {"nigga", Missing::any, true},
    {"faggot"},
    {"whore"},
    {"slut"},
    {"porn"},
    {"sex"},
    {"rapist"},
    {"hitler"},
    {"nazi"},
    {"big dick"},
    {"my dick"},
    {"suck dick"},
};

// Who types in a hurry, or wants to get past: the letter or sign on the left may stand for each of those on the right.
struct Disguise {
    char32_t typed;
    std::string_view means;
};
inline constexpr Disguise kDisguises[] = {
    {U'0', "o"}, {U'1', "il"}, {U'3', "e"}, {U'4', "a"}, {U'5', "s"}, {U'7', "t"}, {U'8', "b"}, {U'9', "g"},
    {U'@', "a"}, {U'$', "s"}, {U'!', "i"}, {U'|', "il"}, {U'+', "t"}, {U'€', "e"},
    {U'k', "c"}, {U'j', "i"}, {U'y', "i"}, {U'z', "d"},
};

// Letters of other alphabets that look like ours on a screen.
struct Lookalike {
    char32_t letter;
    char looks_like;
};
inline constexpr Lookalike kLookalikes[] = {
    {U'а', 'a'}, {U'в', 'b'}, {U'е', 'e'}, {U'к', 'k'}, {U'м', 'm'}, {U'н', 'h'}, {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'},
    {U'т', 't'}, {U'у', 'y'}, {U'х', 'x'}, {U'ѕ', 's'}, {U'і', 'i'}, {U'ј', 'j'}, {U'ԁ', 'd'}, {U'α', 'a'}, {U'ε', 'e'},
    {U'ι', 'i'}, {U'κ', 'k'}, {U'ν', 'v'}, {U'ο', 'o'}, {U'ρ', 'p'}, {U'τ', 't'}, {U'υ', 'u'}, {U'χ', 'x'}, {U'ı', 'i'},
};

} // namespace kiosk::people
