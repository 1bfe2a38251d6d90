#include "desk.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

class AnEvent : public Desk {
protected:
    EventFile read(const std::string& text, Lang lang = Lang::vi) {
        return read_event(write("event.json", text), root_ / "schema", lang);
    }
    json good(const std::string& text) {
        const EventFile event = read(text);
        EXPECT_THAT(lines(event.faults), ElementsAre());
        return event.json;
    }
};

constexpr const char* kSmallest = R"({"formatVersion": 1, "name": "Ngày hội", "date": "2026-10-10")";

// Every property of the schema that `value` could have is there.
void expect_complete(const json& value, const json& schema_or_reference, const json& root, const std::string& at) {
    json schema = schema_or_reference;
    while (schema.contains("$ref"))
        schema = root.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
    for (const auto& branch : schema.value("oneOf", json::array()))
        if (branch.value("type", "") == value.type_name())
            schema = branch;
    if (value.is_array() && schema.contains("items")) {
        for (std::size_t i = 0; i < value.size(); ++i)
            expect_complete(value[i], schema["items"], root, at + "/" + std::to_string(i));
    } else if (value.is_object() && schema.contains("properties") && !schema["properties"].contains("vi")) {
        for (const auto& [key, property] : schema["properties"].items()) {
            EXPECT_TRUE(value.contains(key)) << at << "/" << key;
            if (value.contains(key))
                expect_complete(value[key], property, root, at + "/" + key);
        }
    }
}

TEST_F(AnEvent, OfNameAndDateIsCompletedFromTheSchema) {
    const json event = good(std::string(kSmallest) + "}");
    EXPECT_EQ(event["languages"], json({"vi", "en"}));
    EXPECT_EQ(event["branding"]["scheme"], "auto");
    EXPECT_EQ(event["wifi"]["ssid"], "");
    EXPECT_EQ(event["names"]["hold_until_approved"], false);
    EXPECT_EQ(event["privacy"]["retention_days"], 30);
    expect_complete(event, our_schema("event-v1"), our_schema("event-v1"), "");
}

TEST_F(AnEvent, WithEverythingInItIsCompletedToTheLastBranch) {
    const json event =
        good(std::string(kSmallest) + R"(, "units": [{"id": "a", "title": "A"}], "prizes": {"places": [{"place": 1, "title": "Nhất"}]},
        "contests": [{"id": "staff", "title": "Chính"}, {"id": "auto", "title": "Tự chạy", "auto": {"lobby_seconds": 30}}]})");
    EXPECT_EQ(event["contests"][0]["auto"], false);
    EXPECT_EQ(event["contests"][0]["preset"], "balanced");
    EXPECT_EQ(event["contests"][1]["auto"]["lobby_seconds"], 30) << "what was written stays";
    EXPECT_EQ(event["contests"][1]["auto"]["podium_seconds"], 30) << "what was not is filled in";
    expect_complete(event, our_schema("event-v1"), our_schema("event-v1"), "");
}

TEST_F(AnEvent, OwnKeysAreKept) { EXPECT_EQ(good(std::string(kSmallest) + R"(, "x-note": "của tôi"})")["x-note"], "của tôi"); }

TEST_F(AnEvent, WithFaultsIsNotUsedAndAllOfThemAreTold) {
    const EventFile event = read("{\n\"formatVersion\": 2,\n\"name\": \"N\",\n\"date\": \"10/10/2026\",\n\"contests\": "
                                 "[\n{\"id\": \"c\", \"title\": \"T\", "
                                 "\"preset\": \"fast\", \"auto\": true}]}");
    EXPECT_TRUE(event.json.is_discarded());
    auto all = lines(event.faults);
    for (auto& line : all)
        line.erase(0, line.find("event.json"));
    EXPECT_THAT(
        all, ElementsAre("event.json:2: /formatVersion: Phải là 1, không phải 2.",
                         "event.json:4: /date: “10/10/2026” không phải một ngày; viết năm-tháng-ngày, ví dụ 2026-10-10.",
                         "event.json:6: /contests/0/auto: Phải là false hoặc đối tượng { }, không phải true.",
                         "event.json:6: /contests/0/preset: “fast” không hợp lệ; phải là “accuracy”, “balanced” hoặc “speed”."));
}

TEST_F(AnEvent, WithTheSameUnitTwiceIsRefused) {
    const EventFile event =
        read(std::string(kSmallest) + ",\n\"units\": [{\"id\": \"a\", \"title\": \"A\"},\n{\"id\": \"a\", \"title\": \"B\"}]}");
    EXPECT_TRUE(event.json.is_discarded());
    EXPECT_THAT(lines(event.faults), ElementsAre(HasSubstr("event.json:3: /units/1/id: Mã “a” đã có ở mục khác.")));
}

TEST_F(AnEvent, AsksForANumberOnlyForPurposesThatHaveWords) {
    const EventFile event = read(std::string(kSmallest) +
                                 ",\n\"privacy\": {\"purposes\": [{\"id\": \"news\"}, {\"id\": \"news\"}],\n"
                                 "\"phone\": [\"prize\", \"news\"]}}");
    EXPECT_TRUE(event.json.is_discarded());
    EXPECT_THAT(lines(event.faults),
                ElementsAre(HasSubstr("event.json:2: /privacy/purposes/1/id: Mã “news” đã có ở mục khác."),
                            HasSubstr("event.json:3: /privacy/phone/1: Mục đích “news” chưa có lời"),
                            HasSubstr("event.json:3: /privacy/phone: Chưa có “seal_key”")));
}

TEST_F(AnEvent, WithoutAKeyForNumbersIsUsedWithAWarning) {
    const EventFile event = read(std::string(kSmallest) + ",\n\"privacy\": {\"phone\": [\"prize\"]}}");
    EXPECT_FALSE(event.json.is_discarded());
    ASSERT_EQ(event.faults.size(), 1u);
    EXPECT_TRUE(event.faults[0].warning);
    EXPECT_EQ(event.json["privacy"]["min_group"], 5);
    EXPECT_EQ(event.json["privacy"]["notice"], "") << "the program's own words";
}

TEST_F(AnEvent, ThatIsNotThereIsAFault) {
    const EventFile event = read_event(root_ / "nowhere.json", root_ / "schema", Lang::en);
    EXPECT_TRUE(event.json.is_discarded());
    EXPECT_THAT(lines(event.faults),
                ElementsAre(HasSubstr("nowhere.json:1: The file cannot be read: No such file or directory.")));
}

TEST_F(AnEvent, WithoutItsSchemaIsAFault) {
    std::filesystem::remove(root_ / "schema" / "event-v1.schema.json");
    const EventFile event = read(std::string(kSmallest) + "}");
    EXPECT_TRUE(event.json.is_discarded());
    EXPECT_THAT(lines(event.faults), ElementsAre(HasSubstr("event-v1.schema.json:1:")));
}

} // namespace
} // namespace kiosk::content
