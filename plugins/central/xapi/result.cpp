// Part two, 2.4.5: what came of it.
#include "xapi/parts.h"

namespace central::xapi {

namespace {

Verdict check_score(const Json&, const Spot&);

constexpr Member kResult[] = {{"score", check_score, "XAPI-00079"},      {"success", check_boolean, "XAPI-00074"},
                              {"completion", check_boolean, "XAPI-00075"}, {"response", check_string, "XAPI-00076"},
                              {"duration", check_duration, "XAPI-00077"},  {"extensions", check_extensions, "XAPI-00078"}};
constexpr Member kScore[] = {{"scaled", check_number, "XAPI-00083"},
                             {"raw", check_number, "XAPI-00082"},
                             {"min", check_number, "XAPI-00081"},
                             {"max", check_number, "XAPI-00080"}};

} // namespace

Verdict check_result(const Json& value, const Spot& spot) { return check_object(value, spot, kResult); }

namespace {

Verdict check_score(const Json& value, const Spot& spot) {
    if (auto fault = check_object(value, spot, kScore)) return fault;
    const auto number = [&value](std::string_view key) -> std::optional<double> {
        const Json* member = find(value, key);
        if (!member) return {};
        return member->get<double>();
    };
    const auto scaled = number("scaled"), raw = number("raw"), min = number("min"), max = number("max");
    if (scaled && (*scaled < -1 || *scaled > 1))
        return refuse({&spot, "scaled", 0, "XAPI-00083"}, "must be between -1 and 1");
    if (min && max && *min >= *max) return refuse({&spot, "min", 0, "XAPI-00081"}, "must be less than \"max\"");
    if (raw && min && *raw < *min) return refuse({&spot, "raw", 0, "XAPI-00082"}, "must not be less than \"min\"");
    if (raw && max && *raw > *max) return refuse({&spot, "raw", 0, "XAPI-00082"}, "must not be more than \"max\"");
    return {};
}

} // namespace

} // namespace central::xapi
