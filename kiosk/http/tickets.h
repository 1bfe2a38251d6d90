// Which requests still wait for their answer. One word per connection, so that a second reply, a reply after the time-out
// and a reply to a phone that has gone are told apart from a good one in any thread, without a lock and for next to nothing.
//
// Ticket = count << 20 | connection slot. The count belongs to the slot and never goes back, also when another connection
// takes the slot: no ticket is ever used again.
#pragma once

#include "kiosk/http/request.h"

#include <atomic>
#include <cstddef>
#include <vector>

namespace kiosk::http {

class TicketTable {
public:
    static constexpr unsigned kSlotBits = 20;
    static constexpr std::size_t kMaxSlots = std::size_t{1} << kSlotBits;

    explicit TicketTable(std::size_t slots) : rows_(slots) {}

    // [net] A new ticket for the request that this connection has just sent.
    Ticket issue(std::size_t slot) {
        Row& row = rows_[slot];
        const Ticket ticket = ++row.count << kSlotBits | slot;
        row.waiting.store(ticket, std::memory_order_release);
        return ticket;
    }
    // [any] True for exactly one caller: who may answer it now.
    bool claim(Ticket ticket) {
        const auto slot = slot_of(ticket);
        if (ticket == 0 || slot >= rows_.size()) return false;
        return rows_[slot].waiting.compare_exchange_strong(ticket, 0, std::memory_order_acq_rel);
    }
    // [any]
    bool waiting(Ticket ticket) const {
        const auto slot = slot_of(ticket);
        return ticket != 0 && slot < rows_.size() && rows_[slot].waiting.load(std::memory_order_acquire) == ticket;
    }
    static std::size_t slot_of(Ticket ticket) { return ticket & (kMaxSlots - 1); }

private:
    struct Row {
        std::atomic<Ticket> waiting{0}; // 0: none
        std::uint64_t count = 0;        // net only
    };
    std::vector<Row> rows_;
};

} // namespace kiosk::http
