// Letters and digits as the grammars of IRIs, language tags and timestamps mean them. Thread: any.
#pragma once

namespace central::xapi {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

} // namespace central::xapi
