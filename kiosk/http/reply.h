// The outer form of replies: status lines, the headers that every reply carries, and the sentences of refusals that the
// server gives by itself. Thread: any.
#pragma once

#include "kiosk/http/request.h"

#include <ctime>
#include <string>
#include <string_view>

namespace kiosk::http {

// Case-insensitive, ASCII.
bool same_word(std::string_view, std::string_view);

// "Content-Security-Policy: …\r\n…": what every reply carries, each line with its line end.
std::string_view security_headers();
// "HTTP/1.1 200 OK\r\n"
std::string_view status_line(int status);
// "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
std::string date_line(std::time_t);

// The head of a reply from status line to blank line. Header lines with control characters are left out, as are those
// that are ours to set (Content-Length, Connection, Transfer-Encoding).
struct HeadStyle {
    std::string_view date;       // a whole line
    std::string_view connection; // "" or a whole line
    bool gzipped = false;
};
void append_head(std::string& out, const Response&, std::size_t body_size, const HeadStyle&);

// The value of Content-Disposition for a download of that name, whatever letters it has (RFC 6266, RFC 8187).
std::string attachment(std::string_view file_name);

// {"error": code, "message": sentence} as the pages expect it. Known: 400 401 408 413 417 431 500 501 503 504.
Response refusal(int status, bool english);

} // namespace kiosk::http
