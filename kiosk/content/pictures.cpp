#include "kiosk/content/pictures.h"

#include "kiosk/content/files.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/sentences.h"

#include <sodium.h>

namespace kiosk::content {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

struct Named {
    json* value; // a string
    std::string pointer;
};

// parse() has seen to it that nothing is nested deeper than recursion can go.
void find_named(json& value, std::string& pointer, std::vector<Named>& found) {
    const auto length = pointer.size();
    const auto visit = [&](const std::string& key, json& member) {
        pointer += '/';
        pointer += key;
        if (member.is_structured()) {
            find_named(member, pointer, found);
        } else if (key == "image" && member.is_string() && !member.get_ref<const std::string&>().starts_with("data:")) {
            found.push_back({&member, pointer});
        }
        pointer.resize(length);
    };
    if (value.is_object()) {
        for (auto& [key, member] : value.get_ref<json::object_t&>()) {
            visit(escape_pointer(key), member);
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            visit(std::to_string(i), value[i]);
        }
    }
}

// By what it holds, not by its name.
const char* picture_type(std::string_view bytes) {
    return bytes.starts_with("\x89PNG\r\n\x1a\n") ? "image/png" : bytes.starts_with("\xFF\xD8\xFF") ? "image/jpeg" : nullptr;
}

std::string to_base64(std::string_view bytes) {
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kVariant);
    text.pop_back(); // the NUL
    return text;
}

// The picture's "data:…", or the sentence that says why there is none.
Result<std::string> read_picture(const std::string& name, Lang lang, Beside& beside) {
    const auto refuse = [&](const Phrase& phrase) { return Error{Kind::invalid, say(lang, phrase, in_quotes(name))}; };
    if (beside.folder.empty()) {
        return refuse({"Hình {} không nằm trong tệp này.", "The picture {} is not in this file."});
    }
    const fs::path relative = fs::path(name).lexically_normal();
    if (relative.is_absolute() || relative.empty() || *relative.begin() == "..") {
        return refuse({"Hình {} phải nằm cạnh tệp này.", "The picture {} must lie beside this file."});
    }
    const fs::path path = beside.folder / relative;
    beside.pictures.push_back(path);
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    if (failed) {
        return refuse({"Không có tệp hình {}.", "There is no picture {}."});
    }
    if (size > kMaxPictureBytes) {
        return refuse({"Hình {} quá lớn: tối đa 512 KB.", "The picture {} is too large: at most 512 KB."});
    }
    std::vector<Fault> unread;
    const auto bytes = read_bytes(path, name, lang, unread);
    const char* const type = bytes ? picture_type(*bytes) : nullptr;
    if (!type) {
        return refuse({"Hình {} không phải là PNG hay JPEG.", "The picture {} is neither PNG nor JPEG."});
    }
    return "data:" + std::string(type) + ";base64," + to_base64(*bytes);
}

} // namespace

void take_in_pictures(json& document, std::string_view shown_as, std::string_view bytes, Lang lang, Beside& beside,
                      std::vector<Fault>& faults) {
    std::vector<Named> named;
    std::string pointer;
    find_named(document, pointer, named);
    std::size_t taken = bytes.size();
    for (auto& [value, where] : named) {
        auto picture = read_picture(value->get_ref<const std::string&>(), lang, beside);
        if (!picture) {
            faults.push_back({std::string(shown_as), line_of(bytes, where), where, picture.error().sentence, false});
            continue;
        }
        taken += picture->size();
        if (taken > kMaxFileBytes) {
            faults.push_back(
                {std::string(shown_as), line_of(bytes, where), where,
                 say(lang, {"Bộ này cùng các hình của nó lớn quá {} MB.", "With its pictures this is larger than {} MB."},
                     kMaxFileBytes >> 20),
                 false});
            return;
        }
        *value = std::move(*picture);
    }
}

} // namespace kiosk::content
