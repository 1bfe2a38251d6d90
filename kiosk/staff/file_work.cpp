#include "kiosk/staff/file_work.h"

#include "kiosk/results/ledger.h"

#include <ctime>

namespace kiosk::staff {

using nlohmann::json;

namespace {

std::string stamp(Ms wall) { // "2026-10-10-1530"
    const auto seconds = static_cast<std::time_t>(wall / 1000);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d-%H%M", &parts)};
}

int count_at(const json& report, const char* key) {
    const json count = report.value(key, json());
    return count.is_number_integer() ? count.get<int>() : 0;
}

} // namespace

Findings find_out(const IncomingFile& file, const Source& source, const content::ReadOrder& order,
                  const content::ReaderLimits& limits, const std::stop_token& stop) {
    Findings findings;
    if (source) {
        auto bytes = source();
        if (!bytes) {
            findings.arrived = bytes.error();
            return findings;
        }
        if (auto written = write_private(file.file(), *bytes); !written) {
            findings.arrived = Error{Kind::internal, written.error().sentence};
            return findings;
        }
    }
    findings.report = content::read_in_process(order, limits, stop);
    const json report = json::parse(findings.report);
    findings.taken = count_at(report, "taken");
    findings.refused = count_at(report, "refused");
    if (const json sentence = report.value("sentence", json()); sentence.is_string()) findings.sentence = sentence;
    const json pack = report.value("pack", json());
    if (!pack.is_object() || !write_private(file.pack(), pack.dump())) return findings;
    const json id = pack.value("id", json());
    findings.pack = id.is_string() ? id.get<std::string>() : "?";
    return findings;
}

Prepared prepare(const IncomingFile& file, const json& wish, const content::PackKind& kind, const content::Judge& judge,
                 content::Lang lang) {
    Prepared prepared;
    const auto bytes = read_private(file.pack());
    json pack = bytes ? content::parse("", *bytes, lang, prepared.faults) : json();
    if (!pack.is_object()) {
        prepared.there = false;
        return prepared;
    }
    for (const char* key : {"id", "title"})
        if (wish.contains(key)) pack[key] = wish[key];
    content::Beside nothing;
    prepared.pack = judge.judge(kind, "", pack.dump(), lang, nothing, prepared.faults);
    return prepared;
}

Copied copy_results(const std::filesystem::path& database, const content::Stick& stick, Ms wall) {
    auto db = store::Database::open(database.string(), store::Access::read);
    if (!db) return {db.error()};
    auto results = results::read_results(**db);
    if (!results) return {results.error()};
    Copied copied;
    const std::string name = "ket-qua-" + stamp(wall);
    const std::pair<const char*, std::string> files[] = {{".csv", results::to_csv(*results)},
                                                         {".json", results::to_json(*results)}};
    for (const auto& [ending, bytes] : files) {
        copied.status = content::write_to(stick, name + ending, bytes);
        if (!copied.status) return copied;
        copied.names.push_back(stick.folder.filename().string() + "/" + name + ending);
    }
    return copied;
}

} // namespace kiosk::staff
