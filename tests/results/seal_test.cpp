// The seal on a result file: whole or broken, ours or somebody else's, and what becomes of hostile bytes.
#include "kiosk/results/seal.h"
#include "tests/support/program.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sodium.h>
#include <sys/stat.h>

namespace kiosk::results {
namespace {

using support::TempFolder;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kResults = R"({"event":"Ngày hội số","ranking":[{"name":"Nguyễn \"An\"","place":1}]})";

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Kiosk {
    explicit Kiosk(const std::filesystem::path& data) : file(data / kSealKeyFile), key(file) {}
    std::string seals(const std::string& results) { return sealed_file(results, *key.public_key(), *key.sign(results)); }
    std::filesystem::path file;
    SealKey key;
};

TEST(Seal, WhatWasSealedIsWholeAndSaysWhoSealedIt) {
    const TempFolder data;
    Kiosk kiosk(data.path());
    const auto sealed = check_sealed(kiosk.seals(kResults));
    EXPECT_EQ(sealed.verdict, Sealed::Verdict::whole);
    EXPECT_EQ(sealed.results, kResults);
    EXPECT_EQ(sealed.key, *kiosk.key.public_key());
    EXPECT_EQ(sealed.algorithm, "Ed25519");
    EXPECT_EQ(kiosk.seals(kResults), kiosk.seals(kResults)) << "the same facts make the same file";
}

TEST(Seal, OneChangedByteAnywhereBreaksIt) {
    const TempFolder data;
    Kiosk kiosk(data.path());
    const std::string file = kiosk.seals(kResults);
    for (std::size_t at = 0; at < file.size(); ++at)
        for (const int flip : {1, 2, 4, 8, 16, 32, 64, 128, 0x2A}) {
            std::string changed = file;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            ASSERT_NE(check_sealed(changed).verdict, Sealed::Verdict::whole) << "byte " << at << " xor " << flip << ": " << changed;
        }
    for (std::size_t size = 0; size < file.size(); ++size)
        ASSERT_NE(check_sealed(file.substr(0, size)).verdict, Sealed::Verdict::whole) << size;
    EXPECT_EQ(check_sealed(file + " ").verdict, Sealed::Verdict::broken) << "said otherwise, it means the same, and is told all the same";
    EXPECT_EQ(check_sealed(file + file).verdict, Sealed::Verdict::broken);
}

TEST(Seal, AnotherKeyMakesAnotherFileOfItsOwn) {
    const TempFolder here, there;
    Kiosk ours(here.path()), theirs(there.path());
    const auto sealed = check_sealed(theirs.seals(kResults));
    EXPECT_EQ(sealed.verdict, Sealed::Verdict::whole) << "whole, but";
    EXPECT_NE(sealed.key, *ours.key.public_key()) << "not ours";
    const auto mixed = sealed_file(kResults, *ours.key.public_key(), *theirs.key.sign(kResults));
    EXPECT_EQ(check_sealed(mixed).verdict, Sealed::Verdict::broken) << "nobody signs in our name";
}

// RFC 8032, 7.1, test 2: so that the signature is what everybody else's Ed25519 checks.
TEST(Seal, SignsAsTheRfcSays) {
    ASSERT_GE(sodium_init(), 0);
    const TempFolder data;
    unsigned char seed[32];
    sodium_hex2bin(seed, sizeof seed, "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", 64, nullptr, nullptr, nullptr);
    char line[64];
    sodium_bin2base64(line, sizeof line, seed, sizeof seed, sodium_base64_VARIANT_ORIGINAL);
    const auto file = data.write(kSealKeyFile, std::string(line) + "\n");
    ::chmod(file.c_str(), 0600);
    SealKey key(file);
    const auto signature = key.sign("\x72");
    ASSERT_TRUE(signature) << signature.error().sentence;
    unsigned char bytes[64];
    std::size_t size = 0;
    ASSERT_EQ(sodium_base642bin(bytes, sizeof bytes, signature->data(), signature->size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL), 0);
    char hex[129];
    EXPECT_STREQ(sodium_bin2hex(hex, sizeof hex, bytes, size),
                 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    sodium_hex2bin(seed, sizeof seed, "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", 64, nullptr, nullptr, nullptr);
    sodium_bin2base64(line, sizeof line, seed, sizeof seed, sodium_base64_VARIANT_ORIGINAL);
    EXPECT_EQ(*key.public_key(), line);
}

TEST(SealKey, IsMadeAtFirstNeedForNobodyElseToReadAndKeptOverARestart) {
    const TempFolder data;
    std::string before;
    {
        Kiosk kiosk(data.path());
        EXPECT_FALSE(std::filesystem::exists(kiosk.file)) << "not before it is needed";
        before = *kiosk.key.public_key();
    }
    struct stat about{};
    ASSERT_EQ(::stat((data.path() / kSealKeyFile).c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
    EXPECT_FALSE(std::filesystem::exists(data.path() / "seal.key.new"));
    EXPECT_EQ(*Kiosk(data.path()).key.public_key(), before);
    EXPECT_EQ(**own_seal_key(data.path() / kSealKeyFile), before);
}

TEST(SealKey, ThatOthersMayReadIsNotUsed) {
    const TempFolder data;
    const std::string before = *Kiosk(data.path()).key.public_key();
    ::chmod((data.path() / kSealKeyFile).c_str(), 0640);
    Kiosk kiosk(data.path());
    const auto signature = kiosk.key.sign("x");
    ASSERT_FALSE(signature);
    EXPECT_EQ(signature.error().kind, Kind::denied);
    EXPECT_THAT(signature.error().sentence, HasSubstr("chmod 600"));
    EXPECT_FALSE(own_seal_key(kiosk.file));
    ::chmod(kiosk.file.c_str(), 0600);
    EXPECT_EQ(*kiosk.key.public_key(), before) << "once that is mended it works without a restart";
}

TEST(SealKey, ThatIsDamagedIsSaidAndNeverWrittenOver) {
    for (const std::string damage : {"", "no key", "AAAA\n"}) {
        const TempFolder data;
        const auto file = data.write(kSealKeyFile, damage);
        ::chmod(file.c_str(), 0600);
        const auto shown = SealKey(file).public_key();
        ASSERT_FALSE(shown) << damage;
        EXPECT_EQ(shown.error().kind, Kind::invalid);
        EXPECT_EQ(read(file), damage);
    }
}

TEST(SealKey, ThatIsLostLeavesOldFilesWholeButNotThisKiosksOwn) {
    const TempFolder data;
    const std::string old = Kiosk(data.path()).seals(kResults);
    std::filesystem::remove(data.path() / kSealKeyFile);
    EXPECT_EQ(*own_seal_key(data.path() / kSealKeyFile), std::nullopt);
    Kiosk again(data.path());
    const auto sealed = check_sealed(old);
    EXPECT_EQ(sealed.verdict, Sealed::Verdict::whole);
    EXPECT_NE(sealed.key, *again.key.public_key());
}

TEST(SealKey, IsNoLinkToSomewhereElse) {
    const TempFolder data;
    const auto elsewhere = data.write("elsewhere", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    std::filesystem::create_symlink(elsewhere, data.path() / kSealKeyFile);
    EXPECT_FALSE(SealKey(data.path() / kSealKeyFile).public_key());
}

TEST(SealKey, WhereTheFolderTakesNoFileSaysSo) {
    const auto shown = SealKey("/proc/there-is-nothing/seal.key").public_key();
    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().kind, Kind::unavailable);
}

TEST(Seal, WhatIsNoSuchFileIsSaidToBeNone) {
    const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
    for (const std::string& bytes : {std::string(), std::string("x"), std::string("{}"), std::string("[]"), std::string("null"),
                                     std::string("{\"format\":1}"), std::string("\xff\xfe\x00", 3), std::string(100'000, '{'), deep,
                                     std::string(R"({"format":"kiosk-so.sealed-results/2","results":""})"),
                                     std::string(kMaxSealedBytes + 1, ' ')})
        EXPECT_EQ(check_sealed(bytes).verdict, Sealed::Verdict::foreign) << bytes.substr(0, 60);
}

TEST(Seal, OfAnotherAlgorithmIsNamedAndNotBelieved) {
    const TempFolder data;
    std::string file = Kiosk(data.path()).seals(kResults);
    file.replace(file.find("Ed25519"), 7, "none");
    const auto sealed = check_sealed(file);
    EXPECT_EQ(sealed.verdict, Sealed::Verdict::foreign);
    EXPECT_EQ(sealed.algorithm, "none");
}

TEST(Seal, WithMembersOfOtherShapesIsBroken) {
    const std::string head = R"({"format":"kiosk-so.sealed-results/1")";
    for (const std::string& rest : {std::string("}"), std::string(R"(,"results":{},"seal":{}})"), std::string(R"(,"seal":[]})"),
                                    std::string(R"(,"results":"","seal":{"algorithm":"Ed25519","key":"","signature":""}})"),
                                    std::string(R"(,"results":"","seal":{"algorithm":7,"key":[],"signature":null}})"),
                                    std::string(",\"results\":") + std::string(50'000, '[')})
        EXPECT_EQ(check_sealed(head + rest).verdict, Sealed::Verdict::broken) << rest.substr(0, 80);
}

TEST(Seal, FingerprintsAreShortEnoughForPaper) {
    EXPECT_EQ(short_hash("abc"), "BA78 16BF 8F01 CFEA");
    const TempFolder data;
    EXPECT_THAT(key_fingerprint(*Kiosk(data.path()).key.public_key()), testing::MatchesRegex("([0-9A-F]{4} ){3}[0-9A-F]{4}"));
    EXPECT_EQ(key_fingerprint("no key"), "");
}

} // namespace
} // namespace kiosk::results
