// A round stands up again from its facts at any step, and its scores agree with a reckoning that knows nothing of it.

#include "room.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace quiz::testing {
namespace {

// ---- the independent reckoning: doubles, maps and counting, straight from PRODUCT's words

struct Noted {
    PlayerId player;
    std::string question, what;
    Ms offset;
    bool late;
};

struct Reckoned {
    double score = 0, time = 0;
    int right = 0;
};

class Referee {
public:
    explicit Referee(const RoundConfig& config) : config_(config) {}

    std::vector<Noted> noted;
    std::set<PlayerId> removed;
    std::set<std::string> voided, revealed;
    std::map<std::string, std::string> right; // question -> the right answer, as it is typed

    Reckoned of(PlayerId player) const {
        Reckoned sum;
        for (const Noted& one : noted) {
            if (one.player != player || !revealed.count(one.question) || voided.count(one.question) || !is_right(one))
                continue;
            sum.right += 1;
            sum.time += static_cast<double>(one.offset);
            sum.score += points(one);
        }
        return sum;
    }

private:
    const Question& find(const std::string& id) const {
        return *std::find_if(config_.questions.begin(), config_.questions.end(), [&](const auto& q) { return q.id == id; });
    }
    bool is_right(const Noted& one) const {
        const Question& question = find(one.question);
        if (question.type == Type::poll)
            return false;
        const std::string& wanted = right.at(one.question);
        if (question.type != Type::number)
            return one.what == wanted;
        const auto* key = std::get_if<RightNumber>(&question.key);
        const double mine = std::abs(std::stod(one.what) - std::stod(wanted));
        if (!key->closest)
            return mine <= key->tolerance;
        return std::none_of(noted.begin(), noted.end(), [&](const Noted& other) {
            return other.question == one.question && !removed.count(other.player) &&
                   std::abs(std::stod(other.what) - std::stod(wanted)) < mine;
        });
    }
    double points(const Noted& one) const {
        const int seconds = find(one.question).seconds ? find(one.question).seconds : config_.seconds;
        const double t = static_cast<double>(one.offset), limit = 1000.0 * seconds;
        double scored = 0;
        for (const Question& question : config_.questions)
            scored += question.type != Type::poll;
        switch (config_.preset) {
        case Preset::accuracy: return 1;
        case Preset::balanced: return 1000 + (one.late ? 0 : std::floor(std::floor(999 / scored) * (limit - t) / limit + 1e-9));
        default: return one.late ? 500 : t < 500 ? 1000 : std::floor(1000 * (1 - t / (2 * limit)) + 0.5 + 1e-9);
        }
    }

    const RoundConfig& config_;
};

// ---- a random evening

class Evening {
public:
    explicit Evening(unsigned seed) : dice_(seed), room_(make()), referee_(room_.round.config()) {
        for (const char* id : {"one", "fast"})
            referee_.right[id] = "b";
        referee_.right["some"] = "a,c";
        referee_.right["true"] = "true";
        referee_.right["count"] = referee_.right["near"] = "50";
        referee_.right["order"] = "d,c,b,a";
        referee_.right["text"] = "sen";
        for (PlayerId id = 1; id <= 7; ++id)
            room_.round.enter(id);
        config_ = read_config(json::parse(to_json(room_.round.config()).dump()));
    }

    void play() {
        ASSERT_TRUE(config_);
        ASSERT_EQ(*config_, room_.round.config());
        for (int step = 0; step < 300 && room_.round.phase() != Phase::ended; ++step) {
            one_step();
            ASSERT_NO_FATAL_FAILURE(compare_with_a_restarted_one()) << "step " << step;
            ASSERT_NO_FATAL_FAILURE(compare_with_the_referee()) << "step " << step;
        }
    }
    int answers() const { return static_cast<int>(referee_.noted.size()); }

private:
    RoundConfig make() {
        RoundConfig config = contest({single("one", "b"), multiple("some", {"a", "c"}), boolean("true", true),
                                      number("count", 50, 2),
                                      closest("near", 50), order("order", {"d", "c", "b", "a"}), text("text", {"Sen"}),
                                          poll("poll"),
                                      single("fast", "b", 5)},
                                     {single("s1", "b"), single("s2", "b")});
        std::shuffle(config.questions.begin(), config.questions.end(), dice_);
        config.preset = static_cast<Preset>(below(3));
        config.asks_guess = below(2) == 0;
        config.automatic = below(4) == 0;
        config.standings_every = below(3);
        return config;
    }
    int below(int n) { return static_cast<int>(dice_() % static_cast<unsigned>(n)); }
    PlayerId somebody() { return 1 + below(12); }

    void one_step() {
        Round& round = room_.round;
        switch (below(16)) {
        case 0: round.enter(somebody()); break;
        case 1: round.guess(somebody(), 1 + below(15)); break;
        case 2:
            round.pause(room_.now);
            room_.pass(below(3'000));
            break;
        case 3: round.resume(room_.now); break;
        case 4: remove(); break;
        case 5: correct(); break;
        case 6:
            if (below(4) == 0)
                round.sudden_death(room_.now);
            break;
        case 7:
            round.tick(room_.now);
            round.advance(room_.now);
            note_reveal();
            break;
        default:
            answer();
            answer();
            answer();
            room_.pass(below(1'500));
            round.tick(room_.now);
            note_reveal();
        }
    }

    void remove() {
        const PlayerId player = somebody();
        const bool out = below(3) == 0;
        if (room_.round.set_removed(player, out))
            out ? (void)referee_.removed.insert(player) : (void)referee_.removed.erase(player);
    }
    void correct() {
        if (below(3) != 0)
            return;
        if (below(2) == 0) {
            const std::string id = room_.round.config().questions[static_cast<std::size_t>(below(9))].id;
            const bool voided = below(2) == 0;
            if (room_.round.void_question(id, voided, 1))
                voided ? (void)referee_.voided.insert(id) : (void)referee_.voided.erase(id);
        } else {
            const std::string letter(1, "abcd"[below(4)]);
            if (room_.round.rekey_question("one", RightOptions{{letter}}, 1))
                referee_.right["one"] = letter;
        }
    }
    void answer() {
        const Question* question = room_.round.present_question();
        if (!question)
            return;
        const std::string letter(1, "abcd"[below(4)]);
        std::string what = letter;
        switch (question->type) {
        case Type::multiple: what = below(2) ? "a,c" : letter; break;
        case Type::boolean: what = below(2) ? "true" : "false"; break;
        case Type::number: what = std::to_string(45 + below(11)); break;
        case Type::order: what = below(2) ? "d,c,b,a" : "a,b,c,d"; break;
        case Type::text: what = below(2) ? "sen" : "hong"; break;
        default: break;
        }
        const PlayerId player = somebody();
        const auto accepted = room_.send(player, question->id, room_.choice(question->id, what), below(50));
        if (accepted.verdict == Verdict::accepted && !room_.round.in_sudden_death())
            referee_.noted.push_back({player, question->id, what, accepted.offset, accepted.late});
    }
    void note_reveal() {
        if (room_.round.phase() == Phase::reveal && !room_.round.in_sudden_death())
            referee_.revealed.insert(room_.round.present_question()->id);
    }

    void compare_with_a_restarted_one() {
        Snapshot facts = room_.round.snapshot(room_.now);
        const auto state = read_state(json::parse(to_json(facts.state).dump()));
        ASSERT_TRUE(state);
        ASSERT_EQ(*state, facts.state);
        facts.state = *state;
        const auto again = Round::restore(*config_, facts, 5);
        ASSERT_TRUE(again);
        const Round& round = room_.round;
        EXPECT_EQ(again->state(5), facts.state);
        EXPECT_EQ(again->people(), round.people());
        EXPECT_EQ(again->answered(), round.answered());
        EXPECT_EQ(again->next(5), round.next(room_.now));
        EXPECT_EQ(again->remaining(5), round.remaining(room_.now));
        EXPECT_EQ(again->changes(), round.changes());
        ASSERT_EQ(again->standings().size(), round.standings().size());
        for (std::size_t i = 0; i < round.standings().size(); ++i) {
            const Standing &a = again->standings()[i], &b = round.standings()[i];
            EXPECT_EQ(std::tuple(a.of.player, a.of.score, a.of.right, a.of.time, a.of.guess_off, a.of.duels, a.place, a.shared,
                                 a.moved),
                      std::tuple(b.of.player, b.of.score, b.of.right, b.of.time, b.of.guess_off, b.of.duels, b.place, b.shared,
                                 b.moved));
        }
    }

    void compare_with_the_referee() {
        const auto& rows = room_.round.standings();
        for (const Standing& row : rows) {
            const Reckoned sum = referee_.of(row.of.player);
            ASSERT_DOUBLE_EQ(static_cast<double>(row.of.score), sum.score) << "player " << row.of.player;
            ASSERT_EQ(row.of.right, sum.right);
            ASSERT_DOUBLE_EQ(static_cast<double>(row.of.time), sum.time);
            ASSERT_FALSE(referee_.removed.count(row.of.player));
            ASSERT_EQ(row.place, 1 + std::count_if(rows.begin(), rows.end(),
                                                   [&](const Standing& other) { return beats(other, row); }));
        }
    }
    bool beats(const Standing& a, const Standing& b) const {
        if (a.of.score != b.of.score)
            return a.of.score > b.of.score;
        if (a.of.right != b.of.right)
            return a.of.right > b.of.right;
        const auto off = [&](const Standing& row) {
            const auto guess = room_.round.own(row.of.player).guess;
            const auto people = static_cast<std::int64_t>(room_.round.standings().size());
            if (!room_.round.config().asks_guess)
                return std::int64_t{0};
            return guess ? std::abs(*guess - people) : std::numeric_limits<std::int64_t>::max();
        };
        if (off(a) != off(b))
            return off(a) < off(b);
        if (a.of.time != b.of.time)
            return a.of.time < b.of.time;
        return a.of.duels < b.of.duels;
    }

    std::mt19937 dice_;
    Room room_;
    Referee referee_;
    std::optional<RoundConfig> config_; // as it comes back from the disk
};

TEST(Restore, AtEveryStepOfRandomEveningsItIsTheSameRoundAndTheRefereeAgrees) {
    int answers = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Evening evening(seed);
        evening.play();
        answers += evening.answers();
        if (::testing::Test::HasFailure())
            break;
    }
    EXPECT_GT(answers, 1'000) << "the evenings were not empty";
}

} // namespace
} // namespace quiz::testing
