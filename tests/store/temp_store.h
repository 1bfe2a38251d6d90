// A store in a folder that is thrown away, with the verbs of the tests: write, and wait until it is told.
#pragma once

#include "kiosk/store/database.h"
#include "kiosk/store/migrate.h"
#include "kiosk/store/writer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <unistd.h>

namespace kiosk::fixture {

using store::Access;
using store::Database;
using store::Step;
using store::Value;
using store::Writer;

class TempFolder {
public:
    TempFolder() {
        static std::atomic<int> count{0};
        const std::string name = "kiosk-store-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
        path_ = std::filesystem::temp_directory_path() / name;
        std::filesystem::create_directories(path_);
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    std::string file(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline std::unique_ptr<Database> open_or_die(const std::string& path, Access access) {
    auto opened = Database::open(path, access);
    if (!opened) throw std::runtime_error("cannot open " + path + ": " + opened.error().sentence);
    return std::move(*opened);
}

inline std::int64_t number(Database& db, const std::string& sql) {
    std::int64_t found = -1;
    Status status = db.read(sql, {}, [&](std::span<const Value> row) {
        found = std::get<std::int64_t>(row[0]);
        return false;
    });
    EXPECT_TRUE(status) << status.error().sentence;
    return found;
}

// The host's tables in a file, a writer on it, and a connection for reading.
class TempStore {
public:
    explicit TempStore(Writer::Options options = {}) : TempStore({}, std::move(options)) {}
    // `setup` is run on the write connection before the writer starts.
    TempStore(const std::string& setup, Writer::Options options)
        : writer_(std::make_unique<Writer>(open_or_die(path(), Access::write), std::move(options))) {
        Status made = store::migrate_host(writer_->before_start());
        if (made && !setup.empty()) made = writer_->before_start().run(setup);
        if (!made) throw std::runtime_error(made.error().sentence);
        reader_ = open_or_die(path(), Access::read);
        writer_->start();
    }

    std::string path() const { return folder_.file("kiosk.db"); }
    Writer& writer() { return *writer_; }
    Database& reader() { return *reader_; }

    // Submits and waits: was it told "on disk"?
    bool save(Step step) {
        std::promise<bool> told;
        auto answer = told.get_future();
        step.on_done = [&told](bool durable) { told.set_value(durable); };
        if (Status taken = writer_->submit(std::move(step)); !taken) return false;
        return answer.get();
    }
    bool barrier() { return save({}); }
    std::int64_t count(const std::string& table) { return number(*reader_, "SELECT count(*) FROM " + table); }

private:
    TempFolder folder_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<Database> reader_;
};

} // namespace kiosk::fixture
