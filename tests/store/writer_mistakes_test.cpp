// Mistakes of ours: a step that the database refuses costs itself, and nobody else.

#include "kiosk/store/writer.h"

#include "tests/store/temp_store.h"

#include <gtest/gtest.h>

namespace kiosk::store {
namespace {

using fixture::TempStore;

constexpr const char* kTables =
    "CREATE TABLE quiz_rounds (id INTEGER PRIMARY KEY) STRICT;"
    "CREATE TABLE quiz_answers (id INTEGER PRIMARY KEY, choice TEXT NOT NULL) STRICT;"
    "CREATE TABLE quiz_guesses (id INTEGER PRIMARY KEY,"
    " round INTEGER REFERENCES quiz_rounds (id) DEFERRABLE INITIALLY DEFERRED) STRICT";

// Holds the disk thread at the first commit, so that all that is submitted meanwhile shares the next transaction.
class Door final : public CommitGate {
public:
    Status before_commit() override {
        if (held_.exchange(false)) open_.get_future().wait();
        return {};
    }
    void open() { open_.set_value(); }

private:
    std::atomic<bool> held_{true};
    std::promise<void> open_;
};

class Batch : public ::testing::Test {
protected:
    Batch() {
        Writer::Options options;
        options.gate = &door_;
        store_ = std::make_unique<TempStore>(kTables, std::move(options));
        insert_ = store_->writer().prepare("quiz", "INSERT INTO quiz_answers VALUES (?1, ?2)");
        EXPECT_TRUE(store_->writer().submit({answer(100), nullptr})); // waits at the door
    }
    std::vector<Write> answer(int id) { return {{insert_, {std::int64_t{id}, std::string("b")}}}; }
    StatementId statement(const std::string& sql, const std::string& owner = "quiz") {
        return store_->writer().prepare(owner, sql);
    }
    void submit(std::vector<Write> writes) {
        const std::size_t at = told_.size();
        told_.push_back('?');
        ASSERT_TRUE(store_->writer().submit({std::move(writes), [this, at](bool durable) {
                                                 told_[at] = durable ? 's' : '-';
                                                 order_ += static_cast<char>('1' + at);
                                             }}));
    }
    // What each was told: s is saved, - is not.
    std::string commit() {
        door_.open();
        EXPECT_TRUE(store_->barrier());
        return told_;
    }

    Door door_;
    std::string told_, order_; // written on the disk thread, read after a barrier
    std::unique_ptr<TempStore> store_;
    StatementId insert_ = 0;
};

TEST_F(Batch, AConstraintCostsOnlyItsOwnStep) {
    submit(answer(1));
    submit(answer(1)); // twice
    submit(answer(2));
    EXPECT_EQ(commit(), "s-s");
    EXPECT_EQ(order_, "123") << "in order, also those left out";
    EXPECT_EQ(store_->count("quiz_answers"), 3);
    EXPECT_EQ(store_->writer().stats().dropped_steps, 1u);
    EXPECT_TRUE(store_->writer().healthy()) << "the disk is not to blame";
}

TEST_F(Batch, AStepIsWrittenWholeOrNotAtAll) {
    submit({answer(1)[0], answer(2)[0], answer(1)[0]});
    submit(answer(3));
    EXPECT_EQ(commit(), "-s");
    EXPECT_EQ(store_->count("quiz_answers WHERE id IN (1, 2)"), 0);
    EXPECT_EQ(store_->count("quiz_answers WHERE id = 3"), 1);
}

TEST_F(Batch, MistakesOfEveryKindStayAlone) {
    const StatementId wrong_owner = statement("INSERT INTO quiz_answers VALUES (?1, ?2)", "booths");
    const StatementId no_table = statement("INSERT INTO quiz_nowhere VALUES (?1)");
    const StatementId no_sql = statement("INSER INTO");
    submit({{insert_, {std::string("one"), std::string("b")}}}); // a type
    submit(answer(1));
    submit({{insert_, {std::int64_t{2}}}}); // a value forgotten
    submit({{9999, {}}});
    submit({{0, {}}});
    submit({{wrong_owner, {std::int64_t{3}, std::string("b")}}});
    submit({{no_table, {std::int64_t{4}}}});
    submit({{no_sql, {}}});
    submit(answer(5));
    EXPECT_EQ(commit(), "-s------s");
    EXPECT_EQ(store_->count("quiz_answers"), 3);
    EXPECT_EQ(store_->writer().stats().dropped_steps, 7u);
}

TEST_F(Batch, ADeferredConstraintIsFoundToo) {
    const StatementId guess = statement("INSERT INTO quiz_guesses VALUES (?1, ?2)");
    const StatementId round = statement("INSERT INTO quiz_rounds VALUES (?1)");
    submit({{guess, {std::int64_t{1}, std::int64_t{17}}}, {round, {std::int64_t{17}}}}); // in the end it is right
    submit({{guess, {std::int64_t{2}, std::int64_t{99}}}});                              // there is no round 99
    submit(answer(1));
    EXPECT_EQ(commit(), "s-s");
    EXPECT_EQ(store_->count("quiz_guesses"), 1);
}

TEST_F(Batch, OrRollbackDoesNotTakeTheOthersWithIt) {
    const StatementId rude = statement("INSERT OR ROLLBACK INTO quiz_answers VALUES (?1, ?2)");
    submit(answer(1));
    submit({{rude, {std::int64_t{1}, std::string("c")}}});
    submit(answer(2));
    EXPECT_EQ(commit(), "s-s");
    EXPECT_EQ(store_->count("quiz_answers"), 3);
}

TEST_F(Batch, TheSameMistakeAgainAndAgainStopsNobody) {
    for (int i = 0; i < 20; ++i) submit(answer(i % 2 == 0 ? i : 100)); // 100 is there already
    EXPECT_EQ(commit(), "s-s-s-s-s-s-s-s-s-s-");
    EXPECT_TRUE(store_->save({answer(50), nullptr}));
}

} // namespace
} // namespace kiosk::store
