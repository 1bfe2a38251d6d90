#include "bank/reader.h"

namespace quiz {

using nlohmann::json;

void Reader::fault(const std::string& pointer, const std::string& vi, const std::string& en) {
    ++count_;
    faults_(pointer, lang_ == Lang::vi ? vi : en);
}

std::string Reader::id(const json& object, const char* key, const std::string& pointer) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty()) {
        fault(found == object.end() ? pointer : pointer + "/" + key, std::string("Thiếu mã “") + key + "”.",
              std::string("The id “") + key + "” is missing.");
        return {};
    }
    return found->get<std::string>();
}

Text Reader::text(const json& object, const char* key, const std::string& pointer, std::size_t limit, bool required) {
    const auto found = object.find(key);
    if (found == object.end()) {
        if (required)
            fault(pointer, std::string("Thiếu “") + key + "”.", std::string("“") + key + "” is missing.");
        return {};
    }
    const std::string here = pointer + "/" + key;
    if (found->is_string())
        return {language(*found, here, limit), {}};
    if (!found->is_object() || !found->contains("vi")) {
        fault(here, "Phải là một chuỗi, hoặc {\"vi\": …, \"en\": …}.", "Must be a string, or {\"vi\": …, \"en\": …}.");
        return {};
    }
    Text text;
    text.vi = language((*found)["vi"], here + "/vi", limit);
    if (found->contains("en"))
        text.en = language((*found)["en"], here + "/en", limit);
    return text;
}

std::string Reader::language(const json& value, const std::string& pointer, std::size_t limit) {
    if (!value.is_string() || value.get_ref<const std::string&>().find_first_not_of(" \t\r\n") == std::string::npos) {
        fault(pointer, "Văn bản đang để trống.", "This text is empty.");
        return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    if (const auto length = text.size() <= limit ? 0 : letters(text); length > limit) // no letter is less than a byte
        fault(pointer, "Dài " + std::to_string(length) + " chữ cái, tối đa " + std::to_string(limit) + ".",
              std::to_string(length) + " letters long, at most " + std::to_string(limit) + " fit.");
    return text;
}

} // namespace quiz
