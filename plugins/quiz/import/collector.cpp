#include "import/collector.h"

#include <nlohmann/json.hpp>
#include <utf8proc.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

namespace quiz {

using nlohmann::json;

namespace {

constexpr std::size_t kLongestId = 48;
// No text of a question comes near: what is longer is not worth the memory of looking at it.
constexpr std::size_t kLongestText = 16 * 1024;
constexpr std::size_t kMostOptions = 64;

// FNV-1a, 32 bits (Fowler, Noll, Vo): short, and the same on every machine. Clashes get a number behind them.
std::string short_hash(std::string_view text) {
    std::uint32_t hash = 0x811c9dc5u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
    char hex[9];
    std::snprintf(hex, sizeof hex, "%08x", hash);
    return hex;
}

// What the bank's ids may hold: small letters, digits, hyphens.
std::string as_id(std::string_view text) {
    std::string id;
    for (const char c : fold(text)) {
        if (std::isalnum(static_cast<unsigned char>(c))) id += c;
        else if (!id.empty() && id.back() != '-') id += '-';
        if (id.size() == kLongestId) break;
    }
    while (!id.empty() && id.back() == '-') id.pop_back();
    return id;
}

std::string_view without_folder(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    if (slash != name.npos) name.remove_prefix(slash + 1);
    return name;
}
std::string_view without_ending(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == name.npos || dot == 0 ? name : name.substr(0, dot);
}

// NFC, without control codes (JSON can spell a NUL) and outer white space. Empty for what is no UTF-8.
std::string tidy(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= ' ' ? c != '\x7f' : c == '\n' || c == '\t') out += c;
    const auto first = out.find_first_not_of(" \t\n");
    if (first == out.npos) return {};
    out = out.substr(first, out.find_last_not_of(" \t\n") - first + 1);
    if (std::all_of(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return out;

    utf8proc_uint8_t* raw = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(out.data()), static_cast<utf8proc_ssize_t>(out.size()), &raw,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(raw, &std::free);
    return size < 0 ? std::string() : std::string(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
}

template <typename Do> void each_text(Question& question, const Do& with) {
    for (Text* text : {&question.text, &question.explanation, &question.unit, &question.topic, &question.source.title}) {
        with(text->vi);
        with(text->en);
    }
    for (std::string* text : {&question.id, &question.source.date, &question.source.url}) with(*text);
    for (Option& option : question.options)
        for (std::string* text : {&option.id, &option.text.vi, &option.text.en}) with(*text);
    if (auto* right = std::get_if<RightTexts>(&question.key))
        for (std::string& text : right->texts) with(text);
}

} // namespace

bool Collector::offer(Question question, const Columns& columns) {
    if (full()) {
        refuse({"Quá " + std::to_string(kMaxImportQuestions) + " câu; phần còn lại không được nhập.",
                "More than " + std::to_string(kMaxImportQuestions) + " questions; the rest is left out."});
        return false;
    }
    bool endless = question.options.size() > kMostOptions;
    if (!endless) each_text(question, [&endless](const std::string& text) { endless = endless || text.size() > kLongestText; });
    if (endless) {
        refuse({"Quá dài để là một câu hỏi.", "Too long for a question."});
        return false;
    }
    each_text(question, [](std::string& text) { text = tidy(text); });
    const std::string text = question.text.pick(lang_);
    question.id = free_id(question.id, text);
    const std::string heard = question.text.vi + '\x1f' + question.text.en;
    if (const auto before = texts_.find(heard); !text.empty() && before != texts_.end()) {
        const std::string number = std::to_string(before->second);
        refuse({"Câu này trùng với câu ở vị trí " + number + ".", "This question is there before, at " + number + "."});
        return false;
    }
    std::string sentences, column;
    bool bad_options = false;
    const FaultReader fault = [&](std::string_view pointer, std::string_view sentence) {
        // Where the options cannot be used, that the answer is none of them is no news.
        if (bad_options && pointer.starts_with("/answer")) return;
        bad_options |= pointer == "/options";
        if (!sentences.empty()) sentences += ' ';
        sentences += sentence;
        // "/options/2/text" came from the column of "/options/2/text", or else of "/options/2", or else of "/options".
        for (std::string_view at = pointer; column.empty() && !at.empty(); at = at.substr(0, at.rfind('/')))
            if (const auto found = columns.find(at); found != columns.end()) column = found->second;
    };
    const auto sound = read_question(to_json(question), lang_, "", fault);
    if (!sound) {
        note(true, sentences, column);
        ++refused_;
        return false;
    }
    ids_.insert(question.id);
    texts_.emplace(heard, number_);
    questions_.push_back(*sound);
    return true;
}

void Collector::refuse(const Bilingual& why, std::string_view column) {
    note(true, say(why), column);
    ++refused_;
}

void Collector::changed(const Bilingual& what, std::string_view column) {
    note(false, say(what), column);
}

Import Collector::finish(std::string_view format, std::string_view file_name, const Text& title, const std::string& id) && {
    Import import;
    import.format = format;
    import.taken = taken();
    import.refused = refused_;
    import.notes = std::move(notes_);
    if (left_out_ > 0)
        import.notes.push_back({false, "",
                                say({"… và " + std::to_string(left_out_) + " ghi chú nữa.",
                                     "… and " + std::to_string(left_out_) + " more notes."})});
    if (questions_.empty()) {
        import.sentence = say(refused_ > 0 ? Bilingual{"Không câu nào dùng được; xem từng dòng bên dưới.",
                                                  "Not one question can be used; see each of them below."}
                                           : Bilingual{"Tệp này không có câu hỏi nào.", "There is no question in this file."});
        return import;
    }
    import.bank.emplace();
    import.bank->id = id.empty() ? id_of_file(file_name) : id;
    import.bank->title = sound_title(title);
    if (import.bank->title.empty())
        import.bank->title = sound_title({std::string(without_ending(without_folder(file_name))), {}});
    if (import.bank->title.empty()) import.bank->title.vi = import.bank->id;
    import.bank->questions = std::move(questions_);
    return import;
}

void Collector::note(bool refused, const std::string& sentence, std::string_view column) {
    if (notes_.size() >= kMaxNotes) {
        ++left_out_;
        return;
    }
    notes_.push_back({refused, place(column), sentence});
}

std::string Collector::place(std::string_view column) const {
    if (number_ == 0) return {};
    static constexpr const char* kWords[][2] = {{"dòng ", "row "}, {"dòng ", "line "}, {"câu ", "question "}};
    std::string at = kWords[static_cast<int>(counts_)][lang_ == Lang::en] + std::to_string(number_);
    if (!column.empty()) at += (lang_ == Lang::en ? ", column \"" : ", cột \"") + std::string(column) + '"';
    return at;
}

std::string Collector::free_id(const std::string& wanted, const std::string& text) {
    std::string id = as_id(wanted);
    if (id.empty()) id = "q-" + short_hash(fold(text));
    if (!ids_.contains(id)) return id;
    // Where a thousand questions have one name, the thousandth does not try all numbers before it.
    for (int& n = ++numbers_.try_emplace(id, 1).first->second;; ++n)
        if (const auto next = id + '-' + std::to_string(n); !ids_.contains(next)) return next;
}

Import unusable(std::string_view format, Lang lang, const Bilingual& why) {
    Import import;
    import.format = format;
    import.sentence = lang == Lang::en ? why.en : why.vi;
    return import;
}

Text sound_title(const Text& text) {
    const auto side = [](const std::string& words) {
        std::string out = tidy(std::string_view(words).substr(0, kLongestText));
        std::size_t count = 0; // code points: of these there are at least as many as letters
        for (std::size_t at = 0; at < out.size(); ++at)
            if ((static_cast<unsigned char>(out[at]) & 0xC0) != 0x80 && ++count > kMaxTitleLetters) out.resize(at);
        return tidy(out);
    };
    Text out{side(text.vi), side(text.en)};
    if (out.vi.empty()) out.vi = std::exchange(out.en, {});
    return out;
}

std::string id_of_file(std::string_view name) {
    const std::string id = as_id(without_ending(without_folder(name)));
    return id.empty() ? "bo-cau-hoi" : id;
}

} // namespace quiz
