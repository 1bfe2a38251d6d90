// What a centre offers, and what is not believed of it.
#include "kiosk/fetch/index.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace kiosk::fetch {
namespace {

using nlohmann::json;

json pack(const std::string& id) {
    return {{"kind", "quiz-bank"}, {"id", id}, {"path", "quiz-bank." + id}, {"size", 2}, {"sha256", sha256_of("{}")}};
}
json good() {
    return {{"format", 1},
            {"event", {{"path", "event"}, {"size", 2}, {"sha256", sha256_of("{}")}}},
            {"packs", {pack("an-toan-so"), pack("nong-nghiep")}}};
}

TEST(Index, IsReadWhole) {
    const auto index = read_index(good().dump());
    ASSERT_TRUE(index) << index.error().sentence;
    EXPECT_EQ(index->event->path, "event");
    ASSERT_EQ(index->packs.size(), 2u);
    EXPECT_EQ(index->packs[1].id, "nong-nghiep");
    EXPECT_TRUE(is_as_listed(index->packs[1], "{}"));
    EXPECT_FALSE(is_as_listed(index->packs[1], "[]"));
    EXPECT_FALSE(is_as_listed(index->packs[1], "{} "));
    json packs_only = good();
    packs_only.erase("event");
    EXPECT_FALSE(read_index(packs_only.dump())->event);
}

TEST(Index, OneThatMakesNoSenseIsNotUsedAtAll) {
    const auto refused = [](const std::function<void(json&)>& spoil) {
        json index = good();
        spoil(index);
        return !read_index(index.dump());
    };
    EXPECT_TRUE(refused([](json& i) { i["format"] = 2; }));
    EXPECT_TRUE(refused([](json& i) { i["format"] = "1"; }));
    EXPECT_TRUE(refused([](json& i) { i.erase("packs"); }));
    EXPECT_TRUE(refused([](json& i) { i["packs"] = "none"; }));
    EXPECT_TRUE(refused([](json& i) { i["packs"][0] = 7; }));
    EXPECT_TRUE(refused([](json& i) { i["packs"][0]["size"] = -1; }));
    EXPECT_TRUE(refused([](json& i) { i["packs"][0]["size"] = 25u << 20; })) << "longer than anything that is taken";
    EXPECT_FALSE(refused([](json& i) { i["packs"][0]["size"] = 20u << 20; })) << "a set with many pictures";
    EXPECT_TRUE(refused([](json& i) { i["packs"][0]["sha256"] = "abc"; }));
    EXPECT_TRUE(refused([](json& i) { i["packs"][0]["sha256"] = std::string(64, 'G'); }));
    EXPECT_TRUE(refused([](json& i) { i["packs"][1] = i["packs"][0]; })) << "one id twice";
    EXPECT_TRUE(refused([](json& i) { i["event"] = nullptr; }));
    EXPECT_TRUE(refused([](json& i) {
        for (int n = 0; n < 1'001; ++n) i["packs"].push_back(pack("p" + std::to_string(n)));
    }));
    for (const char* path :
         {"", "..", "../../etc/passwd", ".hidden", "a/b", "a\\b", "http://elsewhere", "a?b", "a%2e", "a b", "A"})
        EXPECT_TRUE(refused([&](json& i) { i["packs"][0]["path"] = path; })) << path;
    EXPECT_TRUE(refused([](json& i) { i["packs"][0]["id"] = "../x"; }));
    for (const char* text : {"", "[]", "7", "{", "<html>"}) EXPECT_FALSE(read_index(text)) << text;
}

} // namespace
} // namespace kiosk::fetch
