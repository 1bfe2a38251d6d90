#include "tests/load/hammer.h"

#include "tests/load/courier.h"
#include "tests/load/samples.h"

#include <boost/asio/write.hpp>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <thread>

namespace kiosk::load {

namespace asio = boost::asio;
using boost::system::error_code;

void hammer(const std::string& where, std::size_t connections, double seconds, const std::string& body) {
    const Url url(where);
    asio::io_context io(1);
    Courier courier(io, url.endpoint, url.host, connections);
    Samples latency;
    std::size_t good = 0, bad = 0;
    const Time begin = Clock::now();
    const Time end = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    const Letter letter{body.empty() ? "GET" : "POST", url.path, "", body};
    std::function<void(Reply)> next = [&](Reply reply) {
        if (reply.status != 0) {
            (reply.status < 300 ? good : bad) += 1;
            latency.add(reply.heard - reply.sent);
            if (reply.heard < end) courier.send(letter, next);
        }
    };
    for (std::size_t i = 0; i < connections; ++i) courier.send(letter, next);
    io.run();
    const double took = std::chrono::duration<double>(Clock::now() - begin).count();
    std::printf("%.0f requests/s, %s, refused %zu, connections that broke %zu\n",
                static_cast<double>(good) / took, latency.line().c_str(), bad,
                courier.broken());
}

int started(const std::string& where, const std::vector<std::string>& command) {
    const Url url(where);
    const Time begin = Clock::now();
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> words;
        for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execvp(words[0], words.data());
        _exit(127);
    }
    bool up = false;
    while (!up && Clock::now() - begin < std::chrono::seconds(10) && waitpid(child, nullptr, WNOHANG) == 0) {
        asio::io_context io;
        Socket socket(io);
        error_code ec;
        socket.connect(url.endpoint, ec);
        if (!ec) asio::write(socket, asio::buffer("GET /healthz HTTP/1.1\r\nHost: " + url.host + "\r\n\r\n"), ec);
        std::array<char, 512> bytes{};
        const auto n = ec ? 0 : socket.read_some(asio::buffer(bytes), ec);
        up = n > 12 && std::string(bytes.data() + 9, 3) == "200";
        if (!up) std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    if (!up) return std::puts("it never listened"), 1;
    std::printf("%.0f ms from exec to the first answer\n", ms);
    return 0;
}

} // namespace kiosk::load
