// The content folder, looked at as editors and people work on it.
#include "kiosk/content/folder.h"

#include "desk.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct AFolder : Desk {
    std::optional<Folder> folder;

    void start() { folder.emplace(root_, kinds(), Judge(root_ / "schema")); }
    FolderNews look() { return folder->look(Folder::Patience::none); }
    FolderNews patient_look() { return folder->look(Folder::Patience::two_looks); }
    static std::vector<std::string> sound(const FolderNews& news) {
        std::vector<std::string> ids;
        for (const auto& file : news.read)
            if (file.pack) ids.push_back(file.pack->id);
        return ids;
    }
    static std::vector<std::string> said(const FolderNews& news) {
        std::vector<std::string> all;
        for (const auto& file : news.read)
            for (const auto& line : lines(in(file.faults, Lang::vi))) all.push_back(line);
        return all;
    }
    static std::string bank(const std::string& id, const std::string& text = "Trời xanh?") {
        return R"({"formatVersion":1,"id":")" + id + R"(","title":"Mẫu","questions":[{"id":"q","type":"boolean","text":")" +
               text + R"(","answer":true}]})";
    }
    AFolder() { start(); }
};

TEST_F(AFolder, HasItsPacksInTheOrderOfTheirFiles) {
    write_bank("hai");
    write_bank("ba");
    const auto news = look();
    EXPECT_THAT(sound(news), ElementsAre("ba", "hai"));
    EXPECT_THAT(said(news), IsEmpty());
    EXPECT_EQ(news.read[0].file, "banks/ba.json");
    EXPECT_EQ(news.read[0].pack->title, "\"Mẫu\"");
}

TEST_F(AFolder, GoesOnWithoutABrokenFileAndSaysWhyInBothLanguages) {
    write_bank("tot");
    write("banks/xau.json", "{\n\"formatVersion\": 1,\n}");
    const auto news = look();
    EXPECT_THAT(sound(news), ElementsAre("tot"));
    EXPECT_THAT(said(news), ElementsAre("banks/xau.json:2: Dòng 2, cột 19: thừa dấu phẩy này, trước dấu đóng ngoặc."));
    EXPECT_THAT(lines(in(news.read[1].faults, Lang::en)), ElementsAre(HasSubstr("this comma before the closing bracket")));
}

TEST_F(AFolder, AWarningKeepsTheFileInUse) {
    write("banks/mau.json", "{\"ghi-chu\": 1, " + bank_with(kGoodQuestion).substr(1));
    const auto news = look();
    EXPECT_THAT(sound(news), ElementsAre("mau"));
    EXPECT_THAT(said(news), ElementsAre("banks/mau.json:1: /ghi-chu: Khóa “ghi-chu” không dùng đến; bỏ qua."));
}

TEST_F(AFolder, PacksAreHandedOnInNfc) {
    write("banks/mau.json", bank("mau", "Vie\u0302\u0323t Nam?"));
    EXPECT_THAT(look().read.at(0).pack->json, HasSubstr("Việt Nam?"));
}

TEST_F(AFolder, TwoFilesWithOneIdAreOnePackAndAFault) {
    write_bank("mot");
    const auto copy = write("banks/zz.json", slurp(root_ / "banks/mot.json"));
    const auto news = look();
    EXPECT_THAT(sound(news), ElementsAre("mot"));
    EXPECT_THAT(said(news), ElementsAre("banks/zz.json:2: /id: Mã “mot” đã có trong tệp banks/mot.json."));
    std::filesystem::remove(root_ / "banks/mot.json");
    const auto later = look();
    EXPECT_THAT(later.gone, ElementsAre("banks/mot.json"));
    EXPECT_THAT(sound(later), ElementsAre("mot")) << "the copy is taken once the first is away";
}

TEST_F(AFolder, WithoutPacksIsEmptyAndWell) { EXPECT_TRUE(look().empty()); }

TEST_F(AFolder, ThePluginsOwnFaultsStandWithTheOthersInTheOrderOfLines) {
    check_ = [](std::string_view, Lang, const auto& fault) {
        fault("/questions/0/answer", "Không có lựa chọn “z”.");
        fault("/questions/0/seconds", "Nói lại điều schema đã nói.");
    };
    start();
    write("banks/mau.json",
          bank_with("{\"id\": \"q\", \"type\": \"single\", \"text\": \"?\",\n\"options\": [{\"id\": \"a\", \"text\": \"1\"}, "
                    "{\"id\": \"b\", \"text\": \"2\"}],\n\"answer\": \"z\",\n\"seconds\": 1}"));
    const auto news = look();
    EXPECT_THAT(sound(news), IsEmpty());
    EXPECT_THAT(said(news), ElementsAre("banks/mau.json:6: /questions/0/answer: Không có lựa chọn “z”.",
                                        "banks/mau.json:7: /questions/0/seconds: Phải từ 5 trở lên, không phải 1."));
}

TEST_F(AFolder, WhatLooksAsItDidIsNotReadAgain) {
    int judged = 0;
    check_ = [&](std::string_view, Lang, const auto&) { ++judged; };
    start();
    const auto file = write_bank("mot");
    const auto first = look();
    EXPECT_TRUE(look().empty());
    EXPECT_EQ(judged, 1);

    start(); // the kiosk was started again, and remembers
    folder->remember(first.read[0].file, "quiz-bank", "mot", looks_from(to_text(first.read[0].looks)));
    EXPECT_TRUE(look().empty());
    EXPECT_EQ(judged, 1);
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5));
    EXPECT_THAT(sound(look()), ElementsAre("mot"));
}

// ---- as editors write

TEST_F(AFolder, AFileWrittenInPiecesIsReadWhenItHasComeToRest) {
    const std::string text = bank("tung-phan");
    write("banks/tung-phan.json", text.substr(0, 20));
    EXPECT_TRUE(patient_look().empty());
    write("banks/tung-phan.json", text.substr(0, 60));
    EXPECT_TRUE(patient_look().empty()) << "it still grows";
    write("banks/tung-phan.json", text);
    EXPECT_TRUE(patient_look().empty());
    const auto news = patient_look();
    EXPECT_THAT(sound(news), ElementsAre("tung-phan"));
    EXPECT_THAT(said(news), IsEmpty()) << "nobody was told of the half of it";
    EXPECT_TRUE(patient_look().empty());
}

TEST_F(AFolder, ASlowCopyFailsFirstAndIsReadAgainWhenItIsWhole) {
    const std::string text = bank("cham");
    write("banks/cham.json", text.substr(0, 40));
    patient_look();
    EXPECT_THAT(said(patient_look()), Not(IsEmpty()));
    write("banks/cham.json", text);
    patient_look();
    EXPECT_THAT(sound(patient_look()), ElementsAre("cham"));
}

TEST_F(AFolder, AnEditorThatMovesTheOldFileAwayFirstHasNotDeletedIt) {
    const auto file = write_bank("mot");
    look();
    std::filesystem::rename(file, root_ / "banks/mot.json~");
    EXPECT_TRUE(patient_look().empty());
    write("banks/mot.json", bank("mot", "Trời vẫn xanh?"));
    EXPECT_TRUE(patient_look().empty());
    const auto news = patient_look();
    EXPECT_THAT(news.gone, IsEmpty());
    EXPECT_THAT(sound(news), ElementsAre("mot"));
}

TEST_F(AFolder, ADeletedFileIsGoneInTheSecondLook) {
    const auto file = write_bank("mot");
    look();
    std::filesystem::remove(file);
    EXPECT_TRUE(patient_look().empty());
    EXPECT_THAT(patient_look().gone, ElementsAre("banks/mot.json"));
    EXPECT_TRUE(patient_look().empty());
}

TEST_F(AFolder, ANetworkDriveThatIsAwayHasNotLostItsFiles) {
    write_bank("mot");
    look();
    std::filesystem::rename(root_ / "banks", root_ / "elsewhere");
    EXPECT_TRUE(look().empty());
    std::filesystem::rename(root_ / "elsewhere", root_ / "banks");
    EXPECT_TRUE(look().empty());
}

TEST_F(AFolder, ARenamedFileIsTheSamePack) {
    const auto file = write_bank("mot");
    look();
    std::filesystem::rename(file, root_ / "banks/ten-moi.json");
    const auto news = look();
    EXPECT_THAT(news.gone, ElementsAre("banks/mot.json"));
    EXPECT_THAT(sound(news), ElementsAre("mot"));
}

// ---- pictures beside it

struct AFolderWithPictures : AFolder {
    void write_picture(const std::string& bytes) { write("banks/hinh/qr.png", bytes); }
    std::vector<std::string> read_with(const std::string& image) {
        write("banks/mau.json",
              bank_with(R"({"id": "q", "type": "boolean", "text": "?", "answer": true, "image": ")" + image + "\"}"));
        start();
        return said(look());
    }
};

TEST_F(AFolderWithPictures, APictureBecomesPartOfThePack) {
    write_picture("\x89PNG\r\n\x1a\nabc");
    EXPECT_THAT(read_with("hinh/qr.png"), IsEmpty());
    start();
    EXPECT_THAT(look().read.at(0).pack->json, HasSubstr(R"("image":"data:image/png;base64,iVBORw0KGgphYmM=")"));
}

TEST_F(AFolderWithPictures, ANewPictureIsANewPack) {
    write_picture("\x89PNG\r\n\x1a\nabc");
    read_with("hinh/qr.png");
    EXPECT_TRUE(look().empty());
    write_picture("\x89PNG\r\n\x1a\nabcdef");
    EXPECT_THAT(sound(look()), ElementsAre("mau"));
}

TEST_F(AFolderWithPictures, ThePictureThatWasMissingComesLater) {
    EXPECT_THAT(read_with("hinh/qr.png"), ElementsAre(HasSubstr("/questions/0/image: Không có tệp hình “hinh/qr.png”.")));
    write_picture("\xFF\xD8\xFF");
    const auto news = look();
    EXPECT_THAT(sound(news), ElementsAre("mau"));
    EXPECT_THAT(news.read[0].pack->json, HasSubstr("data:image/jpeg")) << "told by what it holds";
}

TEST_F(AFolderWithPictures, WhatIsNoPictureOrLiesOutsideIsRefused) {
    write_picture("GIF89a");
    EXPECT_THAT(read_with("hinh/qr.png"), ElementsAre(HasSubstr("không phải là PNG hay JPEG")));
    EXPECT_THAT(read_with("hinh/../../../etc/passwd.png"), ElementsAre(HasSubstr("phải nằm cạnh tệp này")));
    write_picture("\x89PNG\r\n\x1a\n" + std::string(512u << 10, 'x'));
    EXPECT_THAT(read_with("hinh/qr.png"), ElementsAre(HasSubstr("quá lớn: tối đa 512 KB")));
}

// Files of people's own beside our JSON. The translator answers with what the test has prepared for the file.
struct AFolderWithForeignFiles : AFolder {
    std::map<std::string, std::string> reports; // file name → report
    int translated = 0;

    AFolderWithForeignFiles() {
        auto kind = kinds().at(0);
        kind.import_file = [](const PackKind::Exchange&) { return std::optional<std::string>(); }; // this kind can be imported
        folder.emplace(root_, std::vector{kind}, Judge(root_ / "schema"),
                       [this](const PackKind&, const std::filesystem::path& file, Lang) {
                           ++translated;
                           return reports[file.filename().string()];
                       });
    }
    static std::string report(const std::string& pack, const std::string& notes = "[]") {
        return R"({"format":"xlsx","taken":1,"refused":0,"notes":)" + notes + R"(,"pack":)" + pack + "}";
    }
};

TEST_F(AFolderWithForeignFiles, TakesAWorkbookThatWasDroppedIn) {
    reports["vong-2.xlsx"] = report(bank("vong-2"));
    write("banks/vong-2.xlsx", "PK…");
    EXPECT_THAT(sound(look()), IsEmpty()) << "to translate takes time: not at the start";
    EXPECT_THAT(sound(patient_look()), IsEmpty()) << "it may still be being written";
    EXPECT_THAT(sound(patient_look()), ElementsAre("vong-2"));
    EXPECT_TRUE(patient_look().empty());
    EXPECT_EQ(translated, 1) << "nothing to be said: one language is enough";
    std::filesystem::remove(root_ / "banks/vong-2.xlsx");
    patient_look();
    EXPECT_THAT(patient_look().gone, ElementsAre("banks/vong-2.xlsx"));
}

TEST_F(AFolderWithForeignFiles, TellsWhatOfItWasRefused) {
    reports["hai.csv"] = report(bank("hai"), R"([{"refused":true,"place":"dòng 3","sentence":"Thiếu đáp án."}])");
    reports["hong.xlsx"] = R"({"format":"","taken":0,"refused":0,"notes":[],"pack":null,"sentence":"Tệp bị hỏng."})";
    write("banks/hai.csv", "…");
    write("banks/hong.xlsx", "…");
    patient_look();
    const auto news = patient_look();
    EXPECT_THAT(sound(news), ElementsAre("hai"));
    EXPECT_THAT(said(news), ElementsAre("banks/hai.csv:1: dòng 3: Thiếu đáp án.", "banks/hong.xlsx:1: Tệp bị hỏng."));
}

TEST_F(AFolderWithForeignFiles, LeavesAloneWhatEditorsPutBesideTheirFiles) {
    write("banks/~$vong-2.xlsx", "lock");
    write("banks/.~lock.vong-2.xlsx#", "lock");
    write("banks/anh.png", "…");
    patient_look();
    EXPECT_TRUE(patient_look().empty());
}

} // namespace
} // namespace kiosk::content
