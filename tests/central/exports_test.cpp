// Exports for the staff page: one at a time, without holding anybody up, and never more than a page can take.
#include "export/exports.h"
#include "fake_host.h"
#include "runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <thread>

namespace central {
namespace {

using testing::HasSubstr;

struct Desk : testing::Test {
    FakeHost kiosk;
    kiosk::Host host{kiosk.api()};
    SlowArchive archive;
    Leagues leagues{archive, R"({"privacy":{"min_group":5}})", [] {}};
    Senders senders{host};
    std::unique_ptr<Exports> exports = std::make_unique<Exports>(Exports::Parts{host, leagues, senders}, 50);

    void hears(const std::vector<RunResult>& runs) {
        archive.runs = runs;
        archive.chunk = runs.size() + 1;
        leagues.look();
        archive.answer();
    }
    void ask(kiosk_ticket ticket, std::optional<Table> table, std::string_view query = "", std::string_view lang = "vi") {
        exports->ask({ticket, "GET", "", "", query, "", lang, 0, true, kiosk.mono, {}}, table);
    }
    // Turns as the loop does, until the ticket is answered.
    Replied& answer(kiosk_ticket ticket) {
        for (int i = 0; i < 20'000 && !kiosk.replies.contains(ticket); ++i) {
            exports->tick();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return kiosk.replies[ticket];
    }
    std::string refusal(kiosk_ticket ticket) {
        const auto& told = answer(ticket);
        return std::to_string(told.status) + " " + nlohmann::json::parse(told.body).at("error").get<std::string>();
    }
};

TEST_F(Desk, GivesATableOrTheWorkbook) {
    hears(two_villages());
    ask(1, Table::units);
    EXPECT_EQ(answer(1).status, 200);
    EXPECT_EQ(answer(1).type, "text/csv; charset=utf-8");
    EXPECT_EQ(answer(1).headers["Content-Disposition"], "attachment; filename=\"kiosk-so-units-2026-10-10.csv\"");
    EXPECT_THAT(answer(1).body, HasSubstr("1,pa-co,"));
    ask(2, std::nullopt);
    EXPECT_EQ(answer(2).status, 200);
    EXPECT_EQ(answer(2).headers["Content-Disposition"], "attachment; filename=\"kiosk-so-2026-10-10.xlsx\"");
    EXPECT_TRUE(answer(2).body.starts_with("PK"));
}

TEST_F(Desk, OneAtATime) {
    hears(two_villages());
    ask(1, std::nullopt);
    ask(2, Table::units);
    EXPECT_EQ(refusal(2), "503 busy");
    EXPECT_EQ(answer(2).headers["Retry-After"], "5");
    EXPECT_EQ(answer(1).status, 200);
    ask(3, Table::units);
    EXPECT_EQ(answer(3).status, 200) << "the first is done";
}

TEST_F(Desk, TellsOfTheMomentAtWhichItWasAsked) {
    hears(two_villages());
    ask(1, Table::results);
    archive.runs.push_back(run("x1", "somebody-late", "pa-co", 9'999));
    leagues.look();
    archive.answer();
    EXPECT_THAT(answer(1).body, testing::Not(HasSubstr("somebody-late")));
    leagues.look();
    archive.answer();
    ask(2, Table::results);
    EXPECT_THAT(answer(2).body, HasSubstr("somebody-late")) << "kept meanwhile, and reckoned afterwards";
}

TEST_F(Desk, RefusesWhatAPageCannotTakeAndNamesTheCommand) {
    std::vector<RunResult> many;
    for (int i = 0; i < 51; ++i) many.push_back(run("r" + std::to_string(i), "p" + std::to_string(i), "pa-co", i));
    hears(many);
    ask(1, Table::results);
    EXPECT_EQ(refusal(1), "413 too_large");
    EXPECT_THAT(answer(1).body, HasSubstr("kiosk central export results FILE.csv"));
    ask(2, Table::units, "", "en");
    EXPECT_EQ(answer(2).status, 200) << "this one is small";
}

TEST_F(Desk, GivesUpWhereItTakesTooLongAndGoesOnAfterwards) {
    leagues.look();
    archive.answer(); // complete
    archive.runs = two_villages();
    leagues.look(); // an answer that does not come
    ask(1, Table::units);
    exports->tick();
    EXPECT_TRUE(kiosk.replies.empty());
    kiosk.mono += 9'001;
    EXPECT_EQ(refusal(1), "413 too_large") << "before the kiosk answers by itself";
    archive.answer();
    exports->tick();
    leagues.look();
    archive.answer();
    ask(2, Table::units);
    EXPECT_EQ(answer(2).status, 200);
}

TEST_F(Desk, RefusesWhatItDoesNotUnderstand) {
    ask(1, Table::units);
    EXPECT_EQ(refusal(1), "503 starting");
    hears(two_villages());
    ask(2, Table::units, "event=khac");
    EXPECT_EQ(refusal(2), "404 not_found");
    for (const std::string_view query : {"event=a&event=b", "by=total", "event=%zz"}) {
        const auto ticket = static_cast<kiosk_ticket>(10 + query.size());
        ask(ticket, Table::units, query, "en");
        EXPECT_EQ(refusal(ticket), "400 bad_request") << query;
        EXPECT_THAT(answer(ticket).body, HasSubstr("understood"));
    }
    ask(3, Table::units, "event=ngay-hoi");
    EXPECT_EQ(answer(3).status, 200);
}

TEST_F(Desk, MayGoWhileAFileIsBeingMade) {
    hears(two_villages());
    ask(1, std::nullopt);
    exports.reset();
    EXPECT_TRUE(kiosk.replies.empty());
}

} // namespace
} // namespace central
