#include "prizes/minutes.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quiz {

using nlohmann::json;

namespace {

constexpr std::size_t kRowsOnPaper = 40; // of the ranking; the rest is in the sealed file
constexpr int kMostTies = 12;

json member(const json& from, const char* key) { return from.is_object() ? from.value(key, json()) : json(); }
std::string text(const json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }
std::int64_t number(const json& value) { return value.is_number_integer() ? value.get<std::int64_t>() : 0; }

// Puts the page together. Words are our own and trusted as text, never as markup.
class Page {
public:
    explicit Page(const MinutesPaper& paper) : paper_(paper) {}
    std::string write();

private:
    std::string word(std::string_view key, std::initializer_list<std::string> fill = {}) const;
    std::string in_lang(const json& text_or_texts) const; // escaped
    std::string figure(std::int64_t value) const;         // "9.240"
    std::string seconds(std::int64_t ms) const;           // "12,4"
    std::string day(const json& iso) const, time(const json& iso) const;
    std::string question_number(const json& id) const;
    std::string key_words(const json& id, const json& key) const;
    std::string who(const std::string& board, const std::string& own, bool held) const; // escaped

    void head();
    void facts();
    void ranking();
    void ties();
    void corrections();
    void prizes();
    void signatures();
    void foot();
    void open_section(std::string_view key);
    void row(std::initializer_list<std::string> cells, const char* cell = "td");

    const MinutesPaper& paper_;
    std::string out_;
    int section_ = 0;
};

std::string Page::word(std::string_view key, std::initializer_list<std::string> fill) const {
    std::string words = escaped(paper_.word(key));
    int hole = 0;
    for (const auto& one : fill) {
        const std::string mark = '{' + std::to_string(hole++) + '}';
        if (const auto at = words.find(mark); at != words.npos) words.replace(at, mark.size(), one);
    }
    return words;
}

std::string Page::in_lang(const json& value) const {
    if (value.is_string()) return escaped(text(value));
    const std::string wanted = text(member(value, paper_.lang == Lang::en ? "en" : "vi"));
    return escaped(wanted.empty() ? text(member(value, paper_.lang == Lang::en ? "vi" : "en")) : wanted);
}

std::string Page::figure(std::int64_t value) const {
    std::string digits = std::to_string(value);
    const char mark = paper_.lang == Lang::en ? ',' : '.';
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, mark);
    return digits;
}

std::string Page::seconds(std::int64_t ms) const {
    const auto hundredths = (ms + 5) / 10;
    const std::string rest = std::to_string(100 + hundredths % 100).substr(1);
    return figure(hundredths / 100) + (paper_.lang == Lang::en ? '.' : ',') + rest;
}

// Out of "2026-10-10T09:12:33+07:00".
std::string Page::day(const json& iso) const {
    const std::string all = text(iso);
    return all.size() < 10 ? "…" : escaped(all.substr(8, 2) + '/' + all.substr(5, 2) + '/' + all.substr(0, 4));
}
std::string Page::time(const json& iso) const {
    const std::string all = text(iso);
    return all.size() < 19 ? "…" : escaped(all.substr(11, 8));
}

std::string Page::question_number(const json& id) const {
    for (const auto& question : member(paper_.results, "questions"))
        if (member(question, "id") == id) return std::to_string(number(member(question, "number")));
    return "?";
}

// "B", "A, C", "53", "Đà Nẵng": the key as people read it.
std::string Page::key_words(const json& id, const json& key) const {
    std::string type;
    for (const auto& question : member(paper_.results, "questions"))
        if (member(question, "id") == id) type = text(member(question, "type"));
    std::string words;
    const auto add = [&](std::string one) { words += (words.empty() ? "" : ", ") + std::move(one); };
    for (const char* list : {"options", "order"})
        for (const auto& one : member(key, list))
            add(type == "boolean" ? word(text(one) == "true" ? "true" : "false") : escaped(text(one)));
    for (const auto& one : member(key, "texts")) add(escaped(text(one)));
    if (const json value = member(key, "number"); value.is_number()) add(escaped(value.dump()));
    return words;
}

// The name on the board; before it, where that is another one, what the person calls themselves.
std::string Page::who(const std::string& board, const std::string& own, bool held) const {
    if (own.empty()) return escaped(board) + (held ? " " + word("name_held") : "");
    return escaped(own) + " " + word(held ? "board_name_held" : "board_name", {escaped(board)});
}

std::string Page::write() {
    head();
    facts();
    ranking();
    ties();
    corrections();
    prizes();
    signatures();
    foot();
    return std::move(out_);
}

void Page::head() {
    const json event = member(paper_.results, "event"), round = member(paper_.results, "round");
    const std::string lang = paper_.lang == Lang::en ? "en" : "vi";
    out_ += "<!doctype html>\n<html lang=\"" + lang + "\"><head><meta charset=\"utf-8\"><title>" + word("title") + " · " +
            in_lang(member(round, "title")) +
            "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
            "<link rel=\"icon\" href=\"/web/icon.svg\"><link rel=\"stylesheet\" href=\"/p/quiz/minutes.css\">"
            "<script type=\"module\" src=\"/p/quiz/minutes.js\"></script></head>\n<body>\n<p class=\"tools\"><button id=\"print\" "
            "type=\"button\">" +
            word("print") + "</button></p>\n<main class=\"paper\">\n<header class=\"state\"><div class=\"office\"><p class=\"upper\">" +
            (paper_.organiser.empty() ? word("organiser") : escaped(paper_.organiser)) + "</p><p class=\"number\">" + word("number") +
            "</p></div><div class=\"motto\"><p class=\"upper\">" + word("country") + "</p><p class=\"creed\">" + word("motto") +
            "</p><p class=\"where\">" + word("where", {in_lang(member(event, "place")), "……", "……", "………"}) +
            "</p></div></header>\n<h1>" + word("title") + "</h1>\n<p class=\"about\">" + word("about", {in_lang(member(round, "title"))}) +
            "</p>\n";
    if (member(round, "rehearsal") == true) out_ += "<p class=\"rehearsal\">" + word("rehearsal") + "</p>\n";
}

void Page::open_section(std::string_view key) {
    constexpr const char* kRoman[] = {"I", "II", "III", "IV", "V", "VI"};
    out_ += std::string("<h2>") + kRoman[section_++ % 6] + ". " + word(key) + "</h2>\n";
}

void Page::row(std::initializer_list<std::string> cells, const char* cell) {
    out_ += "<tr>";
    for (const auto& one : cells) out_ += std::string("<") + cell + ">" + one + "</" + cell + ">";
    out_ += "</tr>\n";
}

void Page::facts() {
    const json event = member(paper_.results, "event"), round = member(paper_.results, "round");
    open_section("facts");
    out_ += "<table class=\"facts\">\n";
    const auto line = [this](std::string_view key, const std::string& value) { row({word(key), value}); };
    line("event", in_lang(member(event, "name")));
    line("round", word("round_line", {in_lang(member(round, "title")), std::to_string(number(member(round, "id"))),
                                      escaped(text(member(round, "code")))}));
    line("opened", word("moment", {time(member(round, "opened_at")), day(member(round, "opened_at"))}));
    line("people", figure(number(member(round, "people"))));
    line("questions", std::to_string(member(paper_.results, "questions").size()));
    line("preset", word("preset_" + text(member(round, "preset"))));
    out_ += "</table>\n";
}

void Page::ranking() {
    open_section("ranking");
    const json rows = member(paper_.results, "ranking");
    if (!rows.is_array() || rows.empty()) {
        out_ += "<p>" + word("nobody") + "</p>\n";
        return;
    }
    out_ += "<table class=\"ranking\"><thead>\n";
    row({word("place"), word("name"), word("unit"), word("score"), word("right"), word("time")}, "th");
    out_ += "</thead><tbody>\n";
    std::size_t shown = 0;
    for (const auto& one : rows) {
        if (shown++ == kRowsOnPaper) break;
        const std::string place = std::to_string(number(member(one, "place"))) + (member(one, "shared") == true ? "=" : "");
        const std::string own = text(member(one, "held_name"));
        row({place, who(text(member(one, "name")), own, !own.empty()), escaped(text(member(one, "unit"))), figure(number(member(one, "score"))),
             figure(number(member(one, "right"))), seconds(number(member(one, "time_ms")))});
    }
    out_ += "</tbody></table>\n<p class=\"note\">" + word("order_note");
    if (rows.size() > kRowsOnPaper)
        out_ += ' ' + word("more", {figure(static_cast<std::int64_t>(rows.size() - kRowsOnPaper))});
    out_ += "</p>\n";
}

// Neighbours of one score: what set them apart.
void Page::ties() {
    open_section("ties");
    const json rows = member(paper_.results, "ranking");
    int told = 0;
    std::string list;
    for (std::size_t i = 1; i < rows.size() && i < kRowsOnPaper && told < kMostTies; ++i) {
        const json &above = rows[i - 1], &below = rows[i];
        const std::string by = text(member(below, "decided_by"));
        if (by == "score" || number(member(below, "score")) == 0) continue;
        ++told;
        std::string why;
        if (by == "right")
            why = word("by_right", {figure(number(member(above, "right"))), figure(number(member(below, "right")))});
        else if (by == "time")
            why = word("by_time", {seconds(number(member(above, "time_ms"))), seconds(number(member(below, "time_ms")))});
        else
            why = word("by_" + by);
        list += "<li>" +
                word("tie", {escaped(text(member(above, "name"))), escaped(text(member(below, "name"))),
                             figure(number(member(below, "score"))), why}) +
                "</li>\n";
    }
    out_ += list.empty() ? "<p>" + word("no_ties") + "</p>\n" : "<ul>" + list + "</ul>\n";
}

void Page::corrections() {
    open_section("corrections");
    std::string list;
    for (const auto& one : member(paper_.results, "corrections")) {
        const json id = member(one, "question"), key = member(one, "key");
        const std::string what = text(member(one, "what")), n = question_number(id);
        const std::string when = word("moment", {time(member(one, "at")), day(member(one, "at"))});
        list += "<li>" + when + ": " + (what == "rekeyed" ? word("rekeyed", {n, key_words(id, key)}) : word(what, {n})) + "</li>\n";
    }
    out_ += list.empty() ? "<p>" + word("no_corrections") + "</p>\n" : "<ul>" + list + "</ul>\n";
}

void Page::prizes() {
    if (!paper_.prizes.is_array() || paper_.prizes.empty()) return;
    open_section("prizes");
    out_ += "<table class=\"prizes\"><thead>\n";
    row({word("prize"), word("name"), word("place"), word("state"), word("received")}, "th");
    out_ += "</thead><tbody>\n";
    for (const auto& one : paper_.prizes) {
        const std::string state = text(member(one, "state")), note = text(member(one, "note"));
        if (state == "withdrawn") continue;
        std::string said = word("state_" + state);
        if (state == "handed_out" && !text(member(one, "desk")).empty()) said += ", " + escaped(text(member(one, "desk")));
        if (note == "rescored") said += "; " + word("note_rescored");
        const std::string name = text(member(one, "name"));
        row({in_lang(member(one, "prize")), name.empty() ? word("forgotten") : who(name, text(member(one, "own_name")), member(one, "held") == true),
             std::to_string(number(member(one, "place"))),
             said, ""});
    }
    out_ += "</tbody></table>\n";
}

void Page::signatures() {
    out_ += "<p class=\"close\">" + word("close") + "</p>\n<div class=\"signatures\">";
    for (const char* who : {"secretary", "witness", "chair"})
        out_ += std::string("<div><p class=\"upper\">") + word(who) + "</p><p class=\"sign\">" + word("sign") + "</p></div>";
    out_ += "</div>\n";
}

void Page::foot() {
    out_ += "<footer><p>" +
            word("foot", {day(member(paper_.results, "made_at")) + ' ' + time(member(paper_.results, "made_at")),
                          "<b>" + escaped(paper_.key_fingerprint) + "</b>", "<b>" + escaped(paper_.file_hash) + "</b>"}) +
            "</p></footer>\n</main>\n</body></html>\n";
}

} // namespace

std::string minutes_html(const MinutesPaper& paper) {
    return Page(paper).write();
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace quiz
