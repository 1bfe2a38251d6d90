#include "asked.h"
#include "keys.h"
#include "senders.h"
#include "tests/central/statements.h"

#include <gmock/gmock.h>
#include <sodium.h>

namespace central {
namespace {

std::string basic(std::string_view pair) {
    std::string text(sodium_base64_encoded_len(pair.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(pair.data()), pair.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return "Basic " + text;
}

TEST(Basic, IsTakenApartAsRfc7617HasIt) {
    EXPECT_EQ(read_basic("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==").user, "Aladdin");
    EXPECT_EQ(read_basic("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==").password, "open sesame");
    EXPECT_EQ(read_basic("bAsIc   " + basic("a:b:c").substr(6)).password, "b:c");
    const std::vector<std::string> nonsense{
        "", "Basic", "Basic ", "Bearer abc", "Basic ****", "Basic QWxh", "Basic " + std::string(2000, 'Q')};
    for (const auto& none : nonsense) EXPECT_EQ(read_basic(none).user, "") << none;
}

struct Ring : testing::Test {
    KeyRing ring{{{"hall-1", {hash_of("one"), 1, 0}}, {"hall-2", {hash_of("two"), 1, 5}}, {"odd", {}}}};
};

TEST_F(Ring, KnowsWhoseKeyItIs) {
    EXPECT_EQ(ring.who(basic("hall-1:one")), "hall-1");
    for (const char* pair : {"hall-1:two", "hall-1:", "hall-3:one", ":one", "HALL-1:one", "hall-1:one "})
        EXPECT_EQ(ring.who(basic(pair)), std::nullopt) << pair;
    EXPECT_EQ(ring.who(basic("hall-2:two")), std::nullopt) << "revoked";
    EXPECT_EQ(ring.who(""), std::nullopt);
    EXPECT_EQ(KeyRing{}.who(basic("hall-1:one")), std::nullopt);
}

TEST_F(Ring, AHashThatIsNoneOpensNothing) {
    for (const char* pair : {"odd:", "odd:x"}) EXPECT_EQ(ring.who(basic(pair)), std::nullopt);
}

TEST(KeyName, IsShortAndPlain) {
    for (const char* good : {"a", "hall-1", "7", "pa-co-2026"}) EXPECT_TRUE(is_key_name(good)) << good;
    for (const char* bad : {"", "-a", "Hall", "a b", "a:b", "xã", "a/b", "a123456789012345678901234567890123"})
        EXPECT_FALSE(is_key_name(bad)) << bad;
}

TEST(Sender, IsKnownByWhatItSends) {
    Sender sender;
    hear(sender, {"POST", "", "", {{"x-kiosk-waiting", "12"}, {"x-kiosk-time", "1000500"}}}, {2, "kiosk-so 0.1.0"}, 1'000'000);
    EXPECT_EQ(sender, (Sender{1'000'000, 2, "kiosk-so 0.1.0", 12, 500}));
    hear(sender, {"POST", "", "", {{"x-kiosk-waiting", "-1"}, {"x-kiosk-time", "soon"}}}, {}, 900'000);
    EXPECT_EQ(sender, (Sender{1'000'000, 2, "kiosk-so 0.1.0", 12, 500})) << "nonsense, from before, tells nothing";
}

} // namespace
} // namespace central
