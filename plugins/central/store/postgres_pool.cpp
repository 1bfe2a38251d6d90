#include "store/postgres_pool.h"

#include "store/postgres_ask.h"

#include <sodium.h>
#include <sys/socket.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace central::postgres {

using namespace std::chrono_literals;
using pg::Failure;

namespace {

constexpr auto kPatience = 4s; // of whoever asks, until a thread takes it; the server's own limits are as long
constexpr auto kLongest = 8s;  // until an answer: a server that lives has ended it by then
constexpr std::size_t kMostStatements = 20'000, kMostBytes = 64u << 20, kMostQuestions = 512;
// Of one transaction; a single request may be larger.
constexpr std::size_t kStatementsOfAGroup = 1'000, kBytesOfAGroup = 4u << 20;
constexpr auto kFirstBackOff = 100ms, kLongestBackOff = 2'000ms;

constexpr std::int32_t kPresence = 702146; // class of the advisory locks by which processes see each other

Outcome unavailable() {
    return {Outcome::Kind::unavailable, "", "Nothing is known to be stored: the database does not answer. Send it again."};
}

} // namespace

struct Pool::Line {
    Line(const std::string& url) : connection(url) {}
    pg::Connection connection;
    std::optional<Terms> terms;
    std::optional<Keeper> keeper;
};

Pool::Pool(const PostgresArchive::Options& options)
    : options_(options), place_(pg::place_of(options.url)), process_(static_cast<std::int32_t>(randombytes_random() >> 1)),
      keepers_(std::max<std::size_t>(2, options.connections) - 1) {
    threads_at_work_ = keepers_ + 1;
    for (std::size_t i = 0; i < keepers_ + 1; ++i) threads_.emplace_back([this] { work(); });
}

Pool::~Pool() {
    {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
        if (!changed_.wait_for(lock, kPatience, [this] { return threads_at_work_ == 0; }))
            for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR); // whoever waits for a server that says nothing
    }
    for (auto& thread : threads_) thread.join();
}

Pool::Load Pool::load_of(const Keeping& keeping) {
    Load load{keeping.request.entries.size(), 0};
    for (const auto& entry : keeping.request.entries) load.bytes += entry.body.size();
    return load;
}

bool Pool::keep(std::unique_ptr<Keeping> keeping) {
    const auto load = load_of(*keeping);
    keeping->deadline = Clock::now() + kPatience;
    {
        const std::lock_guard lock(mutex_);
        if (load_.statements > 0 &&
            (load_.statements + load.statements > kMostStatements || load_.bytes + load.bytes > kMostBytes))
            return false;
        load_ += load;
        keeping->number = await([done = keeping->done] { done(unavailable()); });
        keepings_.push_back(std::move(keeping));
    }
    changed_.notify_all(); // one alone may be a thread that has no line, and may not try to get one yet
    return true;
}

bool Pool::ask(Question question) {
    question.deadline = Clock::now() + kPatience;
    {
        const std::lock_guard lock(mutex_);
        if (questions_.size() >= kMostQuestions) return false;
        question.number = await(question.unavailable);
        questions_.push_back(std::move(question));
    }
    changed_.notify_all();
    return true;
}

std::vector<Pool::Told> Pool::take_told() {
    const std::lock_guard lock(mutex_);
    give_up_old(); // the threads may all be waiting for a server that says nothing
    return std::exchange(told_, {});
}

std::int64_t Pool::alone_at() const {
    const std::lock_guard lock(mutex_);
    return alone_at_;
}

// ---------------------------------------------------------------- a thread of the pool

// One round: wait until something waits that this thread may take, have a line, answer a question or keep what has gathered.
void Pool::work() {
    std::unique_ptr<Line> line;
    std::unique_lock lock(mutex_);
    while (wait_for_work(lock, line != nullptr)) {
        if (!line) {
            lock.unlock();
            line = connect();
            lock.lock();
            continue; // meanwhile others may have taken what there was, or keep as many as may
        }
        try {
            if (!questions_.empty()) answer_question(*line, lock);
            else keep_what_waits(*line, lock);
        } catch (const Failure& failure) {
            if (!lock.owns_lock()) lock.lock();
            if (failure.kind == Failure::Kind::broken) drop(line);
        }
    }
    drop(line);
    --threads_at_work_;
    changed_.notify_all();
}

// False when the pool ends. What has waited too long is told so meanwhile. Who has a line works, also while another thread gets
// none: the server may have a limit of connections that is lower than ours.
bool Pool::wait_for_work(std::unique_lock<std::mutex>& lock, bool has_line) {
    for (;;) {
        if (stopping_) return false;
        give_up_old();
        const bool may_work = has_line || Clock::now() >= next_connect_;
        const bool may_keep = !keepings_.empty() && keeping_threads_ < keepers_;
        if (may_work && (!questions_.empty() || may_keep)) return true;
        // Where nothing waits there is nothing to watch; otherwise deadlines and the next attempt are.
        if (keepings_.empty() && questions_.empty()) changed_.wait(lock);
        else changed_.wait_for(lock, 50ms);
    }
}

std::unique_ptr<Pool::Line> Pool::connect() {
    std::unique_ptr<Line> line;
    try {
        line = std::make_unique<Line>(options_.url);
        {
            const std::lock_guard lock(mutex_);
            sockets_.insert(line->connection.socket());
            if (stopping_) throw Failure(Failure::Kind::broken, trouble_);
        }
        line->terms.emplace(begin_session(line->connection));
        line->keeper.emplace(line->connection, *line->terms);
        line->connection.ask("SELECT pg_advisory_lock_shared($1::integer, $2::integer)",
                             pg::Values().integer(kPresence).integer(process_));
        note_trouble("");
        return line;
    } catch (const Failure& failure) {
        note_trouble(failure.what());
        const std::lock_guard lock(mutex_);
        drop(line);
        return nullptr;
    }
}

void Pool::drop(std::unique_ptr<Line>& line) {
    if (line) sockets_.erase(line->connection.socket());
    line.reset();
}

void Pool::keep_what_waits(Line& line, std::unique_lock<std::mutex>& lock) {
    Keepings group;
    Load load;
    while (!keepings_.empty()) {
        const auto more = load_of(*keepings_.front());
        if (!group.empty() &&
            (load.statements + more.statements > kStatementsOfAGroup || load.bytes + more.bytes > kBytesOfAGroup))
            break;
        load += more;
        group.push_back(std::move(keepings_.front()));
        keepings_.pop_front();
    }
    if (group.empty()) return;
    ++keeping_threads_;
    lock.unlock();

    Group requests;
    for (const auto& keeping : group) requests.push_back(&keeping->request);
    try {
        line.keeper->keep(requests);
    } catch (const Failure&) {
        // Perhaps it is kept, perhaps not: asked once more on the next line, where the answer is the same in both cases.
        lock.lock();
        --keeping_threads_;
        keepings_.insert(keepings_.begin(), std::make_move_iterator(group.begin()), std::make_move_iterator(group.end()));
        throw;
    }

    std::set<std::string> troubles; // many may have the same
    std::vector<Answer> answers;
    for (auto& keeping : group) {
        if (!keeping->request.trouble.empty()) troubles.insert(keeping->request.trouble);
        answers.push_back({0, std::move(keeping->ended)});
        answers.push_back(
            {keeping->number, [done = std::move(keeping->done), outcome = *keeping->request.outcome] { done(outcome); }});
    }
    for (const auto& trouble : troubles) log("statements were not kept: " + trouble);
    tell(std::move(answers));
    lock.lock();
    --keeping_threads_;
    load_ -= load;
    if (!keepings_.empty()) changed_.notify_all(); // that this thread kept another one from
}

void Pool::answer_question(Line& line, std::unique_lock<std::mutex>& lock) {
    auto question = std::move(questions_.front());
    questions_.pop_front();
    lock.unlock();
    try {
        see_who_is_there(line);
        Session session{line.connection, *line.terms};
        tell({{question.number, question.ask(session)}});
    } catch (const Failure& failure) {
        if (failure.kind == Failure::Kind::broken) {
            lock.lock();
            questions_.push_front(std::move(question));
            throw;
        }
        log(failure.what());
        tell({{question.number, question.unavailable}});
        line.connection.command("ROLLBACK");
    }
    lock.lock();
}

void Pool::see_who_is_there(Line& line) {
    const auto now = options_.wall();
    const auto others = line.connection.run("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1"
                                            " AND objid::bigint <> $2 AND database = (SELECT oid FROM pg_database"
                                            " WHERE datname = current_database())",
                                            pg::Values().integer(kPresence).integer(process_));
    const std::lock_guard lock(mutex_);
    alone_at_ = others.integer(0, 0) == 0 ? now : 0;
}

// "" where all is well. Told to the log when it changes.
void Pool::note_trouble(const std::string& trouble) {
    bool news;
    {
        const std::lock_guard lock(mutex_);
        if (trouble.empty()) {
            back_off_ = 0ms;
            next_connect_ = {};
        } else {
            back_off_ = std::clamp<std::chrono::milliseconds>(back_off_ * 2, kFirstBackOff, kLongestBackOff);
            next_connect_ = Clock::now() + back_off_;
        }
        news = trouble_ != trouble;
        trouble_ = trouble;
    }
    if (news) log(trouble.empty() ? "answers" : trouble);
}

void Pool::log(const std::string& sentence) const {
    if (options_.log) options_.log("the database " + place_ + ": " + sentence);
}

// What was given up meanwhile has had its answer. Number 0: nobody waits for it, but it is told.
void Pool::tell(std::vector<Answer> answers) {
    bool was_empty;
    {
        const std::lock_guard lock(mutex_);
        was_empty = told_.empty();
        for (auto& answer : answers)
            if (answer.number == 0 || awaited_.erase(answer.number) > 0) told_.push_back(std::move(answer.told));
        if (told_.empty()) return;
    }
    if (was_empty) options_.wake();
}

std::uint64_t Pool::await(Told unavailable) {
    awaited_.emplace(++last_number_, Awaited{Clock::now() + kLongest, std::move(unavailable)});
    return last_number_;
}

void Pool::give_up_old() {
    const auto now = Clock::now();
    const bool was_empty = told_.empty();
    while (!keepings_.empty() && keepings_.front()->deadline <= now) {
        load_ -= load_of(*keepings_.front());
        told_.push_back(std::move(keepings_.front()->ended));
        give_up(keepings_.front()->number);
        keepings_.pop_front();
    }
    while (!questions_.empty() && questions_.front().deadline <= now) {
        give_up(questions_.front().number);
        questions_.pop_front();
    }
    while (!awaited_.empty() && awaited_.begin()->second.deadline <= now) give_up(awaited_.begin()->first); // under way
    if (was_empty && !told_.empty()) options_.wake();
}

void Pool::give_up(std::uint64_t number) {
    const auto awaited = awaited_.find(number);
    if (awaited == awaited_.end()) return;
    told_.push_back(std::move(awaited->second.unavailable));
    awaited_.erase(awaited);
}

} // namespace central::postgres
