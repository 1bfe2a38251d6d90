#include "kiosk/staff/pin.h"

#include <sodium.h>

#include <algorithm>
#include <cctype>

namespace kiosk::staff {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19u << 20;

constexpr int kTriesPerDevice = 5;
constexpr int kTriesOfStrangers = 20;
constexpr Ms kFirstLock = 60'000;
constexpr Ms kLongestLock = 15 * 60'000;
constexpr Ms kForgetAfter = 60 * 60'000;
constexpr std::size_t kMaxRemembered = 4096;

Ms lock_length(int locks) {
    return std::min(kLongestLock, kFirstLock << std::min(locks, 10));
}

} // namespace

Result<std::string> hash_pin(std::string_view pin) {
    const bool plain = std::all_of(pin.begin(), pin.end(), [](unsigned char c) { return std::isalnum(c) && c < 128; });
    if (pin.size() < kPinMin || pin.size() > kPinMax || !plain)
        return Error{Kind::invalid, "A PIN has 4 to 64 digits or letters (a–z)."};
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), pin.data(), pin.size(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{Kind::unavailable, "Not enough memory to hash the PIN."};
    hash.resize(hash.find('\0'));
    return hash;
}

bool verify_pin(const std::string& hash, std::string_view pin) {
    return pin.size() <= kPinMax && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

std::string random_pin() {
    std::string pin(6, '0');
    for (char& digit : pin) digit = static_cast<char>('0' + randombytes_uniform(10));
    return pin;
}

LoginGuard::Verdict LoginGuard::may_try(std::string_view device, std::string_view peer, Ms now) {
    const Tries& own = of(device, peer, now);
    const Ms until = device.empty() ? std::max(own.until, strangers_.until) : own.until;
    if (until > now) return {false, until - now, 0};
    return {true, 0, kTriesPerDevice - own.wrong};
}

LoginGuard::Verdict LoginGuard::failed(std::string_view device, std::string_view peer, Ms now) {
    const auto count = [now](Tries& tries, int allowed) {
        tries.last = now;
        if (++tries.wrong < allowed) return;
        tries.until = now + lock_length(tries.locks++);
        tries.wrong = 0;
    };
    count(of(device, peer, now), kTriesPerDevice);
    if (device.empty()) count(strangers_, kTriesOfStrangers);
    return may_try(device, peer, now);
}

void LoginGuard::succeeded(std::string_view device, std::string_view peer) {
    tries_.erase(device.empty() ? "p:" + std::string(peer) : "d:" + std::string(device));
}

LoginGuard::Tries& LoginGuard::of(std::string_view device, std::string_view peer, Ms now) {
    if (tries_.size() >= kMaxRemembered) forget_old(now);
    auto& tries = tries_[device.empty() ? "p:" + std::string(peer) : "d:" + std::string(device)];
    if (tries.until <= now && now - tries.last > kForgetAfter) tries = {};
    return tries;
}

void LoginGuard::forget_old(Ms now) {
    std::erase_if(tries_, [now](const auto& entry) { return entry.second.until <= now; });
    // Thousands of addresses locked at once is an attack; the strangers' shared lock holds without them.
    if (tries_.size() >= kMaxRemembered) tries_.clear();
}

} // namespace kiosk::staff
