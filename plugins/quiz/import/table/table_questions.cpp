#include "import/table/table_questions.h"

#include "import/table/rows.h"

namespace quiz {

Import read_table(const ImportFile& file, std::string_view format, const Table& table, const BankNames& names) {
    Collector collector(file.lang, Counts::rows);
    for (const Grid::Remark& remark : table.remarks) {
        collector.at(remark.row);
        collector.changed(remark.said);
    }
    collector.at(0);
    Import import;
    if (table.column(Field::text) < 0 && table.column(Field::text_en) < 0) {
        import = unusable(format, file.lang,
                          table.rows.empty() ? Bilingual{"Bảng này trống.", "This table is empty."}
                                             : Bilingual{"Không thấy cột nào chứa câu hỏi; hãy chọn cột cho từng phần.",
                                                    "No column with questions was found; choose the columns by hand."});
        import.notes = std::move(collector).finish(format, file.name).notes;
    } else {
        Rows rows(table, collector);
        bool first = true;
        for (const Row& row : table.rows) {
            if (collector.full()) {
                collector.at(row.number);
                collector.changed(
                    {"Đã đủ " + std::to_string(kMaxImportQuestions) + " câu; từ dòng này trở đi không đọc.",
                     "That makes " + std::to_string(kMaxImportQuestions) + " questions; this row and those below are not read."});
                break;
            }
            if (first && rows.is_help(row)) {
                collector.at(row.number);
                collector.changed(
                    {"Dòng ví dụ hoặc hướng dẫn của mẫu đã được bỏ qua.", "The template's example or help row was left out."});
                continue; // a second one may follow
            }
            first = false;
            rows.read(row);
        }
        import = std::move(collector).finish(format, file.name, names.title, names.id);
    }
    import.table = table.preview();
    return import;
}

} // namespace quiz
