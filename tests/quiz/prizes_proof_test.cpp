// What a round came to, told so that somebody who was not there can reckon it anew: the sealed facts, the paper, one player's
// round.
#include "bank/bank.h"
#include "prizes/minutes.h"
#include "prizes/replay.h"
#include "prizes/results_json.h"
#include "room.h"

#include <gmock/gmock.h>

namespace quiz::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kEvent = R"({"name":{"vi":"Ngày hội số","en":"Digital day"},"place":"Phú Thọ","date":"2026-10-10"})";

// A room whose people have the names that they joined with.
struct Evening {
    explicit Evening(RoundConfig config) : room(config) {
        info.id = 3;
        info.title = {"Vòng chung kết", "The final"};
        info.code = "7K4Q";
        info.opened = 1'791'600'000'000;
        info.config = std::move(config);
    }
    PlayerId joins(const std::string& name) {
        const PlayerId id = room.join(name);
        names[id] = name;
        return id;
    }
    json results() const {
        const FaceOf face_of = [this](PlayerId p) { return Face{names.at(p), "tan-hoa", "Phường Tân Hòa"}; };
        json facts = results_json({info, room.round, steps, face_of, kEvent, "3F2A 91BC 77D0 10EE"});
        facts["made_at"] = "2026-10-10T09:12:33+07:00";
        return facts;
    }
    std::string paper(Lang lang = Lang::vi, const json& prizes = json::array()) const {
        const auto word = [this](std::string_view key) {
            return std::string_view(*kept.emplace(std::string(key) + "|{0}|{1}|{2}|{3}").first);
        };
        return minutes_html({results(), prizes, "", "3F2A 91BC 77D0 10EE", "AAAA BBBB CCCC DDDD", lang, word});
    }

    Room room;
    RoundInfo info;
    std::vector<Step> steps;
    std::map<PlayerId, std::string> names;
    mutable std::set<std::string> kept;
};

TEST(Proof, SaysWhatSetNeighboursApart) {
    Evening evening(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = evening.joins("An"), binh = evening.joins("Bình"), chi = evening.joins("Chi"), dung = evening.joins("Dũng");
    evening.room.open();
    evening.room.pass(1'000);
    for (const auto player : {an, binh, chi}) evening.room.answer(player, "b");
    evening.room.reveal();
    evening.room.open();
    evening.room.pass(1'000);
    evening.room.answer(an, "b");
    evening.room.answer(dung, "b");
    evening.room.reveal();
    evening.room.to_podium();
    const json ranking = evening.results().at("ranking");
    ASSERT_EQ(ranking.size(), 4u);
    EXPECT_EQ(ranking[0].at("name"), "An");
    EXPECT_EQ(ranking[0].at("decided_by"), nullptr);
    EXPECT_EQ(ranking[1].at("decided_by"), "score");
    EXPECT_EQ(ranking[2].at("decided_by"), "shared");
    EXPECT_EQ(ranking[3].at("place"), 2) << "equal in everything: 1, 2, 2, 2";
    EXPECT_EQ(ranking[1].at("time_ms"), 1'000);
}

TEST(Proof, DecidedNamesTheFirstThatDiffers) {
    Tally above, below;
    const auto by = [&] { return decided(above, below); };
    EXPECT_EQ(by(), Decided::shared);
    below.duels = {kNotRight};
    above.duels = {900};
    EXPECT_EQ(by(), Decided::sudden_death);
    below.time = 5;
    EXPECT_EQ(by(), Decided::time);
    below.guess_off = 3;
    EXPECT_EQ(by(), Decided::guess);
    above.right = 1;
    EXPECT_EQ(by(), Decided::right);
    above.score = 1;
    EXPECT_EQ(by(), Decided::score);
    for (const auto one : {Decided::score, Decided::right, Decided::guess, Decided::time, Decided::sudden_death, Decided::shared})
        EXPECT_FALSE(name_of(one).empty());
}

TEST(Proof, TellsCorrectionsAndKeepsTheKeysOfWhatWasNotAsked) {
    Evening evening(contest({single("q1", "b"), single("q2", "c")}));
    const auto an = evening.joins("An");
    evening.room.open();
    evening.room.answer(an, "a");
    evening.room.reveal();
    evening.room.round.rekey_question("q1", RightOptions{{"a"}}, 1'791'600'100'000);
    evening.room.round.end(evening.room.now);
    const json facts = evening.results();
    EXPECT_EQ(facts.at("questions")[0].at("rekeyed"), true);
    EXPECT_EQ(facts.at("questions")[0].at("key"), (json{{"options", {"a"}}}));
    EXPECT_EQ(facts.at("questions")[1].at("key"), nullptr) << "it may be asked in the next round";
    ASSERT_EQ(facts.at("corrections").size(), 1u);
    EXPECT_EQ(facts.at("corrections")[0].at("what"), "rekeyed");
    EXPECT_EQ(facts.at("corrections")[0].at("key"), (json{{"options", {"a"}}}));
    EXPECT_EQ(facts.at("ranking")[0].at("right"), 1);
    EXPECT_EQ(evening.results().dump(), facts.dump()) << "the same facts, the same bytes";
}

TEST(Minutes, EscapeWhateverPeopleTyped) {
    Evening evening(contest({single("q1", "b")}));
    const auto evil = evening.joins("<script>alert('x')</script> & \"Bạn\"");
    evening.info.title = {"Vòng <b>1</b>", ""};
    evening.room.open();
    evening.room.answer(evil, "b");
    evening.room.to_podium();
    const std::string page = evening.paper(Lang::vi, {{{"prize", {{"vi", "<i>Giải</i>"}, {"en", ""}}}, {"name", "<u>"}, {"own_name", "<s>"}, {"place", 1}, {"state", "handed_out"}, {"desk", "<a>"}, {"note", ""}}});
    for (const char* markup : {"<script>alert", "<b>1", "<i>Giải", "<u>", "<s>", "<a>"}) EXPECT_THAT(page, Not(HasSubstr(markup))) << markup;
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Bạn&quot;"));
}

TEST(Minutes, NameAWinnerWhoseNameWaitsByBoth) {
    Evening evening(contest({single("q1", "b")}));
    const auto binh = evening.joins("Sen Hồng 27");
    evening.room.open();
    evening.room.answer(binh, "b");
    evening.room.to_podium();
    const auto claim = [](json more) {
        json one{{"prize", "Giải Nhất"}, {"name", "Sen Hồng 27"}, {"place", 1}, {"state", "waiting"}, {"note", ""}};
        one.update(more);
        return json::array({one});
    };
    EXPECT_THAT(evening.paper(Lang::vi, claim({{"own_name", "Bình"}, {"held", true}})), HasSubstr("Bình board_name_held|Sen Hồng 27"));
    EXPECT_THAT(evening.paper(Lang::vi, claim({{"own_name", "Bình"}})), HasSubstr("Bình board_name|Sen Hồng 27")) << "approved since";
    EXPECT_THAT(evening.paper(Lang::vi, claim(json::object())), Not(HasSubstr("board_name")));
}

TEST(Minutes, SayTheFingerprintTheHashAndHowTiesWereDecided) {
    Evening evening(contest({single("q1", "b")}));
    evening.info.config.preset = Preset::accuracy;
    evening.room.round = Round(evening.info.config, evening.room.now);
    const auto an = evening.joins("An"), binh = evening.joins("Bình");
    evening.room.open();
    evening.room.pass(1'234);
    evening.room.answer(an, "b");
    evening.room.pass(2'000);
    evening.room.answer(binh, "b");
    evening.room.to_podium();
    const std::string page = evening.paper();
    EXPECT_THAT(page, HasSubstr("3F2A 91BC 77D0 10EE"));
    EXPECT_THAT(page, HasSubstr("AAAA BBBB CCCC DDDD"));
    EXPECT_THAT(page, HasSubstr("tie|An|Bình|1")) << "one point each";
    EXPECT_THAT(page, HasSubstr("by_time|1,23|3,23"));
    EXPECT_THAT(page, HasSubstr("10/10/2026 09:12:33"));
    EXPECT_THAT(evening.paper(Lang::en), HasSubstr("by_time|1.23|3.23"));
    EXPECT_THAT(evening.paper(Lang::en), HasSubstr("Digital day"));
}

TEST(Minutes, OfARoundThatNobodyPlayedAreAPageAllTheSame) {
    Evening evening(contest({single("q1", "b")}));
    evening.info.rehearsal = true;
    const std::string page = evening.paper();
    EXPECT_THAT(page, HasSubstr("nobody|"));
    EXPECT_THAT(page, HasSubstr("rehearsal|"));
    EXPECT_THAT(page, HasSubstr("no_corrections|"));
}

TEST(Replay, TellsWhatWasSentWhenAndWhatItWasWorth) {
    Evening evening(contest({single("q1", "b"), single("q2", "b"), single("q3", "b")}));
    const auto an = evening.joins("An"), other = evening.joins("Bình");
    evening.steps = {{1'000, "lobby", ""}, {2'000, "question", "q1"}, {5'000, "answering", "q1"}, {6'500, "closed", "q1"}, {7'000, "reveal", "q1"}};
    evening.room.open();
    evening.room.pass(1'500);
    evening.room.answer(an, "b");
    evening.room.reveal();
    evening.room.open();
    evening.room.pass(20'400);
    EXPECT_EQ(evening.room.answer(an, "b"), Verdict::accepted) << "within the grace second";
    evening.room.wait();
    evening.room.next();
    const json told = replay_json(evening.info, evening.room.round, evening.steps, an);
    ASSERT_EQ(told.at("questions").size(), 2u) << "the third is still to come";
    const json &first = told.at("questions")[0], &second = told.at("questions")[1];
    EXPECT_EQ(first.at("choice"), (json{{"options", {"b"}}}));
    EXPECT_EQ(first.at("offset_ms"), 1'500);
    EXPECT_EQ(first.at("late"), false);
    EXPECT_EQ(first.at("opened_ms"), 5'000);
    EXPECT_EQ(first.at("revealed_ms"), 7'000);
    EXPECT_EQ(first.at("right"), true);
    EXPECT_GT(first.at("points"), 1000);
    EXPECT_EQ(second.at("late"), true);
    EXPECT_EQ(second.at("late_by_ms"), 400);
    EXPECT_EQ(second.at("points"), 1000) << "right, and no points for speed";
    EXPECT_EQ(second.at("shown_ms"), nullptr) << "of a time before steps were noted";

    const json silent = replay_json(evening.info, evening.room.round, evening.steps, other);
    EXPECT_EQ(silent.at("questions")[0].at("choice"), nullptr);
    EXPECT_EQ(replay_json(evening.info, evening.room.round, evening.steps, 999), nullptr);
}

TEST(Replay, OfAnOpenQuestionDoesNotTellTheKey) {
    Evening evening(contest({single("q1", "b")}));
    const auto an = evening.joins("An");
    evening.room.open();
    evening.room.answer(an, "b");
    const json told = replay_json(evening.info, evening.room.round, {}, an);
    EXPECT_EQ(told.at("questions")[0].at("answer"), nullptr);
    EXPECT_FALSE(told.at("questions")[0].contains("right"));
}

} // namespace
} // namespace quiz::testing
