// Static files as net serves them: compressed once, heads written once, chosen by what the browser says it takes and has.
// Thread: any; values.
#pragma once

#include "kiosk/http/request.h"
#include "kiosk/http/server.h"

#include <string>
#include <string_view>

namespace kiosk::http {

// Does an Accept-Encoding header let us send gzip? (RFC 9110, 12.5.3: "gzip;q=0" is a no, "*" a yes.)
bool accepts_gzip(std::string_view accept_encoding);
// Does an If-None-Match header name this tag? Weak comparison (RFC 9110, 13.1.2).
bool etag_matches(std::string_view if_none_match, std::string_view etag);
// Text, scripts, JSON and SVG shrink; pictures and fonts are compressed already.
bool compressible(std::string_view content_type);
// "" where it fails or does not shrink. Level 1 (fast) to 9 (small).
std::string gzip(std::string_view bytes, int level);
// The script without its lines of comment and without what indents the others: a fifth of what a phone would wait for. Lines keep
// their numbers. A script with a template literal, which may go over several lines, is left as it is.
std::string lean_script(std::string script);

// What goes out for one file. Heads hold everything between the date and the blank line, which the connection adds.
struct ServedFile {
    explicit ServedFile(StaticFile);

    std::string plain_head, gzip_head, unchanged_head; // for 200, 200 gzipped, 304
    Bytes plain, gzipped;                               // gzipped: nullptr where there is none
    std::string etag;
};

} // namespace kiosk::http
