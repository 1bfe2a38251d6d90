#include "kiosk/handover.h"

#include "kiosk/base/hash.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace kiosk {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // 32: each letter is five bits
constexpr Ms kRememberedFor = 2 * 3'600'000; // after its time: who comes late is told "used" or "too old", not "wrong"
constexpr std::size_t kMostDevice = 64; // letters
constexpr std::size_t kMostAddresses = 2'000;

// Somebody who misreads a code tries three times, a family behind one address perhaps eight.
constexpr double kGuesses = 8, kGuessesPerSecond = 1. / 15;
constexpr double kGuessesOfAll = 120, kGuessesOfAllPerSecond = 1;

std::string new_code() {
    std::array<unsigned char, Handovers::kLetters> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    std::string code;
    for (const unsigned char byte : bytes) code += kAlphabet[byte & 31];
    return code;
}

// As people type it: "abcd efgh" is "ABCDEFGH".
std::string tidy(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (code.size() > Handovers::kLetters) break; // too long already
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code;
}

} // namespace

// ---------------------------------------------------------------- guessing

bool GuessLimit::may_try(std::string_view from, Ms mono) {
    const auto refill = [mono](Tries& tries, double burst, double per_second) {
        if (tries.left < 0) tries = {burst, mono};
        tries.left = std::min(burst, tries.left + per_second * static_cast<double>(mono - tries.at) / 1000);
        tries.at = mono;
        return tries.left >= 1;
    };
    const auto known = by_address_.find(from);
    const bool by_address = known == by_address_.end() || refill(known->second, kGuesses, kGuessesPerSecond);
    return refill(everybody_, kGuessesOfAll, kGuessesOfAllPerSecond) && by_address;
}

void GuessLimit::failed(std::string_view from, Ms mono) {
    auto& tries = of(from, mono);
    tries.left = std::max(0., tries.left - 1);
    everybody_.left = std::max(0., everybody_.left - 1);
}

GuessLimit::Tries& GuessLimit::of(std::string_view from, Ms mono) {
    if (by_address_.size() >= kMostAddresses) // those who have all their tries back need not be remembered
        std::erase_if(by_address_, [mono](const auto& one) {
            return one.second.left + kGuessesPerSecond * static_cast<double>(mono - one.second.at) / 1000 >= kGuesses;
        });
    if (by_address_.size() >= kMostAddresses && !by_address_.contains(from)) return everybody_; // a flood: all share
    return by_address_.try_emplace(std::string(from), Tries{kGuesses, mono}).first->second;
}

// ---------------------------------------------------------------- codes

Handovers::Handovers(store::Writer& writer) {
    put_ = writer.prepare("", "INSERT OR REPLACE INTO handovers (code_hash, person, screen, until, used) VALUES (?1, ?2, ?3, ?4, 0)");
    use_ = writer.prepare("", "UPDATE handovers SET used = 1 WHERE code_hash = ?1");
    drop_ = writer.prepare("", "DELETE FROM handovers WHERE until < ?1");
    drop_of_ = writer.prepare("", "DELETE FROM handovers WHERE person = ?1");
}

Status Handovers::load(store::Database& db, Ms wall) {
    by_hash_.clear();
    constexpr std::string_view kAll = "SELECT code_hash, person, screen, until, used FROM handovers WHERE until >= ?1";
    const store::Value oldest[] = {wall - kRememberedFor};
    return db.read(kAll, oldest, [this](std::span<const store::Value> row) {
        by_hash_[std::get<store::Blob>(row[0]).bytes] = {std::get<std::int64_t>(row[1]), std::get<std::string>(row[2]),
                                                         std::get<std::int64_t>(row[3]), std::get<std::int64_t>(row[4]) != 0};
        return true;
    });
}

std::string Handovers::make(std::int64_t person, std::string_view screen, Ms wall, store::Step& step) {
    drop_old(wall, step);
    const std::string code = new_code();
    const Known known{person, std::string(screen), wall + kGoodFor, false};
    const std::string hash = hash_of(code);
    step.writes.push_back({put_, {store::Blob{hash}, known.person, known.screen, known.until}});
    by_hash_[hash] = known;
    return code;
}

Result<Handovers::Taken> Handovers::take(const Asked& asked, Ms mono, Ms wall, store::Step& step) {
    if (!guesses_.may_try(asked.from, mono)) return Error{Kind::limit, "visitor.code_slow"};
    const std::string hash = hash_of(tidy(asked.code));
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end()) {
        guesses_.failed(asked.from, mono);
        return Error{Kind::not_found, "visitor.code_wrong"};
    }
    Known& known = found->second;
    const std::string device(asked.device.substr(0, kMostDevice));
    const bool again = known.used && !device.empty() && known.used_by == device;
    if (known.used && !again) return Error{Kind::denied, "visitor.code_used"};
    if (known.until <= wall) return Error{Kind::denied, "visitor.code_old"};
    known.used = true;
    known.used_by = device;
    step.writes.push_back({use_, {store::Blob{hash}}});
    return Taken{known.person, known.screen};
}

void Handovers::give_back(std::string_view code) {
    if (const auto found = by_hash_.find(hash_of(tidy(code))); found != by_hash_.end()) found->second.used = false;
}

bool Handovers::is_good(std::string_view code, Ms wall) const {
    const auto found = by_hash_.find(hash_of(tidy(code)));
    return found != by_hash_.end() && !found->second.used && found->second.until > wall;
}

void Handovers::forget(std::int64_t person, store::Step& step) {
    if (std::erase_if(by_hash_, [person](const auto& one) { return one.second.person == person; }) > 0)
        step.writes.push_back({drop_of_, {person}});
}

bool Handovers::looks_like_one(std::string_view typed) {
    const std::string code = tidy(typed);
    return typed.size() == kLetters && code.find_first_not_of(kAlphabet) == code.npos && code.size() == kLetters;
}

void Handovers::drop_old(Ms wall, store::Step& step) {
    const Ms oldest = wall - kRememberedFor;
    if (std::erase_if(by_hash_, [oldest](const auto& one) { return one.second.until < oldest; }) > 0)
        step.writes.push_back({drop_, {oldest}});
}

} // namespace kiosk
