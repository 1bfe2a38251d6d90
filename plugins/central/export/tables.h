// What organisers take out of the central, as tables: which there are, their columns, and what stands in a row. Pure.
//
// The least size of a group holds here as it does in the league. Whoever has the persons or the runs with their units adds up
// the unit by themselves, so a unit that the league does not name is named in no table: there its people stand like those
// who named none. Who asked to be forgotten has no id in the runs that are left of them. Voided runs are left out.
//
// Thread: any; `Tables` only where the leagues live.
#pragma once

#include "league/league.h"
#include "senders.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace central {

enum class Table { persons, units, results, kiosks };
inline constexpr std::array kTables{Table::persons, Table::units, Table::results, Table::kiosks};

struct Column {
    std::string_view heading; // in Vietnamese, then in English
    double width;             // in characters
};
std::string_view name_of(Table);     // "persons", as routes and commands have it
std::string_view sheet_of(Table);    // of a workbook
std::span<const Column> columns_of(Table);
std::optional<Table> table_named(std::string_view);

struct Moment {
    std::int64_t ms = 0; // Unix; shown by the clocks of Vietnam, UTC+7 all year
    bool operator==(const Moment&) const = default;
};
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, Moment>;
using Cells = std::vector<Cell>; // as many as the table has columns

// Rows of one table.
struct Batch {
    Table table = Table::persons;
    std::vector<Cells> rows;
};

// All rows of some tables, piece by piece: the persons and units of each league best first, the runs in the order in which
// they were finished. Good until a league changes.
class Tables {
public:
    using Leagues = std::map<std::string, League>; // by event
    // `event`: of this one only, "" of all. Leagues and senders are borrowed.
    Tables(const Leagues&, const SenderTable&, std::string event, std::vector<Table>);

    // How many there are, about: units that stand together count as many. Cheap.
    std::size_t rows() const;
    // Of one table, `most` at most; nothing when all have been told. A table without rows is told, too, with none.
    std::optional<Batch> next(std::size_t most);

private:
    std::size_t rows_of(Table) const;
    std::vector<Cells> next_of(Table, std::size_t most);
    std::vector<Cells> persons(std::size_t most);
    std::vector<Cells> units();
    std::vector<Cells> results(std::size_t most);
    std::vector<Cells> kiosks() const;
    void begin(Table);

    std::vector<const Leagues::value_type*> leagues_;
    const SenderTable& senders_;
    const std::vector<Table> wanted_;
    std::size_t table_ = 0;  // of wanted_
    bool begun_ = false;     // with it
    std::size_t league_ = 0; // of leagues_
    std::optional<PersonWalk> walk_;
    struct Run {
        const RunResult* result;
        const League* league;
    };
    std::vector<Run> runs_; // what is left of them, the last first
};

} // namespace central
