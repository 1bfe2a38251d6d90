#include "import/collector.h"
#include "import/encoding.h"
#include "import/readers.h"
#include "import/sniff.h"

#include <exception>

namespace quiz {
namespace {

Import read(const ImportFile& file);
Import read_as(std::string_view format, const ImportFile& file);
Import read_text_as(std::string_view format, const ImportFile& file, std::string_view text);
bool is_form_responses(const Import&, const ImportFile&);

} // namespace

Import import_file(const ImportFile& file) {
    try {
        return read(file);
    } catch (const std::exception&) { // no reader throws by itself: the memory is at its end
        return unusable({}, file.lang, {"Không đủ bộ nhớ để đọc tệp này.", "There is not enough memory to read this file."});
    }
}

namespace {

Import read(const ImportFile& file) {
    if (file.bytes.size() > kMaxImportBytes)
        return unusable({}, file.lang, {"Tệp lớn hơn 20 MB.", "The file is larger than 20 MB."});
    if (file.bytes.find_first_not_of(" \t\r\n") == file.bytes.npos)
        return unusable({}, file.lang, {"Tệp trống.", "The file is empty."});
    Import import = read_as(file.format, file);
    if (is_form_responses(import, file)) {
        auto table = std::move(import.table);
        import =
            unusable(import.format, file.lang,
                     {"Đây là bảng câu trả lời của Google Biểu mẫu: không có đáp án và không có các lựa chọn chưa ai chọn. Hãy "
                      "chép câu hỏi vào tệp mẫu .xlsx.",
                      "These are the responses of a Google Form: the right answers are not in them, nor options that nobody "
                      "chose. Please copy the questions into the .xlsx template."});
        import.table = std::move(table);
    }
    return import;
}

Import read_as(std::string_view format, const ImportFile& file) {
    const bool any_table = format == "auto" || format == "kahoot" || format == "quizizz";
    if (format == "xlsx" || (any_table && is_binary(file.bytes))) return read_workbook(file);
    if (format == "moodle-xml") return read_moodle_xml(file);

    const auto decoded = decode(file.bytes);
    if (!decoded && any_table) return read_workbook(file); // says what it is
    if (!decoded) return unusable({}, file.lang, {"Tệp này không phải là văn bản đọc được.", "This file is not readable text."});
    if (format != "auto") return read_text_as(format, file, decoded->text);
    const TextKind kind = kind_of(decoded->text, file.name);
    if (kind.nothing) return unusable({}, file.lang, *kind.nothing);
    return read_text_as(kind.format, file, decoded->text);
}

Import read_text_as(std::string_view format, const ImportFile& file, std::string_view text) {
    if (format == "json") return read_own_json(file, text);
    if (format == "open-trivia") return read_open_trivia(file, text);
    if (format == "aiken") return read_aiken(file, text);
    if (format == "gift") return read_gift(file, text);
    if (format == "moodle-xml") return read_moodle_xml(file);
    if (format == "csv" || format == "kahoot" || format == "quizizz") return read_csv(file, text);
    return unusable({}, file.lang, {"Không biết khuôn dạng này.", "This format is not known."});
}

// A table whose first column is the time of each response, unless staff have said themselves what its columns are. Its
// headings are questions, so that they may have been taken for a row.
bool is_form_responses(const Import& import, const ImportFile& file) {
    if (!import.table || !file.map.empty()) return false;
    const auto is_time = [](const std::vector<std::string>& cells) {
        const std::string first = cells.empty() ? std::string() : fold(cells.front());
        return first == "dau thoi gian" || first == "timestamp";
    };
    return is_time(import.table->columns) || (!import.table->rows.empty() && is_time(import.table->rows.front()));
}

} // namespace
} // namespace quiz
