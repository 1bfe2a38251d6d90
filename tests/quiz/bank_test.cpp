#include "bank/bank.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace quiz {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A bank with one good question of each type, to be spoiled in one place.
json good() {
    const json options = json::parse(
        R"([{"id":"a","text":"Một"},{"id":"b","text":{"vi":"Hai","en":"Two"}},{"id":"c","text":"Ba","image":"c.png"}])");
    json bank = json::parse(R"({"formatVersion":1,"id":"thu","title":{"vi":"Thử","en":"Trial"},"topic":"Chung","questions":[
        {"id":"one","type":"single","text":"Câu 1?","answer":"b","seconds":30,"difficulty":"hard","image":"q.png",
         "explanation":{"vi":"Vì thế.","en":"Because."},"source":{"title":"Báo","date":"2025-10","url":"https://x.vn"}},
        {"id":"some","type":"multiple","text":"Câu 2?","answer":["c","a"],"difficulty":"easy"},
        {"id":"bool","type":"boolean","text":"Câu 3?","answer":false,"difficulty":"medium"},
        {"id":"num","type":"number","text":"Câu 4?","answer":53,"tolerance":1.5,"unit":"km","source":{"title":"Báo","date":"2025"}},
        {"id":"near","type":"number","text":"Câu 5?","answer":-7,"closest":true},
        {"id":"sort","type":"order","text":"Câu 6?","answer":["c","a","b"]},
        {"id":"word","type":"text","text":"Câu 7?","answer":["Đà Nẵng","Danang"],"topic":"Địa lý"},
        {"id":"poll","type":"poll","text":"Câu 8?"}]})");
    for (const int i : {0, 1, 5, 7})
        bank["questions"][static_cast<std::size_t>(i)]["options"] = options;
    return bank;
}

// The pointers of all faults after `change` was made at `pointer`; a null takes the value away.
std::vector<std::string> faults(const std::string& pointer, const json& change) {
    json bank = good();
    if (change.is_null()) {
        const json::json_pointer at(pointer);
        bank[at.parent_pointer()].erase(at.back());
    } else {
        bank[json::json_pointer(pointer)] = change;
    }
    std::vector<std::string> out;
    check_bank(bank.dump(), Lang::en, [&](std::string_view at, std::string_view sentence) {
        out.emplace_back(at);
        EXPECT_FALSE(sentence.empty());
    });
    std::vector<BankFault> kept;
    EXPECT_EQ(parse_bank(bank.dump(), Lang::vi, kept).has_value(), out.empty());
    EXPECT_EQ(kept.size(), out.size());
    return out;
}

TEST(Bank, AGoodOneIsRead) {
    std::vector<BankFault> none;
    const auto bank = parse_bank(good().dump(), Lang::vi, none);
    ASSERT_TRUE(bank);
    EXPECT_EQ(bank->id, "thu");
    EXPECT_EQ(bank->title.pick(Lang::en), "Trial");
    ASSERT_EQ(bank->questions.size(), 8u);
    const Question& one = bank->questions[0];
    EXPECT_EQ(one.type, Type::single);
    EXPECT_EQ(one.seconds, 30);
    EXPECT_EQ(one.difficulty, Difficulty::hard);
    EXPECT_EQ(one.options[1].text.pick(Lang::en), "Two");
    EXPECT_EQ(one.options[2].image, "c.png");
    EXPECT_EQ(one.key, Key(RightOptions{{"b"}}));
    EXPECT_EQ(one.explanation.vi, "Vì thế.");
    EXPECT_EQ(one.source.url, "https://x.vn");
    EXPECT_EQ(one.topic.vi, "Chung");
    EXPECT_EQ(bank->questions[1].key, Key(RightOptions{{"c", "a"}}));
    EXPECT_EQ(bank->questions[2].key, Key(RightOptions{{"false"}}));
    EXPECT_EQ(bank->questions[2].options[0].text.vi, "Đúng");
    EXPECT_EQ(bank->questions[3].key, Key(RightNumber{53, 1.5, false}));
    EXPECT_EQ(bank->questions[4].key, Key(RightNumber{-7, 0, true}));
    EXPECT_EQ(bank->questions[5].key, Key(RightOrder{{"c", "a", "b"}}));
    EXPECT_EQ(bank->questions[6].key, Key(RightTexts{{"Đà Nẵng", "Danang"}}));
    EXPECT_EQ(bank->questions[6].topic.vi, "Địa lý");
    EXPECT_EQ(bank->questions[7].key, Key());
    EXPECT_FALSE(bank->questions[7].scored());
}

TEST(Bank, AQuestionGoesToTheDiskAndBack) {
    std::vector<BankFault> none;
    const auto bank = parse_bank(good().dump(), Lang::vi, none);
    ASSERT_TRUE(bank);
    for (const Question& question : bank->questions) {
        const auto again = read_question(to_json(question), Lang::vi, "",
                                         [](auto pointer, auto sentence) { FAIL() << pointer << sentence; });
        ASSERT_TRUE(again);
        EXPECT_EQ(*again, question);
        EXPECT_EQ(read_key(question, to_json(question.key)), question.key);
    }
}

TEST(Bank, AWholeOneGoesToTheDiskAndBack) {
    std::vector<BankFault> none;
    const auto bank = parse_bank(good().dump(), Lang::vi, none);
    ASSERT_TRUE(bank);
    const json written = to_json(*bank);
    EXPECT_EQ(written["formatVersion"], 1);
    EXPECT_FALSE(written["questions"][0].contains("topic")) << "it is the bank's";
    EXPECT_EQ(written["questions"][6]["topic"]["vi"], "Địa lý");
    const auto again = parse_bank(written.dump(), Lang::vi, none);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->id, bank->id);
    EXPECT_EQ(again->title, bank->title);
    EXPECT_EQ(again->topic, bank->topic);
    EXPECT_EQ(again->questions, bank->questions);
}

TEST(Bank, AllFaultsAreToldAtOnce) {
    json bank = good();
    bank["questions"][0]["answer"] = "z";
    bank["questions"][1]["seconds"] = 3;
    bank["questions"][3].erase("answer");
    bank.erase("title");
    std::vector<BankFault> faults;
    EXPECT_FALSE(parse_bank(bank.dump(), Lang::vi, faults));
    std::vector<std::string> where;
    for (const auto& fault : faults)
        where.push_back(fault.pointer);
    EXPECT_THAT(where, ElementsAre("/questions/0/answer", "/questions/1/seconds", "/questions/3", ""));
    EXPECT_EQ(faults[0].sentence, "Không có lựa chọn nào mang mã “z”.");
    check_bank(bank.dump(), Lang::en, [&](std::string_view pointer, std::string_view sentence) {
        if (pointer == "/questions/0/answer") {
            EXPECT_EQ(sentence, "There is no option with the id “z”.");
        }
    });
}

TEST(Bank, WhatIsNoBankIsSaidSo) {
    for (const char* text : {"", "{", "[]", "null", "7"}) {
        std::vector<BankFault> faults;
        EXPECT_FALSE(parse_bank(text, Lang::vi, faults)) << text;
        EXPECT_EQ(faults.size(), 1u) << text;
    }
}

TEST(Bank, FaultsOfTheBank) {
    EXPECT_THAT(faults("/id", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/id", 5), ElementsAre("/id"));
    EXPECT_THAT(faults("/id", ""), ElementsAre("/id"));
    EXPECT_THAT(faults("/formatVersion", 2), ElementsAre("/formatVersion"));
    EXPECT_THAT(faults("/formatVersion", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/title", json::object()), ElementsAre("/title"));
    EXPECT_THAT(faults("/title", " \t"), ElementsAre("/title"));
    EXPECT_THAT(faults("/title/en", 5), ElementsAre("/title/en"));
    EXPECT_THAT(faults("/topic", nullptr), IsEmpty());
    EXPECT_THAT(faults("/questions", nullptr), ElementsAre(""));
    EXPECT_THAT(faults("/questions", 5), ElementsAre("/questions"));
    EXPECT_THAT(faults("/questions", json::array()), ElementsAre("/questions"));
    EXPECT_THAT(faults("/questions/2", 5), ElementsAre("/questions/2"));
    EXPECT_THAT(faults("/questions/2/id", "one"), ElementsAre("/questions/2/id")) << "taken";
    EXPECT_THAT(faults("/questions/2/id", 5), ElementsAre("/questions/2/id"));
    EXPECT_THAT(faults("/questions/2/id", nullptr), ElementsAre("/questions/2"));
}

TEST(Bank, FaultsOfAQuestion) {
    EXPECT_THAT(faults("/questions/0/type", nullptr), ElementsAre("/questions/0"));
    EXPECT_THAT(faults("/questions/0/type", "quiz"), ElementsAre("/questions/0/type"));
    EXPECT_THAT(faults("/questions/0/type", 7), ElementsAre("/questions/0/type"));
    EXPECT_THAT(faults("/questions/0/text", nullptr), ElementsAre("/questions/0"));
    std::string long_text;
    for (std::size_t i = 0; i < kMaxQuestionLetters; ++i)
        long_text += "ế";
    EXPECT_THAT(faults("/questions/0/text", long_text), IsEmpty()) << "600 bytes, 200 letters";
    EXPECT_THAT(faults("/questions/0/text", long_text + "!"), ElementsAre("/questions/0/text"));
    EXPECT_THAT(faults("/questions/0/text", json({{"vi", "Có"}, {"en", long_text + "!"}})), ElementsAre("/questions/0/text/en"));
    for (const json& bad : {json(4), json(301), json("20"), json(20.5), json(18446744073709551615u)})
        EXPECT_THAT(faults("/questions/0/seconds", bad), ElementsAre("/questions/0/seconds")) << bad;
    EXPECT_THAT(faults("/questions/0/seconds", 5), IsEmpty());
    EXPECT_THAT(faults("/questions/0/seconds", 300), IsEmpty());
    EXPECT_THAT(faults("/questions/0/difficulty", "?"), ElementsAre("/questions/0/difficulty"));
    EXPECT_THAT(faults("/questions/0/source", "Báo"), ElementsAre("/questions/0/source"));
    EXPECT_THAT(faults("/questions/0/source/title", nullptr), ElementsAre("/questions/0/source"));
    EXPECT_THAT(faults("/questions/0/source/date", nullptr), ElementsAre("/questions/0/source"));
    EXPECT_THAT(faults("/questions/0/source/url", 5), IsEmpty()) << "the schema's matter";
    EXPECT_THAT(faults("/questions/0/image", 5), IsEmpty()) << "the schema's matter";
}

TEST(Bank, FaultsOfOptions) {
    const std::string at = "/questions/0/options";
    EXPECT_THAT(faults(at, nullptr), ElementsAre("/questions/0", "/questions/0/answer"));
    EXPECT_THAT(faults(at, "abc"), ElementsAre(at, "/questions/0/answer"));
    EXPECT_THAT(faults(at, json::array({{{"id", "b"}, {"text", "Một"}}})), ElementsAre(at, "/questions/0/answer"));
    json seven = json::array();
    for (const char* id : {"a", "b", "c", "d", "e", "f", "g"})
        seven.push_back({{"id", id}, {"text", id}});
    EXPECT_THAT(faults(at, seven), ElementsAre(at, "/questions/0/answer"));
    EXPECT_THAT(faults(at + "/2", "Ba"), ElementsAre(at + "/2"));
    EXPECT_THAT(faults(at + "/2/id", "b"), ElementsAre(at + "/2/id"));
    EXPECT_THAT(faults(at + "/2/id", nullptr), ElementsAre(at + "/2"));
    EXPECT_THAT(faults(at + "/2/text", nullptr), ElementsAre(at + "/2"));
    EXPECT_THAT(faults(at + "/2/text", std::string(kMaxOptionLetters + 1, 'x')), ElementsAre(at + "/2/text"));
    EXPECT_THAT(faults(at + "/2/image", 5), IsEmpty()) << "the schema's matter";
    EXPECT_THAT(faults("/questions/2/options", json::array()), ElementsAre("/questions/2/options")) << "true or false has none";
    EXPECT_THAT(faults("/questions/3/options", json::array()), ElementsAre("/questions/3/options"));
}

TEST(Bank, TwoOptionsThatLookAlikeAreAFaultAndTwoThatOnlySoundAlikeAreNot) {
    const std::string at = "/questions/0/options/2/text";
    EXPECT_THAT(faults("/questions/0/options/0/text", "HAI"), ElementsAre("/questions/0/options/1/text"));
    EXPECT_THAT(faults(at, "  hai\t \n"), ElementsAre(at));
    EXPECT_THAT(faults(at, "hải"), IsEmpty()) << "another word";
    EXPECT_THAT(faults(at, "-Hai"), IsEmpty()) << "-5 is not 5";
}

TEST(Bank, FaultsOfAnswers) {
    const auto answer = [](int question, const json& value) {
        return faults("/questions/" + std::to_string(question) + "/answer", value);
    };
    for (int i = 0; i < 7; ++i)
        EXPECT_THAT(answer(i, nullptr), ElementsAre("/questions/" + std::to_string(i))) << i;
    EXPECT_THAT(answer(0, 1), ElementsAre("/questions/0/answer"));
    EXPECT_THAT(answer(0, "z"), ElementsAre("/questions/0/answer"));
    EXPECT_THAT(answer(1, "a"), ElementsAre("/questions/1/answer"));
    EXPECT_THAT(answer(1, json::array()), ElementsAre("/questions/1/answer")) << "at least one is right";
    EXPECT_THAT(answer(1, {"a", "z", "a", 5}), ElementsAre("/questions/1/answer/1", "/questions/1/answer/2",
                                                           "/questions/1/answer/3"));
    EXPECT_THAT(answer(2, "true"), ElementsAre("/questions/2/answer"));
    EXPECT_THAT(answer(3, "53"), ElementsAre("/questions/3/answer"));
    EXPECT_THAT(answer(5, {"a", "b"}), ElementsAre("/questions/5/answer")) << "c is missing";
    EXPECT_THAT(answer(5, {"a", "b", "b"}), ElementsAre("/questions/5/answer/2", "/questions/5/answer"));
    EXPECT_THAT(answer(6, "Đà Nẵng"), ElementsAre("/questions/6/answer"));
    EXPECT_THAT(answer(6, json::array()), ElementsAre("/questions/6/answer"));
    EXPECT_THAT(answer(6, json(kMaxTexts + 1, "x")), ElementsAre("/questions/6/answer"));
    EXPECT_THAT(answer(6, {"ok", "?!", 5, std::string(76, 'x')}),
                ElementsAre("/questions/6/answer/1", "/questions/6/answer/2", "/questions/6/answer/3"));
    EXPECT_THAT(answer(7, "a"), ElementsAre("/questions/7/answer")) << "a poll has none";
    EXPECT_THAT(faults("/questions/3/tolerance", -1), ElementsAre("/questions/3/tolerance"));
    EXPECT_THAT(faults("/questions/3/tolerance", "1"), ElementsAre("/questions/3/tolerance"));
    EXPECT_THAT(faults("/questions/3/closest", 1), ElementsAre("/questions/3/closest"));
    EXPECT_THAT(faults("/questions/3/closest", true), ElementsAre("/questions/3/tolerance")) << "not both";
    EXPECT_THAT(faults("/questions/3/closest", false), IsEmpty());
}

TEST(Key, StaffMaySendOnlyWhatFitsTheQuestion) {
    std::vector<BankFault> none;
    const auto bank = parse_bank(good().dump(), Lang::vi, none);
    ASSERT_TRUE(bank);
    const auto key = [&](int question, const char* text) {
        return read_key(bank->questions[static_cast<std::size_t>(question)], json::parse(text));
    };
    EXPECT_EQ(key(0, R"({"options":["c"]})"), Key(RightOptions{{"c"}}));
    EXPECT_EQ(key(3, R"({"number":5})"), Key(RightNumber{5, 0, false}));
    EXPECT_EQ(key(3, R"({"number":5,"tolerance":2,"closest":true})"), Key(RightNumber{5, 0, true}));
    EXPECT_EQ(key(5, R"({"order":["a","b","c"]})"), Key(RightOrder{{"a", "b", "c"}}));
    EXPECT_EQ(key(6, R"({"texts":["Huế"]})"), Key(RightTexts{{"Huế"}}));
    EXPECT_EQ(key(7, "null"), Key());
    const std::vector<std::pair<int, const char*>> refused{{0, "null"},
                                                           {0, "{}"},
                                                           {0, "7"},
                                                           {0, R"({"options":[]})"},
                                                           {0, R"({"options":["a","b"]})"},
                                                           {0, R"({"options":["z"]})"},
                                                           {0, R"({"options":"a"})"},
                                                           {0, R"({"options":[1]})"},
                                                           {0, R"({"number":1})"},
                                                           {0, R"({"order":["a","b","c"]})"},
                                                           {1, R"({"options":[]})"},
                                                           {1, R"({"options":["a","a"]})"},
                                                           {2, R"({"options":["maybe"]})"},
                                                           {3, R"({"options":["a"]})"},
                                                           {3, R"({"number":"5"})"},
                                                           {3, R"({"number":5,"tolerance":"x"})"},
                                                           {3, R"({"number":5,"tolerance":-1})"},
                                                           {3, R"({"number":5,"closest":1})"},
                                                           {5, R"({"order":["a","b"]})"},
                                                           {5, R"({"order":["a","b","b"]})"},
                                                           {6, R"({"texts":[]})"},
                                                           {6, R"({"texts":["?"]})"},
                                                           {6, R"({"options":["a"]})"},
                                                           {7, R"({"options":["a"]})"},
                                                           {7, R"({"texts":["a"]})"}};
    for (const auto& [question, text] : refused)
        EXPECT_FALSE(key(question, text)) << question << " " << text;
    EXPECT_FALSE(key_fits(bank->questions[6], RightTexts{std::vector<std::string>(kMaxTexts + 1, "x")}));
    EXPECT_FALSE(key_fits(bank->questions[3], RightNumber{std::numeric_limits<double>::infinity()}));
}

TEST(Type, EveryNameHasAWayBack) {
    for (int i = 0; i < 7; ++i)
        EXPECT_EQ(type_named(name_of(static_cast<Type>(i))), static_cast<Type>(i));
    EXPECT_FALSE(type_named("essay"));
}

} // namespace
} // namespace quiz
