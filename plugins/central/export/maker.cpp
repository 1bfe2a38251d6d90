#include "export/maker.h"

#include "export/writer.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace central {

namespace {

constexpr std::size_t kMostWaiting = 4; // batches
constexpr int kNice = 5;                // phones and halls come first

std::string bytes_of(int file) {
    const off_t size = lseek(file, 0, SEEK_END);
    if (size <= 0) return {};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    return pread(file, bytes.data(), bytes.size(), 0) == size ? bytes : std::string();
}

} // namespace

Maker::Maker(bool workbook, std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this, workbook] { work(workbook); }) {}

Maker::~Maker() {
    abandon();
    thread_.join();
}

void Maker::abandon() {
    {
        const std::lock_guard lock(mutex_);
        abandoned_ = true;
    }
    changed_.notify_one();
}

bool Maker::hungry() const {
    const std::lock_guard lock(mutex_);
    return batches_.size() < kMostWaiting;
}

void Maker::give(Batch batch) {
    {
        const std::lock_guard lock(mutex_);
        batches_.push_back(std::move(batch));
    }
    changed_.notify_one();
}

void Maker::end() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_one();
}

std::optional<std::string> Maker::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(bytes_, std::nullopt);
}

bool Maker::abandoned() const {
    const std::lock_guard lock(mutex_);
    return abandoned_;
}

std::optional<Batch> Maker::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return abandoned_ || ended_ || !batches_.empty(); });
    if (abandoned_ || batches_.empty()) return std::nullopt;
    Batch batch = std::move(batches_.front());
    batches_.pop_front();
    return batch;
}

void Maker::work(bool workbook) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice); // of this thread alone, in Linux
    const int file = memfd_create("export", MFD_CLOEXEC);
    std::string bytes;
    try {
        const auto writer = workbook ? xlsx_writer(file) : csv_writer(file);
        while (const auto batch = next()) {
            write(*writer, *batch);
            wake_();
        }
        if (!abandoned() && writer->finish()) bytes = bytes_of(file);
    } catch (const std::exception&) { // no memory: the file is not made, and said not to be
        bytes.clear();
    }
    close(file);
    {
        const std::lock_guard lock(mutex_);
        bytes_ = std::move(bytes);
    }
    wake_();
}

} // namespace central
