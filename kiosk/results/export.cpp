#include "kiosk/results/ledger.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>

namespace kiosk::results {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kHeader = "Hạng,Tên,Đơn vị,Điểm,Điểm tối đa,Số câu đúng,Số câu,Thời gian (giây),Vòng,Mã vòng,"
                                     "Trò chơi,Kết thúc lúc,Diễn tập,Mã đơn vị,Mã người chơi,Mã kết quả";
constexpr std::string_view kBoardName = "Tên trên bảng (tên chưa duyệt)";

bool looks_like_formula(std::string_view);
std::string number(double);
std::string local_time(Ms wall);
std::string utc(Ms wall);

} // namespace

std::string to_csv(const std::vector<Result>& results) {
    std::string csv(kBom);
    csv += kHeader;
    const bool some_waited = std::any_of(results.begin(), results.end(), [](const Result& one) { return !one.board_name.empty(); });
    if (some_waited) csv.append(",").append(kBoardName);
    csv += "\r\n";
    for (const auto& result : results) {
        csv += result.place > 0 ? std::to_string(result.place) : "";
        for (const auto& text : {csv_cell(result.name), csv_cell(result.unit_title.empty() ? result.unit : result.unit_title),
                                 number(result.score), number(result.max_score), std::to_string(result.right),
                                 std::to_string(result.asked), number(static_cast<double>(result.duration) / 1000),
                                 csv_cell(result.title), csv_cell(result.run), csv_cell(result.plugin),
                                 local_time(result.finished), std::string(result.rehearsal ? "có" : "không"),
                                 csv_cell(result.unit), csv_cell(result.public_id), csv_cell(result.id)}) {
            csv += ',';
            csv += text;
        }
        if (some_waited) csv += ',' + csv_cell(result.board_name);
        csv += "\r\n";
    }
    return csv;
}

std::string to_json(const std::vector<Result>& results) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& result : results) {
        list.push_back({{"id", result.id},
                        {"plugin", result.plugin},
                        {"run", result.run},
                        {"title", result.title},
                        {"player", result.public_id},
                        {"name", result.name},
                        {"unit", result.unit},
                        {"unit_title", result.unit_title},
                        {"place", result.place},
                        {"score", result.score},
                        {"max_score", result.max_score},
                        {"right", result.right},
                        {"asked", result.asked},
                        {"duration_ms", result.duration},
                        {"finished", utc(result.finished)},
                        {"finished_ms", result.finished},
                        {"rehearsal", result.rehearsal}});
        if (!result.board_name.empty()) list.back()["board_name"] = result.board_name;
    }
    return list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

std::string csv_cell(std::string_view text) {
    std::string safe = (looks_like_formula(text) ? "'" : "") + std::string(text);
    if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char c : safe) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

namespace {

// A name like =HYPERLINK("http://…") is a formula to a spreadsheet, also behind white space (OWASP, CSV injection).
bool looks_like_formula(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    const std::string_view rest = text.substr(first);
    const std::string_view starts[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    return std::any_of(std::begin(starts), std::end(starts), [rest](auto start) { return rest.starts_with(start); });
}

// The shortest decimal that reads back the same, with a point in every locale.
std::string number(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
}

std::string local_time(Ms wall) {
    const auto seconds = static_cast<std::time_t>(wall / 1000);
    std::tm time{};
    localtime_r(&seconds, &time);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &time)};
}

std::string utc(Ms wall) {
    const auto seconds = static_cast<std::time_t>(wall / 1000);
    std::tm time{};
    gmtime_r(&seconds, &time);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &time)};
}

} // namespace

} // namespace kiosk::results
