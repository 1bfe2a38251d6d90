#include "export/exports.h"

#include "asked.h"

#include <nlohmann/json.hpp>

#include <ctime>
#include <utility>

namespace central {

namespace {

constexpr std::size_t kSlice = 1'000;              // rows of one turn of main: about 2 ms
constexpr std::size_t kLargest = 60u << 20;        // bytes; the kiosk takes no answer above 64 MiB
constexpr kiosk_ms kPatience = 9'000;              // the kiosk answers 504 by itself after ten seconds
constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string day_of(std::int64_t unix_ms);

} // namespace

Exports::Exports(Parts parts, std::size_t most_rows) : parts_(parts), most_rows_(most_rows) {}

void Exports::ask(const kiosk::Request& request, std::optional<Table> table) {
    Job job;
    job.ticket = request.ticket;
    job.arrived = request.arrived;
    job.vietnamese = request.lang != "en";
    job.tables = table ? std::vector{*table} : std::vector(kTables.begin(), kTables.end());
    std::vector<std::pair<std::string, std::string>> parameters;
    bool sound = read_form(request.query, parameters) && parameters.size() <= 1;
    for (const auto& [name, value] : parameters) {
        sound = sound && name == "event";
        job.event = value;
    }
    if (!sound) return refuse(job, 400, "bad_request", "Chỉ hiểu ?event=MÃ.", "Only ?event=ID is understood.");
    if (job_)
        return refuse(job, 503, "busy", "Đang xuất một tệp khác; hãy thử lại sau vài giây.",
                      "Another export is under way; try again in a few seconds.");
    if (!parts_.leagues.complete())
        return refuse(job, 503, "starting", "Trung tâm vừa khởi động và còn đang đọc lại kết quả; hãy thử lại sau vài giây.",
                      "The central has just started and is still reading its results; try again in a few seconds.");
    if (!job.event.empty() && !parts_.leagues.all().contains(job.event))
        return refuse(job, 404, "not_found", "Trung tâm chưa nhận kết quả nào của sự kiện này.",
                      "The central has heard of no such event.");
    job_ = std::make_unique<Job>(std::move(job));
    parts_.leagues.hold(true);
    tick();
}

void Exports::tick() {
    if (!job_) return;
    auto& job = *job_;
    if (job.ticket && parts_.host.now() - job.arrived > kPatience) give_up(job);
    if (!job.maker && job.ticket) begin(job);
    if (job_ && job.rows) feed(job);
    if (!job_) return;
    if (!job.maker) {
        if (!job.ticket) end();
        return;
    }
    if (const auto bytes = job.maker->take()) {
        if (job.ticket) finish(job, *bytes);
        end();
    }
}

void Exports::begin(Job& job) {
    if (!parts_.leagues.still()) return; // an answer of the archive is under way: its coming wakes us
    job.rows = std::make_unique<Tables>(parts_.leagues.all(), parts_.senders.all(), job.event, job.tables);
    if (job.rows->rows() > most_rows_) {
        refuse_as_too_large(job);
        return end();
    }
    job.maker = std::make_unique<Maker>(job.tables.size() > 1, [&host = parts_.host] { host.wake(); });
}

void Exports::feed(Job& job) {
    if (!job.maker->hungry()) return; // it wakes us
    if (auto batch = job.rows->next(kSlice)) {
        job.maker->give(std::move(*batch));
        return parts_.host.wake();
    }
    job.maker->end();
    job.rows.reset();
    parts_.leagues.hold(false);
}

void Exports::finish(Job& job, const std::string& bytes) {
    if (bytes.size() > kLargest) return refuse_as_too_large(job);
    if (bytes.empty())
        return refuse(job, 503, "not_made", "Chưa tạo được tệp: máy trung tâm có thể đã hết chỗ trong /tmp.",
                      "The file could not be made: the central may have no room left in /tmp.");
    const bool workbook = job.tables.size() > 1;
    const std::string name = "kiosk-so-" + (workbook ? "" : std::string(name_of(job.tables[0])) + "-") +
                             day_of(parts_.host.wall()) + (workbook ? ".xlsx" : ".csv");
    const std::string shown = "attachment; filename=\"" + name + "\"";
    const std::pair<std::string_view, std::string_view> headers[] = {{"Content-Disposition", shown}};
    parts_.host.reply(job.ticket, kiosk::Reply{200, workbook ? kXlsxType : "text/csv; charset=utf-8", bytes, headers});
}

void Exports::refuse(const Job& job, int status, std::string_view code, std::string_view vietnamese, std::string_view english) {
    const auto body =
        nlohmann::json{{"error", std::string(code)}, {"message", std::string(job.vietnamese ? vietnamese : english)}}.dump();
    const std::pair<std::string_view, std::string_view> again[] = {{"Retry-After", "5"}};
    kiosk::Reply reply{status, {}, body};
    if (status == 503) reply.headers = again;
    parts_.host.reply(job.ticket, reply);
}

void Exports::refuse_as_too_large(const Job& job) {
    const bool workbook = job.tables.size() > 1;
    const std::string command =
        "kiosk central export " +
        (workbook ? std::string("all FILE.xlsx") : std::string(name_of(job.tables[0])) + " FILE.csv") + " --data …";
    refuse(job, 413, "too_large", "Nhiều kết quả quá, trang này không xuất được. Hãy chạy trên máy trung tâm: " + command,
           "There are too many results for this page. Run this on the central's machine: " + command);
}

void Exports::give_up(Job& job) {
    refuse_as_too_large(job);
    job.ticket = 0;
    job.rows.reset();
    if (job.maker) job.maker->abandon(); // main does not wait for it
    parts_.leagues.hold(false);
}

void Exports::end() {
    job_.reset();
    parts_.leagues.hold(false);
}

namespace {

// "2026-10-10", by the clocks of Vietnam.
std::string day_of(std::int64_t unix_ms) {
    const std::time_t seconds = unix_ms / 1000 + 7 * 3600;
    std::tm there{};
    gmtime_r(&seconds, &there);
    char text[40];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &there)};
}

} // namespace

} // namespace central
