#include "kiosk/content/files.h"

#include "kiosk/content/pack.h"
#include "kiosk/content/sentences.h"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace kiosk::content {

namespace fs = std::filesystem;

std::optional<std::string> read_bytes(const fs::path& path, std::string_view shown_as, Lang lang, std::vector<Fault>& faults) {
    const auto refuse = [&](std::string sentence) {
        faults.push_back({std::string(shown_as), 1, "", std::move(sentence), false});
        return std::nullopt;
    };
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) {
        return refuse(say(lang, {"Không đọc được tệp: {}.", "The file cannot be read: {}."}, error.message()));
    }
    if (size > kMaxFileBytes) {
        return refuse(say(lang, {"Tệp quá lớn: {} MB, tối đa {} MB.", "The file is too large: {} MB, at most {} MB."},
                          (size + (1u << 20) - 1) >> 20, kMaxFileBytes >> 20));
    }
    std::string bytes(size, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!file) {
        return refuse(say(lang, {"Không đọc được tệp.", "The file cannot be read."}));
    }
    return bytes;
}

nlohmann::json read_json(const fs::path& path, std::string_view shown_as, Lang lang, std::vector<Fault>& faults) {
    const auto bytes = read_bytes(path, shown_as, lang, faults);
    return bytes ? parse(shown_as, *bytes, lang, faults) : nlohmann::json(nlohmann::json::value_t::discarded);
}

std::vector<fs::path> json_files(const fs::path& folder, bool below) {
    std::error_code ignored;
    return json_files(folder, below, ignored);
}

std::vector<fs::path> json_files(const fs::path& folder, bool below, std::error_code& error) {
    std::vector<fs::path> files;
    const auto take = [&](const fs::directory_entry& entry) {
        std::error_code unknown;
        if (entry.path().extension() == ".json" && !entry.path().filename().string().starts_with('.') &&
            entry.is_regular_file(unknown)) {
            files.push_back(entry.path());
        }
    };
    error.clear();
    if (below) {
        for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
             !error && at != end; at.increment(error)) {
            take(*at);
        }
    } else {
        for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
            take(*at);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> pack_files(const fs::path& folder, bool foreign_too, std::error_code& error) {
    if (!foreign_too) {
        return json_files(folder, false, error);
    }
    std::vector<fs::path> files;
    error.clear();
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        std::string ending = at->path().extension().string();
        std::transform(ending.begin(), ending.end(), ending.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        std::error_code unknown;
        const bool office_lock = name.starts_with("~$"); // stands beside a workbook while it is open
        if (!name.starts_with('.') && !office_lock && at->is_regular_file(unknown) &&
            std::find(std::begin(kPackEndings), std::end(kPackEndings), ending) != std::end(kPackEndings)) {
            files.push_back(at->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool has_errors(const std::vector<Fault>& faults) {
    return std::any_of(faults.begin(), faults.end(), [](const Fault& fault) { return !fault.warning; });
}

std::string first_error(const std::vector<Fault>& faults) {
    const auto error = std::find_if(faults.begin(), faults.end(), [](const Fault& fault) { return !fault.warning; });
    return error == faults.end() ? std::string() : to_line(*error);
}

} // namespace kiosk::content
