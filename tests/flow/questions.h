// Questions for the tests, with keys that the tests know. Ids of options are as shown; `b` is right wherever an option is.
#pragma once

#include "tests/support/hall.h"

namespace kiosk::flow {

using support::Content;
using support::Ear;
using support::everyone;
using support::json;
using support::Kiosk;
using support::Phone;
using support::Reply;
using support::Staff;

inline json options(std::initializer_list<const char*> ids) {
    json list = json::array();
    for (const char* id : ids) list.push_back({{"id", id}, {"text", std::string("Lựa chọn ") + id}});
    return list;
}

inline json single(const std::string& id, const std::string& right = "b") {
    return {{"id", id},
            {"type", "single"},
            {"text", "Câu " + id + "?"},
            {"options", options({"a", "b", "c", "d"})},
            {"answer", right}};
}

// What the bank calls "b" as this question calls it, where it was shuffled: its options have the texts of options() above.
inline json as_shown(const json& question, json choice) {
    for (const char* list : {"options", "order"}) {
        if (!choice.contains(list)) continue;
        for (auto& id : choice.at(list))
            for (const auto& option : question.at("options"))
                if (option.at("text").at("vi") == "Lựa chọn " + id.get<std::string>()) {
                    id = option.at("id");
                    break;
                }
    }
    return choice;
}

// An event with a contest that runs by itself, in the shortest times that an event file may have.
inline json non_stop() {
    return {{"contests",
             {{{"id", "non-stop"},
               {"title", "Vòng nhanh"},
               {"banks", {"plain"}},
               {"questions", 1},
               {"seconds", 5},
               {"shuffle_options", false},
               {"auto",
                {{"lobby_seconds", 10},
                 {"read_seconds", 0},
                 {"reveal_seconds", 3},
                 {"standings_seconds", 3},
                 {"podium_seconds", 5}}}}}}};
}

// One of each type.
inline json mixed_bank() {
    return {{"id", "mixed"},
            {"questions",
             {single("one", "b"),
              single("two", "c"),
              {{"id", "many"},
               {"type", "multiple"},
               {"text", "Chọn hết?"},
               {"options", options({"a", "b", "c", "d"})},
               {"answer", {"a", "c"}}},
              {{"id", "truth"}, {"type", "boolean"}, {"text", "Đúng hay sai?"}, {"answer", true}},
              {{"id", "about"}, {"type", "number"}, {"text", "Chừng bao nhiêu?"}, {"answer", 53}, {"tolerance", 2}},
              {{"id", "nearest"}, {"type", "number"}, {"text", "Ai gần nhất?"}, {"answer", 969}, {"closest", true}},
              {{"id", "sorted"},
               {"type", "order"},
               {"text", "Xếp lại?"},
               {"options", options({"a", "b", "c"})},
               {"answer", {"c", "a", "b"}}},
              {{"id", "typed"}, {"type", "text"}, {"text", "Thành phố nào?"}, {"answer", {"Đà Nẵng"}}},
              {{"id", "wish"}, {"type", "poll"}, {"text", "Bạn thích gì?"}, {"options", options({"a", "b", "c"})}}}}};
}

// `count` single choices q1…, and b is always right.
inline json plain_bank(int count, const std::string& id = "plain") {
    json questions = json::array();
    for (int i = 1; i <= count; ++i) questions.push_back(single("q" + std::to_string(i)));
    return {{"id", id}, {"questions", questions}};
}

// A round of plain questions, in words of the staff page.
inline json plain_round(int questions, const std::string& preset = "balanced") {
    return {{"banks", {"plain"}}, {"questions", questions}, {"preset", preset}, {"seconds", 20}};
}

// Whether a statement is of this verb: "answered".
inline bool says(const json& statement, const std::string& verb) {
    return statement["verb"]["id"] == "http://adlnet.gov/expapi/verbs/" + verb;
}

} // namespace kiosk::flow
