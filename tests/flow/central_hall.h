// A hall that tells a central its results, and what a test needs to speak to that one itself.
#pragma once

#include "tests/flow/questions.h"
#include "tests/support/wire.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace kiosk::flow {

using support::base64;

// A hall with its own kiosk, which tells the centre.
struct Hall {
    Kiosk kiosk;
    Staff staff{kiosk};
    std::vector<Phone> phones;

    Hall(const std::string& endpoint, const std::string& key, int people)
        : kiosk(Content{{{"central", {{"endpoint", endpoint}, {"answers", false}}}}, {plain_bank(4)}}) { // a run, a statement
        const auto file = kiosk.data() / "central.key";
        std::ofstream(file) << key << '\n';
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        for (int i = 1; i <= people; ++i) phones.emplace_back(kiosk, "Người " + std::to_string(i), i % 2 ? "tan-hoa" : "pa-co");
    }
    void plays() { // another round, where one was played before
        if (kiosk.phase() == "podium") { ASSERT_EQ(staff.does("end").status, 200); }
        ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
        for (auto& phone : phones) ASSERT_EQ(phone.enters().status, 200);
        staff.goes_to("answering");
        for (std::size_t i = 0; i < phones.size(); ++i) ASSERT_EQ(phones[i].answers(i % 3 ? "b" : "a").status, 200);
        staff.goes_to("podium");
    }
    bool shows(const std::function<bool(const json& outbox)>& wished) {
        return staff.ear().hears(
            "kiosk/staff", [&](const json& state) { return wished(state.at("outbox")); }, 30'000);
    }
    bool has_told(int count) {
        return shows([&](const json& outbox) { return outbox.value("sent", -1) == count && outbox.at("waiting") == 0; });
    }
};

} // namespace kiosk::flow
