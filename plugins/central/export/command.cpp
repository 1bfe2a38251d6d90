#include "export/command.h"

#include "export/writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace central {

namespace {

constexpr std::size_t kAtATime = 10'000; // rows in memory at a time

// FILE.part, which takes FILE's place when it is whole.
class NewFile {
public:
    explicit NewFile(std::string path)
        : path_(std::move(path)), part_(path_ + ".part") {
        ::unlink(part_.c_str()); // of one that was cut short; nor is a link followed that somebody laid there
        file_ = ::open(part_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    }
    ~NewFile() {
        if (file_ < 0) return;
        ::close(file_);
        ::unlink(part_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    int get() const { return file_; }
    bool keep() {
        if (::fsync(file_) != 0 || std::rename(part_.c_str(), path_.c_str()) != 0) return false;
        ::close(std::exchange(file_, -1));
        return true;
    }

private:
    const std::string path_, part_;
    int file_ = -1;
};

int fail(std::string& out, const std::string& sentence) {
    out += sentence + '\n';
    return 1;
}

} // namespace

int export_command(std::span<const std::string_view> words, const std::function<bool()>& read_all, const Leagues& leagues,
                   const Senders& senders, std::string& out) {
    if (words.size() != 3) return 2;
    const std::string path(words[2]);
    const bool workbook = path.ends_with(".xlsx"), all = words[1] == "all";
    const auto table = table_named(words[1]);
    if (!all && !table) return 2;
    if (!workbook && (all || !path.ends_with(".csv")))
        return fail(out, all ? "Tên tệp phải kết thúc bằng .xlsx. / The file's name must end in .xlsx."
                             : "Tên tệp phải kết thúc bằng .csv hoặc .xlsx. / The file's name must end in .csv or .xlsx.");
    if (!read_all())
        return fail(out, "Kho kết quả không trả lời; hãy thử lại. / The archive does not answer; try again.");
    const auto wanted = all ? std::vector(kTables.begin(), kTables.end()) : std::vector{*table};
    for (const auto one : wanted)
        if (workbook && Tables(leagues.all(), senders.all(), "", {one}).rows() > kMostSheetRows)
            return fail(out, "Một trang tính Excel chỉ chứa 1.048.575 dòng; hãy xuất riêng bảng này ra tệp .csv: kiosk central export " +
                                 std::string(name_of(one)) +
                                 " FILE.csv. / A sheet of Excel holds 1,048,575 rows; export this table as .csv.");
    NewFile file(path);
    if (file.get() < 0) return fail(out, path + ": không ghi được / cannot be written: " + std::strerror(errno));
    const auto writer = workbook ? xlsx_writer(file.get()) : csv_writer(file.get());
    Tables tables(leagues.all(), senders.all(), "", wanted);
    std::size_t rows = 0;
    while (const auto batch = tables.next(kAtATime)) {
        write(*writer, *batch);
        rows += batch->rows.size();
    }
    if (!writer->finish() || !file.keep())
        return fail(out, path + ": chưa ghi được trọn tệp / could not be written whole: " + std::strerror(errno));
    out += path + ": " + std::to_string(rows) + " dòng / rows\n";
    return 0;
}

} // namespace central
