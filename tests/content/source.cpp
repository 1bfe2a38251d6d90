#include "source.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kiosk::source {

namespace {

namespace fs = std::filesystem;

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$'; }

// The last character before `at` that is no blank; '\n' at the start.
char before(const std::string& code, std::size_t at) {
    while (at > 0 && std::isspace(static_cast<unsigned char>(code[at - 1]))) --at;
    return at ? code[at - 1] : '\n';
}

class Scanner {
public:
    explicit Scanner(File& file) : file_(file), code_(file.code) {}
    void run() {
        while (at_ < code_.size()) {
            const char c = code_[at_];
            if (starts("//")) blank(code_.find('\n', at_));
            else if (starts("/*")) blank(end_of("*/"));
            else if (!file_.is_page && starts("R\"") && (at_ == 0 || !is_name(code_[at_ - 1]))) raw();
            else if (c == '"' || (file_.is_page && (c == '\'' || c == '`'))) literal(c);
            else if (!file_.is_page && c == '\'') character();
            else if (file_.is_page && c == '/' && std::string_view("(,=:[!&|?{};\n").find(before(code_, at_)) != std::string_view::npos) pattern();
            else ++at_;
        }
    }

private:
    bool starts(std::string_view s) const { return code_.compare(at_, s.size(), s) == 0; }
    std::size_t end_of(std::string_view s) const {
        const auto found = code_.find(s, at_ + 2);
        return found == std::string::npos ? found : found + s.size();
    }
    void blank(std::size_t end) {
        for (end = std::min(end, code_.size()); at_ < end; ++at_)
            if (code_[at_] != '\n') code_[at_] = ' ';
    }
    void keep(std::size_t from, std::size_t to, std::size_t end) {
        for (; counted_ < at_; ++counted_) line_ += code_[counted_] == '\n';
        file_.literals.push_back({code_.substr(from, to - from), line_, at_, end});
        at_ = end;
    }
    void literal(char quote) {
        auto end = at_ + 1;
        while (end < code_.size() && code_[end] != quote && (quote == '`' || code_[end] != '\n')) end += code_[end] == '\\' ? 2 : 1;
        keep(at_ + 1, std::min(end, code_.size()), std::min(end + 1, code_.size()));
    }
    void raw() {
        const auto open = code_.find('(', at_);
        const auto close = ")" + code_.substr(at_ + 2, open - at_ - 2) + "\"";
        const auto end = code_.find(close, open);
        keep(open + 1, end, end + close.size());
    }
    void character() {
        if (at_ > 0 && is_name(code_[at_ - 1]) && code_[at_ - 1] != 'U' && code_[at_ - 1] != 'u' && code_[at_ - 1] != 'L') {
            ++at_; // 1'000
            return;
        }
        auto end = at_ + 1;
        while (end < code_.size() && code_[end] != '\'') end += code_[end] == '\\' ? 2 : 1;
        at_ = end + 1;
    }
    void pattern() {
        bool in_class = false;
        for (++at_; at_ < code_.size() && code_[at_] != '\n'; ++at_) {
            if (code_[at_] == '\\') ++at_;
            else if (code_[at_] == '[') in_class = true;
            else if (code_[at_] == ']') in_class = false;
            else if (code_[at_] == '/' && !in_class) break;
        }
        ++at_;
    }

    File& file_;
    std::string& code_;
    std::size_t at_ = 0, counted_ = 0;
    int line_ = 1; // at counted_
};

} // namespace

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<File> read_below(const fs::path& root, std::initializer_list<const char*> folders) {
    std::vector<File> all;
    for (const char* folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const auto ending = entry.path().extension();
            if (ending != ".cpp" && ending != ".h" && ending != ".hpp" && ending != ".js" && ending != ".html") continue;
            File file{fs::relative(entry.path(), root).generic_string(), ending == ".js", contents(entry.path()), {}};
            if (ending != ".html") Scanner(file).run(); // what a page's HTML says stands between tags, not in quotes
            all.push_back(std::move(file));
        }
    if (all.empty()) throw std::runtime_error("no source below " + root.string());
    return all;
}

std::vector<Literal> asked_of_t(const File& file) {
    std::vector<Literal> asked;
    const auto& code = file.code;
    const auto inside = [&](std::size_t at) {
        return std::any_of(file.literals.begin(), file.literals.end(), [&](const auto& one) { return one.begin <= at && at < one.end; });
    };
    for (auto at = code.find("t("); at != std::string::npos; at = code.find("t(", at + 1)) {
        if ((at > 0 && is_name(code[at - 1])) || inside(at)) continue;
        int depth = 1;
        bool joined = false; // the next literal continues a key
        for (auto i = at + 2; i < code.size() && depth > 0; ++i) {
            const auto literal = std::find_if(file.literals.begin(), file.literals.end(), [&](const auto& one) { return one.begin == i; });
            if (literal == file.literals.end()) {
                if (code[i] == '(' || code[i] == '[' || code[i] == '{') ++depth;
                else if (code[i] == ')' || code[i] == ']' || code[i] == '}') --depth;
                else if (code[i] == ',' && depth == 1) break;
                else if (code[i] == '+') joined = true;
                else if (code[i] == '?' || code[i] == ':') joined = depth > 1 && joined;
                continue;
            }
            i = literal->end - 1;
            auto next = literal->end;
            while (next < code.size() && std::isspace(static_cast<unsigned char>(code[next]))) ++next;
            const char prior = before(code, literal->begin);
            const bool compared = prior == '=' || code.compare(next, 2, "==") == 0 || code.compare(next, 2, "!=") == 0;
            if (compared || joined || depth > 1 || literal->text.empty()) continue;
            asked.push_back(*literal);
            if (code[next] == '+' && asked.back().text.back() != '.') asked.back().text += '.'; // 'a' + x: no key of its own
        }
    }
    return asked;
}

std::string called_with(const File& file, const Literal& literal) {
    auto at = literal.begin;
    const auto back = [&] {
        while (at > 0 && std::isspace(static_cast<unsigned char>(file.code[at - 1]))) --at;
    };
    back();
    if (at == 0 || file.code[at - 1] != '(') return "";
    --at;
    const auto end = at;
    while (at > 0 && is_name(file.code[at - 1])) --at;
    return file.code.substr(at, end - at);
}

std::optional<int> vietnamese_line(const File& file) {
    int line = 1;
    const auto& code = file.code;
    bool markup_comment = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '\n') ++line;
        if (code.compare(i, 4, "<!--") == 0) markup_comment = true;
        if (code.compare(i, 3, "-->") == 0) markup_comment = false;
        const auto byte = [&](std::size_t at) { return at < code.size() ? static_cast<unsigned char>(code[at]) : 0; };
        const int a = byte(i), b = byte(i + 1), c = byte(i + 2);
        // Letters of Vietnamese: Latin Extended Additional U+1EA0…U+1EF9 ; ă, đ, ơ, ư (U+0102/3, 0110/1, 01A0/1, 01AF/B0).
        const bool extended = a == 0xE1 && ((b == 0xBA && c >= 0xA0) || b == 0xBB);
        const bool own = (a == 0xC4 && (b == 0x82 || b == 0x83 || b == 0x90 || b == 0x91)) || (a == 0xC6 && (b == 0xA0 || b == 0xA1 || b == 0xAF || b == 0xB0));
        const bool accented = a == 0xC3 && b >= 0x80 && b != 0x97 && b != 0xB7; // à, é, …; not × and ÷
        if (!markup_comment && (extended || own || accented)) return line;
    }
    return std::nullopt;
}

} // namespace kiosk::source
