#include "kiosk/http/reply.h"

#include "kiosk/http/field.h"

#include <algorithm>
#include <iterator>

namespace kiosk::http {
namespace {

struct Refusal {
    int status;
    std::string_view code, vi, en;
};
constexpr Refusal kRefusals[] = {
    {400, "bad_request", "Yêu cầu không hợp lệ.", "This is not a valid request."},
    {401, "login_required", "Cần nhập mã PIN của nhân viên.", "The staff PIN is needed."},
    {408, "timeout", "Yêu cầu gửi quá chậm.", "The request took too long to arrive."},
    {413, "too_large", "Nội dung gửi lên quá lớn.", "What was sent is too large."},
    {417, "bad_request", "Yêu cầu không hợp lệ.", "This is not a valid request."},
    {431, "headers_too_large", "Phần đầu của yêu cầu quá lớn.", "The headers of the request are too large."},
    {500, "internal", "Máy chủ gặp lỗi. Vui lòng thử lại.", "Something went wrong here. Please try again."},
    {501, "bad_method", "Máy chủ không hiểu phương thức này.", "This method is not known here."},
    {503, "busy", "Máy chủ đang bận. Vui lòng thử lại sau giây lát.", "The kiosk is busy. Please try again in a moment."},
    {504, "no_answer", "Máy chủ chưa trả lời kịp. Vui lòng thử lại.", "The kiosk did not answer in time. Please try again."},
};
constexpr std::size_t kInternal = 6;
static_assert(kRefusals[kInternal].status == 500);

struct Reason {
    int status;
    std::string_view line;
};
constexpr Reason kReasons[] = {
    {200, "HTTP/1.1 200 OK\r\n"},
    {201, "HTTP/1.1 201 Created\r\n"},
    {202, "HTTP/1.1 202 Accepted\r\n"},
    {204, "HTTP/1.1 204 No Content\r\n"},
    {301, "HTTP/1.1 301 Moved Permanently\r\n"},
    {302, "HTTP/1.1 302 Found\r\n"},
    {303, "HTTP/1.1 303 See Other\r\n"},
    {304, "HTTP/1.1 304 Not Modified\r\n"},
    {307, "HTTP/1.1 307 Temporary Redirect\r\n"},
    {308, "HTTP/1.1 308 Permanent Redirect\r\n"},
    {400, "HTTP/1.1 400 Bad Request\r\n"},
    {401, "HTTP/1.1 401 Unauthorized\r\n"},
    {403, "HTTP/1.1 403 Forbidden\r\n"},
    {404, "HTTP/1.1 404 Not Found\r\n"},
    {405, "HTTP/1.1 405 Method Not Allowed\r\n"},
    {408, "HTTP/1.1 408 Request Timeout\r\n"},
    {409, "HTTP/1.1 409 Conflict\r\n"},
    {410, "HTTP/1.1 410 Gone\r\n"},
    {412, "HTTP/1.1 412 Precondition Failed\r\n"},
    {413, "HTTP/1.1 413 Content Too Large\r\n"},
    {415, "HTTP/1.1 415 Unsupported Media Type\r\n"},
    {417, "HTTP/1.1 417 Expectation Failed\r\n"},
    {422, "HTTP/1.1 422 Unprocessable Content\r\n"},
    {429, "HTTP/1.1 429 Too Many Requests\r\n"},
    {431, "HTTP/1.1 431 Request Header Fields Too Large\r\n"},
    {500, "HTTP/1.1 500 Internal Server Error\r\n"},
    {501, "HTTP/1.1 501 Not Implemented\r\n"},
    {503, "HTTP/1.1 503 Service Unavailable\r\n"},
    {504, "HTTP/1.1 504 Gateway Timeout\r\n"},
};

bool may_be_sent(std::string_view name, std::string_view value) {
    if (name.empty() || name.find_first_of(" :\t") != std::string_view::npos) return false;
    if (std::any_of(name.begin(), name.end(), is_control) || std::any_of(value.begin(), value.end(), is_control)) return false;
    return !same_word(name, "content-length") && !same_word(name, "connection") && !same_word(name, "transfer-encoding");
}

} // namespace

bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

// Sources: OWASP HTTP Headers Cheat Sheet; Fetch Metadata. Nothing inline, nothing from elsewhere, no frame around us.
std::string_view security_headers() {
    return "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
           "form-action 'self'; frame-ancestors 'none'\r\n"
           "X-Content-Type-Options: nosniff\r\n"
           "Referrer-Policy: no-referrer\r\n"
           "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=()\r\n"
           "Cross-Origin-Opener-Policy: same-origin\r\n"
           "Cross-Origin-Resource-Policy: same-origin\r\n";
}

std::string_view status_line(int status) {
    const auto found = std::lower_bound(std::begin(kReasons), std::end(kReasons), status,
                                        [](const Reason& reason, int wanted) { return reason.status < wanted; });
    return found != std::end(kReasons) && found->status == status ? found->line : std::string_view{};
}

std::string date_line(std::time_t now) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[64]; // the "C" locale is never left, so names of days and months are English as the RFC wants them
    const auto size = std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
    return {text, size};
}

void append_head(std::string& out, const Response& response, std::size_t body_size, const HeadStyle& style) {
    if (const auto line = status_line(response.status); !line.empty()) {
        out += line;
    } else {
        out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" Status\r\n");
    }
    out.append(style.date).append(security_headers()).append(style.connection);
    bool caching_said = false;
    for (const auto& [name, value] : response.headers) {
        if (!may_be_sent(name, value)) continue;
        out.append(name).append(": ").append(value).append("\r\n");
        if (same_word(name, "cache-control")) caching_said = true;
    }
    if (!caching_said) out += "Cache-Control: no-store\r\n";
    if (style.gzipped) out += "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n";
    const bool bodiless = response.status == 204 || response.status == 304;
    if (!bodiless) {
        if (may_be_sent("Content-Type", response.content_type) && !response.content_type.empty())
            out.append("Content-Type: ").append(response.content_type).append("\r\n");
        out.append("Content-Length: ").append(std::to_string(body_size)).append("\r\n");
    }
    out += "\r\n";
}

std::string attachment(std::string_view file_name) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string plain, encoded;
    for (const char c : file_name) {
        const bool simple =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        const auto byte = static_cast<unsigned char>(c);
        plain += simple ? c : '_';
        if (simple) encoded += c;
        else encoded.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

Response refusal(int status, bool english) {
    const auto found = std::find_if(std::begin(kRefusals), std::end(kRefusals),
                                    [&](const auto& r) { return r.status == status; });
    const Refusal& words = found == std::end(kRefusals) ? kRefusals[kInternal] : *found;
    Response response;
    response.status = status;
    response.body.append("{\"error\":\"").append(words.code).append("\",\"message\":\"");
    response.body.append(english ? words.en : words.vi).append("\"}");
    if (status == 503) response.headers.emplace_back("Retry-After", "1");
    return response;
}

} // namespace kiosk::http
