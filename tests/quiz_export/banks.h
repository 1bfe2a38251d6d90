// Banks for round trips: our own, and one of texts that formats stumble over.
#pragma once

#include "bank/bank.h"
#include "import/import.h"
#include "import/readers.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace quiz {

inline std::vector<Bank> our_banks() {
    std::vector<Bank> out;
    for (const auto& entry : std::filesystem::directory_iterator(KIOSK_SOURCE_DIR "/content/banks")) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::vector<BankFault> faults;
        if (auto bank = parse_bank(std::string(std::istreambuf_iterator<char>(file), {}), Lang::vi, faults))
            out.push_back(std::move(*bank));
    }
    return out;
}

// Every kind of question, in one language and in two, with every one of these texts.
inline Bank odd_bank() {
    const std::vector<std::string> texts{"{}=~#:\\",
                                         "\\n là xuống dòng, \\\\ không phải",
                                         "dòng một\ndòng hai\n\n  dòng ba",
                                         "“ngoặc” \"kép\" 'đơn'",
                                         "😀👨‍👩‍👧 emoji",
                                         "<b>đậm</b> <!-- x --> a<b",
                                         "&amp; & &nbsp; &lt;",
                                         "  hai  dấu   cách\tvà tab",
                                         "%50%phần trăm",
                                         "[html]không phải",
                                         "::tên:: $CATEGORY: x",
                                         "// không phải chú thích",
                                         "]]> và -- và -->",
                                         "a -> b",
                                         "####",
                                         "T",
                                         "TRUE",
                                         "@@PLUGINFILE@@/x",
                                         "<span lang=\"vi\" class=\"multilang\">x</span>",
                                         "dấu * và \\*",
                                         "x",
                                         "ế nở",
                                         "{1:MC:~a~=b}",
                                         "$$x$$ \\(y\\)"};
    Bank bank{"la", {"Bộ -- lạ", "Odd > bank"}, {}, {}};
    const auto trimmed = [](const std::string& text) {
        const auto first = text.find_first_not_of(" \n");
        return text.substr(first, text.find_last_not_of(" \n") - first + 1);
    };
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string odd = trimmed(texts[i]), other = trimmed(texts[(i + 1) % texts.size()]);
        for (const bool both : {false, true}) {
            const auto text = [&](const std::string& start, const std::string& vi) {
                return both ? Text{start + vi, start + "en " + vi} : Text{start + vi, ""};
            };
            for (const Type type :
                 {Type::single, Type::multiple, Type::boolean, Type::number, Type::order, Type::text, Type::poll}) {
                Question question;
                question.type = type;
                question.id = "q" + std::to_string(i) + (both ? "b-" : "a-") + std::string(name_of(type));
                question.text = text(i % 2 == 0 ? "" : std::string(name_of(type)) + " ", odd);
                if (i % 2 == 0) question.text.vi += " " + question.id; // else the texts are all the same
                question.explanation = text("", other);
                question.topic = i % 3 == 0 ? Text{} : text("", "Chủ/đề " + std::to_string(i));
                question.difficulty = static_cast<Difficulty>(i % 3);
                question.seconds = i % 2 == 0 ? 0 : 25;
                if (i % 4 == 0) question.source = {text("", other), "2025-10", "https://x.vn/a--b"};
                const std::vector<Option> options{
                    {"a", text("", odd), ""}, {"b", text("", other), ""}, {"c", text("c ", odd), ""}};
                switch (type) {
                case Type::single: question.options = options, question.key = RightOptions{{i % 2 == 0 ? "a" : "b"}}; break;
                case Type::multiple: question.options = options, question.key = RightOptions{{"a", "c"}}; break;
                case Type::order: question.options = options, question.key = RightOrder{{"c", "a", "b"}}; break;
                case Type::poll: question.options = options; break;
                case Type::boolean:
                    question.options = {{"true", {"Đúng", "True"}, ""}, {"false", {"Sai", "False"}, ""}};
                    question.key = RightOptions{{i % 2 == 0 ? "true" : "false"}};
                    break;
                case Type::number:
                    question.unit = text("", "km/h");
                    question.key = i % 2 == 0 ? RightNumber{-0.1, 1e-7, false} : RightNumber{1e21, 0, true};
                    break;
                case Type::text: question.key = RightTexts{{odd + " a", other + " b", "đúng"}}; break;
                }
                bank.questions.push_back(question);
            }
        }
    }
    return bank;
}

inline void expect_same(const Bank& wanted, const Import& import) {
    for (const ImportNote& note : import.notes)
        if (note.refused) ADD_FAILURE() << note.place << ": " << note.sentence;
    ASSERT_TRUE(import.bank) << import.sentence;
    EXPECT_EQ(import.bank->id, wanted.id);
    EXPECT_EQ(import.bank->title, wanted.title);
    ASSERT_EQ(import.bank->questions.size(), wanted.questions.size());
    for (std::size_t i = 0; i < wanted.questions.size(); ++i)
        EXPECT_EQ(to_json(import.bank->questions[i]).dump(1), to_json(wanted.questions[i]).dump(1));
}

// As if the file had come from staff.
inline Import read(std::string_view name, std::string_view bytes, Lang lang = Lang::vi) {
    ImportFile file;
    file.name = name;
    file.bytes = bytes;
    file.lang = lang;
    return import_file(file);
}

} // namespace quiz
