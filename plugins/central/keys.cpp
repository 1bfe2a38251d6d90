#include "keys.h"

#include <sodium.h>

#include <algorithm>
#include <ctime>

namespace central {

namespace {

constexpr kiosk_ms kKeysLookedAtEvery = 1'000;
constexpr std::size_t kSecretBytes = 32;

std::string day_of(std::int64_t unix_ms);
int say_unavailable(const KeyOutcome&, std::string& out);

} // namespace

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

Keys::Keys(kiosk::Host& host, KeyStore& store) : host_(host), store_(store) {}

Caller Keys::who(std::string_view authorization) {
    if (authorization.empty()) return {}; // the store is not asked for whoever only knocks
    look();
    if (!ring_) return {std::nullopt, false};
    return {ring_->who(authorization)};
}

void Keys::look() {
    const auto now = host_.now();
    if (looking_ || (looked_ && now < *looked_ + kKeysLookedAtEvery)) return;
    looked_ = now;
    looking_ = true;
    store_.look([this](const KeyTable* keys) {
        looking_ = false;
        if (keys) ring_.emplace(*keys);
    });
}

std::optional<kiosk_ms> Keys::look_at() const {
    if (looking_) return std::nullopt;
    return looked_ ? *looked_ + kKeysLookedAtEvery : host_.now();
}

int Keys::command(std::span<const std::string_view> words, std::string& out) {
    if (words.size() == 2 && words[1] == "list") return list(out);
    if (words.size() != 3) return 2;
    return words[1] == "add" ? add(words[2], out) : words[1] == "revoke" ? revoke(words[2], out) : 2;
}

// The key stands alone on the first line, so that "> central.key" makes the file that a kiosk reads.
int Keys::add(std::string_view name, std::string& out) {
    if (!is_key_name(name)) {
        out += "Tên khóa gồm 1 đến 32 ký tự a-z, 0-9 và dấu gạch ngang. / A key's name is 1 to 32 of a-z, 0-9 and \"-\".\n";
        return 2;
    }
    unsigned char bytes[kSecretBytes];
    host_.random(bytes, sizeof bytes);
    std::string secret(sodium_base64_encoded_len(sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(secret.data(), secret.size(), bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
    secret.pop_back(); // the NUL
    const auto added = store_.add(std::string(name), hash_of(secret), host_.wall());
    if (added.kind == KeyOutcome::Kind::in_vain) {
        out += "Đã có khóa này; hãy thu hồi trước khi cấp lại. / There is a key of this name; revoke it first.\n";
        return 1;
    }
    if (added.kind == KeyOutcome::Kind::unavailable) return say_unavailable(added, out);
    out.append(name).append(":").append(secret).append("\n");
    out += "Dòng trên là khóa, chỉ hiện một lần này: ghi vào tệp central.key trong thư mục dữ liệu của máy đó, chmod 600.\n"
           "The line above is the key, shown this once: for the file central.key in that kiosk's data folder, chmod 600.\n";
    return 0;
}

int Keys::list(std::string& out) {
    KeyTable keys;
    if (const auto read = store_.read(keys); read.kind != KeyOutcome::Kind::done) return say_unavailable(read, out);
    for (const auto& [name, key] : keys)
        out += name + "\t" + day_of(key.made) + (key.revoked ? "\trevoked " + day_of(key.revoked) : "\tgood") + "\n";
    return 0;
}

int Keys::revoke(std::string_view name, std::string& out) {
    const auto revoked = store_.revoke(std::string(name), host_.wall());
    if (revoked.kind == KeyOutcome::Kind::in_vain) {
        out += "Không có khóa nào còn hiệu lực mang tên này. / There is no good key of this name.\n";
        return 1;
    }
    if (revoked.kind == KeyOutcome::Kind::unavailable) return say_unavailable(revoked, out);
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

int say_unavailable(const KeyOutcome& outcome, std::string& out) {
    out += "Nơi cất khóa (đĩa, hay cơ sở dữ liệu) hiện không đọc hay ghi được. / Where keys are kept (the disk, or the database) "
           "cannot be read or written at present.\n";
    if (!outcome.trouble.empty()) out += outcome.trouble + "\n";
    return 1;
}

} // namespace

} // namespace central
