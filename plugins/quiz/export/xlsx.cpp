#include "export/book.h"
#include "export/writers.h"

#include <xlsxwriter.h>

namespace quiz {

std::string to_xlsx(const Bank& bank, Lang lang) {
    Book book;
    const auto columns = columns_of(bank, lang);
    lxw_worksheet* sheet = book.add_questions(columns, lang);
    unsigned row = 0;
    for (const Question& question : bank.questions) book.write(sheet, ++row, columns, question, lang);
    worksheet_autofilter(sheet, 0, 0, row, static_cast<lxw_col_t>(columns.size() - 1));
    for (const auto& [name, value] :
         {std::pair{kIdProperty, &bank.id}, {kTitleProperty, &bank.title.vi}, {kEnglishTitleProperty, &bank.title.en}})
        if (!value->empty())
            workbook_set_custom_property_string(book.get(), name, value->c_str());
    return std::move(book).finish();
}

} // namespace quiz
