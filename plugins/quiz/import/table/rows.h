// Rows of a table as questions. Inside of import/ only; table_questions.h is the door. Thread: one at a time.
#pragma once

#include "import/table/table.h"

#include <optional>
#include <string>
#include <vector>

namespace quiz {

// One row after the other, each with what there is to say about it.
class Rows {
public:
    Rows(const Table& table, Collector& collector);
    void read(const Row&);
    bool is_help(const Row&) const; // of a template: an example nobody has changed, or a row that explains the columns

private:
    struct Note {
        Bilingual said;
        std::string column;
    };
    // Of the row that is being read.
    struct Work {
        Question question;
        std::optional<Type> type;           // as the row says
        std::vector<std::string> places;    // options as they stand, "" for an empty column
        std::vector<std::size_t> option_of; // place → option of the question
        std::vector<Note> notes;
    };

    std::string text(const Row&, Field) const;
    std::string heading(Field field) const { return table_.heading(table_.column(field)); }
    bool is_blank(const Row&) const;
    bool is_readable(const Row&);
    void say_what_cells_were(const Row&, Work&) const;
    std::vector<std::string> options_in(const Row&, Field one_each, Work* labels) const;
    void read_options(const Row&, Work&);
    void read_rest(const Row&, Work&) const;
    std::optional<Bilingual> read_answer(const Row&, Work&);
    std::optional<Bilingual> read_choice(const std::string& given, Work&);
    std::optional<Bilingual> read_order(const std::string& given, Work&);
    std::optional<Bilingual> read_truth(const std::string& given, Work&) const;
    std::optional<Bilingual> read_number(const Row&, Work&) const;
    void read_texts(const Row&, Work&) const;
    Collector::Columns columns_of(const Work&) const;

    const Table& table_;
    Collector& collector_;
    const std::vector<int> option_columns_, english_option_columns_;
    bool numbers_are_places_ = true;
    bool labels_said_ = false;
};

} // namespace quiz
