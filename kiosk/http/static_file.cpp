#include "kiosk/http/static_file.h"

#include "kiosk/http/field.h"
#include "kiosk/http/reply.h"

#include <zlib.h>

#include <algorithm>
#include <cstdio>

namespace kiosk::http {
namespace {

constexpr std::size_t kWorthCompressing = 256; // bytes; below, the gzip frame eats what is won
constexpr int kGzipWindow = 15 + 16;           // zlib: largest window, gzip framing

// Takes the next element off a comma-separated list.
std::string_view next_element(std::string_view& list) {
    const auto comma = list.find(',');
    const auto element = trimmed(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    return element;
}

bool is_zero_quality(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos) return false;
    const auto value = trimmed(parameters.substr(q + 2));
    return !value.empty() && value.find_first_not_of("0.") == std::string_view::npos;
}

// 64-bit FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ : tells versions of a file apart, no more is asked of it.
std::string fingerprint(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    char text[32];
    std::snprintf(text, sizeof text, "W/\"%016llx\"", static_cast<unsigned long long>(hash));
    return text;
}

} // namespace

std::string lean_script(std::string script) {
    std::string lean;
    lean.reserve(script.size());
    for (std::string_view rest = script; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (line.starts_with("//")) {
            lean += '\n';
            continue;
        }
        if (line.find('`') != line.npos) return script;
        lean += line;
    }
    return lean;
}

StaticFile make_static(std::string content_type, std::string body) {
    StaticFile file;
    if (content_type.starts_with("text/javascript")) body = lean_script(std::move(body));
    if (compressible(content_type) && body.size() >= kWorthCompressing) file.gzip = gzip(body, 9);
    file.etag = fingerprint(body);
    file.content_type = std::move(content_type);
    file.body = std::move(body);
    return file;
}

bool accepts_gzip(std::string_view header) {
    bool any = false;
    while (!header.empty()) {
        const auto element = next_element(header);
        const auto semicolon = element.find(';');
        const auto coding = trimmed(element.substr(0, semicolon));
        const bool refused = semicolon != std::string_view::npos && is_zero_quality(element.substr(semicolon));
        if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) return !refused;
        if (coding == "*") any = !refused;
    }
    return any;
}

bool etag_matches(std::string_view header, std::string_view etag) {
    const auto opaque = [](std::string_view tag) { return tag.substr(0, 2) == "W/" ? tag.substr(2) : tag; };
    while (!header.empty()) {
        const auto tag = next_element(header);
        if (tag == "*" || (!tag.empty() && opaque(tag) == opaque(etag))) return true;
    }
    return false;
}

bool compressible(std::string_view type) {
    const auto has = [&](std::string_view part) { return type.find(part) != std::string_view::npos; };
    return type.substr(0, 5) == "text/" || has("json") || has("javascript") || has("xml") || has("manifest");
}

std::string gzip(std::string_view bytes, int level) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return whole && out.size() < bytes.size() ? out : std::string{};
}

ServedFile::ServedFile(StaticFile file) : etag(std::move(file.etag)) {
    std::string common(security_headers());
    common += file.immutable ? "Cache-Control: public, max-age=31536000, immutable\r\n" : "Cache-Control: no-cache\r\n";
    if (!etag.empty()) common += "ETag: " + etag + "\r\n";
    if (!file.gzip.empty()) common += "Vary: Accept-Encoding\r\n";
    const auto head = [&](std::string_view encoding, std::size_t size) {
        return common + "Content-Type: " + file.content_type + "\r\n" + std::string(encoding) +
               "Content-Length: " + std::to_string(size) + "\r\n";
    };
    unchanged_head = common;
    plain_head = head("", file.body.size());
    if (!file.gzip.empty()) {
        gzip_head = head("Content-Encoding: gzip\r\n", file.gzip.size());
        gzipped = std::make_shared<const std::string>(std::move(file.gzip));
    }
    plain = std::make_shared<const std::string>(std::move(file.body));
}

} // namespace kiosk::http
