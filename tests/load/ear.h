// One event stream of one phone. Cheap: no buffer of its own while nothing is half read, no JSON.
#pragma once

#include "tests/load/courier.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace kiosk::load {

class Ear {
public:
    struct Heard {
        std::uint64_t id;
        std::string_view topic, data;
    };
    using OnFrame = std::function<void(const Heard&)>;
    using OnEnd = std::function<void()>; // the stream broke; the ear may listen again

    Ear(boost::asio::io_context& io, Endpoint endpoint) : socket_(io), endpoint_(std::move(endpoint)) {}
    void listen(const std::string& host, const std::string& topics, const std::string& cookie, OnFrame, OnEnd);
    void hang_up(); // nobody is told; destroy it two turns of the loop later, when what was under way has ended
    bool open() const { return open_; } // the server has begun to answer with 200

private:
    void read();
    void take(std::string_view bytes);
    void one(std::string_view frame);
    void end();

    Socket socket_;
    const Endpoint endpoint_;
    std::string out_, rest_;
    bool open_ = false;
    OnFrame on_frame_;
    OnEnd on_end_;
};

} // namespace kiosk::load
