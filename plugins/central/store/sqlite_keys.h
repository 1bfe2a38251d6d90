// Keys in the kiosk's own SQLite file, through kiosk.store/1. A central at work reads what a command in another process has
// written. Thread: main.
#pragma once

#include "store/key_store.h"

#include <kiosk/host.hpp>

namespace central {

class SqliteKeys final : public KeyStore {
public:
    static const char* const kTables; // for the plugin's migrations

    explicit SqliteKeys(kiosk::Host&); // after the migrations; the host outlives it

    void look(std::function<void(const KeyTable*)> told) override;
    KeyOutcome read(KeyTable& into) override;
    KeyOutcome add(const std::string& name, const KeyHash&, std::int64_t now) override;
    KeyOutcome revoke(const std::string& name, std::int64_t now) override;

private:
    bool is_good(const std::string& name);

    kiosk::Host& host_;
    kiosk_statement put_, revoke_;
};

} // namespace central
