// The smallest plugin over a real server and a real socket; run again by outside.cmake with one that was built elsewhere.
#include "tests/plugin/house.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

namespace kiosk::plugin {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

// Connects, asks, reads until the server closes.
std::string ask(std::uint16_t port, const std::string& request_line, const std::string& rest) {
    const int phone = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (connect(phone, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) {
        const auto request = request_line + " HTTP/1.1\r\nHost: kiosk\r\nConnection: close\r\n" + rest + "\r\n";
        if (send(phone, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size())) {
            char bytes[4096];
            for (ssize_t n; (n = recv(phone, bytes, sizeof bytes, 0)) > 0;) answer.append(bytes, static_cast<std::size_t>(n));
        }
    }
    close(phone);
    return answer;
}

// A house whose phones are real: routes are served by a real server on a port of its own.
struct Served {
    explicit Served(std::set<std::string> plugins, Ms reply_timeout = 2000) : house(std::move(plugins)) {
        http::Server::Options options;
        options.bind = "127.0.0.1";
        options.port = 0;
        options.clock = &clock;
        options.limits.reply_timeout = reply_timeout;
        options.on_unanswered = [this](http::Ticket ticket, const std::string& path) {
            const std::lock_guard lock(mutex);
            unanswered.emplace_back(ticket, path);
        };
        server = std::make_unique<http::Server>(options);
        if (auto started = server->start(); !started) throw std::runtime_error(started.error().sentence);
    }
    // One request of a phone on a thread of its own, while this one is main.
    std::string ask(const std::string& line, const std::string& rest = "") {
        std::string answer;
        std::atomic<bool> done = false;
        std::thread phone([&] {
            answer = plugin::ask(server->port(), line, rest);
            done = true;
        });
        while (!done) {
            turn();
            std::this_thread::sleep_for(1ms);
        }
        phone.join();
        turn();
        return answer;
    }
    void turn() {
        for (const auto& request : server->take()) {
            const auto match = house.router.find(request.method, request.path);
            if (match.route) match.route->handler(request, {}, match.params);
            else server->reply(request.ticket, {404, "text/plain", "", {}});
            if (auto answer = house.door.answers(request.ticket) ? house.door.answer(request.ticket) : std::nullopt)
                server->reply(request.ticket, std::move(*answer));
        }
        const std::lock_guard lock(mutex);
        for (const auto& [ticket, path] : unanswered) house.hub->unanswered(ticket, path);
        unanswered.clear();
    }

    House house;
    SystemClock clock;
    std::mutex mutex;
    std::vector<std::pair<http::Ticket, std::string>> unanswered;
    std::unique_ptr<http::Server> server;
};

TEST(Hello, AnswersAPhone) {
    Served served({"hello"});
    ASSERT_EQ(served.house.failure("hello"), "");
    const auto answer = served.ask("GET /p/hello/greeting");
    EXPECT_THAT(answer, testing::StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(answer, testing::EndsWith(R"({"greeting":"Xin chào!"})"));
}

TEST(Hello, APhoneOfAPluginThatNeverRepliesGets504AndThePluginIsNamed) {
    Served served({"never-replies"}, 200);
    EXPECT_THAT(served.ask("POST /p/never-replies/ask", "Content-Length: 0\r\n"), testing::StartsWith("HTTP/1.1 504"));
    EXPECT_TRUE(served.house.log.names("never-replies", "never answered /p/never-replies/ask"));
}

std::string contents(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Hello, IsWordForWordTheSampleOfTheReadme) {
    const fs::path plugins = fs::path(KIOSK_SOURCE_DIR) / "plugins";
    const auto readme = contents(plugins / "README.md");
    for (const auto& [fence, file] :
         {std::pair{"```cpp\n", "hello.cpp"}, {"```json\n", "plugin.json"}, {"```cmake\n", "CMakeLists.txt"}}) {
        const auto source = contents(plugins / "hello" / file);
        ASSERT_FALSE(source.empty()) << file;
        EXPECT_THAT(readme, HasSubstr(fence + source + "```\n")) << file;
    }
}

} // namespace
} // namespace kiosk::plugin
