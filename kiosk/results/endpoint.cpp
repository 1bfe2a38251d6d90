#include "kiosk/results/endpoint.h"

#include <utility>

namespace kiosk::results {

Endpoint::Endpoint(std::string url) : url_(std::move(url)) {
    while (url_.ends_with('/')) url_.pop_back();
}

Heard Endpoint::ask_about(std::stop_token stop) { return ask("/about", nullptr, "", {}, std::move(stop)); }

Heard Endpoint::post(const std::string& statements, const std::string& key, const std::vector<std::string>& more,
                     std::stop_token stop) {
    return ask("/statements", &statements, key, more, std::move(stop));
}

Heard Endpoint::ask(const std::string& path, const std::string* body, const std::string& key,
                    const std::vector<std::string>& more, std::stop_token stop) {
    fetch::Ask question{url_ + path,
                        {"X-Experience-API-Version: 1.0.3", "Content-Type: application/json", "Accept: application/json"}};
    question.headers.insert(question.headers.end(), more.begin(), more.end());
    question.body = body;
    question.key = key;
    fetch::Answer answer = line_.ask(question, std::move(stop));

    Heard heard;
    heard.date = http_date(answer.date);
    heard.reply.status = answer.status;
    heard.reply.trouble = std::move(answer.trouble);
    heard.reply.versioned = !answer.xapi_version.empty();
    if (answer.status != 0) {
        heard.reply.body = std::move(answer.body);
        heard.reply.retry_after = retry_after(answer.retry_after, heard.date);
    }
    return heard;
}

} // namespace kiosk::results
