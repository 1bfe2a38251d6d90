// HTML as quiz programs write it, as the plain text that our screens show. Inside of import/ only. Thread: any.
//
// Tags go; <br>, <p>, <li>, … become line breaks and "• "; the digits of <sub> and <sup> become ₂ and ²; scripts and styles
// go with what is in them. Moodle's way to write two languages is understood:
//     <span lang="vi" class="multilang">Có</span><span lang="en" class="multilang">Yes</span>
// Text outside of such spans belongs to both. Linear in the length; never fails.
#pragma once

#include "bank/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct Plain {
    Text text;
    std::vector<std::string> pictures; // `src` of every <img>, as written there
    std::string spoken;                // `alt` of the first picture that has one
    bool formulas = false;             // LaTeX: \( … \), \[ … \] or $$ … $$, left as it is
    bool other_languages = false;      // a span in a language that is neither of ours was left out
};

enum class Lines { fold, keep }; // a line break in the source: white space (HTML), or a line break (text with tags in it)

Plain plain_of(std::string_view html, Lines = Lines::fold);

// Only &amp;, &#39;, &eacute; and the like; everything else stays.
std::string without_entities(std::string_view);

} // namespace quiz
