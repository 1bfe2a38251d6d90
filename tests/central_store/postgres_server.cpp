#include "tests/central_store/postgres_server.h"

#include "store/pg.h"
#include "tests/support/wire.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace central {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

const fs::path kPrograms = "/usr/lib/postgresql/15/bin";

// PostgreSQL does not run as root: then as the user that its package has made. It ends when we do.
std::vector<std::string> as_somebody_else() {
    if (geteuid() != 0) return {"setpriv", "--pdeathsig", "QUIT"};
    return {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig", "QUIT"};
}

pid_t spawn(std::vector<std::string> command, const fs::path& log) {
    std::vector<char*> words;
    for (auto& word : command) words.push_back(word.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    pid_t process = 0;
    const int failed = posix_spawnp(&process, words[0], &files, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed) throw std::runtime_error("cannot start " + command[0]);
    return process;
}

} // namespace

PostgresServer* PostgresServer::shared() {
    static const auto server = own();
    return server.get();
}

std::unique_ptr<PostgresServer> PostgresServer::own() {
    if (!fs::exists(kPrograms / "initdb")) return nullptr;
    return std::unique_ptr<PostgresServer>(new PostgresServer);
}

PostgresServer::PostgresServer() : port_(kiosk::support::free_port()) {
    std::string pattern = (fs::temp_directory_path() / "kiosk-postgres-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder");
    folder_ = pattern;
    std::ofstream(folder_ / "password") << kPassword;
    const auto* user = getpwnam("postgres");
    if (geteuid() == 0 && (!user || chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0 ||
                           chown((folder_ / "password").c_str(), user->pw_uid, user->pw_gid) != 0))
        throw std::runtime_error("no user postgres");
    auto command = as_somebody_else();
    command.insert(command.end(), {(kPrograms / "initdb").string(), "--pgdata=" + (folder_ / "data").string(), "--username=kiosk",
                                   "--pwfile=" + (folder_ / "password").string(), "--auth=scram-sha-256", "--encoding=UTF8",
                                   "--no-locale"});
    int status = 0;
    waitpid(spawn(std::move(command), folder_ / "initdb.log"), &status, 0);
    if (status != 0) throw std::runtime_error("initdb failed: see " + (folder_ / "initdb.log").string());
    start();
}

PostgresServer::~PostgresServer() {
    thaw();                    // what is frozen hears nothing else
    ::kill(process_, SIGQUIT); // at once, without writing anything back
    waitpid(process_, nullptr, 0);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void PostgresServer::start() {
    auto command = as_somebody_else();
    command.insert(command.end(), {(kPrograms / "postgres").string(), "-D", (folder_ / "data").string(), "-k", folder_.string(),
                                   "-p", std::to_string(port_), "-c", "listen_addresses=127.0.0.1"});
    process_ = spawn(std::move(command), folder_ / "server.log");
    wait_until_it_answers();
}

void PostgresServer::kill() {
    signal(SIGKILL);
    waitpid(process_, nullptr, 0);
}

void PostgresServer::freeze() { signal(SIGSTOP); }

void PostgresServer::thaw() { signal(SIGCONT); }

void PostgresServer::signal(int which) const {
    std::vector<pid_t> all{process_};
    const auto process = std::to_string(process_);
    std::ifstream children("/proc/" + process + "/task/" + process + "/children");
    for (pid_t child; children >> child;) all.push_back(child);
    for (const auto one : all) ::kill(one, which);
}

std::string PostgresServer::new_database() {
    const auto name = "story_" + std::to_string(++databases_);
    pg::Connection(url("postgres")).command(("CREATE DATABASE " + name).c_str());
    return url(name);
}

std::string PostgresServer::url(const std::string& database) const {
    return "postgresql://kiosk:m%E1%BA%ADt-kh%E1%BA%A9u-7K4Q@127.0.0.1:" + std::to_string(port_) + '/' + database;
}

void PostgresServer::wait_until_it_answers() const {
    for (const auto end = std::chrono::steady_clock::now() + 60s;;) {
        try {
            pg::Connection(url("postgres")).command("SELECT 1");
            return;
        } catch (const pg::Failure&) {
            if (std::chrono::steady_clock::now() > end) throw;
        }
        std::this_thread::sleep_for(50ms); // another process: it tells nobody
    }
}

} // namespace central
