#include "kiosk/privacy/notice.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

namespace kiosk::privacy {
namespace {

using nlohmann::json;

TEST(ANotice, OfAnEventThatSaysNothingAsksForNothing) {
    const Notice notice = read_notice(json::object());
    EXPECT_TRUE(notice.phone.empty());
    EXPECT_EQ(notice.retention_days, 30);
    EXPECT_EQ(notice.min_group, 5);
}

TEST(ANotice, AsksForANumberOnlyWhereThereIsAKeyToSealItWith) {
    ASSERT_GE(sodium_init(), 0);
    json event{{"privacy", {{"version", "2"}, {"phone", {"prize"}}, {"seal_key", ""}}}};
    EXPECT_TRUE(read_notice(event).phone.empty());
    event["privacy"]["seal_key"] = new_key_pair().public_key;
    const Notice notice = read_notice(event);
    EXPECT_EQ(notice.phone, std::vector<std::string>{"prize"});
    EXPECT_TRUE(notice.seal_key);
}

TEST(ANotice, TellsPagesTheWordsOfEachBox) {
    ASSERT_GE(sodium_init(), 0);
    const json event{{"privacy",
                      {{"version", "2"},
                       {"phone", {"prize", "news"}},
                       {"purposes", {{{"id", "news"}, {"text", {{"vi", "Báo tin cho tôi"}}}}}},
                       {"seal_key", new_key_pair().public_key}}}};
    const json page = for_pages(event, read_notice(event));
    EXPECT_EQ(page["version"], "2");
    EXPECT_EQ(page["phone"], json::parse(R"([{"id": "prize", "text": ""}, {"id": "news", "text": {"vi": "Báo tin cho tôi"}}])"));
    EXPECT_FALSE(page.contains("seal_key")) << "pages have no use for it";
}

} // namespace
} // namespace kiosk::privacy
