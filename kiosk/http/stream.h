// Topics and the phones that listen to them (Server-Sent Events). Everything published is state, not news: a topic keeps
// its last message, whoever connects gets it at once, a slow phone skips to the newest.
//
// Thread: net only; the server hands publications over. One buffer per message is shared by all streams and fanned out in
// slices of about 64 connections per turn of the event loop, so that answers are not held up by a broadcast.
#pragma once

#include "kiosk/http/request.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::http {

// "id: 17\nevent: quiz/round\ndata: {…}\n\n"; data with line breaks becomes several data lines.
Bytes sse_frame(std::uint64_t id, std::string_view topic, std::string_view message);

// One open stream as the topics see it; the server's connection implements it.
class StreamSink {
public:
    virtual ~StreamSink() = default;
    // The newest frame of the topic that is this stream's `topic_slot`th. Where an earlier one of the same topic still waits
    // to be written, it is replaced. May call Topics::close for itself.
    virtual void offer(std::size_t topic_slot, Bytes frame) = 0;
};

class Topics {
public:
    using Post = std::function<void(std::function<void()>)>; // run this in a later turn of the event loop
    explicit Topics(Post post, std::size_t slice = 64);

    void publish(const std::string& topic, Bytes message);
    // Gets the retained message of each topic at once. A name given twice counts once.
    void open(std::shared_ptr<StreamSink>, std::vector<std::string> topics);
    void close(const StreamSink*); // nothing where it is not open
    std::size_t streams() const { return streams_.size(); }

private:
    struct Listener {
        StreamSink* sink = nullptr; // kept alive by streams_
        std::size_t slot = 0;       // which of the sink's topics this is
        std::uint64_t has = 0;      // id of the last frame that it was offered
    };
    // Listeners stand in a ring; a fan-out goes on until it has passed `unseen` of them without finding one that lacks the
    // newest frame. So one that is published in the middle of another, or a listener that leaves, needs no special case.
    struct Topic {
        Bytes frame;
        std::uint64_t id = 0;
        std::vector<Listener> listeners;
        std::size_t next = 0, unseen = 0;
        bool fanning = false;
    };
    struct Stream {
        std::shared_ptr<StreamSink> sink;
        std::vector<std::pair<Topic*, std::size_t>> places; // by slot: topic, index among its listeners
    };
    void fan_out(Topic&);

    Post post_;
    const std::size_t slice_;
    std::uint64_t last_id_ = 0;
    std::unordered_map<std::string, Topic> topics_; // never erased: a Topic's address stands
    std::unordered_map<const StreamSink*, Stream> streams_;
};

} // namespace kiosk::http
