// Reads source code as far as a test of words needs it: string literals without comments, and where they stand.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::source {

struct Literal {
    std::string text; // as it stands between the quotes; escapes are left as they are
    int line = 0;
    std::size_t begin = 0, end = 0; // of the literal with its quotes, in File::code
};

struct File {
    std::string name; // below the source folder: "kiosk/app.cpp"
    bool is_page = false; // JavaScript
    std::string code; // comments are blanks
    std::vector<Literal> literals;
};

std::string contents(const std::filesystem::path&);
// Every .cpp, .h, .hpp, .js and .html below these folders; throws where there is none.
std::vector<File> read_below(const std::filesystem::path& root, std::initializer_list<const char*> folders);

// The literals that the first argument of a call t(…) may come to; what is compared there is left out. A key that is put together
// is told by how it begins, with its dot at the end; where it begins with something else than a literal it is not told.
std::vector<Literal> asked_of_t(const File&);

// The name of the function that a literal is the first argument of: "hit" for ui::hit("…"; "" where there is none.
std::string called_with(const File&, const Literal&);

// The first line with a letter of Vietnamese that English has not, outside of comments.
std::optional<int> vietnamese_line(const File&);

} // namespace kiosk::source
