#include "import/table/archive.h"

#include <zip.h>

#include <algorithm>
#include <array>

namespace quiz {
namespace {

constexpr std::size_t kMaxEntries = 1'000;
constexpr std::uint64_t kMaxUnpacked = 200u << 20;
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::uint64_t kSmall = 1u << 20; // unpacked; below it a ratio tells nothing

const Bilingual kDamaged{"Tệp bị hỏng hoặc chưa tải về hết; hãy sao chép lại tệp.",
                    "The file is damaged or was not copied to its end; copy it again."};
const Bilingual kTooMany{"Tệp chứa quá nhiều phần bên trong; đây không phải là bảng tính thường.",
                    "There are too many parts inside of this file; it is no ordinary workbook."};
const Bilingual kBomb{"Tệp bung ra quá lớn nên không được đọc.", "This file grows too large when unpacked, so it is not read."};
const Bilingual kOutside{"Tệp có phần bên trong mang tên không an toàn nên không được đọc.",
                    "A part inside of this file has an unsafe name, so it is not read."};
const Bilingual kLocked{"Tệp bị khóa bằng mật khẩu; hãy lưu lại một bản không có mật khẩu.",
                   "The file is locked with a password; save a copy without one."};

bool has_modest_directory(std::string_view bytes);
std::string plain_name(std::string_view);
bool leads_out(std::string_view name);

} // namespace

std::variant<Archive, Bilingual> Archive::open(std::string_view bytes) {
    if (!has_modest_directory(bytes))
        return kTooMany;
    Archive archive;
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (!source)
        return kDamaged;
    archive.zip_.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
    if (!archive.zip_) {
        zip_source_free(source);
        return kDamaged;
    }
    const auto count = zip_get_num_entries(archive.zip_.get(), 0);
    if (count > static_cast<zip_int64_t>(kMaxEntries))
        return kTooMany;
    std::uint64_t unpacked = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive.zip_.get(), i, ZIP_FL_ENC_RAW, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME))
            return kDamaged;
        if (leads_out(stat.name))
            return kOutside;
        if (stat.encryption_method != ZIP_EM_NONE)
            return kLocked;
        unpacked += std::min<std::uint64_t>(stat.size, kMaxUnpacked + 1);
        if (unpacked > kMaxUnpacked || (stat.size > kSmall && stat.size / kMaxRatio > stat.comp_size))
            return kBomb;
        archive.entries_.emplace(plain_name(stat.name), i);
    }
    return archive;
}

bool Archive::has(std::string_view name) const { return entries_.contains(plain_name(name)); }

bool Archive::read(std::string_view name, std::size_t limit, const std::function<bool(std::string_view)>& take) const {
    const auto entry = entries_.find(plain_name(name));
    if (entry == entries_.end())
        return false;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(zip_.get(), entry->second, 0), &zip_fclose);
    if (!file)
        return false;
    std::array<char, 64 * 1024> piece;
    for (std::size_t sum = 0;;) {
        const auto got = zip_fread(file.get(), piece.data(), piece.size());
        if (got == 0)
            return true;
        sum += static_cast<std::size_t>(std::max<zip_int64_t>(got, 0));
        if (got < 0 || sum > limit)
            return false;
        if (!take({piece.data(), static_cast<std::size_t>(got)}))
            return true;
    }
}

std::optional<std::string> Archive::text(std::string_view name, std::size_t limit) const {
    std::string out;
    const auto keep = [&out](std::string_view piece) {
        out += piece;
        return true;
    };
    if (!read(name, limit, keep))
        return std::nullopt;
    return out;
}

void Archive::Discard::operator()(zip* archive) const { zip_discard(archive); }

namespace {

// libzip makes a record of each entry before it lets us count them, so the directory's size is looked at first: the end
// record "PK\5\6" has the number of entries at 10 and the directory's bytes at 12 (APPNOTE.TXT, 4.3.16).
bool has_modest_directory(std::string_view bytes) {
    constexpr std::size_t kEndRecord = 22, kLongestComment = 65'535, kMaxDirectory = 1u << 20;
    const auto number = [&bytes](std::size_t at, int size) {
        std::size_t value = 0;
        for (int i = size - 1; i >= 0; --i)
            value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
        return value;
    };
    const std::size_t first = bytes.size() - std::min(bytes.size(), kEndRecord + kLongestComment);
    for (std::size_t at = bytes.find("PK\5\6", first); at != bytes.npos && at + kEndRecord <= bytes.size();
         at = bytes.find("PK\5\6", at + 1))
        if (number(at + 10, 2) > kMaxEntries || number(at + 12, 4) > kMaxDirectory)
            return false;
    return true;
}

// As entries are compared: small letters, and slashes where a careless program wrote backslashes.
std::string plain_name(std::string_view name) {
    std::string out(name);
    for (char& c : out) {
        if (c == '\\')
            c = '/';
        else if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool leads_out(std::string_view name) {
    const std::string plain = plain_name(name);
    return plain.empty() || plain.front() == '/' || (plain.size() > 1 && plain[1] == ':') ||
           ('/' + plain + '/').find("/../") != plain.npos;
}

} // namespace
} // namespace quiz
