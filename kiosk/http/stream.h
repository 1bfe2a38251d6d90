// Topics and the phones that listen to them (Server-Sent Events). Everything published is state, not news: a topic keeps
// its last message, whoever connects gets it at once, a slow phone skips to the newest.
//
// Thread: net only; the server hands publications over. One buffer per message is shared by all streams and fanned out in
// slices of about 64 connections per turn of the event loop, so that answers are not held up by a broadcast.
#pragma once

#include "kiosk/http/request.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace kiosk::http {

// "id: 17\nevent: quiz/round\ndata: {…}\n\n"; data with line breaks becomes several data lines.
Bytes sse_frame(std::uint64_t id, std::string_view topic, std::string_view message);

// One open stream as the topics see it; the server's connection implements it.
class StreamSink {
public:
    virtual ~StreamSink() = default;
    // The newest frame of `topic`. Where an earlier one of the same topic still waits to be written, it is replaced.
    virtual void offer(std::size_t topic_slot, Bytes frame) = 0;
};

class Topics {
public:
    using Post = std::function<void(std::function<void()>)>; // run this in a later turn of the event loop
    explicit Topics(Post post, std::size_t slice = 64);

    void publish(const std::string& topic, Bytes message);
    // Gets the retained message of each topic at once.
    void open(std::shared_ptr<StreamSink>, std::vector<std::string> topics);
    void close(const StreamSink*);
    std::size_t streams() const { return streams_.size(); }

private:
    struct Topic {
        Bytes frame;
        std::vector<std::pair<std::weak_ptr<StreamSink>, std::size_t>> listeners;
        std::size_t next = 0; // fan-out position; == listeners.size() when idle
        bool fanning = false;
    };
    void fan_out(const std::string& name);

    Post post_;
    const std::size_t slice_;
    std::uint64_t last_id_ = 0;
    std::unordered_map<std::string, Topic> topics_;
    std::unordered_map<const StreamSink*, std::vector<std::string>> streams_;
};

} // namespace kiosk::http
