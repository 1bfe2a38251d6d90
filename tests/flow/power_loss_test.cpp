// A kiosk whose plug is pulled again and again while a hall answers. What a phone was told is saved is there afterwards,
// once. How often: KIOSK_KILLS (200; 30 where the build is sanitized).
#include "tests/flow/questions.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <random>
#include <set>

namespace kiosk::flow {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kKills = 30;
#else
constexpr int kKills = 200;
#endif
constexpr std::size_t kPhones = 20;
constexpr int kQuestions = 40, kKillsPerQuestion = 4;

int kills_wished() {
    const char* const wished = std::getenv("KIOSK_KILLS");
    return wished ? std::max(1, std::atoi(wished)) : kKills;
}

// What was acknowledged, over all rounds: by round, question and player the choice that the kiosk said it has.
class Book {
public:
    using Key = std::tuple<std::int64_t, std::string, std::int64_t>;
    void saved(Key key, const json& choice) {
        std::lock_guard lock(mutex_);
        const auto [at, fresh] = answers_.emplace(std::move(key), choice);
        if (!fresh && at->second != choice) ++changed_;
    }
    void saved_other(std::int64_t player, const std::string& what, const json& value) {
        std::lock_guard lock(mutex_);
        others_[{player, what}] = value;
    }
    std::map<Key, json> answers() const {
        std::lock_guard lock(mutex_);
        return answers_;
    }
    std::map<std::pair<std::int64_t, std::string>, json> others() const {
        std::lock_guard lock(mutex_);
        return others_;
    }
    int changed() const { return changed_; } // the kiosk told two truths

private:
    mutable std::mutex mutex_;
    std::map<Key, json> answers_;
    std::map<std::pair<std::int64_t, std::string>, json> others_;
    std::atomic<int> changed_{0};
};

// A phone that answers what is asked, again until it hears "saved", as the page does.
void keeps_answering(Phone& phone, std::size_t seed, const json& asked, std::atomic<bool>& stop, Book& book) {
    std::mt19937 random(static_cast<unsigned>(seed));
    const auto round = asked.at("round").get<std::int64_t>();
    const std::string question = asked.at("question").at("id");
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 400'000));
    while (!stop) {
        const char* const wish = random() % 2 ? "a" : "b"; // an impatient thumb: not always the same
        const auto reply = phone.answers_to(round, question, {{"options", {wish}}});
        if (reply.status == 200) return book.saved({round, question, phone.id}, reply.json().at("choice"));
        std::this_thread::sleep_for(std::chrono::milliseconds(2 + random() % 8));
    }
}

// A guest who comes in while the power fails: joins until there is a cookie, enters and guesses until it is saved.
void comes_in(Phone& guest, const std::string& name, std::int64_t round, std::atomic<bool>& stop, Book& book) {
    while (!stop && guest.joins(name).status != 200) std::this_thread::sleep_for(std::chrono::milliseconds(3));
    if (guest.id == 0) return;
    book.saved_other(guest.id, "name", name);
    while (!stop) {
        const auto entered = guest.post("/p/quiz/enter", {{"round", round}});
        if (entered.status == 200) return book.saved_other(guest.id, "entered", round);
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
}

struct PowerLoss : testing::Test {
    Kiosk kiosk{Content{{}, {plain_bank(kQuestions)}}};
    Staff staff{kiosk};
    std::vector<Phone> phones;
    std::deque<Phone> guests; // came while the power failed
    Book book;
    int kills = 0, doubled = 0;
    std::set<std::string> lost; // each once, though it is looked for after every cut
    std::mt19937 random{20261122};

    void new_round() {
        if (kiosk.round().at("round") != json())
            for (auto before = kiosk.phase(); before != "ended"; before = kiosk.phase()) {
                ASSERT_EQ(staff.does("end").status, 200);
                ASSERT_TRUE(kiosk.shows([&](const json& round) { return round.at("phase") != before; }));
            }
        json order = plain_round(kQuestions);
        order["seconds"] = 300;
        order["asks_guess"] = true;
        ASSERT_EQ(staff.opens(order).status, 200);
        const auto round = kiosk.round().at("round");
        for (auto& phone : phones) {
            ASSERT_EQ(phone.enters().status, 200);
            ASSERT_EQ(phone.guesses(phone.id + 100).status, 200);
            book.saved_other(phone.id, "entered", round);
            book.saved_other(phone.id, "guess", phone.id + 100);
        }
    }

    // One question, with the plug pulled several times while it is answered.
    void question_with_power_cuts(int cuts) {
        staff.goes_to("answering");
        const json asked = kiosk.round();
        std::atomic<bool> stop{false};
        std::vector<std::thread> hands;
        Phone& guest = guests.emplace_back(kiosk);
        for (std::size_t i = 0; i < phones.size(); ++i)
            hands.emplace_back([&, i, seed = random()] { keeps_answering(phones[i], seed, asked, stop, book); });
        hands.emplace_back(
            [&, name = "Khách " + std::to_string(kills)] { comes_in(guest, name, asked.at("round"), stop, book); });
        for (int cut = 0; cut < cuts; ++cut) {
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 50'000));
            kiosk.kill();
            ++kills;
            kiosk.start();
            look_for_everything(asked, cut + 1 == cuts);
        }
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (answered(asked) < phones.size() && std::chrono::steady_clock::now() < patience)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        stop = true;
        for (auto& hand : hands) hand.join();
        EXPECT_EQ(answered(asked), phones.size()) << "who keeps trying is saved in the end";
        staff.listens();
    }

    std::size_t answered(const json& asked) const {
        std::size_t count = 0;
        for (const auto& [key, choice] : book.answers())
            count += std::get<0>(key) == asked.at("round") && std::get<1>(key) == asked.at("question").at("id") ? 1 : 0;
        return count;
    }

    // Everything acknowledged before this moment, as staff and the people themselves see it now.
    void look_for_everything(const json& asked, bool thoroughly) {
        const auto acknowledged = book.answers();
        const auto others = book.others();
        const json round = kiosk.round();
        if (round.at("round") != asked.at("round") || round.at("phase") != "answering" ||
            round.at("question") != asked.at("question")) {
            lost.insert("the state " + std::to_string(kills));
            ADD_FAILURE() << "another question after the cut: " << round;
            return;
        }
        const json results = staff.get("/p/quiz/staff/round/" + asked.at("round").dump() + "/results").json();
        std::map<std::pair<std::string, std::int64_t>, json> there;
        for (const auto& question : results.at("questions"))
            for (const auto& answer : question.at("answers")) {
                const std::pair key(question.at("id").get<std::string>(), answer.at("player").get<std::int64_t>());
                doubled += there.emplace(key, answer.at("choice")).second ? 0 : 1;
            }
        for (const auto& [key, choice] : acknowledged) {
            const auto& [of_round, question, player] = key;
            if (of_round != asked.at("round")) continue;
            const auto found = there.find({question, player});
            if (found != there.end() && found->second == choice) continue;
            if (lost.insert(std::to_string(of_round) + question + "/" + std::to_string(player)).second)
                ADD_FAILURE() << "round " << of_round << ", " << question << ", player " << player << " was told " << choice;
        }
        if (!thoroughly) return;
        std::map<std::int64_t, std::string> names;
        for (std::size_t offset = 0;; offset += 100) {
            const json page = staff.get("/api/staff/people?limit=100&offset=" + std::to_string(offset)).json();
            for (const auto& person : page.at("people"))
                doubled += names.emplace(person.at("id"), person.at("name")).second ? 0 : 1;
            if (page.at("people").size() < 100) break;
        }
        for (const auto& [key, value] : others) {
            if (key.second == "name" && names[key.first] != value && lost.insert(value).second)
                ADD_FAILURE() << "gone: " << value;
        }
    }
};

TEST_F(PowerLoss, NoAcknowledgedAnswerIsEverLost) {
    for (std::size_t i = 0; i < kPhones; ++i) phones.emplace_back(kiosk, "Máy " + std::to_string(i));
    for (const auto& phone : phones) book.saved_other(phone.id, "name", phone.name);
    const int wished = kills_wished();
    int questions = kQuestions;
    while (kills < wished && !HasFatalFailure()) {
        if (questions++ == kQuestions) {
            questions = 1;
            ASSERT_NO_FATAL_FAILURE(new_round());
        }
        question_with_power_cuts(std::min(kKillsPerQuestion, wished - kills));
    }
    // What people see of themselves at the end: their entry and their guess.
    const json round = kiosk.round().at("round");
    for (auto& phone : phones) {
        const json me = phone.me();
        EXPECT_EQ(me.at("round"), round);
        EXPECT_EQ(me.at("entered"), true);
        EXPECT_EQ(me.at("guess"), phone.id + 100);
    }
    const auto others = book.others();
    for (auto& guest : guests) {
        if (guest.id == 0) continue; // never heard that they had joined
        EXPECT_EQ(guest.get("/api/me").json().at("player").value("name", ""), guest.name);
        const auto entered = others.find({guest.id, "entered"});
        if (entered == others.end() || entered->second != round) continue;
        EXPECT_EQ(guest.me().at("entered"), true) << guest.name;
    }
    EXPECT_EQ(lost.size(), 0u);
    EXPECT_EQ(doubled, 0);
    EXPECT_EQ(book.changed(), 0) << "a phone was told two different saved answers";
    std::printf("kills: %d, acknowledged: %zu, lost: %zu\n", kills, book.answers().size() + book.others().size(), lost.size());
}

} // namespace
} // namespace kiosk::flow
