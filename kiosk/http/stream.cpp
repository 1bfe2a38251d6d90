#include "kiosk/http/stream.h"

#include <algorithm>

namespace kiosk::http {
namespace {

constexpr std::size_t kLooksPerTurn = 4096; // listeners that have the newest frame already are passed by cheaply

} // namespace

Bytes sse_frame(std::uint64_t id, std::string_view topic, std::string_view message) {
    auto frame = std::make_shared<std::string>();
    frame->reserve(message.size() + topic.size() + 48);
    frame->append("id: ").append(std::to_string(id)).append("\nevent: ").append(topic);
    for (;;) { // LF, CR and CRLF all end a line of an event stream
        const auto end = message.find_first_of("\r\n");
        frame->append("\ndata: ").append(message.substr(0, end));
        if (end == std::string_view::npos) break;
        message.remove_prefix(message.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
    }
    frame->append("\n\n");
    return frame;
}

Topics::Topics(Post post, std::size_t slice) : post_(std::move(post)), slice_(std::max<std::size_t>(slice, 1)) {}

void Topics::publish(const std::string& name, Bytes message) {
    Topic& topic = topics_[name];
    topic.id = ++last_id_;
    topic.frame = sse_frame(topic.id, name, *message);
    topic.unseen = topic.listeners.size();
    if (topic.fanning || topic.listeners.empty()) return;
    topic.fanning = true;
    fan_out(topic);
}

void Topics::open(std::shared_ptr<StreamSink> sink, std::vector<std::string> names) {
    StreamSink* const key = sink.get();
    if (streams_.count(key) > 0) return;
    Stream& stream = streams_[key];
    stream.sink = sink;
    std::vector<Bytes> retained;
    for (const auto& name : names) {
        Topic& topic = topics_[name];
        const auto known = [&](const auto& place) { return place.first == &topic; };
        if (std::any_of(stream.places.begin(), stream.places.end(), known)) continue;
        topic.listeners.push_back({key, stream.places.size(), topic.id});
        stream.places.emplace_back(&topic, topic.listeners.size() - 1);
        retained.push_back(topic.frame);
    }
    // Last, and from a list of our own: the sink may find its peer gone and close itself.
    for (std::size_t slot = 0; slot < retained.size(); ++slot)
        if (retained[slot]) sink->offer(slot, retained[slot]);
}

void Topics::close(const StreamSink* sink) {
    const auto found = streams_.find(sink);
    if (found == streams_.end()) return;
    const auto keep_alive = std::move(found->second.sink);
    for (const auto& [topic, index] : found->second.places) {
        auto& listeners = topic->listeners;
        if (index + 1 != listeners.size()) {
            listeners[index] = listeners.back();
            auto& moved = listeners[index];
            streams_.at(moved.sink).places[moved.slot].second = index;
        }
        listeners.pop_back();
        topic->unseen = listeners.size(); // the one that moved may not have been seen in this round
    }
    streams_.erase(found);
}

void Topics::fan_out(Topic& topic) {
    std::size_t offers = 0, looks = 0;
    while (topic.unseen > 0 && !topic.listeners.empty() && offers < slice_ && looks < kLooksPerTurn) {
        if (topic.next >= topic.listeners.size()) topic.next = 0;
        Listener& listener = topic.listeners[topic.next++];
        --topic.unseen;
        ++looks;
        if (listener.has == topic.id) continue;
        listener.has = topic.id;
        ++offers;
        const auto sink = streams_.at(listener.sink).sink; // offer() may close it, and move the listeners
        sink->offer(listener.slot, topic.frame);
    }
    if (topic.unseen > 0 && !topic.listeners.empty()) {
        post_([this, &topic] { fan_out(topic); });
    } else {
        topic.fanning = false;
    }
}

} // namespace kiosk::http
