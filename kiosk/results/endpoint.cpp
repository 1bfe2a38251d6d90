#include "kiosk/results/endpoint.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <string_view>

namespace kiosk::results {

namespace {

constexpr long kConnectMs = 15'000, kReplyMs = 60'000;
constexpr std::size_t kMostReply = 1u << 20;
constexpr const char* kHeaders[] = {"X-Experience-API-Version: 1.0.3", "Content-Type: application/json",
                                    "Accept: application/json", "Expect:"};

// What a transfer gathers; curl's callbacks write into it.
struct Gathered {
    std::string body, date, retry_after;
    bool too_long = false;
    std::stop_token stop;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* user) {
    auto& into = *static_cast<Gathered*>(user);
    into.too_long = into.body.size() + count > kMostReply;
    if (into.too_long) return 0; // ends the transfer
    into.body.append(bytes, count);
    return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* user) {
    auto& into = *static_cast<Gathered*>(user);
    const std::string_view line(bytes, count);
    const auto colon = line.find(':');
    if (line.starts_with("HTTP/")) into.date.clear(), into.retry_after.clear(); // another head: what came before was a 1xx
    if (colon == std::string_view::npos) return count;
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string_view value = line.substr(colon + 1);
    const auto from = value.find_first_not_of(" \t"), to = value.find_last_not_of(" \t\r\n");
    value = from == std::string_view::npos || to < from ? std::string_view() : value.substr(from, to - from + 1);
    if (name == "date") into.date = value;
    if (name == "retry-after") into.retry_after = value;
    return count;
}

int look_up(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Gathered*>(user)->stop.stop_requested() ? 1 : 0; // ends the transfer
}

} // namespace

struct Endpoint::Impl {
    explicit Impl(std::string address) : url(std::move(address)) {
        while (url.ends_with('/')) url.pop_back();
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(curl = curl_easy_init()))
            throw std::runtime_error("libcurl cannot start.");
    }
    ~Impl() {
        curl_easy_cleanup(curl);
        curl_global_cleanup();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Heard ask(const std::string& path, const std::string* body, const std::string& key, const std::vector<std::string>& more,
              std::stop_token stop);

    std::string url;
    CURL* curl = nullptr; // keeps its connection from one request to the next
};

Endpoint::Endpoint(std::string url) : impl_(std::make_unique<Impl>(std::move(url))) {}
Endpoint::~Endpoint() = default;

Heard Endpoint::ask_about(std::stop_token stop) { return impl_->ask("/about", nullptr, "", {}, std::move(stop)); }

Heard Endpoint::post(const std::string& statements, const std::string& key, const std::vector<std::string>& more,
                     std::stop_token stop) {
    return impl_->ask("/statements", &statements, key, more, std::move(stop));
}

Heard Endpoint::Impl::ask(const std::string& path, const std::string* body, const std::string& key,
                          const std::vector<std::string>& more, std::stop_token stop) {
    curl_slist* lines = nullptr;
    for (const char* line : kHeaders) lines = curl_slist_append(lines, line);
    for (const auto& line : more) lines = curl_slist_append(lines, line.c_str());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(lines, &curl_slist_free_all);
    Gathered gathered;
    gathered.stop = std::move(stop);
    char trouble[CURL_ERROR_SIZE] = "";
    const std::string full = url + path;
    curl_easy_reset(curl); // the options, not the connection
    const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(curl, option, value); };
    set(CURLOPT_URL, full.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    set(CURLOPT_TIMEOUT_MS, kReplyMs);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_ERRORBUFFER, trouble);
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &gathered);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &gathered);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &look_up);
    set(CURLOPT_XFERINFODATA, &gathered);
    if (!key.empty()) {
        set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(CURLOPT_USERPWD, key.c_str());
    }
    if (body) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
        set(CURLOPT_POSTFIELDS, body->c_str());
    }
    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, nullptr);

    Heard heard;
    heard.date = http_date(gathered.date);
    // A refusal is one even where its page is endless; anything else must have come whole.
    if (code == CURLE_OK || (gathered.too_long && status >= 400)) {
        heard.reply.status = static_cast<int>(status);
        heard.reply.body = std::move(gathered.body);
        heard.reply.retry_after = retry_after(gathered.retry_after, heard.date);
    } else {
        heard.reply.trouble = gathered.too_long ? "The reply does not end." : *trouble ? trouble : curl_easy_strerror(code);
    }
    return heard;
}

} // namespace kiosk::results
