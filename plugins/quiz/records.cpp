#include "records.h"

#include "bank/bank.h"
#include "game/choice.h"
#include "walkup/rows.h"
#include "prizes/claim_records.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quiz {

using nlohmann::json;

namespace {

constexpr const char* kVersion1 = R"sql(
CREATE TABLE quiz_rounds(
    id        INTEGER PRIMARY KEY,
    contest   TEXT    NOT NULL,
    title     TEXT    NOT NULL,  -- {"vi","en"}
    code      TEXT    NOT NULL,
    banks     TEXT    NOT NULL,  -- ["id", …]
    seed      INTEGER NOT NULL,
    rehearsal INTEGER NOT NULL,
    opened    INTEGER NOT NULL,  -- Unix time, ms
    config    TEXT    NOT NULL,  -- questions included: a bank may change while the round goes on
    state     TEXT    NOT NULL
) STRICT;
CREATE TABLE quiz_entries(
    round   INTEGER NOT NULL,
    player  INTEGER NOT NULL,
    since   INTEGER NOT NULL,
    guess   INTEGER,
    removed INTEGER NOT NULL,
    UNIQUE(round, player)
) STRICT;
CREATE TABLE quiz_answers(
    round    INTEGER NOT NULL,
    question TEXT    NOT NULL,
    player   INTEGER NOT NULL,
    choice   TEXT    NOT NULL,
    offset   INTEGER NOT NULL,   -- ms after the opening, without pauses
    late     INTEGER NOT NULL,
    taken    INTEGER NOT NULL,   -- Unix time, ms
    UNIQUE(round, question, player)
) STRICT;
CREATE TABLE quiz_changes(
    round    INTEGER NOT NULL,
    at       INTEGER NOT NULL,   -- Unix time, ms
    what     TEXT    NOT NULL,
    question TEXT    NOT NULL,
    key      TEXT    NOT NULL
) STRICT;
CREATE INDEX quiz_changes_by_round ON quiz_changes(round);
)sql";

constexpr const char* kVersion2 = R"sql(
CREATE TABLE quiz_asked(
    question TEXT    NOT NULL PRIMARY KEY,  -- asked_key(): its folded text
    times    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE quiz_pictures(
    name  TEXT NOT NULL PRIMARY KEY,
    type  TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
)sql";

// To find what somebody leaves behind who is to be forgotten.
constexpr const char* kVersion3 = R"sql(
CREATE INDEX quiz_entries_by_player ON quiz_entries(player);
CREATE INDEX quiz_answers_by_player ON quiz_answers(player);
)sql";

constexpr const char* kVersion4 = R"sql(
ALTER TABLE quiz_rounds ADD COLUMN sources TEXT NOT NULL DEFAULT '{}';  -- {"question": ["bank", version]}
CREATE TABLE quiz_untold(
    round    INTEGER NOT NULL,
    question TEXT    NOT NULL,
    told     INTEGER NOT NULL,   -- so many of its answers, in order of arrival
    UNIQUE(round, question)
) STRICT;
)sql";

constexpr const char* kVersion5 = R"sql(
CREATE TABLE quiz_steps(
    round    INTEGER NOT NULL,
    at       INTEGER NOT NULL,   -- Unix time, ms
    what     TEXT    NOT NULL,
    question TEXT    NOT NULL
) STRICT;
CREATE INDEX quiz_steps_by_round ON quiz_steps(round);
CREATE TABLE quiz_sealed(
    round INTEGER PRIMARY KEY,
    hash  TEXT    NOT NULL,      -- of the facts
    made  INTEGER NOT NULL       -- Unix time, ms
) STRICT;
)sql";

json parsed(std::string_view text) {
    return json::parse(text, nullptr, false);
}

const Question* question_of(const RoundConfig& config, std::string_view id) {
    for (const auto* list : {&config.questions, &config.spare})
        for (const auto& question : *list)
            if (question.id == id) return &question;
    return nullptr;
}

std::map<std::string, BankRef> read_sources(const json& value) {
    std::map<std::string, BankRef> sources;
    if (!value.is_object()) return sources;
    for (const auto& [question, source] : value.items())
        if (source.is_array() && source.size() == 2 && source[0].is_string() && source[1].is_number_integer())
            sources[question] = {source[0], source[1]};
    return sources;
}

} // namespace

void Records::prepare() {
    host_.migrate({kVersion1, kVersion2, kVersion3, kVersion4, kSittingTables, kVersion5, kClaimTables});
    open_ = host_.prepare(
        "INSERT INTO quiz_rounds(id, contest, title, code, banks, seed, rehearsal, opened, config, state, sources) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    state_ = host_.prepare("UPDATE quiz_rounds SET state = ? WHERE id = ?");
    entry_ = host_.prepare(
        "INSERT INTO quiz_entries(round, player, since, guess, removed) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT(round, player) DO UPDATE SET since = excluded.since, guess = excluded.guess, removed = excluded.removed");
    answer_ = host_.prepare(
        "INSERT INTO quiz_answers(round, question, player, choice, offset, late, taken) VALUES (?, ?, ?, ?, ?, ?, ?)");
    change_ = host_.prepare("INSERT INTO quiz_changes(round, at, what, question, key) VALUES (?, ?, ?, ?, ?)");
    asked_ = host_.prepare(
        "INSERT INTO quiz_asked(question, times) VALUES (?, 1) ON CONFLICT(question) DO UPDATE SET times = times + 1");
    forget_entries_ = host_.prepare("DELETE FROM quiz_entries WHERE player = ?");
    forget_answers_ = host_.prepare("DELETE FROM quiz_answers WHERE player = ?");
    untold_ = host_.prepare("INSERT INTO quiz_untold(round, question, told) VALUES (?, ?, ?) "
                            "ON CONFLICT(round, question) DO UPDATE SET told = excluded.told");
    all_told_ = host_.prepare("DELETE FROM quiz_untold WHERE round = ? AND question = ?");
    none_untold_ = host_.prepare("DELETE FROM quiz_untold");
    step_ = host_.prepare("INSERT INTO quiz_steps(round, at, what, question) VALUES (?, ?, ?, ?)");
    sealed_ = host_.prepare("INSERT INTO quiz_sealed(round, hash, made) VALUES (?, ?, ?) "
                            "ON CONFLICT(round) DO UPDATE SET hash = excluded.hash, made = excluded.made");
    picture_ = host_.prepare("INSERT OR IGNORE INTO quiz_pictures(name, type, bytes) VALUES (?, ?, ?)");
}

bool Records::open(const RoundInfo& info, const State& state) {
    const std::string title = to_json(info.title).dump(), banks = json(info.banks).dump(), config = to_json(info.config).dump(),
                      present = to_json(state).dump();
    json sources = json::object();
    for (const auto& [question, source] : info.sources) sources[question] = {source.bank, source.version};
    return host_.write(open_, {info.id, info.contest, title, info.code, banks, static_cast<std::int64_t>(info.seed),
                               info.rehearsal, static_cast<std::int64_t>(info.opened), config, present, sources.dump()});
}

bool Records::state(std::int64_t round, const State& state) {
    const std::string text = to_json(state).dump();
    return host_.write(state_, {text, round});
}

bool Records::entry(std::int64_t round, const Entry& entry) {
    return host_.write(entry_, {round, entry.player, entry.since,
                                entry.guess ? kiosk::Value(*entry.guess) : kiosk::Value(nullptr), entry.removed});
}

bool Records::answer(std::int64_t round, PlayerId player, const std::string& question, const std::string& choice, Ms offset,
                     bool late, kiosk_ms wall) {
    return host_.write(answer_, {round, question, player, choice, offset, late, static_cast<std::int64_t>(wall)});
}

bool Records::change(std::int64_t round, const Change& change) {
    const std::string key = to_json(change.key).dump();
    return host_.write(change_, {round, change.at, std::string_view(name_of(change.what)), change.question, key});
}

bool Records::forget(PlayerId player) {
    return host_.write(forget_entries_, {player}) && host_.write(forget_answers_, {player});
}

bool Records::step(std::int64_t round, const Step& step) {
    return host_.write(step_, {round, static_cast<std::int64_t>(step.at), step.what, step.question});
}

bool Records::sealed(std::int64_t round, const std::string& hash, kiosk_ms made) {
    return host_.write(sealed_, {round, hash, static_cast<std::int64_t>(made)});
}

bool Records::asked(const std::string& key) {
    return host_.write(asked_, {key});
}

bool Records::picture(const std::string& name, const Picture& picture) {
    return host_.write(picture_, {name, picture.type, kiosk::Value::blob(picture.bytes)});
}

bool Records::untold(std::int64_t round, const std::string& question, std::size_t told) {
    return host_.write(untold_, {round, question, static_cast<std::int64_t>(told)});
}

bool Records::all_told(std::int64_t round, const std::string& question) {
    return host_.write(all_told_, {round, question});
}

bool Records::none_untold() {
    return host_.write(none_untold_, {});
}

std::vector<Records::Untold> Records::untold() const {
    std::vector<Untold> rows;
    host_.read("SELECT round, question, told FROM quiz_untold ORDER BY rowid", {}, [&](const kiosk::Row& row) {
        rows.push_back({row.integer(0), std::string(row.text(1)), static_cast<std::size_t>(std::max<std::int64_t>(0, row.integer(2)))});
    });
    return rows;
}

Asked Records::asked_so_far() const {
    Asked asked;
    host_.read("SELECT question, times FROM quiz_asked", {},
               [&](const kiosk::Row& row) { asked.emplace(row.text(0), static_cast<int>(row.integer(1))); });
    return asked;
}

Pictures Records::pictures_of(const RoundConfig& config) const {
    Pictures pictures;
    const auto fetch = [&](const std::string& name) {
        if (name.empty()) return;
        host_.read("SELECT type, bytes FROM quiz_pictures WHERE name = ?", {name},
                   [&](const kiosk::Row& row) { pictures[name] = {std::string(row.text(0)), std::string(row.text(1))}; });
    };
    for (const auto* list : {&config.questions, &config.spare})
        for (const auto& question : *list) {
            fetch(question.image);
            for (const auto& option : question.options) fetch(option.image);
        }
    return pictures;
}

std::optional<Records::Open> Records::newest() const {
    return round(last_round());
}

std::optional<Records::Open> Records::round(std::int64_t id) const {
    std::optional<Open> open;
    bool sound = true;
    host_.read("SELECT id, contest, title, code, banks, seed, rehearsal, opened, config, state, sources FROM quiz_rounds "
               "WHERE id = ?",
               {id}, [&](const kiosk::Row& row) {
                   Open found;
                   found.info.id = row.integer(0);
                   found.info.contest = row.text(1);
                   const json title = parsed(row.text(2)), banks = parsed(row.text(4));
                   if (title.is_object()) found.info.title = {title.value("vi", ""), title.value("en", "")};
                   found.info.code = row.text(3);
                   for (const auto& bank : banks)
                       if (bank.is_string()) found.info.banks.push_back(bank);
                   found.info.seed = static_cast<std::uint64_t>(row.integer(5));
                   found.info.rehearsal = row.integer(6) != 0;
                   found.info.opened = row.integer(7);
                   found.info.sources = read_sources(parsed(row.text(10)));
                   auto config = read_config(parsed(row.text(8)));
                   auto state = read_state(parsed(row.text(9)));
                   sound = config && state;
                   if (!sound) return;
                   found.info.config = std::move(*config);
                   found.snapshot.state = std::move(*state);
                   open = std::move(found);
               });
    if (!sound) host_.warn("the rows of round " + std::to_string(id) + " make no sense; going on without it");
    if (!open) return std::nullopt;
    read_people(*open);
    read_answers(*open);
    read_changes(*open);
    return open;
}

void Records::read_people(Open& open) const {
    host_.read("SELECT player, since, guess, removed FROM quiz_entries WHERE round = ? ORDER BY rowid", {open.info.id},
               [&](const kiosk::Row& row) {
                   Entry entry{row.integer(0), static_cast<int>(row.integer(1)), std::nullopt, row.integer(3) != 0};
                   if (!row.is_null(2)) entry.guess = row.integer(2);
                   open.snapshot.entries.push_back(entry);
               });
}

void Records::read_answers(Open& open) const {
    host_.read("SELECT player, question, choice, offset, late, taken FROM quiz_answers WHERE round = ? ORDER BY rowid",
               {open.info.id}, [&](const kiosk::Row& row) {
                   const auto* question = question_of(open.info.config, row.text(1));
                   auto choice = question ? read_choice(*question, parsed(row.text(2))) : std::nullopt;
                   if (choice)
                       open.snapshot.answers.push_back({row.integer(0), std::string(row.text(1)), std::move(*choice),
                                                        row.integer(3), row.integer(4) != 0, row.integer(5)});
                   else host_.warn("an answer on disk fits no question; left out");
               });
}

void Records::read_changes(Open& open) const {
    host_.read("SELECT at, what, question, key FROM quiz_changes WHERE round = ? ORDER BY rowid", {open.info.id},
               [&](const kiosk::Row& row) {
                   const auto what = change_named(row.text(1));
                   const auto* question = question_of(open.info.config, row.text(2));
                   if (!what || !question) return;
                   Change change{row.integer(0), *what, question->id, {}};
                   if (*what == Change::What::rekeyed)
                       if (auto key = read_key(*question, parsed(row.text(3)))) change.key = std::move(*key);
                   open.snapshot.changes.push_back(std::move(change));
               });
}

std::vector<Step> Records::steps(std::int64_t round) const {
    std::vector<Step> rows;
    host_.read("SELECT at, what, question FROM quiz_steps WHERE round = ? ORDER BY rowid", {round}, [&](const kiosk::Row& row) {
        rows.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))});
    });
    return rows;
}

std::optional<kiosk_ms> Records::sealed_at(std::int64_t round, const std::string& hash) const {
    std::optional<kiosk_ms> made;
    host_.read("SELECT made FROM quiz_sealed WHERE round = ? AND hash = ?", {round, hash},
               [&](const kiosk::Row& row) { made = row.integer(0); });
    return made;
}

std::vector<Records::Past> Records::past(int most) const {
    std::vector<Past> rows;
    host_.read("SELECT id, title, rehearsal, opened, state, "
               "(SELECT count(*) FROM quiz_entries WHERE round = id AND removed = 0) FROM quiz_rounds ORDER BY id DESC LIMIT ?",
               {most}, [&](const kiosk::Row& row) {
                   const json title = parsed(row.text(1));
                   const auto state = read_state(parsed(row.text(4)));
                   Past one{row.integer(0), {}, row.integer(2) != 0, row.integer(3), state ? state->phase : Phase::ended, row.integer(5)};
                   if (title.is_object()) one.title = {title.value("vi", ""), title.value("en", "")};
                   rows.push_back(std::move(one));
               });
    return rows;
}

std::int64_t Records::last_round() const {
    std::int64_t last = 0;
    host_.read("SELECT max(id) FROM quiz_rounds", {}, [&](const kiosk::Row& row) { last = row.integer(0); });
    return last;
}

int Records::rounds_of(const std::string& contest) const {
    int count = 0;
    host_.read("SELECT count(*) FROM quiz_rounds WHERE contest = ? AND rehearsal = 0", {contest},
               [&](const kiosk::Row& row) { count = static_cast<int>(row.integer(0)); });
    return count;
}

} // namespace quiz
