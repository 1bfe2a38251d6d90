#include "store/terms.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace central {

namespace {

// One letter each, hashed with the word. What is said in passing has a letter of its own, so that a statement has one term
// for each word and is still found by both questions.
enum Kind : char {
    agent = 'a',
    agent_in_passing = 'A',
    activity = 'o',
    activity_in_passing = 'O',
    verb = 'v',
    registration = 'r',
    player_name = 'p'
};

} // namespace

Terms::Terms(std::string key) : key_(std::move(key)) {
    if (key_.size() != kKeyBytes) throw std::invalid_argument("the key of the terms has 16 bytes");
}

std::vector<Term> Terms::of(const xapi::Statement& statement) const {
    std::vector<Term> terms;
    const auto add = [&](char kind, const std::string& word) {
        if (!word.empty()) terms.push_back(hash(kind, word));
    };
    std::vector<std::string_view> agents(statement.agents.begin(), statement.agents.end()); // a group may have very many
    std::sort(agents.begin(), agents.end());
    add(verb, statement.verb);
    add(registration, statement.registration);
    add(activity, statement.activity);
    for (const auto& word : statement.agents) add(agent, word);
    for (const auto& word : statement.related_agents)
        if (!std::binary_search(agents.begin(), agents.end(), word)) add(agent_in_passing, word);
    for (const auto& word : statement.related_activities)
        if (word != statement.activity) add(activity_in_passing, word);
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

Terms::Groups Terms::asked(const xapi::Query& query) const {
    Groups groups;
    const auto ask = [&](const std::string& word, char plain, char in_passing, bool related) {
        if (word.empty()) return;
        auto& group = groups.emplace_back(std::vector<Term>{hash(plain, word)});
        if (related) group.push_back(hash(in_passing, word));
    };
    ask(query.registration, registration, registration, false);
    ask(query.agent, agent, agent_in_passing, query.related_agents);
    ask(query.activity, activity, activity_in_passing, query.related_activities);
    ask(query.verb, verb, verb, false);
    return groups;
}

Term Terms::account(std::string_view home, std::string_view name) const {
    return hash(agent, "account " + std::string(home) + ' ' + std::string(name));
}

Term Terms::player(std::string_view name) const { return hash(player_name, name); }

Term Terms::hash(char kind, std::string_view word) const {
    static_assert(crypto_shorthash_KEYBYTES == kKeyBytes && crypto_shorthash_BYTES == sizeof(Term));
    std::string text(1, kind);
    text += word;
    unsigned char out[crypto_shorthash_BYTES];
    crypto_shorthash(out, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     reinterpret_cast<const unsigned char*>(key_.data()));
    Term term;
    std::memcpy(&term, out, sizeof term);
    return term;
}

Account account_of(std::string_view identity) {
    constexpr std::string_view kAccount = "account ";
    if (!identity.starts_with(kAccount)) return {};
    identity.remove_prefix(kAccount.size());
    const auto space = identity.find(' ');
    if (space == identity.npos) return {};
    return {identity.substr(0, space), identity.substr(space + 1)};
}

} // namespace central
