#include "content/share.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

namespace central::content {

using nlohmann::json;

namespace {

constexpr std::string_view kEvent = "event";
constexpr const char* kLocal[] = {"central", "content", "wifi"};

std::string sha256_of(std::string_view bytes) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    char hex[sizeof hash * 2 + 1];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return hex;
}

json listed(std::string_view path, std::string_view bytes) {
    return {{"path", path}, {"size", bytes.size()}, {"sha256", sha256_of(bytes)}};
}

} // namespace

bool shares(std::string_view event) {
    const json value = json::parse(event, nullptr, false);
    if (!value.is_object()) return false;
    const auto content = value.find("content");
    return content != value.end() && content->is_object() && content->value("share", json()) == true;
}

std::string shared_event(std::string_view event) {
    json value = json::parse(event, nullptr, false);
    if (!value.is_object()) return "";
    for (const char* member : kLocal) value.erase(member);
    return value.dump();
}

std::string path_of(const Pack& pack) { return pack.kind + '.' + pack.id; }

std::string index_of(std::string_view event, const std::vector<Pack>& packs) {
    json index{{"format", 1}, {"packs", json::array()}};
    if (const auto shared = shared_event(event); !shared.empty()) index["event"] = listed(kEvent, shared);
    for (const auto& pack : packs) {
        json one = listed(path_of(pack), pack.json);
        one["kind"] = pack.kind;
        one["id"] = pack.id;
        index["packs"].push_back(std::move(one));
    }
    return index.dump();
}

std::optional<std::string> file_at(std::string_view path, std::string_view event, const std::vector<Pack>& packs) {
    if (path == kEvent) {
        auto shared = shared_event(event);
        return shared.empty() ? std::nullopt : std::optional(std::move(shared));
    }
    for (const auto& pack : packs)
        if (path_of(pack) == path) return std::string(pack.json);
    return std::nullopt;
}

std::string etag_of(std::string_view bytes) { return '"' + sha256_of(bytes).substr(0, 32) + '"'; }

} // namespace central::content
