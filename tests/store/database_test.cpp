#include "kiosk/store/database.h"

#include "tests/store/temp_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace kiosk::store {
namespace {

using fixture::number;
using fixture::open_or_die;
using fixture::TempFolder;
using ::testing::ElementsAre;

std::vector<std::string> texts(Database& db, std::string_view sql, std::span<const Value> values = {}) {
    std::vector<std::string> found;
    Status status = db.read(sql, values, [&](std::span<const Value> row) {
        found.push_back(std::get<std::string>(row[0]));
        return true;
    });
    EXPECT_TRUE(status) << status.error().sentence;
    return found;
}

class Connection : public ::testing::Test {
protected:
    TempFolder folder_;
    std::unique_ptr<Database> db_ = open_or_die(folder_.file("a.db"), Access::write);
};

TEST_F(Connection, IsAsDurableAsPromised) {
    EXPECT_EQ(texts(*db_, "PRAGMA journal_mode"), std::vector<std::string>{"wal"});
    EXPECT_EQ(number(*db_, "PRAGMA synchronous"), 2); // FULL
    EXPECT_EQ(number(*db_, "PRAGMA foreign_keys"), 1);
}

TEST_F(Connection, GivesBackWhatItWasGiven) {
    ASSERT_TRUE(db_->run("CREATE TABLE t (a, b, c, d, e)"));
    const std::string bytes("\0\xFFz", 3);
    const Value in[] = {std::int64_t{INT64_MIN}, 0.1, std::string("Phú Thọ"), Blob{bytes}, std::monostate{}};
    ASSERT_TRUE(db_->run("INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5)", in));
    const Value empty[] = {std::string(), Blob{}};
    ASSERT_TRUE(db_->run("INSERT INTO t (c, d) VALUES (?1, ?2)", empty));
    int rows = 0;
    ASSERT_TRUE(db_->read("SELECT * FROM t ORDER BY rowid", {}, [&](std::span<const Value> out) {
        if (rows++ == 0) {
            EXPECT_EQ(std::get<std::int64_t>(out[0]), INT64_MIN);
            EXPECT_EQ(std::get<double>(out[1]), 0.1);
            EXPECT_EQ(std::get<std::string>(out[2]), "Phú Thọ");
            EXPECT_EQ(std::get<Blob>(out[3]).bytes, bytes);
            EXPECT_TRUE(std::holds_alternative<std::monostate>(out[4]));
        } else {
            EXPECT_EQ(std::get<std::string>(out[2]), "") << "empty is not NULL";
            EXPECT_EQ(std::get<Blob>(out[3]).bytes, "");
        }
        return true;
    }));
    EXPECT_EQ(rows, 2);
}

TEST_F(Connection, ARowsReaderMayReadTheSameStatement) {
    ASSERT_TRUE(db_->run("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2), (3)"));
    int visits = 0;
    const std::string sql = "SELECT n FROM t";
    const auto visit = [&](auto) { return ++visits > 0; };
    ASSERT_TRUE(db_->read(sql, {}, [&](auto) { return static_cast<bool>(db_->read(sql, {}, visit)); }));
    EXPECT_EQ(visits, 9);
}

TEST_F(Connection, StopsReadingWhenToldTo) {
    ASSERT_TRUE(db_->run("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2), (3)"));
    int visits = 0;
    ASSERT_TRUE(db_->read("SELECT n FROM t", {}, [&](auto) { return ++visits < 2; }));
    EXPECT_EQ(visits, 2);
    ASSERT_TRUE(db_->run("DROP TABLE t")) << "no statement is left open";
}

TEST_F(Connection, TellsWhatKindOfTroubleItIs) {
    ASSERT_TRUE(db_->run("CREATE TABLE t (n INTEGER NOT NULL UNIQUE) STRICT; INSERT INTO t VALUES (1)"));
    const Value one[] = {std::int64_t{1}};
    const Value word[] = {std::string("x")};
    EXPECT_EQ(db_->run("INSERT INTO t VALUES (?1)", one).error().kind, Kind::invalid);
    EXPECT_EQ(db_->run("INSERT INTO t VALUES (?1)", word).error().kind, Kind::invalid);
    EXPECT_EQ(db_->run("INSERT INTO t VALUES (?1, ?2)", one).error().kind, Kind::invalid);
    EXPECT_EQ(db_->run("INSERT INTO t VALUES (?1)", {}).error().kind, Kind::invalid) << "a value was forgotten";
    EXPECT_EQ(db_->run("SELEC 1").error().kind, Kind::invalid);
    EXPECT_EQ(db_->run("DELETE FROM t; DELETE FROM t", std::span<const Value>{}).error().kind, Kind::invalid);
    EXPECT_EQ(db_->run("  ", std::span<const Value>{}).error().kind, Kind::invalid);
    EXPECT_EQ(number(*db_, "SELECT count(*) FROM t"), 1);
}

TEST_F(Connection, AReaderSeesWhatIsCommittedAndWritesNothing) {
    ASSERT_TRUE(db_->run("CREATE TABLE t (n INTEGER)"));
    auto reader = open_or_die(folder_.file("a.db"), Access::read);
    ASSERT_TRUE(db_->run("BEGIN; INSERT INTO t VALUES (1)"));
    EXPECT_EQ(number(*reader, "SELECT count(*) FROM t"), 0);
    ASSERT_TRUE(db_->run("COMMIT"));
    EXPECT_EQ(number(*reader, "SELECT count(*) FROM t"), 1);
    EXPECT_FALSE(reader->run("INSERT INTO t VALUES (2)"));
}

TEST_F(Connection, ManyDifferentTextsDoNotPileUp) {
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(number(*db_, "SELECT " + std::to_string(i)), i);
}

TEST(Opening, RefusesWhatIsNoDatabase) {
    TempFolder folder;
    std::ofstream(folder.file("note.txt")) << std::string(5000, 'x');
    EXPECT_FALSE(Database::open(folder.file("note.txt"), Access::write));
    EXPECT_FALSE(Database::open(folder.file("note.txt"), Access::read));
    EXPECT_FALSE(Database::open(folder.file("none.db"), Access::read)) << "a reader makes no file";
    EXPECT_FALSE(Database::open(folder.file("no/such/folder/a.db"), Access::write));
    EXPECT_FALSE(Database::open(":memory:", Access::read));
}

TEST(Memory, IsSharedByName) {
    auto writer = open_or_die(":memory:picture", Access::write);
    ASSERT_TRUE(writer->run("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)"));
    auto reader = open_or_die(":memory:picture", Access::read);
    EXPECT_EQ(number(*reader, "SELECT n FROM t"), 7);
    EXPECT_FALSE(reader->run("DELETE FROM t"));
    auto other = open_or_die(":memory:other", Access::write);
    EXPECT_FALSE(other->check("SELECT n FROM t"));
    writer.reset();
    reader.reset();
    auto fresh = open_or_die(":memory:picture", Access::write);
    EXPECT_FALSE(fresh->check("SELECT n FROM t")) << "thrown away with its last connection";
}

TEST(Reopening, FindsTheFileAgainAndMakesNoNewOne) {
    TempFolder folder;
    auto db = open_or_die(folder.file("a.db"), Access::write);
    ASSERT_TRUE(db->run("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)"));
    ASSERT_TRUE(db->reopen());
    EXPECT_EQ(number(*db, "SELECT n FROM t"), 7);
    std::filesystem::rename(folder.file("a.db"), folder.file("away.db"));
    EXPECT_FALSE(db->reopen()) << "an empty file in the place of the evening's would be worse than none";
    EXPECT_FALSE(std::filesystem::exists(folder.file("a.db")));
    std::filesystem::rename(folder.file("away.db"), folder.file("a.db"));
    ASSERT_TRUE(db->reopen());
    EXPECT_EQ(number(*db, "SELECT n FROM t"), 7);
}

// What a plugin called "quiz" may do to the file.
class PluginsSql : public Connection {
protected:
    PluginsSql() {
        EXPECT_TRUE(db_->run("CREATE TABLE players (id INTEGER, name TEXT); INSERT INTO players VALUES (1, 'An');"
                             "CREATE TABLE schema_versions (owner TEXT); CREATE TABLE booths_stamps (id INTEGER);"
                             "CREATE TABLE quizmaster (id INTEGER)"));
        db_->restrict_to("quiz");
    }
    Kind kind_of(std::string_view sql) {
        Status status = db_->run(sql);
        return status ? Kind::not_found : status.error().kind; // not_found: was allowed
    }
};

TEST_F(PluginsSql, MayDoAnythingWithItsOwnTables) {
    for (const char* sql :
         {"CREATE TABLE quiz_rounds (id INTEGER PRIMARY KEY, name TEXT UNIQUE, n INTEGER DEFAULT 0) STRICT",
          "CREATE INDEX quiz_by_n ON quiz_rounds (n)", "CREATE VIEW quiz_open AS SELECT id FROM quiz_rounds WHERE n > 0",
          "CREATE TABLE quiz_log (id INTEGER PRIMARY KEY AUTOINCREMENT, round INTEGER REFERENCES quiz_rounds (id))",
          "CREATE TRIGGER quiz_note AFTER INSERT ON quiz_rounds BEGIN INSERT INTO quiz_log (round) VALUES (new.id); END",
          "INSERT INTO quiz_rounds (id, name) VALUES (1, 'a'), (2, 'b') ON CONFLICT DO NOTHING",
          "UPDATE quiz_rounds SET n = n + 1, name = upper(name)", "ALTER TABLE quiz_rounds ADD COLUMN more TEXT",
          "ALTER TABLE quiz_rounds RENAME COLUMN more TO other", "ALTER TABLE quiz_rounds DROP COLUMN other",
          "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2)"
          " INSERT INTO quiz_log (round) SELECT x FROM c",
          "SELECT count(*), value FROM quiz_open, json_each('[1,2]')", "DELETE FROM quiz_log", "DROP TRIGGER quiz_note",
          "DROP VIEW quiz_open", "DROP INDEX quiz_by_n", "DROP TABLE quiz_log", "DROP TABLE quiz_rounds"}) {
        Status status = db_->run(sql);
        EXPECT_TRUE(status) << sql << ": " << status.error().sentence;
    }
}

TEST_F(PluginsSql, MayNotTouchWhatBelongsToOthers) {
    ASSERT_TRUE(db_->run("CREATE TABLE quiz_t (id INTEGER)"));
    for (const char* sql :
         {"SELECT name FROM players", "SELECT count(*) FROM players", "INSERT INTO players VALUES (2, 'x')",
          "UPDATE players SET name = ''", "DELETE FROM players", "DROP TABLE players",
          "ALTER TABLE players ADD COLUMN x", "SELECT * FROM booths_stamps", "SELECT * FROM quizmaster",
          "INSERT INTO schema_versions VALUES ('quiz')", "CREATE TABLE other (id)", "CREATE TABLE quiz (id)",
          "CREATE TABLE quiz_ (id)", "CREATE INDEX quiz_i ON players (id)", "CREATE INDEX other_i ON quiz_t (id)",
          "CREATE VIEW quiz_v AS SELECT 1; SELECT * FROM (SELECT * FROM players)",
          "CREATE TRIGGER quiz_tr AFTER INSERT ON players BEGIN SELECT 1; END",
          "INSERT INTO quiz_t SELECT id FROM players", "SELECT * FROM quiz_t WHERE id IN (SELECT id FROM players)",
          "ATTACH ':memory:' AS quiz_x", "PRAGMA synchronous = OFF", "PRAGMA table_info(players)",
          "SELECT * FROM pragma_table_info('players')", "BEGIN", "COMMIT", "SAVEPOINT quiz_s",
          "CREATE TEMP TABLE quiz_temp (id)", "VACUUM", "ANALYZE", "SELECT load_extension('x')"}) {
        EXPECT_NE(kind_of(sql), Kind::not_found) << sql;
    }
    db_->restrict_to("");
    EXPECT_EQ(number(*db_, "SELECT count(*) FROM players WHERE name = 'An'"), 1);
}

TEST_F(PluginsSql, AStatementOfTheHostIsNotLentToAPlugin) {
    db_->restrict_to("");
    EXPECT_EQ(number(*db_, "SELECT id FROM players"), 1); // now in the cache
    db_->restrict_to("quiz");
    Status status = db_->read("SELECT id FROM players", {}, [](auto) { return true; });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, Kind::denied);
    EXPECT_EQ(db_->check("SELECT id FROM players").error().kind, Kind::denied);
}

TEST_F(PluginsSql, NoPluginIsSoNamedThatTheHostsTablesAreItsOwn) {
    db_->restrict_to("schema");
    EXPECT_FALSE(db_->check("SELECT * FROM schema_versions"));
    db_->restrict_to("sqlite");
    EXPECT_FALSE(db_->run("CREATE TABLE sqlite_x (id)"));
}

} // namespace
} // namespace kiosk::store
