#include "reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

Import trivia(std::string_view text) { return read_open_trivia(named("api.php.json"), text); }

std::string right_text(const Question& question) {
    const auto ids = right_ids(question);
    return ids.empty() ? std::string() : question.options[static_cast<std::size_t>(question.option_at(ids.front()))].text.vi;
}

// The same question in each of the three ways to write it.
constexpr std::string_view kHtml =
    R"({"response_code":0,"results":[{"category":"Entertainment: Music","type":"multiple","difficulty":"hard",
    "question":"Who sang &quot;D&eacute;j&agrave; Vu&quot; &amp; won 100%?",
        "correct_answer":"Beyonc&eacute;","incorrect_answers":["Adele","Björk","Cher"]}]})";
constexpr std::string_view kUrl =
    R"({"response_code":0,"results":[{"category":"Entertainment%3A%20Music","type":"multiple","difficulty":"hard",
    "question":"Who%20sang%20%22D%C3%A9j%C3%A0%20Vu%22%20%26%20won%20100%25%3F",
        "correct_answer":"Beyonc%C3%A9","incorrect_answers":["Adele","Bj%C3%B6rk","Cher"]}]})";
constexpr std::string_view kBase64 =
    R"({"response_code":0,"results":[{"category":"RW50ZXJ0YWlubWVudDogTXVzaWM=","type":"bXVsdGlwbGU=","difficulty":"aGFyZA==",
    "question":"V2hvIHNhbmcgIkTDqWrDoCBWdSIgJiB3b24gMTAwJT8=",
        "correct_answer":"QmV5b25jw6k=","incorrect_answers":["QWRlbGU=","QmrDtnJr","Q2hlcg=="]}]})";

TEST(OpenTrivia, AllThreeWaysToWriteAreRead) {
    std::string id;
    for (const std::string_view text : {kHtml, kUrl, kBase64}) {
        const auto import = trivia(text);
        ASSERT_EQ(import.taken, 1) << text;
        const Question& question = import.bank->questions[0];
        EXPECT_EQ(question.text.vi, "Who sang \"Déjà Vu\" & won 100%?");
        EXPECT_EQ(question.topic.vi, "Entertainment: Music");
        EXPECT_EQ(question.difficulty, Difficulty::hard);
        EXPECT_THAT(option_texts(question), UnorderedElementsAre("Adele", "Björk", "Cher", "Beyoncé"));
        EXPECT_EQ(right_text(question), "Beyoncé");
        EXPECT_TRUE(id.empty() || question.id == id) << "the same question has the same id";
        id = question.id;
        EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("CC BY-SA 4.0")));
    }
}

TEST(OpenTrivia, TrueOrFalse) {
    const auto import = trivia(R"({"response_code":0,"results":[
        {"category":"Science","type":"boolean","difficulty":"easy","question":"Water is wet.",
        "correct_answer":"True","incorrect_answers":["False"]},
        {"category":"Science","type":"boolean","difficulty":"easy","question":"Fire is cold.",
        "correct_answer":"False","incorrect_answers":["True"]}]})");
    ASSERT_EQ(import.taken, 2);
    EXPECT_EQ(import.bank->questions[0].type, Type::boolean);
    EXPECT_THAT(right_ids(import.bank->questions[0]), ElementsAre("true"));
    EXPECT_THAT(right_ids(import.bank->questions[1]), ElementsAre("false"));
}

TEST(OpenTrivia, ItsCodesAreExplained) {
    EXPECT_THAT(trivia(R"({"response_code":1,"results":[]})").sentence, HasSubstr("ít câu hơn"));
    EXPECT_THAT(trivia(R"({"response_code":5,"results":[]})").sentence, HasSubstr("quá nhanh"));
    EXPECT_THAT(trivia(R"({"results":[],"response_code":77})").sentence, HasSubstr("77"));
    EXPECT_FALSE(trivia(R"({"response_code":0,"results":[]})").sentence.empty());
}

TEST(OpenTrivia, TheRightOptionIsNotAlwaysFirst) {
    std::string text = R"({"response_code":0,"results":[)";
    for (int i = 0; i < 40; ++i)
        text += std::string(i > 0 ? "," : "") + R"({"type":"multiple","question":"Question )" + std::to_string(i) +
                R"(?","correct_answer":"yes","incorrect_answers":["no","nay","never"]})";
    const auto import = trivia(text + "]}");
    ASSERT_EQ(import.taken, 40);
    int places[4] = {0, 0, 0, 0};
    for (const Question& question : import.bank->questions) ++places[right_ids(question).front()[0] - 'a'];
    for (const int count : places) EXPECT_GT(count, 3);
}

TEST(OpenTrivia, OtherJsonIsRefusedByItsQuestion) {
    const auto import = trivia(
        R"({"results":[7,{"question":"x"},{"type":"boolean","question":"?",
        "correct_answer":"Maybe","incorrect_answers":["No"]}]})");
    EXPECT_EQ(import.taken, 0);
    EXPECT_THAT(places(import, true), ElementsAre("câu 1", "câu 2", "câu 3"));
}

} // namespace
} // namespace quiz
