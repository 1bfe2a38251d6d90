// Question sets while the kiosk runs: dropped into the folder, sent by staff, mended, gone back to; and what a broken file
// can do to an evening (nothing).
#include "tests/flow/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

namespace kiosk::flow {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using testing::HasSubstr;

// What is promised; instrumented, the thread that looks (nice +10) may wait long for its turn beside other tests.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr auto kPickedUp = 60s;
#else
constexpr auto kPickedUp = 2s;
#endif

struct Sets : testing::Test {
    Kiosk kiosk{Content{{}, {plain_bank(3)}}};
    Staff staff{kiosk};

    std::filesystem::path file(const std::string& name) const { return kiosk.event().parent_path() / "banks" / name; }
    void drops(const std::string& name, const std::string& text) const { std::ofstream(file(name), std::ios::binary) << text; }
    static std::string bank(const std::string& id, const std::string& first_question) {
        json bank = plain_bank(3, id);
        bank["formatVersion"] = 1;
        bank["title"] = "Câu hỏi thử";
        bank["questions"][0]["text"] = first_question;
        return bank.dump(1);
    }

    json sets() { return staff.get("/api/staff/packs?kind=quiz-bank").json(); }
    json set(const std::string& id) {
        const json all = sets();
        for (const auto& pack : all.at("packs"))
            if (pack.at("id") == id) return pack;
        return nullptr;
    }
    json shown(const std::string& id, int version = 0) {
        return staff.get("/api/staff/packs/" + id + "?kind=quiz-bank" + (version ? "&version=" + std::to_string(version) : ""))
            .json();
    }
    std::string asks(const std::string& id, int version = 0) {
        return shown(id, version).at("pack").at("questions")[0].at("text");
    }
    template <class Wish> bool soon(Wish wish) const {
        for (const auto until = steady_clock::now() + kPickedUp; steady_clock::now() < until; std::this_thread::sleep_for(20ms))
            if (wish()) return true;
        return false;
    }
    Reply mends(const std::string& id, int version, const std::string& text) {
        return staff.post("/api/staff/packs/" + id + "/mend",
                          {{"kind", "quiz-bank"},
                           {"version", version},
                           {"patch", {{{"op", "replace"}, {"path", "/questions/0/text"}, {"value", text}}}}});
    }
    Reply goes_back(const std::string& id, int version) {
        return staff.post("/api/staff/packs/" + id + "/use", {{"kind", "quiz-bank"}, {"version", version}});
    }
    Reply sends(const std::string& name, const std::string& bytes) {
        return staff.ask(
            {"POST", "/api/staff/files?kind=quiz-bank&name=" + name, bytes, {{"Content-Type", "application/octet-stream"}}});
    }
};

// ---- the folder

TEST_F(Sets, AFileDroppedIntoTheFolderIsThereWithinTwoSecondsAndCanBePlayed) {
    Ear ear(kiosk.port(), "kiosk/packs", staff.cookie);
    ASSERT_TRUE(ear.hears("kiosk/packs", [](const json&) { return true; }));
    const json before = ear.newest("kiosk/packs").at("revision");
    drops("them.json", bank("them", "Mới thả vào?"));
    EXPECT_TRUE(soon([&] { return !set("them").is_null(); }));
    EXPECT_TRUE(ear.hears("kiosk/packs", [&](const json& now) { return now.at("revision") > before; })) << "pages are told";
    EXPECT_EQ(set("them").at("origin"), "folder");
    EXPECT_EQ(set("them").at("file"), "banks/them.json");
    EXPECT_EQ(staff.opens({{"banks", {"them"}}, {"questions", 1}}).status, 200);
}

TEST_F(Sets, ATableOfAColleagueDroppedIntoTheFolderIsASetToo) {
    drops("cau-hoi-co-lan.csv", "Câu hỏi;A;B;Đáp án đúng\nTrời xanh?;Có;Không;A\nGhi nhầm?;Có;Không;C\n");
    ASSERT_TRUE(soon([&] { return set("cau-hoi-co-lan") != json(); }));
    EXPECT_EQ(shown("cau-hoi-co-lan").at("pack").at("questions").size(), 1u) << "the good row";
    EXPECT_EQ(set("cau-hoi-co-lan").at("file"), "banks/cau-hoi-co-lan.csv");
    kiosk.restart();
    ASSERT_TRUE(soon([&] { return set("cau-hoi-co-lan") != json(); })); // power may have failed before it was saved: the file is there
    EXPECT_EQ(set("cau-hoi-co-lan").at("version"), 1) << "kept, and not read again";
}

TEST_F(Sets, ABrokenFileNeverReplacesTheOneThatWorksAndItsFaultsAreListed) {
    drops("plain.json", "{\n \"formatVersion\": 1,\n \"id\": \"plain\",,\n");
    ASSERT_TRUE(soon([&] { return !set("plain").at("refused").is_null(); }));
    const json pack = set("plain");
    EXPECT_EQ(pack.at("version"), 1);
    EXPECT_EQ(pack.at("refused").at("file"), "banks/plain.json");
    EXPECT_EQ(pack.at("refused").at("faults")[0].at("line"), 3);
    EXPECT_EQ(asks("plain"), "Câu q1?");
    EXPECT_EQ(staff.opens(plain_round(1)).status, 200) << "and is played";
    drops("plain.json", bank("plain", "Sửa xong?"));
    EXPECT_TRUE(soon([&] { return set("plain").at("version") == 2; }));
    EXPECT_EQ(set("plain").at("refused"), json());
}

TEST_F(Sets, RubbishInTheFolderIsNamedAndHurtsNobody) {
    drops("rac.json", std::string("\x00\x01\xFF rubbish", 11));
    ASSERT_TRUE(soon([&] { return !sets().at("faults").empty(); }));
    EXPECT_EQ(sets().at("faults")[0].at("file"), "banks/rac.json");
    EXPECT_EQ(sets().at("packs").size(), 1u);
    std::filesystem::remove(file("rac.json"));
    EXPECT_TRUE(soon([&] { return sets().at("faults").empty(); }));
}

TEST_F(Sets, ADeletedFileIsPutAwayAndStaffCanFetchItBack) {
    std::filesystem::remove(file("plain.json"));
    ASSERT_TRUE(soon([&] { return set("plain").is_null(); }));
    EXPECT_EQ(sets().at("resting")[0].at("id"), "plain");
    EXPECT_NE(staff.opens(plain_round(1)).status, 200);
    EXPECT_EQ(goes_back("plain", 1).status, 200);
    kiosk.restart();
    EXPECT_EQ(set("plain").at("version"), 1) << "and it stays";
    EXPECT_EQ(staff.opens(plain_round(1)).status, 200);
}

// ---- versions

TEST_F(Sets, ACorrectionThatWasCalledSavedIsThereAfterAPowerCut) {
    EXPECT_EQ(mends("plain", 1, "Câu đã sửa?").json().value("version", 0), 2);
    kiosk.restart();
    EXPECT_EQ(set("plain").at("version"), 2);
    EXPECT_EQ(asks("plain"), "Câu đã sửa?");
    EXPECT_EQ(asks("plain", 1), "Câu q1?") << "the one before is kept";
    const json versions = shown("plain").at("versions");
    ASSERT_EQ(versions.size(), 2u);
    EXPECT_EQ(versions[0].at("origin"), "mended");
    EXPECT_NE(versions[0].at("note"), "");

    EXPECT_EQ(goes_back("plain", 1).status, 200);
    kiosk.restart();
    EXPECT_EQ(shown("plain").at("chosen"), 1);
    EXPECT_EQ(asks("plain"), "Câu q1?");
}

TEST_F(Sets, TwoWhoCorrectTheSameSetDoNotOverwriteEachOther) {
    ASSERT_EQ(mends("plain", 1, "Của người nhanh hơn?").status, 200);
    const auto late = mends("plain", 1, "Của người chậm hơn?");
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.error(), "moved_on");
    EXPECT_EQ(asks("plain"), "Của người nhanh hơn?");
}

TEST_F(Sets, ACorrectionThatBreaksTheSetIsRefusedWithItsPlace) {
    const auto refused = mends("plain", 1, std::string(300, 'x'));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.error(), "faults");
    EXPECT_EQ(refused.json().at("faults")[0].at("pointer"), "/questions/0/text");
    const auto nowhere = staff.post("/api/staff/packs/plain/mend", {{"kind", "quiz-bank"},
                                                                     {"version", 1},
                                                                     {"patch", {{{"op", "remove"}, {"path", "/questions/99"}}}}});
    EXPECT_EQ(nowhere.status, 400);
    EXPECT_EQ(mends("khong-co", 1, "?").status, 404);
    EXPECT_EQ(goes_back("plain", 7).status, 404);
    EXPECT_EQ(set("plain").at("version"), 1);
}

TEST_F(Sets, ARoundKeepsItsQuestionsWhateverHappensToTheSet) {
    Phone an(kiosk, "An");
    ASSERT_EQ(staff.opens(plain_round(3)).status, 200);
    ASSERT_EQ(an.enters().status, 200);
    staff.goes_to("question");
    json mended = json::array();
    for (int i = 0; i < 3; ++i)
        mended.push_back({{"op", "replace"}, {"path", "/questions/" + std::to_string(i) + "/text"}, {"value", "Khác rồi?"}});
    ASSERT_EQ(staff.post("/api/staff/packs/plain/mend", {{"kind", "quiz-bank"}, {"version", 1}, {"patch", mended}}).status, 200);
    kiosk.restart();
    staff.listens();
    for (int i = 0; i < 3; ++i) {
        EXPECT_THAT(kiosk.question().at("text").dump(), HasSubstr("Câu q"));
        staff.goes_to(i < 2 ? "question" : "podium");
    }
    staff.goes_to("ended");
    ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
    staff.goes_to("question");
    EXPECT_THAT(kiosk.question().at("text").dump(), HasSubstr("Khác rồi?")) << "the next round has the new ones";
}

// ---- files that staff send

constexpr const char* kOneOfTwoIsWrong = "Câu hỏi;A;B;C;D;Đáp án đúng\nTrời màu gì?;Xanh;Đỏ;Tím;Vàng;A\nCỏ màu gì?;Xanh;Đỏ;Tím;Vàng;E\n";

TEST_F(Sets, ATableFromALaptopIsReadReportedTakenAndPlayed) {
    const auto sent = sends("c%C3%A2u%20h%E1%BB%8Fi.csv", kOneOfTwoIsWrong);
    ASSERT_EQ(sent.status, 200) << sent.body;
    const json report = sent.json().at("report");
    ASSERT_EQ(report.at("taken"), 1) << report;
    ASSERT_EQ(report.at("refused"), 1) << report;
    EXPECT_THAT(report.at("notes")[0].at("sentence").get<std::string>(), HasSubstr("E"));
    EXPECT_EQ(sets().at("packs").size(), 1u) << "nothing is taken yet";
    const std::string file = sent.json().at("file");
    const auto taken = staff.post("/api/staff/files/" + file + "/take", {{"id", "tai-len"}, {"title", "Tải lên"}});
    EXPECT_EQ(taken.json(), json({{"id", "tai-len"}, {"version", 1}})) << taken.body;
    EXPECT_EQ(set("tai-len").at("origin"), "upload");
    EXPECT_EQ(set("tai-len").at("title"), "Tải lên");
    EXPECT_EQ(staff.opens({{"banks", {"tai-len"}}, {"questions", 1}}).status, 200);
    kiosk.restart();
    EXPECT_EQ(set("tai-len").at("version"), 1);
    EXPECT_EQ(staff.post("/api/staff/files/" + file + "/take", json::object()).error(), "file_gone")
        << "files do not outlive the kiosk";
}

TEST_F(Sets, AColumnCanBeMappedAnewAndAnExistingSetGetsItsNextVersion) {
    const auto sent = sends("a.csv", "Nội dung;Một;Hai;Kết quả\nTrời màu gì?;Xanh;Đỏ;1\n");
    ASSERT_EQ(sent.status, 200) << sent.body;
    const std::string file = sent.json().at("file");
    const auto again = staff.post(
        "/api/staff/files/" + file,
        {{"map", {{"Nội dung", "text"}, {"Một", "option"}, {"Hai", "option"}, {"Kết quả", "answer"}}}, {"format", "auto"}});
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.json().at("file"), file);
    EXPECT_EQ(again.json().at("report").at("taken"), 1) << again.body;
    const auto taken = staff.post("/api/staff/files/" + file + "/take", {{"id", "plain"}});
    EXPECT_EQ(taken.json(), json({{"id", "plain"}, {"version", 2}})) << taken.body;
    const auto bad = staff.post("/api/staff/files/" + file + "/take", {{"id", "Không Được"}});
    EXPECT_EQ(bad.status, 422);
    EXPECT_EQ(bad.json().at("faults")[0].at("pointer"), "/id");
}

TEST_F(Sets, AFileThatIsNoneEndsInOneSentence) {
    const auto sent = sends("virus.exe", std::string("\x7F" "ELF\0\0\0\0", 8));
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(sent.json().at("report").at("taken"), 0);
    EXPECT_NE(sent.json().at("report").at("sentence"), "");
    EXPECT_EQ(staff.post("/api/staff/files/" + sent.json().at("file").get<std::string>() + "/take", json::object()).status, 404);
    EXPECT_EQ(sends("leer.csv", "").status, 400);
}

TEST_F(Sets, ASetLeavesAsAFileAndComesBackTheSame) {
    const auto file = staff.get("/api/staff/packs/plain/file?kind=quiz-bank&format=json");
    ASSERT_EQ(file.status, 200);
    EXPECT_THAT(file.header("Content-Disposition"), HasSubstr("filename=\"plain.json\""));
    const auto sent = sends("plain.json", file.body);
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(sent.json().at("report").at("taken"), 3) << sent.body;
    EXPECT_EQ(sent.json().at("replaces").at("id"), "plain");
    EXPECT_EQ(sent.json().at("replaces").at("version"), 1);
    EXPECT_EQ(staff.get("/api/staff/packs/plain/file?kind=quiz-bank&format=pdf").status, 404);
    const auto workbook = staff.get("/api/staff/template?kind=quiz-bank&lang=vi");
    EXPECT_EQ(workbook.status, 200);
    EXPECT_TRUE(workbook.body.starts_with("PK")) << "an .xlsx is a ZIP";
}

TEST_F(Sets, StrangersSeeNothingChangeNothingAndMakeNobodyKeepTheirMegabytes) {
    Phone an(kiosk, "An");
    for (const char* path : {"/api/staff/packs?kind=quiz-bank", "/api/staff/packs/plain?kind=quiz-bank",
                             "/api/staff/packs/plain/file?kind=quiz-bank&format=json"})
        EXPECT_EQ(an.get(path).status, 401) << path;
    EXPECT_EQ(an.post("/api/staff/packs/plain/use", {{"kind", "quiz-bank"}, {"version", 1}}).status, 401);
    EXPECT_EQ(an.ask({"POST", "/api/staff/files?kind=quiz-bank&name=a.csv", "Câu hỏi", {{"Content-Type", "text/csv"}}}).status,
              401);
    const auto big = an.ask({"POST", "/api/staff/files?kind=quiz-bank&name=a.csv", std::string(60'000, 'x'), {}});
    EXPECT_EQ(big.status, 401);
    Ear ear(kiosk.port(), "kiosk/packs", an.cookie);
    EXPECT_FALSE(ear.hears("kiosk/packs", [](const json&) { return true; }, 500));
    const int wire = support::connect_to(kiosk.port()); // who is refused by the head need not send the rest
    const std::string head =
        "POST /api/staff/files?kind=quiz-bank&name=a.csv HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + staff.cookie +
        "\r\nContent-Length: 22000000\r\n\r\n";
    ASSERT_EQ(send(wire, head.data(), head.size(), MSG_NOSIGNAL), static_cast<ssize_t>(head.size()));
    EXPECT_THAT(support::read_for(wire, 2'000), HasSubstr(" 413 ")) << "and staff have a limit, too";
    close(wire);
    EXPECT_EQ(staff
                  .ask({"POST",
                        "/api/staff/files?kind=quiz-bank&name=a.csv",
                        "x",
                        {{"Content-Type", "text/plain"}, {"Sec-Fetch-Site", "cross-site"}}})
                  .status,
              403)
        << "another site cannot use their cookie";
}

TEST_F(Sets, AFullDiskSavesNothingAndSaysSo) {
    kiosk.program().files_may_grow(false);
    const auto refused = mends("plain", 1, "Đĩa đầy?");
    kiosk.program().files_may_grow(true);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.error(), "not_saved");
}

} // namespace
} // namespace kiosk::flow
