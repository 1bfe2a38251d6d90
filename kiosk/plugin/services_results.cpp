// kiosk.results/1: what a run came to, and the boards made of it.
#include "kiosk/plugin/tables.h"

#include <algorithm>
#include <cmath>

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMaxRun = 64, kMaxTitle = 400;
constexpr int kMaxBoard = 10'000;

kiosk_status record(kiosk_host* host, const kiosk_result* result) {
    return checked(host, "results.record", [&](kiosk_host& h) -> kiosk_status {
        const char* const here = "results.record";
        if (!result || result->size < sizeof(kiosk_result))
            return refuse(h, here, KIOSK_ERR_ARGUMENT, "no result, or one that is too short");
        if (h.depth == 0) return refuse(h, here, KIOSK_ERR_STATE, "outside of every callback");
        const auto run = view(result->run), title = view(result->title);
        if (run.empty() || run.size() > kMaxRun || title.size() > kMaxTitle)
            return refuse(h, here, KIOSK_ERR_ARGUMENT, "run or title has no fitting length");
        if (!std::isfinite(result->score) || !std::isfinite(result->max_score) || result->place < 0 || result->right < 0 ||
            result->asked < result->right || result->duration < 0)
            return refuse(h, here, KIOSK_ERR_ARGUMENT, "its figures make no sense");
        auto& services = h.hub.services();
        const auto* person = services.people.find(result->person);
        if (!person) return refuse(h, here, KIOSK_ERR_ARGUMENT, "no such person: " + std::to_string(result->person));
        if (!h.hub.disk_takes_writes(h)) return KIOSK_ERR_STORE;
        results::Result row;
        row.plugin = h.id();
        row.run = run;
        row.title = title;
        row.person = person->id;
        row.name = person->name;
        row.unit = person->unit;
        row.place = result->place;
        row.score = result->score;
        row.max_score = result->max_score;
        row.right = result->right;
        row.asked = result->asked;
        row.duration = result->duration;
        row.finished = result->finished;
        row.rehearsal = result->rehearsal != 0;
        services.ledger.record(std::move(row), h.step);
        return KIOSK_OK;
    });
}

kiosk_status board(kiosk_host* host, kiosk_span span, int32_t units, int32_t limit, kiosk_board_reader reader, void* user) {
    return checked(host, "results.board", [&](kiosk_host& h) -> kiosk_status {
        if (!reader || limit < 0 || (span != KIOSK_SPAN_TODAY && span != KIOSK_SPAN_ALL))
            return refuse(h, "results.board", KIOSK_ERR_ARGUMENT, "no reader, unknown span or a negative limit");
        const auto& services = h.hub.services();
        const auto rows = services.ledger.board(span == KIOSK_SPAN_TODAY ? results::Span::today : results::Span::all, units != 0,
                                                static_cast<std::size_t>(std::min(limit, kMaxBoard)), services.clock.wall());
        for (const auto& row : rows) {
            const kiosk_board_row seen{sizeof(kiosk_board_row), row.place, row.person, str(row.name), str(row.unit_title),
                                       row.score,               row.runs,  row.average};
            reader(user, &seen);
        }
        return KIOSK_OK;
    });
}

uint64_t revision(kiosk_host* host) {
    return checked_value(host, "results.revision", uint64_t{0}, [](kiosk_host& h) { return h.hub.services().ledger.revision(); });
}

kiosk_status watch(kiosk_host* host, kiosk_boards_changed changed, void* user) {
    return checked(host, "results.watch", [&](kiosk_host& h) -> kiosk_status {
        if (!changed) return refuse(h, "results.watch", KIOSK_ERR_ARGUMENT, "no watcher");
        h.hub.watch_boards(h, changed, user);
        return KIOSK_OK;
    });
}

} // namespace

const kiosk_results_1& results_table() {
    static constexpr kiosk_results_1 kTable{sizeof(kiosk_results_1), &record, &board, &revision, &watch};
    return kTable;
}

} // namespace kiosk::plugin
