#include "kiosk/http/port_owner.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kiosk::http {
namespace {

namespace fs = std::filesystem;

constexpr const char* kListening = "0A"; // TCP_LISTEN in /proc/net/tcp

// The inode of the socket that listens on this port; "" for none.
std::string listening_inode(const char* table, std::uint16_t port) {
    std::ifstream file(table);
    std::string line;
    std::getline(file, line); // column titles
    while (std::getline(file, line)) {
        std::istringstream columns(line);
        std::string number, local, remote, state, queues, timer, retransmits, uid, timeout, inode;
        columns >> number >> local >> remote >> state >> queues >> timer >> retransmits >> uid >> timeout >> inode;
        const auto colon = local.rfind(':');
        if (state != kListening || colon == std::string::npos) continue;
        if (std::stoul(local.substr(colon + 1), nullptr, 16) == port) return inode;
    }
    return {};
}

bool holds_socket(const fs::path& process, const std::string& link) {
    std::error_code ec;
    for (fs::directory_iterator fd(process / "fd", ec), end; !ec && fd != end; fd.increment(ec)) {
        std::error_code unreadable;
        if (fs::read_symlink(fd->path(), unreadable).string() == link) return true;
    }
    return false;
}

} // namespace

std::string port_owner(std::uint16_t port) {
    std::string inode = listening_inode("/proc/net/tcp", port);
    if (inode.empty()) inode = listening_inode("/proc/net/tcp6", port);
    if (inode.empty() || inode == "0") return {};
    const std::string link = "socket:[" + inode + "]";
    std::error_code ec;
    for (fs::directory_iterator process("/proc", ec), end; !ec && process != end; process.increment(ec)) {
        const std::string pid = process->path().filename().string();
        if (!std::isdigit(static_cast<unsigned char>(pid.front())) || !holds_socket(process->path(), link)) continue;
        std::ifstream file(process->path() / "comm");
        std::string name;
        std::getline(file, name);
        return name + " (pid " + pid + ")";
    }
    return {};
}

} // namespace kiosk::http
