// Every rule of part two, by the number that ADL's conformance requirements give it.
#include "cases.h"

#include <gtest/gtest.h>

#include <cctype>
#include <map>

namespace central::xapi {
namespace {

Cases all_cases() {
    Cases all;
    for (auto some : {formatting_cases, actor_cases, object_cases, result_cases, context_cases, attachment_cases}) append(all, some());
    return all;
}

std::string name_of(const ::testing::TestParamInfo<Case>& info) {
    std::string name;
    for (const char c : info.param.requirements + " " + info.param.what)
        if (std::isalnum(static_cast<unsigned char>(c))) name += c;
        else if (!name.empty() && name.back() != '_') name += '_';
    return name + '_' + std::to_string(info.index);
}

class Rule : public ::testing::TestWithParam<Case> {};

TEST_P(Rule, IsKept) {
    const Case& one = GetParam();
    const auto read = read_statements(one.body, kNow, 50);
    const auto* fault = std::get_if<Fault>(&read);
    if (one.answer == taken) {
        EXPECT_FALSE(fault) << fault->where << ": " << fault->sentence;
        return;
    }
    ASSERT_TRUE(fault) << "should have been refused";
    EXPECT_NE(one.requirements.find(fault->requirement), std::string::npos) << fault->requirement << ": " << fault->sentence;
    EXPECT_FALSE(fault->requirement.empty());
    EXPECT_TRUE(fault->sentence.ends_with('.')) << fault->sentence;
}

INSTANTIATE_TEST_SUITE_P(Xapi, Rule, ::testing::ValuesIn(all_cases()), name_of);

// Not of a statement's shape: what is answered to requests, kept or given out (00002, 00016, 00018, 00021's like are tested
// where that is done), and requirements whose one side is all other statements.
bool is_not_of_shape(int number) {
    for (const int other : {2, 12, 15, 16, 18, 26, 96, 97, 99, 116, 117, 122})
        if (number == other) return true;
    return number >= 108 && number <= 114; // pages of results
}

TEST(Rules, EachRequirementHasAStatementThatIsTakenAndOneThatIsRefused) {
    std::map<int, std::map<Answer, int>> found;
    for (const Case& one : all_cases())
        for (std::size_t at = one.requirements.find("XAPI-"); at != std::string::npos; at = one.requirements.find("XAPI-", at + 1))
            ++found[std::stoi(one.requirements.substr(at + 5))][one.answer];
    for (int number = 1; number <= 124; ++number) {
        if (is_not_of_shape(number)) continue;
        EXPECT_GT(found[number][taken], 0) << "XAPI-" << number << " has nothing that is taken";
        EXPECT_GT(found[number][refused], 0) << "XAPI-" << number << " has nothing that is refused";
    }
}

} // namespace
} // namespace central::xapi
