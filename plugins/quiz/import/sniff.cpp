#include "import/sniff.h"

#include "import/text/draft.h"

#include <algorithm>

namespace quiz {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kEnough = 64 * 1024; // bytes; the start of a text tells

bool holds(std::string_view text, std::string_view words) { return text.find(words) != text.npos; }

// Small letters of ASCII.
std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

bool is_named(std::string_view name, std::string_view ending) {
    return lower(name.substr(name.size() - std::min(name.size(), ending.size()))) == ending;
}

bool is_json(std::string_view text) {
    if (text.empty() || (text[0] != '{' && text[0] != '[')) return false;
    const auto next = trimmed(text.substr(1, kEnough));
    return next.empty() || (text[0] == '{' ? next[0] == '"' || next[0] == '}' : holds("[{\"]"sv, next.substr(0, 1)));
}

TextKind xml_kind(std::string_view text) {
    const std::string head = lower(text.substr(0, kEnough));
    if (holds(text, "<quiz")) return {"moodle-xml", {}};
    if (holds(head, "<html"))
        return {{},
                Bilingual{"Đây là một trang web. Hãy lưu bảng tính thành .xlsx hoặc .csv.",
                     "This is a web page. Please save the table as .xlsx or .csv."}};
    if (holds(head, "assessmentitem") || holds(head, "questestinterop") || holds(head, "imsqti"))
        return {{},
                Bilingual{"Đây là tệp IMS QTI, hiện chưa đọc được. Nếu có thể, hãy xuất lại thành Moodle XML hoặc GIFT.",
                     "This is an IMS QTI file, which cannot be read. If you can, export it as Moodle XML or GIFT."}};
    return {{}, Bilingual{"Đây là XML nhưng không phải Moodle XML.", "This is XML, but not Moodle XML."}};
}

bool is_aiken(std::string_view head) {
    int options = 0;
    while (!head.empty()) {
        const auto end = head.find('\n');
        const auto line = trimmed(head.substr(0, end));
        head.remove_prefix(end == head.npos ? head.size() : end + 1);
        if (line.size() >= 2 && line[0] >= 'A' && line[0] <= 'Z' && (line[1] == ')' || line[1] == '.')) {
            ++options;
        } else if (const auto colon = line.substr(0, 24).find(':'); options >= 2 && colon != line.npos) {
            const std::string word = fold(line.substr(0, colon));
            if (word == "answer" || word == "dap an") return true;
        }
    }
    return false;
}

// An answer section, "{=", "{~", "{#", "{T", "{F" or "{}", or a category.
bool is_gift(std::string_view head) {
    if (head.starts_with("$CATEGORY:") || holds(head, "\n$CATEGORY:")) return true;
    for (auto open = head.find('{'); open != head.npos; open = head.find('{', open + 1)) {
        const auto inside = trimmed(head.substr(open + 1, 256));
        if (!inside.empty() && holds("=~#}"sv, inside.substr(0, 1))) return true;
        for (const std::string_view word : {"T", "F", "TRUE", "FALSE"})
            if (inside.starts_with(word) && holds("}#"sv, trimmed(inside.substr(word.size())).substr(0, 1))) return true;
    }
    return false;
}

} // namespace

bool is_binary(std::string_view bytes) {
    for (const std::string_view magic : {"PK\3\4"sv, "PK\5\6"sv, "\xD0\xCF\x11\xE0"sv, "%PDF"sv, "\x89PNG"sv, "\xFF\xD8\xFF"sv,
                                         "GIF8"sv, "RIFF"sv, "Rar!"sv, "7z\xBC\xAF"sv, "\x1F\x8B"sv})
        if (bytes.starts_with(magic)) return true;
    return false;
}

TextKind kind_of(std::string_view text, std::string_view file_name) {
    const auto start = text.substr(std::min(text.find_first_not_of(" \t\n"), text.size()));
    const auto head = text.substr(0, kEnough);
    for (const std::string_view tag : {"<?xml", "<quiz", "<!--", "<!doctype", "<html", "<questestinterop", "<assessment"})
        if (lower(start.substr(0, tag.size())) == tag) return xml_kind(start);
    if (is_json(start)) {
        const bool trivia = holds(text, "\"correct_answer\"") || holds(head, "\"response_code\"");
        return {trivia ? "open-trivia" : "json", {}};
    }
    if (start.starts_with("{\\rtf"))
        return {{},
                Bilingual{"Đây là tài liệu RTF. Hãy lưu thành văn bản .txt theo kiểu Aiken, hoặc chép câu hỏi vào tệp mẫu .xlsx.",
                     "This is an RTF document. Please save it as .txt in the Aiken format, or copy the questions into the .xlsx "
                     "template."}};
    const bool named_table = is_named(file_name, ".csv") || is_named(file_name, ".tsv");
    if (is_aiken(head)) return {"aiken", {}};
    if (is_gift(head) && !named_table) return {"gift", {}};
    if (is_named(file_name, ".gift")) return {"gift", {}};
    if (is_named(file_name, ".json")) return {"json", {}};
    if (is_named(file_name, ".xml")) return {"moodle-xml", {}};
    return {"csv", {}};
}

} // namespace quiz
