// Senders in the database of the archive, on whose pool they are asked for, and by whose drain() they are told.
//
// Thread: main. The archive outlives it.
#pragma once

#include "store/postgres_archive.h"
#include "store/sender_store.h"

namespace central {

class PostgresSenders final : public SharedSenders {
public:
    explicit PostgresSenders(PostgresArchive& archive) : archive_(archive) {}
    void exchange(SenderTable heard, std::function<void(const SenderTable*)> told) override;

private:
    PostgresArchive& archive_;
};

} // namespace central
