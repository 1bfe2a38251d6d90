#include "kiosk/results/seal.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <vector>

namespace kiosk::results {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kFormat = "kiosk-so.sealed-results/1";
constexpr const char* kAlgorithm = "Ed25519";
constexpr int kDeepest = 4; // of a sealed file; the results in it are a text

using Seed = std::array<unsigned char, crypto_sign_SEEDBYTES>;
static_assert(crypto_sign_SECRETKEYBYTES == 64 && crypto_sign_PUBLICKEYBYTES == 32 && crypto_sign_BYTES == 64);

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

std::string to_base64(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // the NUL
    return text;
}

// Exactly that many bytes, in the one spelling that base64 has for them.
template <std::size_t Size> bool from_base64(std::string_view text, std::array<unsigned char, Size>& out) {
    std::size_t size = 0;
    const char* end = nullptr;
    return sodium_base642bin(out.data(), Size, text.data(), text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) ==
               0 &&
           size == Size && end == text.data() + text.size();
}

// Nothing where there is no such file.
kiosk::Result<std::optional<Seed>> read_seed(const fs::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT) return std::optional<Seed>();
    struct stat about{};
    char bytes[128];
    const bool known = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    const ssize_t count = known ? ::read(fd, bytes, sizeof bytes) : -1;
    if (fd >= 0) ::close(fd);
    if (count < 0) return Error{Kind::unavailable, "The seal's key in " + file.string() + " cannot be read."};
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) || about.st_uid != geteuid()) {
        sodium_memzero(bytes, sizeof bytes);
        return Error{Kind::denied, "Others may read the seal's key in " + file.string() + ". Say: chmod 600 " + file.string()};
    }
    std::string_view line(bytes, static_cast<std::size_t>(count));
    if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
    std::optional<Seed> seed(Seed{});
    const bool good = from_base64(line, *seed);
    sodium_memzero(bytes, sizeof bytes);
    if (!good)
        return Error{Kind::invalid, file.string() + " holds no seal's key. Put it back from a copy, or move it away: then a new "
                                                    "one is made."};
    return seed;
}

// Whole and on the disk under its name, or not at all; a file that came there meanwhile stays.
bool write_seed(const fs::path& file, const Seed& seed) {
    const std::string part = file.string() + ".new";
    ::unlink(part.c_str()); // of a start that did not end well
    std::string line = to_base64(seed.data(), seed.size()) + '\n';
    const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool done = fd >= 0 && ::fchmod(fd, 0600) == 0 && ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                ::fsync(fd) == 0;
    if (fd >= 0) done = ::close(fd) == 0 && done;
    sodium_memzero(line.data(), line.size());
    done = done && ::link(part.c_str(), file.c_str()) == 0;
    ::unlink(part.c_str());
    if (const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return done;
}

// The document, or nothing where it is no JSON or deeper than ours are. The reader itself does not recurse.
std::optional<json> read_document(std::string_view text) {
    try {
        return json::parse(text, [](int depth, json::parse_event_t, json&) {
            if (depth > kDeepest) throw std::length_error("too deep");
            return true;
        });
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::string string_in(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

SealKey::~SealKey() {
    if (secret_) sodium_memzero(secret_->data(), secret_->size());
}

Status SealKey::open() {
    if (secret_) return {};
    if (sodium_init() < 0) return Error{Kind::internal, "libsodium cannot start."};
    auto seed = read_seed(file_);
    if (!seed) return seed.error();
    if (!*seed) {
        Seed fresh;
        randombytes_buf(fresh.data(), fresh.size());
        write_seed(file_, fresh);
        sodium_memzero(fresh.data(), fresh.size());
        seed = read_seed(file_); // what the disk holds counts
        if (!seed) return seed.error();
        if (!*seed) return Error{Kind::unavailable, "The seal's key cannot be written to " + file_.string() + "."};
    }
    std::array<unsigned char, 32> shown;
    crypto_sign_seed_keypair(shown.data(), secret_.emplace().data(), (**seed).data());
    sodium_memzero((**seed).data(), (**seed).size());
    public_ = to_base64(shown.data(), shown.size());
    return {};
}

kiosk::Result<std::string> SealKey::sign(std::string_view bytes) {
    if (auto opened = open(); !opened) return opened.error();
    std::array<unsigned char, crypto_sign_BYTES> signature;
    crypto_sign_detached(signature.data(), nullptr, raw(bytes), bytes.size(), secret_->data());
    return to_base64(signature.data(), signature.size());
}

kiosk::Result<std::string> SealKey::public_key() {
    if (auto opened = open(); !opened) return opened.error();
    return public_;
}

kiosk::Result<std::optional<std::string>> own_seal_key(const fs::path& file) {
    if (sodium_init() < 0) return Error{Kind::internal, "libsodium cannot start."};
    auto seed = read_seed(file);
    if (!seed) return seed.error();
    if (!*seed) return std::optional<std::string>();
    std::array<unsigned char, 32> shown;
    std::array<unsigned char, 64> secret;
    crypto_sign_seed_keypair(shown.data(), secret.data(), (**seed).data());
    sodium_memzero(secret.data(), secret.size());
    sodium_memzero((**seed).data(), (**seed).size());
    return std::optional(to_base64(shown.data(), shown.size()));
}

std::string sealed_file(std::string_view results, std::string_view key, std::string_view signature) {
    return json{{"format", kFormat},
                {"results", results},
                {"seal", {{"algorithm", kAlgorithm}, {"key", key}, {"signature", signature}}}}
               .dump() +
           '\n';
}

Sealed check_sealed(std::string_view file) {
    Sealed sealed;
    if (file.size() > kMaxSealedBytes) return sealed;
    const bool begins_like_ours = file.starts_with(std::string(R"({"format":")") + kFormat + '"');
    const auto document = read_document(file);
    if (begins_like_ours) sealed.verdict = Sealed::Verdict::broken;
    if (!document || !document->is_object() || string_in(*document, "format") != kFormat) return sealed;
    sealed.verdict = Sealed::Verdict::broken;
    const auto seal = document->find("seal");
    if (seal == document->end() || !seal->is_object()) return sealed;
    sealed.algorithm = string_in(*seal, "algorithm");
    sealed.key = string_in(*seal, "key");
    sealed.results = string_in(*document, "results");
    const std::string signature = string_in(*seal, "signature");
    if (!sealed.algorithm.empty() && sealed.algorithm != kAlgorithm) {
        sealed.verdict = Sealed::Verdict::foreign;
        return sealed;
    }
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key;
    std::array<unsigned char, crypto_sign_BYTES> mark;
    const bool whole = from_base64(sealed.key, key) && from_base64(signature, mark) &&
                       file == sealed_file(sealed.results, sealed.key, signature) &&
                       crypto_sign_verify_detached(mark.data(), raw(sealed.results), sealed.results.size(), key.data()) == 0;
    if (whole) sealed.verdict = Sealed::Verdict::whole;
    return sealed;
}

std::string short_hash(std::string_view bytes) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, raw(bytes), bytes.size());
    std::string text;
    for (int i = 0; i < 8; ++i) {
        constexpr char kDigits[] = "0123456789ABCDEF";
        if (i > 0 && i % 2 == 0) text += ' ';
        text += kDigits[hash[i] >> 4];
        text += kDigits[hash[i] & 15];
    }
    return text;
}

std::string key_fingerprint(std::string_view key_base64) {
    std::array<unsigned char, 32> key;
    if (!from_base64(key_base64, key)) return "";
    return short_hash({reinterpret_cast<const char*>(key.data()), key.size()});
}

} // namespace kiosk::results
