#include "walkup/reading.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace quiz {

using nlohmann::json;

namespace {

constexpr int kInHead = 4, kInBody = 1;

Text text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return {found->get<std::string>(), ""};
    Text text;
    if (!found->is_object()) return text;
    for (auto* one : {&text.vi, &text.en}) {
        const auto word = found->find(one == &text.vi ? "vi" : "en");
        if (word != found->end() && word->is_string()) *one = word->get<std::string>();
    }
    return text;
}

// " nong nghiep so ": with a blank at both ends, so that whole syllables are found.
std::string padded(const std::string& text) {
    return " " + fold(text) + " ";
}

std::vector<std::string> pairs(const Text& topic) {
    std::istringstream words(fold(topic.pick(Lang::vi)));
    std::vector<std::string> all, syllables;
    for (std::string word; words >> word;) syllables.push_back(word);
    if (syllables.size() == 1) all.push_back(" " + syllables.front() + " ");
    for (std::size_t i = 0; i + 1 < syllables.size(); ++i) all.push_back(" " + syllables[i] + " " + syllables[i + 1] + " ");
    return all;
}

int kinship(const Shelf::Booth& booth, const std::vector<std::string>& topic) {
    int points = 0;
    for (const auto& pair : topic) {
        points += booth.head.find(pair) != std::string::npos ? kInHead : 0;
        points += booth.body.find(pair) != std::string::npos ? kInBody : 0;
    }
    return points;
}

} // namespace

void Shelf::add(std::string_view id, std::string_view text) {
    const json pack = json::parse(text, nullptr, false);
    if (!pack.is_object()) return;
    Booth booth;
    booth.id = id;
    booth.title = text_of(pack, "title");
    if (booth.title.empty()) return;
    booth.head = padded(booth.title.pick(Lang::vi) + " . " + text_of(pack, "lead").pick(Lang::vi));
    std::string body;
    if (const auto sections = pack.find("sections"); sections != pack.end() && sections->is_array())
        for (const auto& section : *sections)
            if (section.is_object()) body += text_of(section, "heading").pick(Lang::vi) + " . " + text_of(section, "text").pick(Lang::vi) + " . ";
    booth.body = padded(body);
    booths.push_back(std::move(booth));
}

std::vector<Suggestion> read_next(const Shelf& shelf, const std::vector<Text>& topics, std::size_t most) {
    std::vector<Suggestion> all;
    for (const Text& topic : topics) {
        const auto words = pairs(topic);
        const Shelf::Booth* best = nullptr;
        int points = 0;
        for (const auto& booth : shelf.booths) {
            const int mine = kinship(booth, words);
            if (mine > points) {
                best = &booth;
                points = mine;
            }
        }
        const auto known = [&](const Suggestion& one) { return best && one.booth == best->id; };
        if (best && all.size() < most && std::none_of(all.begin(), all.end(), known)) all.push_back({best->id, best->title, topic});
    }
    return all;
}

} // namespace quiz
