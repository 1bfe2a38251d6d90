// The archive in the kiosk's own SQLite file, through kiosk.store/1: one process, the one writer of the host.
//
// How it is laid out. Every statement has a number, `seq`, in the order of coming. What lists ask for stands in
// central_mentions by (block, term, seq), where a block is 4,096 statements: what comes in falls into the few pages of the
// present block, however many statements there are, and a list looks at one block after the other. central_results has a
// row for each run, by the number of its last change, so that whoever has read up to a number finds what is new behind it.
//
// Exactly once. Statements on their way to the disk stand in `flights_`, with their fingerprints, until their commit is told;
// after that the table knows them. One that the disk refused is not trusted: when it comes again it is written again, and
// the table lets only one in.
//
// Thread: main.
#pragma once

#include "store/archive.h"
#include "store/terms.h"

#include <kiosk/host.hpp>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace central {

class SqliteArchive final : public Archive {
public:
    static const char* const kTables; // for the plugin's migrations

    // In the plugin's init, after the migrations; the host outlives it. Throws kiosk::HostError where they are not there.
    explicit SqliteArchive(kiosk::Host&);

    void keep(std::vector<Entry>, std::function<void(Outcome)>) override;
    void find(const std::string& id, bool voided, std::function<void(bool, std::optional<Kept>)>) override;
    void list(const xapi::Query&, std::size_t most, std::function<void(Page)>) override;
    void results_since(const std::string& cursor, std::size_t most, std::function<void(Changes)>) override;
    void forget(const std::string& player, std::function<void(Outcome)>) override;
    std::int64_t consistent_through() const override;

private:
    using Id = std::string; // 16 bytes
    using FlightNumber = std::uint64_t;
    struct Flight { // what one call of keep waits for
        std::vector<Id> ids;
        std::set<FlightNumber> relies_on; // flights that brought what came again in this one
        std::int64_t oldest = 0;          // stored, Unix ms
        std::size_t bytes = 0;            // of its bodies
        bool trusted = true;              // false: it, or one that it relies on, was refused
        std::function<void(Outcome)> done;
    };
    struct InFlight {
        std::string fingerprint;
        FlightNumber flight;
        bool trusted = true;
    };
    struct Statements { // prepared
        std::vector<kiosk_statement> mention; // [rows - 1]
        kiosk_statement keep = 0, refer = 0, block = 0, result = 0, voids = 0, void_statement = 0, void_result = 0, home = 0,
                        forgotten = 0, erase = 0, erase_mentions = 0, erase_player = 0;
    };

    void load();
    void prepare();

    // keep, in this order; false where the disk takes no writes
    std::unordered_map<Id, std::string> look_up(const std::vector<Entry>&) const;
    bool write_all(const std::vector<const Entry*>&);
    bool write(const Entry&, std::int64_t seq);
    bool write_mentions(const xapi::Statement&, std::int64_t seq);
    bool write_homes(const xapi::Statement&);
    bool write_void(const std::string& target);
    bool write_blocks(const std::vector<const Entry*>&);
    void take_off(Flight, const std::vector<const Entry*>&);
    void landed(FlightNumber, bool durable);
    void over(FlightNumber up_to);
    void distrust(FlightNumber);
    void make_room();
    Outcome give_up(); // what was written in this step is forgotten

    bool is_forgotten(const xapi::Statement&) const;

    // list
    struct Asked;
    std::vector<std::int64_t> blocks_of(const Asked&) const;
    std::int64_t read_block(const Asked&, std::int64_t block, std::size_t most, Page&) const;

    kiosk::Host& host_;
    Statements sql_;
    std::unique_ptr<Terms> terms_;
    std::int64_t next_seq_ = 1;
    std::unordered_set<Term> forgotten_;       // players, hashed
    // homePages of all players so far, for a name is one player in each of them; false where none is known to be on disk.
    std::map<std::string, bool, std::less<>> homes_;
    FlightNumber last_flight_ = 0;
    std::map<FlightNumber, Flight> flights_;
    std::unordered_map<Id, InFlight> in_flight_;
    std::size_t bytes_in_flight_ = 0;
    bool making_room_ = false;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

} // namespace central
