// The threads of the PostgreSQL archive: each has a connection, takes what waits, and leaves what became of it for main.
// Private to this room.
//
// Whatever is asked has a deadline, which main sees to when it takes what was told: a server that is frozen, or gone without a
// word, keeps its thread, and may have all of them, but nobody who asked. What becomes of it later is told to nobody.
#pragma once

#include "store/pg.h"
#include "store/postgres_archive.h"
#include "store/postgres_keep.h"
#include "store/terms.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace central::postgres {

class Pool {
public:
    using Clock = std::chrono::steady_clock;
    using Told = std::function<void()>; // [main]

    struct Session { // what a question is asked on
        pg::Connection& connection;
        const Terms& terms;
    };
    struct Question {
        std::function<Told(Session&)> ask; // [pool] throws pg::Failure; asked again where the line broke
        Told unavailable;
        Clock::time_point deadline{}; // of waiting for a thread
        std::uint64_t number = 0;
    };
    struct Keeping {
        Request request;
        Told ended;                        // nothing of it will be written any more; before `done` where both are told
        std::function<void(Outcome)> done; // [main]
        Clock::time_point deadline{};      // of waiting for a thread
        std::uint64_t number = 0;
    };

    explicit Pool(const PostgresArchive::Options&);
    ~Pool(); // waits four seconds for what is under way; then the lines are cut
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // [main] False where too much waits: nothing was taken.
    bool keep(std::unique_ptr<Keeping>);
    bool ask(Question);
    std::vector<Told> take_told(); // [main] with what has waited too long

    // [any] When it was last seen that no other process is connected to the database, Unix ms; 0: another one is, or not known.
    std::int64_t alone_at() const;

private:
    using Keepings = std::vector<std::unique_ptr<Keeping>>;
    struct Load {
        std::size_t statements = 0, bytes = 0;
        Load& operator+=(const Load& more) { return statements += more.statements, bytes += more.bytes, *this; }
        Load& operator-=(const Load& less) { return statements -= less.statements, bytes -= less.bytes, *this; }
    };
    static Load load_of(const Keeping&);
    struct Line; // a thread's connection and what it knows

    // [pool]
    void work();
    bool wait_for_work(std::unique_lock<std::mutex>&, bool has_line);
    std::unique_ptr<Line> connect();
    void keep_what_waits(Line&, std::unique_lock<std::mutex>&);
    void answer_question(Line&, std::unique_lock<std::mutex>&);
    void see_who_is_there(Line&);
    void note_trouble(const std::string&);
    void log(const std::string&) const;
    struct Answer {
        std::uint64_t number; // of what it answers
        Told told;
    };
    void tell(std::vector<Answer>);
    // under mutex_
    std::uint64_t await(Told unavailable);
    void give_up_old();
    void give_up(std::uint64_t number);
    void drop(std::unique_ptr<Line>&);

    const PostgresArchive::Options options_;
    const std::string place_;
    const std::int64_t process_; // a number of this archive among those on the database
    const std::size_t keepers_;  // so many threads may keep at once

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    // under mutex_
    bool stopping_ = false;
    std::deque<std::unique_ptr<Keeping>> keepings_;
    Load load_; // of keepings_ and of what is under way
    std::deque<Question> questions_;
    struct Awaited {
        Clock::time_point deadline; // also of what is under way
        Told unavailable;
    };
    std::map<std::uint64_t, Awaited> awaited_; // what has no answer yet, by number: in the order of their coming
    std::uint64_t last_number_ = 0;
    std::size_t keeping_threads_ = 0, threads_at_work_ = 0;
    std::set<int> sockets_; // of all lines
    std::vector<Told> told_;
    Clock::time_point next_connect_{};
    std::chrono::milliseconds back_off_{0};
    std::string trouble_; // as last logged; "" while all is well
    std::int64_t alone_at_ = 0;

    std::vector<std::thread> threads_; // last: they use the rest
};

} // namespace central::postgres
