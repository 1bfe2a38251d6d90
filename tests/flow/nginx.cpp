#include "tests/flow/nginx.h"

#include "tests/support/http.h"
#include "tests/support/wire.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::flow {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

const char* const kProgram = "/usr/sbin/nginx";

std::string read_file(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

std::unique_ptr<Nginx> Nginx::before(const std::vector<std::uint16_t>& ports) {
    if (!fs::exists(kProgram)) return nullptr;
    return std::unique_ptr<Nginx>(new Nginx(ports));
}

Nginx::Nginx(const std::vector<std::uint16_t>& ports) : port_(support::free_port()) {
    configure(ports);
    const auto folder = folder_.path().string(), log = folder + "/error.log";
    std::vector<std::string> words{"setpriv", "--pdeathsig",          "TERM", kProgram, "-p", folder,
                                   "-c",      folder + "/nginx.conf", "-e",   log};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    if (posix_spawnp(&process_, argv[0], nullptr, nullptr, argv.data(), environ) != 0) throw std::runtime_error("no nginx");
    for (const auto end = std::chrono::steady_clock::now() + 20s;;) {
        if (const int fd = support::connect_to(port_); fd >= 0) {
            close(fd);
            return;
        }
        if (std::chrono::steady_clock::now() > end) throw std::runtime_error("nginx does not start: " + trouble());
        std::this_thread::sleep_for(20ms); // another process: it tells nobody
    }
}

Nginx::~Nginx() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
}

void Nginx::stands_before(const std::vector<std::uint16_t>& ports) {
    configure(ports);
    kill(process_, SIGHUP); // those that it serves at present it serves to their end
}

std::vector<std::string> Nginx::served() const {
    std::istringstream in(read_file(folder_.path() / "access.log"));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string Nginx::trouble() const { return read_file(folder_.path() / "error.log"); }

void Nginx::configure(const std::vector<std::uint16_t>& ports) const {
    std::ostringstream conf;
    conf << (geteuid() == 0 ? "user root;\n" : "") // its workers write into our folder
         << "daemon off;\npid nginx.pid;\nworker_processes 1;\nevents { worker_connections 512; }\n"
            "http {\n"
            "  log_format plain '$request_method $status $upstream_addr $upstream_status';\n"
            "  access_log access.log plain;\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        conf << "  " << kind << "_temp_path " << kind << ";\n";
    conf << "  upstream central {\n";
    for (const auto port : ports) conf << "    server 127.0.0.1:" << port << " max_fails=1 fail_timeout=2s;\n";
    conf << "  }\n"
            "  server {\n"
            "    listen 127.0.0.1:"
         << port_
         << ";\n"
            "    client_max_body_size 4m;\n"
            "    location / {\n"
            "      proxy_pass http://central;\n"
            "      proxy_set_header Host $http_host;\n"
            "      proxy_connect_timeout 2s;\n"
            "      proxy_read_timeout 10s;\n"
            "      proxy_next_upstream error timeout http_503 non_idempotent;\n"
            "    }\n  }\n}\n";
    folder_.write("nginx.conf", conf.str());
}

} // namespace kiosk::flow
