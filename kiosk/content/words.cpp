#include "kiosk/content/files.h"
#include "kiosk/content/library.h"

namespace kiosk::content {

using nlohmann::json;

namespace {

void flatten(const json& value, const std::string& key, std::map<std::string, std::string, std::less<>>& into) {
    if (value.is_string()) {
        into.insert_or_assign(key, value.get<std::string>());
    } else if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            flatten(member, key.empty() ? name : key + "." + name, into);
        }
    }
}

const std::string* find(const std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>& words,
                        std::string_view lang, std::string_view key) {
    const auto language = words.find(lang);
    if (language == words.end()) {
        return nullptr;
    }
    const auto text = language->second.find(key);
    return text == language->second.end() ? nullptr : &text->second;
}

} // namespace

Status Words::load(const std::filesystem::path& dir) {
    words_.clear();
    std::vector<Fault> faults;
    for (const auto& file : json_files(dir)) {
        const json document = read_json(file, file.generic_string(), Lang::vi, faults);
        if (document.is_object()) {
            flatten(document, "", words_[file.stem().string()]);
        }
    }
    if (!faults.empty()) {
        return Error{Kind::invalid, to_line(faults.front())};
    }
    if (!words_.contains("vi")) {
        return Error{Kind::not_found, "Thiếu tệp " + (dir / "vi.json").generic_string() + "."};
    }
    return {};
}

std::string_view Words::text(std::string_view lang, std::string_view key) const {
    if (const auto* text = find(words_, lang, key)) {
        return *text;
    }
    if (const auto* text = find(words_, "vi", key)) {
        return *text;
    }
    return missing_.try_emplace(std::string(key), key).first->second;
}

std::vector<std::string> Words::langs() const {
    std::vector<std::string> langs;
    for (const auto& [lang, words] : words_) {
        langs.push_back(lang);
    }
    return langs;
}

std::string Words::own_name(const std::string& lang) const {
    const std::string_view name = text(lang, "_name");
    return lang != "vi" && name == text("vi", "_name") ? lang : std::string(name);
}

std::string Words::section(std::string_view lang, std::string_view section) const {
    json page = json::object();
    const std::string prefix = std::string(section) + ".";
    for (const std::string_view language : {std::string_view("vi"), lang}) { // the later one wins
        const auto words = words_.find(language);
        if (words == words_.end()) {
            continue;
        }
        for (auto word = words->second.lower_bound(prefix); word != words->second.end() && word->first.starts_with(prefix);
             ++word) {
            page[word->first.substr(prefix.size())] = word->second;
        }
    }
    return page.dump();
}

} // namespace kiosk::content
