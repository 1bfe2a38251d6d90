#include "kiosk/content/library.h"

#include "kiosk/content/files.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/pieces.h"
#include "kiosk/content/sentences.h"

#include <algorithm>
#include <set>

namespace kiosk::content {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSchemaEnding = ".schema.json";

bool has_key(const json& document, const char* key) { return document.is_object() && document.contains(key); }
std::string schema_named(const json& document);
bool looks_like_event(const fs::path& file, const json& document);
// A pack's id, or the file's name where it says none.
std::string id_of(const fs::path& file, const json& document);
int line_in(const fs::path&, const std::string& pointer);
void check_words(const fs::path&, const json& words, Lang, std::vector<Fault>&);
void check_banks_of_event(const fs::path& file, const json& event, const std::set<std::string>& ids, Lang, std::vector<Fault>&);

} // namespace

std::vector<Fault> Library::check(const fs::path& path, Lang lang) const {
    std::vector<Fault> faults;
    std::map<std::string, std::string> file_of_id;
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        check_file(path, lang, file_of_id, faults);
        return faults;
    }
    const auto files = json_files(path, true);
    if (files.empty()) {
        faults.push_back({path.generic_string(), 1, "",
                          say(lang, {"Thư mục này không có tệp JSON nào.", "There is no JSON file in this folder."}), false});
    }
    for (const auto& file : files) {
        check_file(file, lang, file_of_id, faults);
    }
    return faults;
}

void Library::check_file(const fs::path& path, Lang lang, std::map<std::string, std::string>& file_of_id,
                         std::vector<Fault>& faults) const {
    const std::string shown = path.generic_string();
    const auto bytes = read_bytes(path, shown, lang, faults);
    if (!bytes) {
        return;
    }
    // Of a very long pack the first piece tells what it is; whether it is sound, all of them.
    const auto pieces = cut_into_pieces(*bytes);
    std::vector<Fault> of_piece;
    json document = parse(shown, pieces ? pieces->document(pieces->lists.front()) : *bytes, lang, pieces ? of_piece : faults);
    if (pieces && (document.is_discarded() || !kind_of(path, document))) {
        document = parse(shown, *bytes, lang, faults);
    }
    if (document.is_discarded()) {
        return;
    }
    if (path.filename().string().ends_with(kSchemaEnding)) {
        check_schema(shown, document, lang, faults);
    } else if (looks_like_event(path, document)) {
        const auto event = read_event(path, judge_.schemas(), lang);
        faults.insert(faults.end(), event.faults.begin(), event.faults.end());
        if (!event.json.is_discarded()) {
            std::set<std::string> ids;
            for (const auto& kind : kinds_) {
                for (const auto& pack : json_files(path.parent_path() / kind.folder)) {
                    std::vector<Fault> elsewhere; // told with the pack
                    ids.insert(id_of(pack, read_json(pack, "", lang, elsewhere)));
                }
            }
            check_banks_of_event(path, event.json, ids, lang, faults);
        }
    } else if (const PackKind* kind = kind_of(path, document)) {
        const std::string id = id_of(path, document);
        Beside beside{path.parent_path()};
        document = nullptr;
        judge_.judge(*kind, shown, *bytes, lang, beside, faults);
        const auto [other, fresh] = file_of_id.emplace(kind->kind + "/" + id, path.filename().string());
        if (!fresh) {
            faults.push_back(id_taken(shown, *bytes, id, other->second, lang));
        }
    } else if (path.parent_path().filename() == "i18n") {
        check_words(path, document, lang, faults);
    } else {
        faults.push_back({shown, 1, "",
                          say(lang, {"Không rõ đây là loại tệp gì; hãy ghi \"$schema\" ở đầu tệp.",
                                     "It is not clear what this file is; name its \"$schema\" at the top."}),
                          false});
    }
}

const PackKind* Library::kind_of(const fs::path& path, const json& document) const {
    const std::string schema = schema_named(document);
    const std::string folder = fs::absolute(path).parent_path().filename().string();
    const auto by = [&](auto&& test) -> const PackKind* {
        const auto kind = std::find_if(kinds_.begin(), kinds_.end(), test);
        return kind == kinds_.end() ? nullptr : &*kind;
    };
    if (const auto* kind = by([&](const PackKind& k) { return schema == k.schema; })) {
        return kind;
    }
    if (const auto* kind = by([&](const PackKind& k) { return folder == k.folder; })) {
        return kind;
    }
    return by([&](const PackKind& k) {
        std::vector<Fault> elsewhere;
        const json known = read_json(judge_.schemas() / (k.schema + std::string(kSchemaEnding)), "", Lang::vi, elsewhere);
        return has_key(known, "required") &&
               std::any_of(known["required"].begin(), known["required"].end(), [&](const json& key) {
                   const auto& name = key.get_ref<const std::string&>();
                   return name != "id" && name != "title" && name != "formatVersion" && has_key(document, name.c_str());
               });
    });
}

namespace {

// "quiz-bank-v1" of "../schema/quiz-bank-v1.schema.json" or "https://…/quiz-bank-v1.json".
std::string schema_named(const json& document) {
    if (!has_key(document, "$schema") || !document["$schema"].is_string()) {
        return {};
    }
    const auto& name = document["$schema"].get_ref<const std::string&>();
    const auto slash = name.rfind('/');
    const std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
    return last.substr(0, last.find('.'));
}

bool looks_like_event(const fs::path& file, const json& document) {
    const std::string schema = schema_named(document);
    return schema == "event-v1" ||
           (schema.empty() && (file.filename() == "event.json" || (has_key(document, "name") && has_key(document, "date"))));
}

std::string id_of(const fs::path& file, const json& document) {
    return has_key(document, "id") && document["id"].is_string() ? document["id"].get<std::string>() : file.stem().string();
}

int line_in(const fs::path& path, const std::string& pointer) {
    std::vector<Fault> elsewhere;
    const auto bytes = read_bytes(path, "", Lang::vi, elsewhere);
    return bytes ? line_of(*bytes, pointer) : 1;
}

// Keys of the other languages are measured by the Vietnamese file beside them.
void check_words(const fs::path& path, const json& words, Lang lang, std::vector<Fault>& faults) {
    std::vector<Fault> elsewhere;
    const json vietnamese = read_json(path.parent_path() / "vi.json", "", lang, elsewhere);
    const std::string shown = path.generic_string();
    const json flat = words.is_object() ? words.flatten() : json::object();
    for (const auto& [pointer, text] : flat.items()) {
        if (!text.is_string()) {
            faults.push_back({shown, line_in(path, pointer), pointer,
                              say(lang, {"Phải là chuỗi trong dấu nháy kép.", "Must be a string in double quotes."}), false});
        }
    }
    if (!vietnamese.is_object()) {
        return;
    }
    const json known = vietnamese.flatten();
    for (const auto& [pointer, text] : known.items()) {
        if (!flat.contains(pointer)) {
            faults.push_back({shown, 1, pointer,
                              say(lang, {"Chưa dịch; sẽ hiện tiếng Việt.", "Not translated; Vietnamese will be shown."}), true});
        }
    }
}

void check_banks_of_event(const fs::path& file, const json& event, const std::set<std::string>& ids, Lang lang,
                          std::vector<Fault>& faults) {
    const json& contests = event.at("contests");
    for (std::size_t i = 0; i < contests.size(); ++i) {
        const json& banks = contests[i].at("banks");
        for (std::size_t j = 0; j < banks.size(); ++j) {
            const auto& id = banks[j].get_ref<const std::string&>();
            if (!ids.contains(id)) {
                const std::string pointer = "/contests/" + std::to_string(i) + "/banks/" + std::to_string(j);
                faults.push_back({file.generic_string(), line_in(file, pointer), pointer,
                                  say(lang, {"Không có bộ câu hỏi nào mang mã {}.", "There is no question bank with the id {}."},
                                      in_quotes(id)),
                                  false});
            }
        }
    }
}

} // namespace

} // namespace kiosk::content
