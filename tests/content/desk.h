// What somebody who writes content does, as verbs: write a file, have it checked, read the lines that come back.
#pragma once

#include "kiosk/content/library.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace kiosk::content {

inline const std::filesystem::path kOurContent = std::filesystem::path(KIOSK_SOURCE_DIR) / "content";

inline std::string slurp(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

inline std::vector<std::string> lines(const std::vector<Fault>& faults) {
    std::vector<std::string> all;
    for (const auto& fault : faults)
        all.push_back(to_line(fault));
    return all;
}

inline nlohmann::json our_schema(const std::string& name) {
    return nlohmann::json::parse(slurp(kOurContent / "schema" / (name + ".schema.json")));
}

// The lines that a file with this text gets, as "bank.json:3: …".
inline std::vector<std::string> lines_for(const std::string& text, Lang lang = Lang::vi) {
    std::vector<Fault> faults;
    const auto document = parse("bank.json", text, lang, faults);
    if (!document.is_discarded())
        validate("bank.json", text, document, our_schema("quiz-bank-v1"), lang, faults);
    return lines(faults);
}

// A bank with this question, which begins in line 4.
inline std::string bank_with(const std::string& question) {
    return "{\n\"formatVersion\": 1, \"id\": \"mau\", \"title\": \"Mẫu\",\n\"questions\": [\n" + question + "\n]}\n";
}
inline const std::string kGoodQuestion = R"({"id": "q1", "type": "boolean", "text": "Trời xanh?", "answer": true})";

// A folder laid out as content/, with our schemas, thrown away afterwards.
class Desk : public testing::Test {
protected:
    Desk() {
        std::filesystem::create_directories(root_ / "schema");
        for (const auto* name : {"quiz-bank-v1.schema.json", "event-v1.schema.json"})
            std::filesystem::copy_file(kOurContent / "schema" / name, root_ / "schema" / name);
    }
    ~Desk() override { std::filesystem::remove_all(root_); }

    std::filesystem::path write(const std::string& name, const std::string& text) {
        std::filesystem::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name, std::ios::binary) << text;
        return root_ / name;
    }
    // A bank that is right in all respects.
    std::filesystem::path write_bank(const std::string& id) {
        std::string text = bank_with(kGoodQuestion);
        text.replace(text.find("mau"), 3, id);
        return write("banks/" + id + ".json", text);
    }
    std::vector<PackKind> kinds() const { return {{"quiz-bank", "banks", "quiz-bank-v1", check_}}; }
    std::vector<std::string> check(const std::filesystem::path& path, Lang lang = Lang::vi) const {
        auto all = lines(Library(root_, kinds()).check(path, lang));
        for (auto& line : all) // so that tests need not know where the folder is
            if (line.starts_with(root_.generic_string()))
                line.erase(0, root_.generic_string().size() + 1);
        return all;
    }

    const std::filesystem::path root_ = std::filesystem::temp_directory_path() / ("kiosk-content-" + std::to_string(::getpid()));
    decltype(PackKind::check) check_;
};

} // namespace kiosk::content
