#include "kiosk/staff/sessions.h"

#include "kiosk/base/hash.h"

#include <sodium.h>

#include <cstdlib>

namespace kiosk::staff {

namespace {

constexpr std::size_t kTokenBytes = 16;

std::string random_token() {
    unsigned char bytes[kTokenBytes];
    randombytes_buf(bytes, sizeof bytes);
    std::string token(kTokenBytes * 2 + 1, '\0');
    sodium_bin2hex(token.data(), token.size(), bytes, sizeof bytes);
    token.pop_back();
    return token;
}

} // namespace

Sessions::Sessions(store::Writer& writer) : writer_(writer) {
    put_ = writer_.prepare("", "INSERT OR REPLACE INTO staff_sessions(token_hash, opened) VALUES (?, ?)");
}

Status Sessions::load(store::Database& db, Ms wall) {
    std::lock_guard lock(mutex_);
    return db.read("SELECT token_hash, opened FROM staff_sessions", {}, [&](std::span<const store::Value> row) {
        const Ms opened = std::get<std::int64_t>(row[1]);
        if (wall - std::abs(opened) < kDeviceRemembered) opened_[std::get<store::Blob>(row[0]).bytes] = opened;
        return true;
    });
}

std::string Sessions::open(Ms wall, store::Step& step) {
    std::string token = random_token();
    const std::string hash = hash_of(token);
    {
        std::lock_guard lock(mutex_);
        opened_[hash] = wall;
    }
    step.writes.push_back({put_, {store::Blob{hash}, wall}});
    return token;
}

void Sessions::close(std::string_view token, store::Step& step) {
    const std::string hash = hash_of(token);
    std::lock_guard lock(mutex_);
    const auto found = opened_.find(hash);
    if (found == opened_.end() || found->second < 0) return;
    found->second = -found->second;
    step.writes.push_back({put_, {store::Blob{hash}, found->second}});
}

void Sessions::close_all(store::Step& step) {
    std::lock_guard lock(mutex_);
    for (auto& [hash, opened] : opened_) {
        if (opened < 0) continue;
        opened = -opened;
        step.writes.push_back({put_, {store::Blob{hash}, opened}});
    }
}

bool Sessions::valid(std::string_view token, Ms wall) const {
    if (token.size() != kTokenBytes * 2) return false;
    const std::string hash = hash_of(token);
    std::lock_guard lock(mutex_);
    const auto found = opened_.find(hash);
    return found != opened_.end() && found->second > 0 && wall - found->second < kSessionLength;
}

std::string Sessions::device(std::string_view token, Ms wall) const {
    if (token.size() != kTokenBytes * 2) return {};
    const std::string hash = hash_of(token);
    std::lock_guard lock(mutex_);
    const auto found = opened_.find(hash);
    if (found == opened_.end() || wall - std::abs(found->second) >= kDeviceRemembered) return {};
    return hash;
}

} // namespace kiosk::staff
