// Statements as our kiosks send them.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>

namespace central {

inline std::string id_of(int number) {
    char id[40];
    std::snprintf(id, sizeof id, "6f0b5d0e-7c41-5c5a-9d5f-%012d", number);
    return id;
}

inline nlohmann::json completed(int number) {
    const std::string base = "https://kiosk.example.vn";
    return {
        {"id", id_of(number)},
        {"actor", {{"objectType", "Agent"}, {"account", {{"homePage", base + "/p"}, {"name", "01J9ZK5M7B4Q"}}}}},
        {"verb", {{"id", "http://adlnet.gov/expapi/verbs/completed"}, {"display", {{"en-US", "completed"}}}}},
        {"object",
         {{"objectType", "Activity"},
          {"id", base + "/quiz/2026-10-10-ngay-hoi-so/vong-1"},
          {"definition", {{"type", "http://adlnet.gov/expapi/activities/assessment"}, {"name", {{"vi-VN", "Vòng 1"}}}}}}},
        {"result",
         {{"completion", true},
          {"score", {{"scaled", 0.75}, {"raw", 3000}, {"min", 0}, {"max", 4000}}},
          {"duration", "PT1M12.5S"},
          {"extensions", {{base + "/xapi/ext/right", 3}, {base + "/xapi/ext/asked", 4}}}}},
        {"context",
         {{"registration", id_of(900'000 + number)},
          {"platform", "kiosk-so 0.1.0"},
          {"language", "vi-VN"},
          {"contextActivities",
           {{"grouping",
             {{{"objectType", "Activity"},
               {"id", base + "/event/2026-10-10-ngay-hoi-so"},
               {"definition", {{"type", "http://activitystrea.ms/schema/1.0/event"}, {"name", {{"vi-VN", "Ngày hội số"}}}}}},
              {{"objectType", "Activity"},
               {"id", base + "/unit/pa-co"},
               {"definition", {{"type", base + "/xapi/type/unit"}, {"name", {{"vi-VN", "Xã Pà Cò"}}}}}}}}}},
          {"extensions",
           {{base + "/xapi/ext/device", "0f6c1a8e-1111-4222-8333-444455556666"}, {base + "/xapi/ext/seq", number}}}}},
        {"timestamp", "2026-10-10T09:00:04.210Z"}};
}

inline nlohmann::json voids(const std::string& id, int number) {
    return {{"id", id_of(number)},
            {"actor",
             {{"objectType", "Agent"},
              {"account", {{"homePage", "https://kiosk.example.vn/device"}, {"name", "0f6c1a8e-1111-4222-8333-444455556666"}}}}},
            {"verb", {{"id", "http://adlnet.gov/expapi/verbs/voided"}, {"display", {{"en-US", "voided"}}}}},
            {"object", {{"objectType", "StatementRef"}, {"id", id}}},
            {"timestamp", "2026-10-10T09:10:00Z"}};
}

} // namespace central
