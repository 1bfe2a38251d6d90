#include "kiosk/waker.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>

namespace kiosk {

Waker::Waker() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Waker::~Waker() {
    close(fd_);
}

void Waker::wake() const noexcept {
    const std::uint64_t one = 1;
    // It can only fail when the counter is full, and then the sleeper is woken anyway.
    [[maybe_unused]] const auto written = write(fd_, &one, sizeof one);
}

void Waker::wait(Ms at_most) const {
    pollfd entry{fd_, POLLIN, 0};
    const Ms longest = std::numeric_limits<int>::max();
    poll(&entry, 1, at_most < 0 ? -1 : static_cast<int>(std::min(at_most, longest)));
    std::uint64_t count;
    [[maybe_unused]] const auto drained = read(fd_, &count, sizeof count);
}

} // namespace kiosk
