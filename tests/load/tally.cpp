#include "tests/load/tally.h"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace kiosk::load {
namespace {

using nlohmann::json;
using Kept = std::map<std::string, std::map<std::int64_t, std::string>>; // question → player → choice

Difference compare(const Hall::Book& book, const Kept& kept) {
    Difference difference;
    std::size_t there = 0;
    for (const auto& [question, answers] : kept) there += answers.size();
    for (const auto& [question, answers] : book) {
        const auto list = kept.find(question);
        for (const auto& [player, sent] : answers) {
            const auto found = list == kept.end() ? Kept::mapped_type::const_iterator{} : list->second.find(player);
            if (list == kept.end() || found == list->second.end()) {
                ++difference.lost;
                continue;
            }
            --there;
            if (found->second != sent.choice) ++difference.lost;
        }
    }
    difference.unknown = there;
    return difference;
}

} // namespace

Difference compare_with_tally(const Hall::Book& book, const std::string& results) {
    Kept kept;
    const json said = json::parse(results);
    for (const auto& question : said["questions"])
        for (const auto& answer : question["answers"]) kept[question["id"]][answer["player"]] = answer["choice"].dump();
    return compare(book, kept);
}

Difference compare_with_disk(const Hall::Book& book, const std::string& file, std::int64_t round) {
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> db(opened, sqlite3_close);
    sqlite3_stmt* prepared = nullptr;
    constexpr const char* kAnswers = "SELECT question, player, choice FROM quiz_answers WHERE round = ?";
    if (status != SQLITE_OK || sqlite3_prepare_v2(db.get(), kAnswers, -1, &prepared, nullptr) != SQLITE_OK)
        throw std::runtime_error("cannot read " + file + ": " + sqlite3_errmsg(db.get()));
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> rows(prepared, sqlite3_finalize);
    sqlite3_bind_int64(rows.get(), 1, round);
    Kept kept;
    const auto text = [&](int column) { return reinterpret_cast<const char*>(sqlite3_column_text(rows.get(), column)); };
    while (sqlite3_step(rows.get()) == SQLITE_ROW)
        kept[text(0)][sqlite3_column_int64(rows.get(), 1)] = json::parse(text(2)).dump();
    return compare(book, kept);
}

} // namespace kiosk::load
