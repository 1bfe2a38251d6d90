#include "look.h"

#include <zip.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

// An archive out of parts, each headed by "=== name": a fuzzer that had to guess checksums would never come to the XML.
std::string archive_of(std::string_view parts) {
    constexpr std::string_view kHead = "=== ";
    zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(buffer);
    zip_t* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, nullptr);
    for (auto at = parts.find(kHead); at != parts.npos;) {
        const auto line = parts.find('\n', at), next = parts.find(kHead, at + 1);
        if (line == parts.npos || line > next) break;
        const std::string name(parts.substr(at + kHead.size(), line - at - kHead.size()));
        const auto content = parts.substr(line + 1, next == parts.npos ? next : next - line - 1);
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        if (const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE); index < 0) zip_source_free(source);
        else zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
        at = next;
    }
    std::string out;
    if (zip_close(archive) != 0) {
        zip_discard(archive);
    } else if (zip_source_open(buffer) == 0) {
        zip_stat_t stat;
        zip_source_stat(buffer, &stat);
        out.resize(stat.size);
        zip_source_read(buffer, out.data(), out.size());
        zip_source_close(buffer);
    }
    zip_source_free(buffer);
    return out;
}

} // namespace

// Bytes as they are, or parts of an archive.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::string archive;
    if (bytes.starts_with("=== ")) bytes = archive = archive_of(bytes);
    quiz::ImportFile file;
    file.name = "bảng.xlsx";
    file.bytes = bytes;
    quiz::look_at(quiz::read_workbook(file));
    return 0;
}
