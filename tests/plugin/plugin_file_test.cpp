#include "kiosk/plugin/plugin_file.h"

#include <kiosk/ui.h>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace kiosk::plugin {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// A folder with a plugin.json of the test's own.
class ManifestTest : public testing::Test {
protected:
    ManifestTest() {
        std::string pattern = (fs::temp_directory_path() / "kiosk-manifest-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~ManifestTest() override { fs::remove_all(folder_); }

    Result<Manifest> read(const std::string& json) const {
        std::ofstream(folder_ / "plugin.json") << json;
        return read_manifest(folder_);
    }
    std::string refusal(const std::string& json) const {
        const auto manifest = read(json);
        return manifest ? "accepted" : manifest.error().sentence;
    }

    fs::path folder_;
};

TEST_F(ManifestTest, SaysEverythingThatAPluginAdds) {
    const auto manifest = read(R"({
        "id": "quiz", "version": "1.2.3", "abi": 1, "title": {"vi": "Đố vui", "en": "Quiz"}, "icon": "question",
        "screens": [{"id": "main", "title": "Đố vui", "blurb": {"vi": "Cùng trả lời"}},
                    {"id": "board", "title": {"en": "Board"}, "icon": "trophy", "home": false}],
        "pictures": ["lobby", "board", {"id": "podium", "screen": "board"}],
        "phone": "phone.js", "staff": "staff.js",
        "content": [{"kind": "quiz-bank", "folder": "banks", "schema": "quiz-bank-v1"}],
        "something": "of a later version"})");
    ASSERT_TRUE(manifest) << manifest.error().sentence;
    EXPECT_EQ(manifest->title.in("vi"), "Đố vui");
    EXPECT_EQ(manifest->title.in("en"), "Quiz");
    EXPECT_EQ(manifest->library, "quiz.so");
    EXPECT_EQ(manifest->phone_url(), "/p/quiz/phone.js");
    ASSERT_NE(manifest->screen("main"), nullptr);
    EXPECT_EQ(manifest->screen("main")->icon, "question") << "the plugin's own where the screen names none";
    EXPECT_EQ(manifest->screen("main")->title.en, "Đố vui") << "one language stands in for the other";
    EXPECT_FALSE(manifest->screen("board")->home);
    EXPECT_EQ(manifest->picture("lobby")->screen, "main");
    EXPECT_EQ(manifest->picture("board")->screen, "board");
    EXPECT_EQ(manifest->picture("podium")->screen, "board");
    ASSERT_EQ(manifest->content.size(), 1u);
    EXPECT_EQ(manifest->content[0].schema, "quiz-bank-v1");
    EXPECT_EQ(manifest->screen("none"), nullptr);
}

TEST_F(ManifestTest, IsRefusedWithASentenceThatNamesTheFileAndTheKey) {
    EXPECT_THAT(refusal("{"), HasSubstr("plugin.json: "));
    EXPECT_THAT(refusal("[1]"), HasSubstr("not a JSON object"));
    EXPECT_THAT(refusal(R"({"version":"1","abi":1,"title":"x"})"), HasSubstr("\"id\""));
    EXPECT_THAT(refusal(R"({"id":"Quiz!","version":"1","abi":1,"title":"x"})"), HasSubstr("\"id\""));
    EXPECT_THAT(refusal(R"({"id":"quiz","abi":1,"title":"x"})"), HasSubstr("\"version\""));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":1,"abi":1,"title":"x"})"), HasSubstr("\"version\" must be a string"));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":"1","title":"x"})"), HasSubstr("\"abi\""));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":"1","abi":-1,"title":"x"})"), HasSubstr("\"abi\""));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":"1","abi":1})"), HasSubstr("\"title\""));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":"1","abi":1,"title":"x","screens":{}})"), HasSubstr("\"screens\""));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":"1","abi":1,"title":"x","screens":["main"]})"), HasSubstr("\"screens\""));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":"1","abi":1,"title":"x","pictures":["lobby"]})"), HasSubstr("\"pictures\""));
    EXPECT_THAT(
        refusal(R"({"id":"q","version":"1","abi":1,"title":"x","screens":[{"id":"a","title":"a"},{"id":"a","title":"a"}]})"),
        HasSubstr("twice"));
    EXPECT_THAT(refusal(R"({"id":"quiz","version":"1","abi":1,"title":"x","content":[{"kind":"bank"}]})"),
                HasSubstr("\"folder\""));
    EXPECT_THAT(refusal("{\"id\":\"quiz\",\"version\":\"1\",\"abi\":1,\"title\":\"\xff\"}"), HasSubstr("plugin.json: "));
    EXPECT_THAT(refusal("{\"pad\":\"" + std::string(70'000, 'x') + "\"}"), HasSubstr("64 KiB"));
    EXPECT_THAT(read_manifest(folder_ / "nowhere").error().sentence, HasSubstr("cannot be read"));
}

TEST_F(ManifestTest, PacksOfAKindMayBeScreens) {
    const auto with = [](const std::string& more) {
        return R"({"id":"booths","version":"1","abi":1,"title":"x","content":[{"kind":"booth","folder":"booths","schema":"booth-v1"}],)" + more + "}";
    };
    const std::string screens = R"("screens":[{"id":"browse","title":"x"}],)";
    EXPECT_EQ(read(with(screens + R"("screens_of":"booth")"))->screens_of, "booth");
    EXPECT_EQ(read(with(screens + R"("phone":"phone.js")"))->screens_of, "") << "most have none";
    EXPECT_THAT(refusal(with(screens + R"("screens_of":"quiz-bank")")), HasSubstr("\"screens_of\" must be a kind"));
    EXPECT_THAT(refusal(with(screens + R"("screens_of":true)")), HasSubstr("\"screens_of\" must be a string"));
    EXPECT_THAT(refusal(with(R"("screens_of":"booth")")), HasSubstr("\"screens_of\" needs")) << "who draws it?";
}

TEST_F(ManifestTest, CommandsAreNamesAndThenWhatIsFilledIn) {
    const auto with = [](const std::string& commands) {
        return R"({"id":"q","version":"1","abi":1,"title":"x","commands":[)" + commands + "]}";
    };
    const auto one = [&](const std::string& words) { return with(R"({"words":")" + words + R"(","about":"x"})"); };
    const auto manifest = read(with(R"({"words":"key add NAME","about":{"vi":"Cấp khóa","en":"Add a key"}},
                                       {"words":"key list","about":"Keys"})"));
    ASSERT_TRUE(manifest) << manifest.error().sentence;
    ASSERT_EQ(manifest->commands.size(), 2u);
    EXPECT_EQ(manifest->commands[0].about.en, "Add a key");
    for (const char* words : {"", "NAME", "key NAME add", "key  add", "key Add", "key add N N", "key add N1", "-x", "a b c d e f g h i"})
        EXPECT_THAT(refusal(one(words)), HasSubstr("\"words\"")) << words;
    EXPECT_THAT(refusal(with(R"({"words":"key add"})")), HasSubstr("\"about\""));
    EXPECT_THAT(refusal(with(R"({"words":"key A","about":"x"},{"words":"key add","about":"x"})")), HasSubstr("begins as"));
    EXPECT_EQ(refusal(with(R"({"words":"key","about":"x"},{"words":"keys","about":"x"})")), "accepted");
}

TEST_F(ManifestTest, CannotNameALibraryOrAPageOutsideOfItsFolder) {
    const std::string begin = R"({"id":"quiz","version":"1","abi":1,"title":"x",)";
    for (const auto* way_out : {"../evil.so", "/tmp/evil.so", "a/b.so", ".so", "evil\\u0000.so"}) {
        EXPECT_THAT(refusal(begin + "\"library\":\"" + way_out + "\"}"), HasSubstr("\"library\"")) << way_out;
        EXPECT_THAT(refusal(begin + "\"phone\":\"" + way_out + "\"}"), HasSubstr("\"phone\"")) << way_out;
    }
}

TEST_F(ManifestTest, WebFilesLieBelowThePluginsPrefix) {
    fs::create_directories(folder_ / "web/img");
    std::ofstream(folder_ / "web/phone.js") << "export function mount() {}";
    std::ofstream(folder_ / "web/img/logo.svg") << "<svg/>";
    std::ofstream(folder_ / "web/notes.txt") << "not for phones";
    const auto manifest = read(R"({"id":"quiz","version":"1","abi":1,"title":"x","phone":"phone.js"})");
    ASSERT_TRUE(manifest);
    const auto files = read_web_files(*manifest);
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0].url, "/p/quiz/img/logo.svg");
    EXPECT_EQ(files[0].content_type, "image/svg+xml");
    EXPECT_EQ(files[1].url, "/p/quiz/phone.js");
    EXPECT_EQ(files[1].body, "export function mount() {}");
}

class CompareTest : public testing::Test {
protected:
    static kiosk_plugin_entry sound() {
        kiosk_plugin_entry entry{};
        entry.size = sizeof entry;
        entry.abi = KIOSK_ABI;
        entry.id = "quiz";
        entry.version = "1.0.0";
        entry.ui = &ui::kFingerprint;
        entry.create = [](const kiosk_host_api*) -> void* { return nullptr; };
        entry.init = [](void*) -> kiosk_status { return KIOSK_OK; };
        entry.draw = [](void*, const char*) -> kiosk_status { return KIOSK_OK; };
        entry.destroy = [](void*) {};
        return entry;
    }
    static Manifest manifest() {
        Manifest m;
        m.id = "quiz";
        m.version = "1.0.0";
        m.abi = KIOSK_ABI;
        m.screens.push_back({"main", {"a", "a"}, {}, "", true});
        return m;
    }
    static std::string refusal(const kiosk_plugin_entry& entry) {
        const auto agrees = compare(entry, manifest());
        return agrees ? "" : agrees.error().sentence;
    }
};

TEST_F(CompareTest, CommandsNeedAFunctionBehindThem) {
    auto asks = manifest();
    asks.commands.push_back({"key list", {"a", "a"}});
    auto entry = sound();
    EXPECT_THAT(compare(entry, asks).error().sentence, HasSubstr("no run_command"));
    entry.run_command = [](void*, std::int32_t, const kiosk_str*, kiosk_bytes_reader, void*) { return 0; };
    EXPECT_TRUE(compare(entry, asks));
    entry.size = offsetof(kiosk_plugin_entry, run_command); // of version 1.1: what lies there is not its own
    EXPECT_FALSE(compare(entry, asks));
}

TEST_F(CompareTest, ASoundEntryAgrees) { EXPECT_EQ(refusal(sound()), ""); }

TEST_F(CompareTest, EveryFieldOfTheFingerprintCounts) {
    for (const auto field :
         {&kiosk_ui_fingerprint::size, &kiosk_ui_fingerprint::imgui_version, &kiosk_ui_fingerprint::sizeof_io,
          &kiosk_ui_fingerprint::sizeof_style, &kiosk_ui_fingerprint::sizeof_vert, &kiosk_ui_fingerprint::sizeof_idx,
          &kiosk_ui_fingerprint::sizeof_draw_cmd, &kiosk_ui_fingerprint::ui_revision}) {
        auto fingerprint = ui::kFingerprint;
        fingerprint.*field -= 1;
        auto entry = sound();
        entry.ui = &fingerprint;
        EXPECT_THAT(refusal(entry), HasSubstr("Dear ImGui"));
    }
}

TEST_F(CompareTest, MissingFunctionsAreFoundBeforeTheyAreCalled) {
    auto entry = sound();
    entry.create = nullptr;
    EXPECT_THAT(refusal(entry), HasSubstr("lacks"));
    entry = sound();
    entry.destroy = nullptr;
    EXPECT_THAT(refusal(entry), HasSubstr("lacks"));
    entry = sound();
    entry.draw = nullptr;
    EXPECT_THAT(refusal(entry), HasSubstr("no draw"));
    entry = sound();
    entry.ui = nullptr;
    EXPECT_THAT(refusal(entry), HasSubstr("no Dear ImGui fingerprint"));
    entry = sound();
    entry.id = nullptr;
    EXPECT_THAT(refusal(entry), HasSubstr("id"));
    entry = sound();
    entry.version = nullptr;
    EXPECT_THAT(refusal(entry), HasSubstr("version"));
}

} // namespace
} // namespace kiosk::plugin
