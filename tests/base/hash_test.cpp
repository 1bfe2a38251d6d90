#include "kiosk/base/hash.h"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

TEST(Hash, IsTheOneThatOthersReckonToo) { // b2sum --length 256
    const auto hex = [](const std::string& bytes) {
        std::string out;
        for (const unsigned char byte : bytes) out += "0123456789abcdef"[byte >> 4], out += "0123456789abcdef"[byte & 15];
        return out;
    };
    EXPECT_EQ(hex(hash_of("")), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    EXPECT_EQ(hex(hash_of("abc")), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

} // namespace
} // namespace kiosk
