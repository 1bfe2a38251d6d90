#include "kiosk/fetch/line.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <string_view>

namespace kiosk::fetch {

namespace {

// What a transfer gathers; curl's callbacks write into it.
struct Gathered {
    Answer answer;
    std::size_t most = 0;
    std::stop_token stop;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* user) {
    auto& into = *static_cast<Gathered*>(user);
    into.answer.too_long = into.answer.body.size() + count > into.most;
    if (into.answer.too_long) return 0; // ends the transfer
    into.answer.body.append(bytes, count);
    return count;
}

std::string* wanted(Answer& answer, const std::string& name) {
    if (name == "date") return &answer.date;
    if (name == "retry-after") return &answer.retry_after;
    if (name == "etag") return &answer.etag;
    if (name == "x-experience-api-version") return &answer.xapi_version;
    if (name == "last-modified") return &answer.last_modified;
    if (name == "content-type") return &answer.content_type;
    return nullptr;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* user) {
    auto& answer = static_cast<Gathered*>(user)->answer;
    const std::string_view line(bytes, count);
    if (line.starts_with("HTTP/")) answer = {}; // another head: what came before was a 1xx
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return count;
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string_view value = line.substr(colon + 1);
    const auto from = value.find_first_not_of(" \t"), to = value.find_last_not_of(" \t\r\n");
    value = from == std::string_view::npos || to < from ? std::string_view() : value.substr(from, to - from + 1);
    if (std::string* into = wanted(answer, name)) *into = value;
    return count;
}

int look_up(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Gathered*>(user)->stop.stop_requested() ? 1 : 0; // ends the transfer
}

struct Lines {
    explicit Lines(const std::vector<std::string>& lines) {
        for (const auto& line : lines) list = curl_slist_append(list, line.c_str());
        list = curl_slist_append(list, "Expect:");
    }
    ~Lines() { curl_slist_free_all(list); }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    curl_slist* list = nullptr;
};

} // namespace

struct Line::Impl {
    Impl() {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(curl = curl_easy_init()))
            throw std::runtime_error("libcurl cannot start.");
    }
    ~Impl() {
        curl_easy_cleanup(curl);
        curl_global_cleanup();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    CURL* curl = nullptr; // keeps its connections from one question to the next
};

Line::Line() : impl_(std::make_unique<Impl>()) {}
Line::~Line() = default;

Answer Line::ask(const Ask& ask, std::stop_token stop) {
    Gathered gathered;
    gathered.most = ask.most;
    gathered.stop = std::move(stop);
    char trouble[CURL_ERROR_SIZE] = "";
    const Lines headers(ask.headers);
    CURL* const curl = impl_->curl;
    curl_easy_reset(curl); // the options, not the connections
    const auto set = [curl](CURLoption option, auto value) { curl_easy_setopt(curl, option, value); };
    set(CURLOPT_URL, ask.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(ask.connect));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(ask.whole));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_HTTPHEADER, headers.list);
    set(CURLOPT_ERRORBUFFER, trouble);
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &gathered);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &gathered);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &look_up);
    set(CURLOPT_XFERINFODATA, &gathered);
    if (!ask.key.empty()) {
        set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(CURLOPT_USERPWD, ask.key.c_str());
    }
    if (ask.body) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.body->size()));
        set(CURLOPT_POSTFIELDS, ask.body->c_str());
    }
    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_reset(curl); // nothing of what it points to lives any longer

    Answer answer = std::move(gathered.answer);
    // A refusal is one even where its page is endless; anything else must have come whole.
    if (code == CURLE_OK || (answer.too_long && status >= 400)) {
        answer.status = static_cast<int>(status);
    } else {
        answer.trouble = answer.too_long ? "The reply does not end." : *trouble ? trouble : curl_easy_strerror(code);
        answer.body.clear();
    }
    return answer;
}

} // namespace kiosk::fetch
