// kiosk.results/1: what a run came to, and the boards made of it.
#include "kiosk/plugin/tables.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMaxRun = 64, kMaxTitle = 400;
constexpr int kMaxBoard = 10'000;
constexpr std::size_t kMaxId = 100, kMaxText = 4'000, kMaxItems = 100;

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
        row.unit = person->unit();
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
        services.ledger.read_board(span == KIOSK_SPAN_TODAY ? results::Span::today : results::Span::all, units != 0,
                                   static_cast<std::size_t>(std::min(limit, kMaxBoard)), services.clock.wall(),
                                   [&](const results::BoardRow& row) {
                                       const kiosk_board_row seen{sizeof(kiosk_board_row), row.place, row.person, str(row.name),
                                                                  str(row.unit_title),     row.score, row.runs,   row.average};
                                       reader(user, &seen);
                                   });
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

// ---- what is told of it, beside results

int32_t tells_answers(kiosk_host* host) {
    return checked_value(host, "results.tells_answers", int32_t{0}, [](kiosk_host& h) {
        const auto* outbox = h.hub.services().outbox;
        return outbox && outbox->tells_answers() ? 1 : 0;
    });
}

// Whether these fit a statement: ids, texts and lists within their limits.
bool fits(const kiosk_items& items) {
    if (items.count > kMaxItems || (items.count > 0 && !items.items)) return false;
    return std::all_of(items.items, items.items + items.count, [](const kiosk_item& item) {
        return view(item.id).size() <= kMaxText && view(item.match).size() <= kMaxText;
    });
}

bool fits(const kiosk_answered& told) {
    const auto named = [](kiosk_str id) { return view(id).size() <= kMaxId; };
    if (view(told.run).empty() || view(told.run).size() > kMaxRun || view(told.title).size() > kMaxTitle ||
        !named(told.question) || !named(told.bank) || view(told.text).size() > kMaxText || told.option_count > kMaxItems ||
        told.pattern_count > kMaxItems || (told.option_count > 0 && !told.options) ||
        (told.pattern_count > 0 && !told.patterns) || told.kind < KIOSK_INTERACTION_CHOICE ||
        told.kind > KIOSK_INTERACTION_PERFORMANCE)
        return false;
    return fits(told.response) &&
           std::all_of(told.patterns, told.patterns + told.pattern_count, [](const kiosk_items& items) { return fits(items); }) &&
           std::all_of(told.options, told.options + told.option_count,
                       [&](const kiosk_option& one) { return named(one.id) && view(one.text).size() <= kMaxText; });
}

results::Items items_of(const kiosk_items& told) {
    results::Items items;
    for (uint32_t i = 0; i < told.count; ++i)
        items.push_back({std::string(view(told.items[i].id)), std::string(view(told.items[i].match))});
    return items;
}

results::Answer answer_of(const kiosk_host& h, const kiosk_answered& told, const people::Person& person) {
    results::Answer answer;
    answer.plugin = h.id();
    answer.run = view(told.run);
    answer.title = view(told.title);
    answer.public_id = person.public_id;
    answer.unit = person.unit();
    answer.question = view(told.question);
    answer.bank = view(told.bank);
    answer.text = view(told.text);
    answer.bank_version = told.bank_version;
    answer.kind = static_cast<results::Interaction>(told.kind);
    for (uint32_t i = 0; i < told.option_count; ++i)
        answer.options.push_back(
            {std::string(view(told.options[i].id)), std::string(view(told.options[i].text)), told.options[i].target != 0});
    for (uint32_t i = 0; i < told.pattern_count; ++i) answer.patterns.push_back(items_of(told.patterns[i]));
    answer.response = items_of(told.response);
    answer.success = std::clamp(told.success, -1, 1);
    answer.score = told.score;
    answer.max_score = told.max_score;
    answer.duration = told.duration;
    answer.at = told.at;
    return answer;
}

// The outbox adds it to the step, unless something is wrong with it.
template <class Told> kiosk_status tell(kiosk_host& h, const char* here, bool rehearsal, int64_t person,
                                        const std::function<Told(const people::Person&)>& make) {
    if (h.depth == 0) return refuse(h, here, KIOSK_ERR_STATE, "outside of every callback");
    auto& services = h.hub.services();
    const auto* who = services.people.find(person);
    if (!who) return refuse(h, here, KIOSK_ERR_ARGUMENT, "no such person: " + std::to_string(person));
    if (!services.outbox || rehearsal) return KIOSK_OK;
    const Told told = make(*who);
    if (const auto fault = results::fault_of(told); !fault.empty()) return refuse(h, here, KIOSK_ERR_ARGUMENT, fault);
    if (!h.hub.disk_takes_writes(h)) return KIOSK_ERR_STORE;
    services.outbox->add(told, h.step);
    return KIOSK_OK;
}

kiosk_status answered(kiosk_host* host, const kiosk_answered* told) {
    return checked(host, "results.answered", [&](kiosk_host& h) -> kiosk_status {
        const char* const here = "results.answered";
        if (!told || told->size < sizeof(kiosk_answered) || !fits(*told))
            return refuse(h, here, KIOSK_ERR_ARGUMENT, "no answer, one that is too short, or something in it is too long");
        if (!std::isfinite(told->score) || !std::isfinite(told->max_score) || told->duration < 0)
            return refuse(h, here, KIOSK_ERR_ARGUMENT, "its figures make no sense");
        return tell<results::Answer>(h, here, told->rehearsal != 0, told->person,
                                     [&](const people::Person& person) { return answer_of(h, *told, person); });
    });
}

kiosk_status experienced(kiosk_host* host, const kiosk_experienced* told) {
    return checked(host, "results.experienced", [&](kiosk_host& h) -> kiosk_status {
        const char* const here = "results.experienced";
        if (!told || told->size < sizeof(kiosk_experienced) || view(told->run).empty() || view(told->run).size() > kMaxRun ||
            view(told->activity).size() > kMaxId || view(told->kind).size() > kMaxId || view(told->title).size() > kMaxTitle ||
            told->duration < 0)
            return refuse(h, here, KIOSK_ERR_ARGUMENT,
                          "no visit, one that is too short, or something in it has no fitting length");
        return tell<results::Visit>(h, here, told->rehearsal != 0, told->person, [&](const people::Person& person) {
            return results::Visit{h.id(),
                                  std::string(view(told->run)),
                                  std::string(view(told->activity)),
                                  std::string(view(told->title)),
                                  std::string(view(told->kind)),
                                  std::string(person.public_id),
                                  person.unit(),
                                  told->duration,
                                  told->at};
        });
    });
}

} // namespace

const kiosk_results_1& results_table() {
    static constexpr kiosk_results_1 kTable{sizeof(kiosk_results_1), &record,   &board,      &revision, &watch,
                                            &tells_answers,          &answered, &experienced};
    return kTable;
}

} // namespace kiosk::plugin
