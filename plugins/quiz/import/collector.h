// Where all readers bring what they find: judges each question as the bank's own reader would, keeps it or says why not.
// Inside of import/ only. Thread: any.
#pragma once

#include "import/import.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace quiz {

// What a file counts its questions by.
enum class Counts { rows, lines, questions };

// A sentence in both languages.
struct Bilingual {
    std::string vi, en;
};

class Collector {
public:
    Collector(Lang lang, Counts counts) : lang_(lang), counts_(counts) {}

    // Where in the file we are; stands before every note until the next at(). `number` is 1-based, as people see it.
    void at(int number) { number_ = number; }
    // The heading that a member of the question came from, for sentences: columns["/answer"] = "Đáp án đúng".
    using Columns = std::map<std::string, std::string, std::less<>>;

    // Takes the question if it is sound, its texts in NFC and without control codes. An empty id gets one made of its text,
    // so that the same question read again keeps its id. A text that stood before in this file is refused. Returns whether
    // it was taken.
    bool offer(Question question, const Columns& columns = {});
    void refuse(const Bilingual& why, std::string_view column = {});
    void changed(const Bilingual& what, std::string_view column = {}); // about the question that is offered next, or was last
    bool full() const { return questions_.size() >= kMaxImportQuestions || refused_ >= static_cast<int>(kMaxImportQuestions); }

    int taken() const { return static_cast<int>(questions_.size()); }
    int refused() const { return refused_; }
    // The bank's id and title are made of the file's name unless the file has its own.
    Import finish(std::string_view format, std::string_view file_name, const Text& title = {}, const std::string& id = {}) &&;

    Lang lang() const { return lang_; }
    const std::string& say(const Bilingual& said) const { return lang_ == Lang::en ? said.en : said.vi; }

private:
    void note(bool refused, const std::string& sentence, std::string_view column);
    std::string place(std::string_view column) const;
    std::string free_id(const std::string& wanted, const std::string& text);

    const Lang lang_;
    const Counts counts_;
    int number_ = 0;
    int refused_ = 0;
    std::size_t left_out_ = 0; // notes
    std::vector<Question> questions_;
    std::set<std::string, std::less<>> ids_;
    std::map<std::string, int, std::less<>> numbers_; // id → the number given last where it was taken
    std::map<std::string, int, std::less<>> texts_; // exact text → number, to find what stands there twice
    std::vector<ImportNote> notes_;
};

// A file of which nothing can be used.
Import unusable(std::string_view format, Lang, const Bilingual& why);

// A bank's title or topic as the bank's reader wants it: tidy, cut where it is too long, never English alone.
Text sound_title(const Text&);

// The id of a bank made of its file's name: "Câu hỏi vòng 1.xlsx" → "cau-hoi-vong-1".
std::string id_of_file(std::string_view name);

} // namespace quiz
