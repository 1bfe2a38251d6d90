#include "store/postgres_archive.h"

#include "store/postgres_ask.h"
#include "store/postgres_pool.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace central {

using postgres::Pool;

namespace {

// Longer than anything of ours can be under way: four seconds in the queue, and the server's limits on what a transaction does.
constexpr std::int64_t kLongestUnderWay = 30'000; // ms

Outcome busy() { return {Outcome::Kind::unavailable, "", "Nothing was stored: too much waits for the database. Send it again."}; }

} // namespace

struct PostgresArchive::Impl {
    explicit Impl(Options wishes) : options(std::move(wishes)), pool(options) {}

    // Asks on a thread of the pool; `told` gets the answer, or `otherwise`.
    template <class Answer>
    void ask(std::function<Answer(Pool::Session&)> question, std::function<void(Answer)> told, Answer otherwise) {
        Pool::Question asked;
        asked.ask = [question = std::move(question), told](Pool::Session& session) -> Pool::Told {
            return [told, answer = question(session)] { told(answer); };
        };
        asked.unavailable = [told, otherwise] { told(otherwise); };
        if (!pool.ask(std::move(asked))) told(otherwise);
    }

    const Options options;
    std::uint64_t last_keeping = 0;
    std::map<std::uint64_t, std::int64_t> under_way; // oldest `stored` of each call of keep
    std::int64_t last_arrived = 0;                   // Unix µs
    Pool pool;
};

PostgresArchive::PostgresArchive(Options options) {
    try {
        impl_ = std::make_unique<Impl>(std::move(options));
    } catch (const pg::Failure& failure) {
        throw std::invalid_argument(failure.what());
    }
}

PostgresArchive::~PostgresArchive() = default;

void PostgresArchive::drain() {
    for (const auto& tell : impl_->pool.take_told()) tell();
}

postgres::Pool& PostgresArchive::pool() { return impl_->pool; }

void PostgresArchive::keep(std::vector<Entry> entries, std::function<void(Outcome)> done) {
    if (entries.empty()) return done({});
    auto& last = impl_->last_arrived;
    const auto oldest = std::ranges::min(entries, {}, &Entry::stored).stored;
    const auto number = ++impl_->last_keeping;
    auto keeping = std::make_unique<Pool::Keeping>();
    keeping->request.arrived = std::max(last + 1, impl_->options.wall() * 1'000);
    last = keeping->request.arrived + static_cast<std::int64_t>(entries.size());
    keeping->request.entries = std::move(entries);
    keeping->ended = [this, number] { impl_->under_way.erase(number); };
    keeping->done = done;
    if (!impl_->pool.keep(std::move(keeping))) return done(busy());
    impl_->under_way.emplace(number, oldest);
}

void PostgresArchive::find(const std::string& id, bool voided, std::function<void(bool, std::optional<Kept>)> told) {
    using Answer = std::pair<bool, std::optional<Kept>>;
    impl_->ask<Answer>([id, voided](auto& on) { return Answer(true, postgres::find(on.connection, id, voided)); },
                       [told](Answer answer) { told(answer.first, std::move(answer.second)); }, Answer(false, std::nullopt));
}

void PostgresArchive::list(const xapi::Query& query, std::size_t most, std::function<void(Page)> told) {
    Page otherwise;
    otherwise.available = false;
    impl_->ask<Page>([query, most](auto& on) { return postgres::list(on.connection, on.terms, query, most); }, std::move(told),
                     std::move(otherwise));
}

void PostgresArchive::results_since(const std::string& cursor, std::size_t most, std::function<void(Changes)> told) {
    Changes otherwise;
    otherwise.available = false;
    otherwise.cursor = cursor;
    impl_->ask<Changes>([cursor, most](auto& on) { return postgres::results_since(on.connection, cursor, most); },
                        std::move(told), std::move(otherwise));
}

void PostgresArchive::forget(const std::string& player, std::function<void(Outcome)> done) {
    impl_->ask<Outcome>(
        [player](auto& on) {
            postgres::forget(on.connection, on.terms, player);
            return Outcome{};
        },
        std::move(done), busy());
}

std::int64_t PostgresArchive::consistent_through() const {
    const auto alone = impl_->pool.alone_at();
    auto through = std::max(alone, impl_->options.wall() - kLongestUnderWay);
    for (const auto& [number, oldest] : impl_->under_way) through = std::min(through, oldest - 1);
    return through;
}

} // namespace central
