// A PostgreSQL server of our own, in a folder that goes with it: Debian's package, its usual settings (fsync included).
// It ends with the test, also where that is killed.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <sys/types.h>

namespace central {

class PostgresServer {
public:
    // The one that all tests share, started when first asked for; null where the package is not installed.
    static PostgresServer* shared();
    // Another one, for who wants to kill it.
    static std::unique_ptr<PostgresServer> own();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    std::string new_database(); // its URL, with a password
    void kill();                // SIGKILL to the server and everything that it has started
    void start();               // again
    void freeze();              // it takes connections, and says nothing any more
    void thaw();

    static constexpr const char* kPassword = "mật-khẩu-7K4Q";

private:
    PostgresServer();
    std::string url(const std::string& database) const;
    void wait_until_it_answers() const;
    void signal(int) const; // to the server and everything that it has started

    std::filesystem::path folder_;
    int port_ = 0;
    pid_t process_ = 0;
    int databases_ = 0;
};

} // namespace central
