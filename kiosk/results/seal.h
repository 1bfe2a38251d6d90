// What this kiosk vouches for: results sealed with a key of its own, so that whoever holds the file later can tell whether a
// single letter of it was changed, and which kiosk made it. Ed25519, RFC 8032, by libsodium.
//
// A sealed file is one JSON object in one spelling only: members sorted, no blanks, UTF-8 as it is, one newline at the end.
//
//     {"format":"kiosk-so.sealed-results/1","results":"{\"event\":…}","seal":{"algorithm":"Ed25519","key":"…","signature":"…"}}
//
// What is signed are the UTF-8 bytes of the text in "results", after JSON has taken its escapes off; that text is JSON in turn.
// So any language's JSON reader and Ed25519 are enough to check a file. We are stricter: where the file is spelled
// otherwise than above it is broken, too, and any changed byte is told.
//
// Not to be taken for privacy/seal.h, which closes phone numbers so that only the organiser can open them.
#pragma once

#include "kiosk/base/result.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::results {

// The kiosk's pair of keys. The secret half lies in one file of the data folder, 0600, and nowhere else; made when it is first
// needed. Where it is lost a new one is made: what was sealed before stays whole, but not with "this kiosk's own key".
// Thread: main; the first call reads, and perhaps writes, the file.
class SealKey {
public:
    explicit SealKey(std::filesystem::path file) : file_(std::move(file)) {}
    ~SealKey();
    SealKey(const SealKey&) = delete;
    SealKey& operator=(const SealKey&) = delete;

    // Kind::denied where others may read the file, Kind::invalid where it holds no key, Kind::unavailable where it can neither
    // be read nor made. A file that is there is never written over.
    kiosk::Result<std::string> sign(std::string_view bytes); // base64
    kiosk::Result<std::string> public_key();                 // base64

private:
    Status open();

    const std::filesystem::path file_;
    std::optional<std::array<unsigned char, 64>> secret_; // libsodium's form: seed and public half
    std::string public_;
};

inline constexpr const char* kSealKeyFile = "seal.key"; // in the data folder
// The public half of the key in that file, for a command; nothing where there is no file. Errors as above.
kiosk::Result<std::optional<std::string>> own_seal_key(const std::filesystem::path& file);

// A file put together from its parts.
std::string sealed_file(std::string_view results, std::string_view key, std::string_view signature);

inline constexpr std::size_t kMaxSealedBytes = 16u << 20;
struct Sealed {
    enum class Verdict {
        whole,
        broken,  // such a file, but not as it was sealed
        foreign, // no such file, or of a kind that this program does not know
    };
    Verdict verdict = Verdict::foreign;
    std::string key;       // that signed, base64; empty where foreign
    std::string algorithm; // as the file names it
    std::string results;   // the sealed text; of a broken file nothing in it is to be believed
};
// Any bytes. Pure; needs no key of ours.
Sealed check_sealed(std::string_view file);

// "3F2A 91BC 77D0 10EE": the first 8 bytes of SHA-256, for people who compare paper and screen. Of a key: of its 32 bytes.
std::string short_hash(std::string_view bytes);
std::string key_fingerprint(std::string_view key_base64); // empty where it is no key

} // namespace kiosk::results
