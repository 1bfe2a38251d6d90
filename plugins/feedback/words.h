// Letters as Unicode has them; its tables come from utf8proc. Pure; thread: any.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace feedback {

// NFC, white space folded to single blanks, nothing that is invisible or turns the direction of writing. Nothing for bytes
// that are no UTF-8.
std::optional<std::string> one_line(std::string_view);
std::size_t letters(std::string_view); // as a reader counts them
// Lower case without accents: "Đồng Tháp" → "dong thap". For searching.
std::string fold(std::string_view);
// Does every word typed stand in the title, in any order? "hoa tan" finds "Phường Tân Hòa".
bool finds(std::string_view typed, std::string_view title);

} // namespace feedback
