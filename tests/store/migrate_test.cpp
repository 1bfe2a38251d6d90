#include "kiosk/store/migrate.h"

#include "tests/store/temp_store.h"

#include <gtest/gtest.h>

namespace kiosk::store {
namespace {

using fixture::number;
using fixture::open_or_die;

class Migration : public ::testing::Test {
protected:
    std::int64_t version(const std::string& owner) {
        return number(*db_, "SELECT coalesce(max(version), 0) FROM schema_versions WHERE owner = '" + owner + "'");
    }
    bool has(const std::string& table) {
        return number(*db_, "SELECT count(*) FROM sqlite_schema WHERE name = '" + table + "'") == 1;
    }
    std::unique_ptr<Database> db_ = open_or_die(":memory:", Access::write);
};

constexpr const char* kFirst = "CREATE TABLE quiz_rounds (id INTEGER PRIMARY KEY); INSERT INTO quiz_rounds VALUES (17)";
constexpr const char* kSecond = "ALTER TABLE quiz_rounds ADD COLUMN phase TEXT NOT NULL DEFAULT 'lobby'";

TEST_F(Migration, AnUpgradeKeepsWhatIsThere) {
    const char* const old_plugin[] = {kFirst};
    const char* const new_plugin[] = {kFirst, kSecond};
    ASSERT_TRUE(migrate(*db_, "quiz", old_plugin));
    EXPECT_EQ(version("quiz"), 1);
    ASSERT_TRUE(migrate(*db_, "quiz", new_plugin));
    EXPECT_EQ(version("quiz"), 2);
    EXPECT_EQ(number(*db_, "SELECT id FROM quiz_rounds WHERE phase = 'lobby'"), 17);
    ASSERT_TRUE(migrate(*db_, "quiz", new_plugin)) << "at every start";
    EXPECT_EQ(number(*db_, "SELECT count(*) FROM quiz_rounds"), 1);
}

TEST_F(Migration, ADowngradeIsRefusedAndSaysSo) {
    const char* const new_plugin[] = {kFirst, kSecond};
    const char* const old_plugin[] = {kFirst};
    ASSERT_TRUE(migrate(*db_, "quiz", new_plugin));
    Status status = migrate(*db_, "quiz", old_plugin);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, Kind::invalid);
    EXPECT_NE(status.error().sentence.find("version 2"), std::string::npos) << status.error().sentence;
    EXPECT_EQ(version("quiz"), 2);
}

TEST_F(Migration, AFailingScriptLeavesEverythingAsItWas) {
    const char* const broken[] = {kFirst, "CREATE TABLE quiz_half (id INTEGER); INSERT INTO quiz_nowhere VALUES (1)"};
    Status status = migrate(*db_, "quiz", broken);
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().sentence.find("quiz, script 2"), std::string::npos) << status.error().sentence;
    EXPECT_EQ(version("quiz"), 1) << "the first script has its own transaction";
    EXPECT_FALSE(has("quiz_half"));
    const char* const mended[] = {kFirst, kSecond};
    EXPECT_TRUE(migrate(*db_, "quiz", mended));
    EXPECT_EQ(version("quiz"), 2);
}

TEST_F(Migration, AScriptStaysWithinItsOwnersTables) {
    ASSERT_TRUE(migrate_host(*db_));
    for (const char* script :
         {"CREATE TABLE booths_x (id)", "DROP TABLE players", "CREATE TABLE quiz_x (id); COMMIT", "ROLLBACK",
          "CREATE TABLE quiz_x (id); ALTER TABLE quiz_x RENAME TO booths_x", "UPDATE schema_versions SET version = 9"}) {
        const char* const scripts[] = {script};
        EXPECT_FALSE(migrate(*db_, "quiz", scripts)) << script;
        EXPECT_EQ(version("quiz"), 0) << script;
    }
    EXPECT_TRUE(has("players"));
    EXPECT_FALSE(has("booths_x"));
    EXPECT_FALSE(has("quiz_x"));
    EXPECT_TRUE(db_->run("DELETE FROM players")) << "the restriction is lifted afterwards";
}

TEST_F(Migration, OwnersDoNotMeet) {
    const char* const quiz[] = {kFirst};
    const char* const booths[] = {"CREATE TABLE booths_stamps (id)", "CREATE TABLE booths_more (id)"};
    ASSERT_TRUE(migrate(*db_, "quiz", quiz));
    ASSERT_TRUE(migrate(*db_, "booths", booths));
    EXPECT_EQ(version("quiz"), 1);
    EXPECT_EQ(version("booths"), 2);
    EXPECT_FALSE(migrate(*db_, "", quiz));
}

TEST_F(Migration, TheHostsTablesAreMadeOnce) {
    ASSERT_TRUE(migrate_host(*db_));
    ASSERT_TRUE(migrate_host(*db_));
    for (const char* table :
         {"players", "results", "settings", "pack_versions", "pack_choice", "pack_files", "outbox", "consents",
          "phones", "erasures", "erasure_requests", "handovers", "schema_versions"})
        EXPECT_TRUE(has(table)) << table;
    EXPECT_EQ(version("(host)"), 7);
}

TEST_F(Migration, PacksOfBeforeAreThereStillAndMayComeFromTheCentre) {
    ASSERT_TRUE(migrate_host(*db_));
    const auto pack = [](const std::string& id, const std::string& origin) {
        return "INSERT INTO pack_versions(kind, id, version, at, origin, title, hash, json) VALUES ('quiz-bank', '" + id + "', 1, 1, '" +
               origin + "', '\"x\"', x'00', '{}')";
    };
    ASSERT_TRUE(db_->run("ALTER TABLE players DROP COLUMN approved; ALTER TABLE players DROP COLUMN naming;"
                         "ALTER TABLE results DROP COLUMN board_name;"
                         "DROP TABLE handovers; DROP TABLE pack_versions; CREATE TABLE pack_versions (kind TEXT NOT NULL, id TEXT NOT NULL,"
                         " version INTEGER NOT NULL, at INTEGER NOT NULL, origin TEXT NOT NULL CHECK (origin <> 'centre'),"
                         " file TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', title TEXT NOT NULL, hash BLOB NOT NULL,"
                         " json TEXT NOT NULL, PRIMARY KEY (kind, id, version)) STRICT;"
                         "UPDATE schema_versions SET version = 4 WHERE owner = '(host)'"));
    ASSERT_TRUE(db_->run(pack("mot", "mended")));
    EXPECT_FALSE(db_->run(pack("hai", "centre")));
    ASSERT_TRUE(migrate_host(*db_));
    EXPECT_EQ(number(*db_, "SELECT count(*) FROM pack_versions WHERE id = 'mot' AND origin = 'mended'"), 1);
    EXPECT_TRUE(db_->run(pack("hai", "centre")));
    EXPECT_FALSE(db_->run(pack("ba", "elsewhere")));
}

TEST_F(Migration, AKioskOfLastYearKeepsItsPeopleAndGetsRoomForPacks) {
    ASSERT_TRUE(migrate_host(*db_));
    ASSERT_TRUE(db_->run("DROP TABLE pack_versions; DROP TABLE pack_choice; DROP TABLE pack_files; DROP TABLE outbox;"
                         "DROP TABLE consents; DROP TABLE phones; DROP TABLE erasures; DROP TABLE erasure_requests; DROP TABLE handovers;"
                         "ALTER TABLE players DROP COLUMN notice; ALTER TABLE players DROP COLUMN approved;"
                         "ALTER TABLE players DROP COLUMN naming; ALTER TABLE results DROP COLUMN board_name;"
                         "UPDATE schema_versions SET version = 1 WHERE owner = '(host)';"
                         "INSERT INTO players(public_id, token_hash, name, joined) VALUES ('p', x'00', 'An', 1)"));
    ASSERT_TRUE(migrate_host(*db_));
    EXPECT_EQ(number(*db_, "SELECT count(*) FROM players WHERE name = 'An'"), 1);
    EXPECT_EQ(number(*db_, "SELECT approved FROM players WHERE name = 'An'"), 0) << "nobody has looked at the name";
    EXPECT_EQ(number(*db_, "SELECT count(*) FROM pack_versions"), 0);
    EXPECT_EQ(number(*db_, "SELECT count(*) FROM outbox"), 0);
    EXPECT_FALSE(
        db_->run("INSERT INTO pack_versions VALUES ('quiz-bank', 'a', 1, 0, 'elsewhere', '', '', '\"A\"', x'00', '{}')"));
}

} // namespace
} // namespace kiosk::store
