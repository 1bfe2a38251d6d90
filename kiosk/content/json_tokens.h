// The tokens of a JSON text with their lines, for all that a parsed document has forgotten: where a value stands, keys
// written twice, how deep the brackets go. Does not judge: on broken text it goes on as well as it can, to the end.
// Thread: any. Borrows the text.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::content {

struct Token {
    char kind = 0;         // one of { } [ ] : , or '"' a string, 'v' a number or word, 0 the end
    std::string_view text; // strings with their quotes
    int line = 1;
    std::size_t offset = 0;
};

class JsonTokens {
public:
    explicit JsonTokens(std::string_view text) : text_(text) {}
    Token next();

private:
    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

struct Position {
    int line = 1;
    int column = 1; // in characters, from 1
};
Position position_of(std::string_view text, std::size_t offset);

// Line of the first bracket that opens level `most` + 1; 0 where there is none.
int line_too_deep(std::string_view text, int most);

struct TwiceKey {
    std::string pointer; // of the key's value
    std::string key;
    int first_line, second_line;
};
std::vector<TwiceKey> keys_written_twice(std::string_view text);

// The line of each pointer, in one walk. A member's line is its key's. Pointers not found are left out.
std::unordered_map<std::string, int> lines_of(std::string_view text, const std::vector<std::string>& pointers);

// "a/b" → "a~1b", as JSON pointers want it.
std::string escape_pointer(std::string_view key);

} // namespace kiosk::content
