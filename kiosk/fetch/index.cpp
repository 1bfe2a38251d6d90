#include "kiosk/fetch/index.h"

#include "kiosk/content/schema.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <set>

namespace kiosk::fetch {

using nlohmann::json;

namespace {

constexpr std::size_t kMostBytesOfFile = content::kMaxFileBytes + (4u << 20); // a little is filled in on the way
constexpr std::size_t kMostPacks = 1'000, kLongestName = 120;

// One segment of a path, and nothing that a file system or a URL would take for more.
bool is_name(const std::string& text) {
    return !text.empty() && text.size() <= kLongestName && text.front() != '.' && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    });
}

std::optional<Listed> read_listed(const json& value, bool pack) {
    const auto text = [&](const char* key) {
        const auto found = value.find(key);
        return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!value.is_object()) return std::nullopt;
    Listed one{text("kind"), text("id"), text("path"), 0, text("sha256")};
    const auto size = value.find("size");
    if (size == value.end() || !size->is_number_unsigned() || size->get<std::uint64_t>() > kMostBytesOfFile) return std::nullopt;
    one.size = size->get<std::size_t>();
    const bool hex = one.sha256.size() == 64 && one.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_name(one.path) || !hex || (pack && (!is_name(one.kind) || !is_name(one.id)))) return std::nullopt;
    return one;
}

} // namespace

Result<Index> read_index(std::string_view text) {
    const auto invalid = [](std::string why) {
        return Error{Kind::invalid, "The list of content makes no sense: " + std::move(why)};
    };
    const json value = json::parse(text, nullptr, false);
    if (!value.is_object() || value.value("format", json()) != 1) return invalid("no format 1.");
    Index index;
    if (const auto event = value.find("event"); event != value.end()) {
        index.event = read_listed(*event, false);
        if (!index.event) return invalid("its event.");
    }
    const auto packs = value.find("packs");
    if (packs == value.end() || !packs->is_array() || packs->size() > kMostPacks) return invalid("its packs.");
    std::set<std::pair<std::string, std::string>> known;
    for (const auto& pack : *packs) {
        auto one = read_listed(pack, true);
        if (!one || !known.emplace(one->kind, one->id).second) return invalid("one of its packs.");
        index.packs.push_back(std::move(*one));
    }
    return index;
}

std::string sha256_of(std::string_view bytes) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    char hex[sizeof hash * 2 + 1];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return hex;
}

bool is_as_listed(const Listed& listed, std::string_view bytes) {
    return bytes.size() == listed.size && sha256_of(bytes) == listed.sha256;
}

} // namespace kiosk::fetch
