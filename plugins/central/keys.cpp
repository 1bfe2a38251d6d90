#include "keys.h"

#include "asked.h"

#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace central {

namespace {

constexpr kiosk_ms kLookEvery = 1'000;
constexpr std::size_t kSecretBytes = 32;

std::string day_of(std::int64_t unix_ms);

} // namespace

const char* const Keys::kTables = R"sql(
CREATE TABLE central_keys (
    name TEXT PRIMARY KEY,
    hash BLOB NOT NULL,       -- BLAKE2b of the secret
    made INTEGER NOT NULL,    -- Unix ms
    revoked INTEGER NOT NULL  -- Unix ms; 0: it is good
) WITHOUT ROWID;
)sql";

bool is_key_name(std::string_view name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 32 && plain(name[0]) &&
           std::ranges::all_of(name, [&](char c) { return plain(c) || c == '-'; });
}

KeyHash hash_of(std::string_view secret) {
    KeyHash hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr,
                       0);
    return hash;
}

std::optional<std::string> KeyRing::who(std::string_view authorization) const {
    const auto [user, password] = read_basic(authorization);
    const auto found = keys_.find(user);
    const auto given = hash_of(password);
    const KeyHash& kept = found == keys_.end() ? KeyHash{} : found->second.hash;
    const bool same = sodium_memcmp(given.data(), kept.data(), given.size()) == 0;
    if (found == keys_.end() || found->second.revoked != 0 || !same) return std::nullopt;
    return user;
}

Keys::Keys(kiosk::Host& host)
    : host_(host), put_(host.prepare("INSERT INTO central_keys(name, hash, made, revoked) VALUES(?, ?, ?, 0) "
                                     "ON CONFLICT(name) DO UPDATE SET hash = excluded.hash, made = excluded.made, revoked = 0 "
                                     "WHERE revoked > 0")),
      revoke_(host.prepare("UPDATE central_keys SET revoked = ? WHERE name = ? AND revoked = 0")) {}

std::optional<std::string> Keys::who(std::string_view authorization) {
    if (authorization.empty()) return std::nullopt; // the table is not read for whoever only knocks
    if (!looked_ || host_.now() - *looked_ >= kLookEvery) look();
    return ring_.who(authorization);
}

int Keys::command(std::span<const std::string_view> words, std::string& out) {
    look();
    if (words.size() == 2 && words[1] == "list") return list(out);
    if (words.size() != 3) return 2;
    return words[1] == "add" ? add(words[2], out) : words[1] == "revoke" ? revoke(words[2], out) : 2;
}

void Keys::look() {
    looked_ = host_.now();
    ring_.clear();
    host_.read("SELECT name, hash, made, revoked FROM central_keys", {}, [this](const kiosk::Row& row) {
        Key key;
        const auto bytes = row.text(1);
        if (bytes.size() != key.hash.size()) return; // not ours: good for nobody
        std::memcpy(key.hash.data(), bytes.data(), bytes.size());
        key.made = row.integer(2);
        key.revoked = row.integer(3);
        ring_.put(std::string(row.text(0)), key);
    });
}

// The key stands alone on the first line, so that "> central.key" makes the file that a kiosk reads.
int Keys::add(std::string_view name, std::string& out) {
    if (!is_key_name(name)) {
        out += "Tên khóa gồm 1 đến 32 ký tự a-z, 0-9 và dấu gạch ngang. / A key's name is 1 to 32 of a-z, 0-9 and \"-\".\n";
        return 2;
    }
    const auto there = ring_.all().find(name);
    if (there != ring_.all().end() && there->second.revoked == 0) {
        out += "Đã có khóa này; hãy thu hồi trước khi cấp lại. / There is a key of this name; revoke it first.\n";
        return 1;
    }
    unsigned char bytes[kSecretBytes];
    host_.random(bytes, sizeof bytes);
    std::string secret(sodium_base64_encoded_len(sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(secret.data(), secret.size(), bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    secret.pop_back(); // the NUL
    const auto hash = hash_of(secret);
    const std::string_view kept(reinterpret_cast<const char*>(hash.data()), hash.size());
    if (!host_.write(put_, {name, kiosk::Value::blob(kept), host_.wall()})) {
        out += "Chưa ghi được vào đĩa. / The disk does not take it.\n";
        return 1;
    }
    out.append(name).append(":").append(secret).append("\n");
    out += "Dòng trên là khóa, chỉ hiện một lần này: ghi vào tệp central.key trong thư mục dữ liệu của máy đó, chmod 600.\n"
           "The line above is the key, shown this once: for the file central.key in that kiosk's data folder, chmod 600.\n";
    sodium_memzero(bytes, sizeof bytes);
    return 0;
}

int Keys::list(std::string& out) {
    for (const auto& [name, key] : ring_.all())
        out += name + "\t" + day_of(key.made) + (key.revoked ? "\trevoked " + day_of(key.revoked) : "\tgood") + "\n";
    return 0;
}

int Keys::revoke(std::string_view name, std::string& out) {
    const auto there = ring_.all().find(name);
    if (there == ring_.all().end() || there->second.revoked != 0) {
        out += "Không có khóa nào còn hiệu lực mang tên này. / There is no good key of this name.\n";
        return 1;
    }
    if (!host_.write(revoke_, {host_.wall(), name})) {
        out += "Chưa ghi được vào đĩa. / The disk does not take it.\n";
        return 1;
    }
    out +=
        "Đã thu hồi khóa; máy chủ đang chạy từ chối nó trong vòng một giây. / Revoked; a central that runs refuses it within a "
        "second.\n";
    return 0;
}

namespace {

std::string day_of(std::int64_t unix_ms) {
    const auto seconds = static_cast<std::time_t>(unix_ms / 1000);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char text[40];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

} // namespace

} // namespace central
