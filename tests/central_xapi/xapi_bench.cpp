// What does one statement cost, from the bytes of a batch to its fingerprint, and from there to the text that is kept?
//
//   xapi_bench [SECONDS]      default: 3

#include "xapi/statement.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace central::xapi;

namespace {

constexpr std::size_t kBatch = 50;
constexpr std::int64_t kNow = 1'795'251'604'210;

// A run as our kiosks tell of it.
Json statement(std::size_t number) {
    Json json = Json::parse(R"({
        "actor": {"objectType": "Agent", "account": {"homePage": "https://kiosk.example.vn/p", "name": "01J9ZK5M7B4Q"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en-US": "completed"}},
        "object": {"objectType": "Activity", "id": "https://kiosk.example.vn/quiz/2026-11-21-ngay-hoi/tim-hieu",
            "definition": {"type": "http://adlnet.gov/expapi/activities/assessment", "name": {"vi-VN": "Tìm hiểu quê hương"}}},
        "result": {"score": {"scaled": 0.8111, "raw": 73, "min": 0, "max": 90}, "completion": true, "duration": "PT3M12.5S",
            "extensions": {"https://kiosk.example.vn/xapi/ext/right": 7, "https://kiosk.example.vn/xapi/ext/asked": 9}},
        "context": {"registration": "2d6b1b0c-51d9-4c7b-8ed7-6a2e0b90c0de", "platform": "kiosk-so 0.1.0", "language": "vi-VN",
            "contextActivities": {
                "category": [{"objectType": "Activity", "id": "https://kiosk.example.vn/xapi/profile/v1", "definition": {"type": "http://adlnet.gov/expapi/activities/profile"}}],
                "grouping": [{"objectType": "Activity", "id": "https://kiosk.example.vn/event/2026-11-21-ngay-hoi",
                              "definition": {"type": "http://activitystrea.ms/schema/1.0/event", "name": {"vi-VN": "Ngày hội"}}}]},
            "extensions": {"https://kiosk.example.vn/xapi/ext/device": "7a0c6c3e-2f0e-4a53-9d0b-000000000007", "https://kiosk.example.vn/xapi/ext/seq": 412}},
        "timestamp": "2026-11-21T09:00:04.210Z"})");
    json["id"] = "5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d" + std::to_string(1000 + number);
    return json;
}

// µs of processor time a statement, of `one_batch` done until that many seconds are used up: other programs do not count.
template <typename OneBatch> double cost(double seconds, OneBatch one_batch) {
    std::size_t batches = 0;
    const std::clock_t start = std::clock();
    double spent = 0;
    while (spent < seconds) {
        one_batch();
        ++batches;
        spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    }
    return spent * 1e6 / static_cast<double>(batches * kBatch);
}

} // namespace

int main(int argc, char** argv) {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 3;
    Json batch = Json::array();
    for (std::size_t i = 0; i < kBatch; ++i) batch.push_back(statement(i));
    const std::string body = batch.dump();
    auto read = read_statements(body, kNow, kBatch);
    if (const auto* fault = std::get_if<Fault>(&read)) {
        std::fprintf(stderr, "%s\n", fault->sentence.c_str());
        return 1;
    }
    const auto& statements = std::get<std::vector<Statement>>(read);
    const Json authority = {{"account", {{"homePage", "https://kiosk.example.vn/keys"}, {"name", "kiosk-07"}}}};
    std::size_t bytes = 0;
    std::printf("%zu bytes a statement, batches of %zu\n", body.size() / kBatch, kBatch);
    std::printf("parse alone        %6.1f µs\n", cost(seconds, [&] { bytes += Json::parse(body).size(); }));
    std::printf("read_each          %6.1f µs\n", cost(seconds, [&] {
                    read_each(body, kNow, kBatch, [&](const Statement& one) { bytes += one.text.size(); });
                }));
    std::printf("complete           %6.1f µs\n", cost(seconds, [&] {
                    for (const Statement& one : statements) bytes += complete(one, kNow, authority).size();
                }));
    return bytes > 0 ? 0 : 1;
}
