// Keys in the database of the archive: what a command changes on any machine is seen by every central process that looks.
//
// look() asks on the archive's pool, and is told by its drain(). Commands wait, on a connection of their own that is made for
// each; of two that add the same name at once, on two machines, one is told that it was in vain.
//
// Thread: main. The archive outlives it.
#pragma once

#include "store/key_store.h"
#include "store/postgres_archive.h"

namespace central {

class PostgresKeys final : public KeyStore {
public:
    PostgresKeys(std::string url, PostgresArchive&);

    void look(std::function<void(const KeyTable*)> told) override;
    KeyOutcome read(KeyTable& into) override;
    KeyOutcome add(const std::string& name, const KeyHash&, std::int64_t now) override;
    KeyOutcome revoke(const std::string& name, std::int64_t now) override;

private:
    const std::string url_;
    PostgresArchive& archive_;
};

} // namespace central
