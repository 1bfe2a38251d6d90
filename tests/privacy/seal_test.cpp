#include "kiosk/privacy/seal.h"

#include <gtest/gtest.h>
#include <sodium.h>

namespace kiosk::privacy {
namespace {

struct Sealing : testing::Test {
    Sealing() { EXPECT_GE(sodium_init(), 0); }
    KeyPair organiser = new_key_pair();
    PublicKey shown = read_public_key(organiser.public_key).value();
    SecretKey secret = read_secret_key(organiser.secret_key).value();
};

TEST_F(Sealing, OnlyTheOrganiserOpensIt) {
    const std::string sealed = seal("0912345678", shown);
    EXPECT_EQ(sealed.find("0912345678"), std::string::npos);
    EXPECT_EQ(*open_sealed(sealed, secret), "0912345678");
    const auto stranger = read_secret_key(new_key_pair().secret_key).value();
    EXPECT_EQ(open_sealed(sealed, stranger).error().kind, Kind::denied);
}

TEST_F(Sealing, TheSameNumberLooksDifferentEachTime) { EXPECT_NE(seal("0912345678", shown), seal("0912345678", shown)); }

TEST_F(Sealing, WhatWasChangedIsNotOpened) {
    std::string sealed = seal("0912345678", shown);
    sealed.back() = static_cast<char>(sealed.back() ^ 1);
    EXPECT_FALSE(open_sealed(sealed, secret));
    EXPECT_FALSE(open_sealed("", secret));
    EXPECT_FALSE(open_sealed(sealed.substr(0, 20), secret));
}

TEST_F(Sealing, AKeyIsTakenWholeOrNotAtAll) {
    EXPECT_EQ(organiser.public_key.size(), 44u);
    for (const std::string& bad : {std::string(), std::string("AAAA"), organiser.public_key + "A", organiser.public_key + "\n",
                                  std::string(44, '!'), organiser.public_key.substr(1)})
        EXPECT_FALSE(read_public_key(bad)) << bad;
}

} // namespace
} // namespace kiosk::privacy
