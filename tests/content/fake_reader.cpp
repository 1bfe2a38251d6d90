// A `kiosk import --report` that obeys the name of the file it is given.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

// What was asked for, and what the kiosk lets it have, as a report.
int report(int argc, char** argv, const std::string& file) {
    rlimit data{}, files{}, processor{};
    getrlimit(RLIMIT_DATA, &data);
    getrlimit(RLIMIT_FSIZE, &files);
    getrlimit(RLIMIT_CPU, &processor);
    int open_files = 0;
    for (int fd = 3; fd < 256; ++fd) open_files += fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    std::string words;
    for (int i = 1; i < argc; ++i) {
        words += i > 1 ? " " : "";
        for (const char* c = argv[i]; *c; ++c) words += *c == '"' ? '\'' : *c;
    }
    std::printf(R"({"format":"csv","taken":1,"refused":0,"pack":{},"notes":[],"words":"%s","file":"%s",)"
                R"("data":%lld,"files":%lld,"cpu":%lld,"open":%d})",
                words.c_str(), file.c_str(), static_cast<long long>(data.rlim_cur), static_cast<long long>(files.rlim_cur),
                static_cast<long long>(processor.rlim_cur), open_files);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    std::string file;
    for (int i = 1; i < argc; ++i)
        if (argv[i][0] == '/') file = argv[i];
    const std::string does = file.substr(file.rfind('/') + 1);
    usleep(50'000); // as long as the real one takes to begin
    if (does == "crash") std::raise(SIGSEGV);
    if (does == "hang")
        for (;;) pause();
    if (does == "child-hangs" && fork() == 0)
        for (;;) pause();
    if (does == "flood")
        for (const std::string line(64 * 1024, 'x');;)
            if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
    if (does.ends_with(".csv") && does.starts_with("good"))
        return std::puts(
                   R"({"format":"csv","taken":1,"refused":1,"notes":[{"refused":true,"place":"dòng 3","sentence":"Thiếu đáp án."}],)"
                   R"("pack":{"formatVersion":1,"id":"good","title":"Tốt","questions":[)"
                   R"({"id":"q1","type":"boolean","text":"Trời xanh?","answer":true}]}})") < 0;
    if (does == "nonsense") return std::puts("taken 3, refused 0") < 0;
    if (does.starts_with("silence")) return 2;
    if (does == "greed") {
        std::vector<void*> all;
        for (int i = 0; i < 64; ++i) {
            void* const much = std::malloc(16u << 20);
            if (!much) std::abort();
            std::memset(much, 1, 16u << 20);
            all.push_back(much);
        }
    }
    return report(argc, argv, file);
}
