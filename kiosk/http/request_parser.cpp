#include "kiosk/http/request_parser.h"

#include "kiosk/http/field.h"
#include "kiosk/http/percent.h"
#include "kiosk/http/reply.h"
#include "kiosk/http/router.h"
#include "kiosk/http/static_file.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

namespace kiosk::http {
namespace {

namespace beast = boost::beast;
using beast::http::error;
using beast::http::field;
using Text = beast::string_view;

constexpr std::size_t kReserve = 64 * 1024; // a body's announced size is trusted no further than this
constexpr std::string_view kMethods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

std::string_view view(Text text) { return {text.data(), text.size()}; }

bool is_host(std::string_view host) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._:[]").find(c) != std::string_view::npos;
    };
    return !host.empty() && std::all_of(host.begin(), host.end(), allowed);
}

bool is_digits(std::string_view s) {
    return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

bool has_bare_line_feed(std::string_view s) {
    for (auto at = s.find('\n'); at != std::string_view::npos; at = s.find('\n', at + 1))
        if (at == 0 || s[at - 1] != '\r') return true;
    return false;
}

std::size_t upload_limit_of(const Limits& limits, std::string_view path) {
    std::size_t longest = 0, limit = limits.body_bytes;
    for (const auto& [prefix, bytes] : limits.body_limits) {
        if (prefix.size() < longest || path.substr(0, prefix.size()) != prefix) continue;
        longest = prefix.size();
        limit = bytes;
    }
    return limit;
}

const BodyLimit* limit_of_route(const Limits& limits, std::string_view method, std::string_view path) {
    if (method == "HEAD") method = "GET";
    const auto found = std::find_if(limits.routes.begin(), limits.routes.end(), [&](const BodyLimit& route) {
        const auto literal = std::string_view(route.pattern).substr(0, route.pattern.find('{')); // most paths end here
        return route.method == method && path.starts_with(literal) && pattern_fits(route.pattern, path);
    });
    return found == limits.routes.end() ? nullptr : &*found;
}

std::string lower(std::string_view value) {
    std::string text(value);
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return text;
}

// "application/json; charset=utf-8" → "application/json"
std::string media_type(std::string_view value) {
    std::string type = lower(value.substr(0, value.find(';')));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
    return type;
}

void append_to_list(std::string& list, std::string_view value, std::string_view separator) {
    if (!list.empty()) list += separator;
    list += value;
}

// Beast's parser with our own store: nothing is copied that the kiosk does not need.
class Parser final : public beast::http::basic_parser<true> {
public:
    Parser(const Limits& limits, const std::shared_ptr<BodyRoom>& room) : limits_(limits), room_(room) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        eager(true);
    }

    std::size_t feed(std::string_view bytes) {
        std::size_t used = 0;
        // RFC 9112, 2.2: an empty line before a request is to be overlooked.
        while (!got_some() && bytes.substr(used, 2) == "\r\n") used += 2;
        while (used < bytes.size() && !is_done() && fault == 0) {
            window_ = bytes.substr(used);
            beast::error_code ec;
            const auto n = put(boost::asio::const_buffer(window_.data(), window_.size()), ec);
            used += n;
            if (!is_header_done()) head_before_ += n;
            if (ec == error::need_more) {
                // What waits here is the rest of a head, a chunk's header or the trailers.
                if (bytes.size() - used >= limits_.header_bytes) fault = 431;
                if (!is_header_done() && has_bare_line_feed(bytes.substr(used))) fault = 400; // Beast would wait for CRLF
                break;
            }
            if (ec && fault == 0) fault = ec == error::body_limit ? over_limit() : ec == error::header_limit ? 431 : 400;
            if (n == 0) break;
        }
        return used;
    }

    Incoming incoming;
    int fault = 0;
    bool expects_continue = false;

private:
    bool refuse(int status, beast::error_code& ec) {
        fault = status;
        ec = error::bad_value;
        return false;
    }

    // Where in the head this text ends; the limit is on the head as a whole, however its bytes come in.
    bool within_limit(Text text, beast::error_code& ec) {
        const auto end = head_before_ + static_cast<std::size_t>(text.data() + text.size() - window_.data());
        return end + 4 <= limits_.header_bytes || refuse(431, ec);
    }

    void on_request_impl(beast::http::verb, Text method, Text target, int version, beast::error_code& ec) override {
        if (!within_limit(target, ec)) return;
        if (std::find(std::begin(kMethods), std::end(kMethods), view(method)) == std::end(kMethods)) {
            refuse(501, ec);
            return;
        }
        incoming.request.method = view(method);
        incoming.http10 = version == 10;
        if (!read_target(view(target))) {
            refuse(400, ec);
            return;
        }
        upload_limit_ = upload_limit_of(limits_, incoming.request.path);
        if (const auto* route = limit_of_route(limits_, incoming.request.method, incoming.request.path)) {
            upload_limit_ = std::max(upload_limit_, route->bytes);
            for_strangers_ = route->for_strangers;
            keeps_headers_ = true;
        }
        body_limit(limits_.may_upload && !for_strangers_ ? std::min(upload_limit_, limits_.body_bytes) : upload_limit_);
    }

    // Told apart for those whose session is over: what they send is not too large, they are to log in again.
    int over_limit() const {
        const bool may_send = !limits_.may_upload || may_upload_ || for_strangers_;
        return may_send || upload_limit_ <= limits_.body_bytes ? 413 : 401;
    }

    void allow_upload() {
        if (for_strangers_ || upload_limit_ <= limits_.body_bytes) return;
        if (!limits_.may_upload || !limits_.may_upload(incoming.request)) return;
        may_upload_ = true;
        body_limit(upload_limit_);
    }

    bool read_target(std::string_view target) {
        for (const std::string_view scheme : {"http://", "https://"}) { // absolute form, as to a proxy
            if (!same_word(target.substr(0, scheme.size()), scheme)) continue;
            target.remove_prefix(scheme.size());
            const auto path = target.find_first_of("/?");
            target = path == std::string_view::npos ? "/" : target.substr(path);
            break;
        }
        if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) return false;
        const auto question = target.find('?');
        if (question != std::string_view::npos) incoming.request.query = target.substr(question + 1);
        auto& path = incoming.request.path;
        if (!percent_decode(target.substr(0, question), Plus::is_plus, path)) return false;
        return std::none_of(path.begin(), path.end(), is_control);
    }

    // Beast joins folded lines into a buffer of its own, or passes over the line break before the value.
    bool is_folded(Text name, Text value) const {
        const std::less<const char*> before;
        const char* const begin = window_.data();
        const char* const end = begin + window_.size();
        if (before(value.data(), begin) || !before(value.data(), end)) return true;
        return std::find(name.data() + name.size(), value.data(), '\n') != value.data();
    }

    void on_field_impl(field id, Text name, Text raw, beast::error_code& ec) override {
        if (is_folded(name, raw)) {
            refuse(400, ec);
            return;
        }
        if (in_body_ || !within_limit(name, ec) || (!raw.empty() && !within_limit(raw, ec))) return; // or a trailer: no use
        const auto value = view(raw);
        Request& request = incoming.request;
        const auto once = [&](bool& seen) {
            if (std::exchange(seen, true)) refuse(400, ec);
            return !ec;
        };
        if (keeps_headers_ && id != field::cookie) request.headers.emplace_back(lower(view(name)), value);
        switch (id) {
        case field::host:
            if (once(seen_host_)) request.host = value;
            break;
        case field::content_length:
            if (once(seen_length_) && !is_digits(value)) refuse(400, ec);
            break;
        case field::transfer_encoding:
            if (incoming.http10 || !same_word(value, "chunked")) refuse(400, ec);
            break;
        case field::content_type:
            if (once(seen_type_)) request.content_type = media_type(value);
            break;
        case field::origin:
            if (once(seen_origin_)) request.origin = value;
            break;
        case field::sec_fetch_site: request.fetch_site = value; break;
        case field::cookie:
            append_to_list(request.cookie, value, "; ");
            allow_upload();
            break;
        case field::accept_language: append_to_list(request.accept_language, value, ", "); break;
        case field::accept_encoding: append_to_list(accept_encoding_, value, ", "); break;
        case field::if_none_match: append_to_list(incoming.if_none_match, value, ", "); break;
        case field::expect:
            if (!same_word(value, "100-continue")) refuse(417, ec);
            expects_continue = !incoming.http10;
            break;
        default: break;
        }
    }

    void on_header_impl(beast::error_code& ec) override {
        in_body_ = true;
        const bool must_name_host = !incoming.http10 || seen_host_;
        if (must_name_host && !is_host(incoming.request.host)) refuse(400, ec);
        incoming.gzip = accepts_gzip(accept_encoding_);
        incoming.keep_alive = keep_alive();
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, beast::error_code&) override {
        if (length) incoming.request.body.reserve(std::min<std::uint64_t>(*length, kReserve));
    }
    std::size_t on_body_impl(Text bytes, beast::error_code& ec) override {
        if (for_strangers_ && incoming.request.body.size() + bytes.size() > limits_.body_bytes) {
            auto& share = incoming.request.room;
            if (!share) share = std::make_shared<BodyRoom::Share>(room_);
            if (!share->grow(bytes.size())) {
                refuse(503, ec);
                return 0;
            }
        }
        incoming.request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, beast::error_code& ec) override {
        return on_body_impl(bytes, ec);
    }
    void on_chunk_header_impl(std::uint64_t, Text, beast::error_code&) override {}
    void on_finish_impl(beast::error_code&) override {}
    void on_response_impl(int, Text, int, beast::error_code&) override {}

    const Limits& limits_;
    const std::shared_ptr<BodyRoom>& room_;
    std::string_view window_;     // what Beast looks at now
    std::size_t head_before_ = 0; // bytes of the head before window_
    std::string accept_encoding_;
    std::size_t upload_limit_ = 0; // of this path, for those who may
    bool may_upload_ = false, for_strangers_ = false, keeps_headers_ = false;
    bool seen_host_ = false, seen_length_ = false, seen_type_ = false, seen_origin_ = false, in_body_ = false;
};

} // namespace

struct RequestParser::Impl {
    const Limits& limits;
    const std::shared_ptr<BodyRoom> room;
    std::optional<Parser> parser;
};

RequestParser::RequestParser(const Limits& limits, std::shared_ptr<BodyRoom> room)
    : impl_(new Impl{limits, room ? std::move(room) : std::make_shared<BodyRoom>(limits.strangers_bytes), std::nullopt}) {
    reset();
}
RequestParser::~RequestParser() = default;

std::size_t RequestParser::feed(std::string_view bytes) { return impl_->parser->feed(bytes); }
bool RequestParser::done() const { return impl_->parser->is_done() && impl_->parser->fault == 0; }
int RequestParser::fault() const { return impl_->parser->fault; }

bool RequestParser::wants_continue() {
    Parser& parser = *impl_->parser;
    if (!parser.expects_continue || !parser.is_header_done() || parser.is_done() || parser.fault != 0) return false;
    parser.expects_continue = false;
    return parser.incoming.request.body.empty();
}

bool RequestParser::english() const {
    return same_word(std::string_view(impl_->parser->incoming.request.accept_language).substr(0, 2), "en");
}

std::size_t RequestParser::body_received() const { return impl_->parser->incoming.request.body.size(); }
Incoming RequestParser::take() { return std::move(impl_->parser->incoming); }
void RequestParser::reset() { impl_->parser.emplace(impl_->limits, impl_->room); }

} // namespace kiosk::http
