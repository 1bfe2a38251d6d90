// From bytes to a document: each door in turn, the cheap ones first, and what comes through is UTF-8 in NFC with every
// key once. After the first door that stays shut nothing more is said, for the rest would be about the same thing.
#include "kiosk/content/schema.h"

#include "kiosk/base/text.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/parse_quickly.h"
#include "kiosk/content/sentences.h"

namespace kiosk::content {

using nlohmann::json;

namespace {

constexpr std::size_t kMostPointerBytes = 300;
constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

std::optional<Fault> fault_of_encoding(std::string_view file, std::string_view bytes, Lang);
Fault fault_of_syntax(std::string_view file, std::string_view text, std::size_t offset, Lang);

} // namespace

json parse(std::string_view file, std::string_view bytes, Lang lang, std::vector<Fault>& faults) {
    const auto refuse = [&](int line, std::string sentence) {
        faults.push_back({std::string(file), line, "", std::move(sentence), false});
        return json(json::value_t::discarded);
    };
    if (bytes.size() > kMaxFileBytes) {
        return refuse(1, say(lang, {"Tệp quá lớn: {} MB, tối đa {} MB.", "The file is too large: {} MB, at most {} MB."},
                             (bytes.size() + (1u << 20) - 1) >> 20, kMaxFileBytes >> 20));
    }
    const std::string_view text = bytes.starts_with(kUtf8Bom) ? bytes.substr(kUtf8Bom.size()) : bytes;
    if (auto document = parse_quickly(text)) {
        return std::move(*document);
    }
    // Something is wrong with it, or is at least uncommon: now door by door.
    if (auto fault = fault_of_encoding(file, bytes, lang)) {
        faults.push_back(std::move(*fault));
        return json(json::value_t::discarded);
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return refuse(1, say(lang, {"Tệp trống.", "The file is empty."}));
    }
    if (const int line = line_too_deep(text, kMostNesting); line != 0) {
        return refuse(
            line, say(lang, {"Dấu ngoặc lồng nhau quá {} tầng.", "Brackets are nested more than {} levels deep."}, kMostNesting));
    }
    json document;
    try {
        document = json::parse(text);
    } catch (const json::parse_error& error) { // the library's only way to say where
        faults.push_back(fault_of_syntax(file, text, error.byte == 0 ? 0 : error.byte - 1, lang));
        return json(json::value_t::discarded);
    } catch (const json::exception&) { // a number beyond what a double holds
        return refuse(1, say(lang, {"Có một con số quá lớn.", "A number is too large."}));
    }
    const auto twice = keys_written_twice(text);
    for (const auto& key : twice) {
        faults.push_back(
            {std::string(file), key.second_line, key.pointer,
             say(lang, {"Khóa {} được viết hai lần, lần đầu ở dòng {}.", "The key {} is written twice, first in line {}."},
                 in_quotes(key.key), key.first_line),
             false});
    }
    if (!twice.empty()) {
        return json(json::value_t::discarded); // which of the two was meant, nobody can tell
    }
    to_nfc(document);
    return document;
}

int line_of(std::string_view bytes, std::string_view pointer) {
    const auto lines = lines_of(bytes.starts_with(kUtf8Bom) ? bytes.substr(kUtf8Bom.size()) : bytes, {std::string(pointer)});
    return lines.empty() ? 1 : lines.begin()->second;
}

std::string to_line(const Fault& fault) {
    // A key may be as long as its file; a line is for reading.
    const std::string_view pointer = std::string_view(fault.pointer).substr(0, kMostPointerBytes);
    const std::string where =
        pointer.empty() ? "" : std::string(pointer) + (pointer.size() < fault.pointer.size() ? "…: " : ": ");
    return fault.file + ":" + std::to_string(fault.line) + ": " + where + fault.sentence;
}

namespace {

std::optional<Fault> fault_of_encoding(std::string_view file, std::string_view bytes, Lang lang) {
    const auto fault = [&](int line, const Phrase& phrase) {
        return Fault{std::string(file), line, "", say(lang, phrase), false};
    };
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return fault(1, {"Tệp được lưu bằng UTF-16; hãy lưu lại bằng UTF-8.", "The file is saved as UTF-16; save it as UTF-8."});
    }
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        return fault(position_of(bytes, nul).line, {"Tệp có byte NUL: không phải văn bản UTF-8; hãy lưu lại bằng UTF-8.",
                                                    "The file has a NUL byte: it is no UTF-8 text; save it as UTF-8."});
    }
    if (text::is_utf8(bytes)) {
        return std::nullopt;
    }
    int line = 1;
    for (std::size_t start = 0; start < bytes.size(); ++line) {
        const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
        if (!text::is_utf8(bytes.substr(start, end - start))) {
            break;
        }
        start = end + 1;
    }
    return fault(line,
                 {"Dòng này không phải UTF-8; hãy lưu lại tệp bằng UTF-8.", "This line is not UTF-8; save the file as UTF-8."});
}

// ---- syntax: the parser knows where it stopped; what stands there, and before it, tells what the typist meant.

// The last token that is whole before `offset`, and the one there.
struct Around {
    Token before, here;
};
Around around(std::string_view text, std::size_t offset) {
    Around found;
    JsonTokens tokens(text);
    for (Token token = tokens.next(); token.kind != 0; token = tokens.next()) {
        if (token.offset + token.text.size() > offset) {
            found.here = token;
            return found;
        }
        found.before = token;
    }
    found.here = {0, {}, found.before.line, text.size()};
    return found;
}

bool ends_value(const Token& token) { return token.kind == '"' || token.kind == 'v' || token.kind == '}' || token.kind == ']'; }

// How many brackets are open before the offset.
int open_at(std::string_view text, std::size_t offset) {
    int open = 0;
    JsonTokens tokens(text);
    for (Token token = tokens.next(); token.kind != 0 && token.offset < offset; token = tokens.next()) {
        open += token.kind == '{' || token.kind == '[' ? 1 : token.kind == '}' || token.kind == ']' ? -1 : 0;
    }
    return open;
}

struct Meaning {
    Phrase phrase;
    std::size_t offset;
};

Meaning meaning(std::string_view text, std::size_t offset) {
    const auto [before, here] = around(text, offset);
    const std::string_view word = here.text;
    static constexpr Phrase kOpenString{"chuỗi này thiếu dấu nháy kép đóng, hoặc bị xuống dòng ở giữa.",
                                        "this string has no closing quote, or a line break inside."};
    const auto open_string = [](const Token& token) {
        return token.kind == '"' &&
               (token.text.size() < 2 || token.text.back() != '"' || token.text.find('\n') != std::string_view::npos);
    };
    if (here.kind == 0 && !open_string(before)) {
        return {{"tệp kết thúc giữa chừng, còn thiếu dấu đóng ngoặc.", "the file ends too early; a closing bracket is missing."},
                before.offset + before.text.size()};
    }
    if (here.kind == 0 || open_string(here)) {
        return {kOpenString, here.kind == 0 ? before.offset : here.offset};
    }
    if (here.kind == '"' && offset > here.offset && offset + 1 < here.offset + word.size()) {
        return {{"trong chuỗi có ký tự không được phép; dấu \\ phải viết là \\\\, dấu nháy kép là \\\", tab là \\t.",
                 "a character that strings cannot hold; write \\ as \\\\, a double quote as \\\", a tab as \\t."},
                offset};
    }
    if (word.starts_with("//") || word.starts_with("/*") || word.starts_with("#")) {
        return {{"JSON không có chú thích; hãy xóa dòng chú thích.", "JSON has no comments; delete this one."}, here.offset};
    }
    if (word.starts_with("'") || word.starts_with("“") || word.starts_with("”") || word.starts_with("‘")) {
        return {
            {"hãy dùng dấu nháy kép thẳng \" thay cho dấu nháy này.", "use the straight double quote \" instead of this one."},
            here.offset};
    }
    if ((here.kind == '}' || here.kind == ']') && before.kind == ',') {
        return {{"thừa dấu phẩy này, trước dấu đóng ngoặc.", "this comma before the closing bracket is one too many."},
                before.offset};
    }
    if (ends_value(before) && open_at(text, here.offset) <= 0) {
        return {{"thừa nội dung sau dấu đóng ngoặc cuối cùng.", "there is something after the last closing bracket."},
                here.offset};
    }
    if (here.kind == '}' || here.kind == ']') {
        return {{"dấu đóng ngoặc này không khớp, hoặc còn thiếu giá trị trước nó.",
                 "this closing bracket does not match, or a value is missing before it."},
                here.offset};
    }
    if (ends_value(before) && here.kind != ':' && here.kind != ',') {
        return {{"thiếu dấu phẩy hoặc dấu hai chấm trước chỗ này.", "a comma or a colon is missing before this."}, here.offset};
    }
    if (here.kind == 'v' && (word == "True" || word == "False" || word == "TRUE" || word == "FALSE" || word == "None")) {
        return {{"viết true, false hoặc null bằng chữ thường.", "write true, false or null in small letters."}, here.offset};
    }
    if (here.kind == 'v') {
        return {{"không hiểu từ này; chữ phải nằm trong dấu nháy kép.",
                 "this word means nothing here; text belongs in double quotes."},
                here.offset};
    }
    return {{"không đúng chỗ của dấu này.", "this character does not belong here."}, here.offset};
}

Fault fault_of_syntax(std::string_view file, std::string_view text, std::size_t offset, Lang lang) {
    const auto [phrase, at] = meaning(text, std::min(offset, text.size()));
    const Position position = position_of(text, at);
    return {std::string(file), position.line, "",
            say(lang, {"Dòng {}, cột {}: {}", "Line {}, column {}: {}"}, position.line, position.column, phrase.in(lang)), false};
}

} // namespace

} // namespace kiosk::content
