#include "export/tables.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace central {

namespace {

constexpr Column kPersons[] = {{"Hạng / Place", 8},
                               {"Mã người chơi / Player", 24},
                               {"Mã đơn vị / Unit id", 18},
                               {"Đơn vị / Unit", 30},
                               {"Điểm / Points", 12},
                               {"Số câu đúng / Right answers", 12},
                               {"Thời gian (giây) / Time (s)", 13},
                               {"Số lượt chơi / Runs", 11},
                               {"Sự kiện / Event", 24}};
constexpr Column kUnits[] = {{"Hạng / Place", 8},
                             {"Mã đơn vị / Unit id", 18},
                             {"Đơn vị / Unit", 36},
                             {"Tổng điểm / Points", 13},
                             {"Số người / People", 11},
                             {"Điểm trung bình / Points per person", 17},
                             {"Số lượt chơi / Runs", 11},
                             {"Số người trên 1.000 dân / People per 1,000 inhabitants", 24},
                             {"Sự kiện / Event", 24}};
constexpr Column kResults[] = {{"Kết thúc lúc (giờ Việt Nam) / Finished (UTC+7)", 22},
                               {"Mã người chơi / Player", 24},
                               {"Mã đơn vị / Unit id", 18},
                               {"Đơn vị / Unit", 30},
                               {"Phần thi / Contest", 30},
                               {"Điểm / Points", 12},
                               {"Điểm tối đa / Most points", 12},
                               {"Số câu đúng / Right answers", 12},
                               {"Số câu / Questions", 11},
                               {"Thời gian (giây) / Time (s)", 13},
                               {"Kiosk", 16},
                               {"Sự kiện / Event", 24},
                               {"Mã lượt chơi / Run", 38}};
constexpr Column kKiosks[] = {{"Kiosk", 20},
                              {"Nhận tin lần cuối (giờ Việt Nam) / Last heard (UTC+7)", 24},
                              {"Còn chờ gửi / Waiting", 13},
                              {"Số tin đã nhận / Statements", 14},
                              {"Phiên bản / Version", 24},
                              {"Đồng hồ lệch (giây) / Clock offset (s)", 18}};

struct Form {
    std::string_view name, sheet;
    std::span<const Column> columns;
};
const Form& form_of(Table table) {
    static const Form kForms[] = {{"persons", "Cá nhân", kPersons},
                                  {"units", "Đơn vị", kUnits},
                                  {"results", "Kết quả", kResults},
                                  {"kiosks", "Kiosk", kKiosks}};
    return kForms[static_cast<std::size_t>(table)];
}

double seconds(std::int64_t ms) { return static_cast<double>(ms) / 1000; }
double rounded(double value) { return std::round(value * 100) / 100; }
Cell text(std::string_view words) { return words.empty() ? Cell() : Cell(std::string(words)); }

} // namespace

std::string_view name_of(Table table) { return form_of(table).name; }
std::string_view sheet_of(Table table) { return form_of(table).sheet; }
std::span<const Column> columns_of(Table table) { return form_of(table).columns; }

std::optional<Table> table_named(std::string_view name) {
    const auto found = std::ranges::find(kTables, name, name_of);
    return found == kTables.end() ? std::nullopt : std::optional(*found);
}

Tables::Tables(const Leagues& leagues, const SenderTable& senders, std::string event,
               std::vector<Table> wanted)
    : senders_(senders), wanted_(std::move(wanted)) {
    for (const auto& league : leagues)
        if (event.empty() || league.first == event) leagues_.push_back(&league);
}

std::size_t Tables::rows() const {
    std::size_t rows = 0;
    for (const auto table : wanted_) rows += rows_of(table);
    return rows;
}

std::size_t Tables::rows_of(Table table) const {
    if (table == Table::kiosks) return senders_.size();
    std::size_t rows = 0;
    for (const auto* league : leagues_)
        rows += table == Table::persons ? league->second.known_persons()
                : table == Table::units ? league->second.known_units()
                                        : league->second.all_runs().size();
    return rows;
}

std::optional<Batch> Tables::next(std::size_t most) {
    if (table_ == wanted_.size()) return std::nullopt;
    const auto table = wanted_[table_];
    if (!std::exchange(begun_, true)) {
        begin(table);
        return Batch{table, {}};
    }
    Batch batch{table, next_of(table, most)};
    if (!batch.rows.empty()) return batch;
    ++table_;
    begun_ = false;
    return next(most);
}

// The runs are put in order at once: of a million that takes a second, so ask rows() first where somebody waits for main.
void Tables::begin(Table table) {
    league_ = 0;
    walk_.reset();
    runs_.clear();
    if (table != Table::results) return;
    runs_.reserve(rows_of(table));
    for (const auto* league : leagues_)
        for (const auto& [registration, run] : league->second.all_runs())
            if (!run.voided) runs_.push_back({&run, &league->second});
    std::ranges::sort(runs_, [](const Run& a, const Run& b) {
        return std::tie(a.result->finished, a.result->registration) > std::tie(b.result->finished, b.result->registration);
    });
}

std::vector<Cells> Tables::next_of(Table table, std::size_t most) {
    if (table == Table::results) return results(most);
    if (table == Table::kiosks) return league_++ == 0 ? kiosks() : std::vector<Cells>();
    std::vector<Cells> rows;
    while (rows.empty() && league_ < leagues_.size()) {
        rows = table == Table::persons ? persons(most) : units();
        if (table == Table::units || rows.empty()) {
            ++league_;
            walk_.reset();
        }
    }
    return rows;
}

std::vector<Cells> Tables::persons(std::size_t most) {
    const auto& [event, league] = *leagues_[league_];
    if (!walk_) walk_.emplace(league);
    std::vector<Cells> rows;
    for (const auto& row : walk_->next(most))
        rows.push_back({std::int64_t{row.place}, text(row.player), text(row.unit), text(row.unit_title), rounded(row.score), row.right,
                        seconds(row.duration), row.runs, text(event)});
    return rows;
}

std::vector<Cells> Tables::units() {
    const auto& [event, league] = *leagues_[league_];
    const auto few = std::to_string(league.min_group());
    std::vector<Cells> rows;
    for (const auto& row : league.units(UnitOrder::total)) {
        const bool together = row.place == 0;
        rows.push_back({together ? Cell() : Cell(std::int64_t{row.place}), text(row.unit),
                        together ? "Các đơn vị dưới " + few + " người / Units of fewer than " + few + " people" : text(row.title),
                        rounded(row.score), row.people, rounded(row.average), row.runs,
                        row.turnout > 0 ? Cell(rounded(row.turnout)) : Cell(), text(event)});
    }
    return rows;
}

std::vector<Cells> Tables::results(std::size_t most) {
    std::vector<Cells> rows;
    for (; !runs_.empty() && rows.size() < most; runs_.pop_back()) {
        const auto& [run, league] = runs_.back();
        const bool hidden = league->hides(run->unit);
        rows.push_back({Moment{run->finished}, text(run->player), hidden ? Cell() : text(run->unit),
                        hidden ? Cell() : text(league->title_of(run->unit)), text(run->title), run->score, run->max_score,
                        run->right, run->asked, seconds(run->duration), text(run->sender), text(run->event),
                        text(run->registration)});
    }
    return rows;
}

std::vector<Cells> Tables::kiosks() const {
    std::vector<Cells> rows;
    for (const auto& [name, sender] : senders_)
        rows.push_back({text(name), Moment{sender.heard}, sender.waiting ? Cell(*sender.waiting) : Cell(), sender.statements,
                        text(sender.platform), sender.clock_offset ? Cell(seconds(*sender.clock_offset)) : Cell()});
    return rows;
}

} // namespace central
