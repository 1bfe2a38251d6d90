// The phones of a hall: they join, listen, and answer every question once, at a random moment after they have seen that
// answers are open. Each distinct frame is parsed once for all of them.
//
// Everything runs on one thread, in the io_context.
#pragma once

#include "tests/load/ear.h"
#include "tests/load/samples.h"

#include <boost/asio/basic_waitable_timer.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace kiosk::load {

using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, boost::asio::io_context::executor_type>;

// A frame of quiz/round, as much of it as phones and staff need.
struct Frame {
    std::uint64_t id = 0;
    std::int64_t round = 0; // 0: none is open
    std::string phase;
    int index = -1, count = 0;
    bool paused = false;
    nlohmann::json question; // null, or id, type, options
    long answered = -1;      // at the reveal
    Time asked;              // when staff asked for what it tells; min(): nobody did
    Samples arrivals;        // from then to each phone
};

struct Sent {
    std::string choice; // as the kiosk said that it has saved it
    bool saved = false;
};

class Hall {
public:
    struct Wishes {
        std::size_t phones = 100, connections = 2000;
        Clock::duration answers_within = std::chrono::seconds(3);
        bool streams = true; // else only the first phone listens, and tells the others
    };
    Hall(boost::asio::io_context&, const Url&, Wishes);
    ~Hall();

    void join_all();
    void listen_all();
    void enter_all();
    std::size_t joined() const { return joined_; }
    std::size_t listening() const; // streams that have got a frame
    std::size_t entered() const { return entered_; }
    std::size_t done(int index) const;       // phones that know what became of their answer to this question
    std::size_t phones() const { return phones_.size(); }
    std::int64_t player(std::size_t phone) const;

    const Frame& newest() const { return *newest_; }
    const std::map<std::uint64_t, std::unique_ptr<Frame>>& frames() const { return frames_; }
    void staff_acts() { staff_acted_ = Clock::now(); } // the next new frame is the consequence
    Courier& courier() { return courier_; }

    // question id → player → answer
    using Book = std::map<std::string, std::map<std::int64_t, Sent>>;
    const Book& book() const { return book_; }
    const std::map<std::string, std::size_t>& refusals() const { return refusals_; } // by status and code
    std::size_t disconnects() const { return disconnects_; }

    Samples tap_to_saved, wire_to_saved; // with and without the wait for one of the shared connections
    std::map<int, Samples> wire_by_question; // index → wire_to_saved of that question
    std::size_t saved = 0, retried = 0;
    double answering_s() const; // from the first tap to the last "saved", all questions together

private:
    struct Phone;
    void hears(Phone&, const Ear::Heard&);
    Frame& frame_of(const Ear::Heard&);
    void listen(Phone&);
    void sees(Phone&, Frame&);
    void answer(Phone&, const Frame&, Time tapped);
    void answered(Phone&, const Frame&, Time tapped, Reply);

    boost::asio::io_context& io_;
    const Url url_;
    const Wishes wishes_;
    Courier courier_;
    std::mt19937 random_{20261122};
    std::vector<std::unique_ptr<Phone>> phones_;
    std::map<std::uint64_t, std::unique_ptr<Frame>> frames_;
    Frame nothing_;
    Frame* newest_ = &nothing_;
    Time staff_acted_ = Time::min();
    Book book_;
    std::map<std::string, std::size_t> refusals_;
    std::map<int, std::size_t> done_;
    struct Span {
        Time first, last;
    };
    std::map<int, Span> spans_; // by question: first tap, last reply
    std::size_t joined_ = 0, entered_ = 0, disconnects_ = 0;
};

} // namespace kiosk::load
