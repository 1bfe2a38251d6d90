// A document against its schema: valijson reads the schema, the Explainer finds the faults, and one walk over the text
// finds their lines.
#include "kiosk/content/explainer.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/schema.h"

#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>

#include <algorithm>

namespace kiosk::content {

using nlohmann::json;

namespace {

// More than this of one file nobody reads.
constexpr std::size_t kMostFaults = 1000;

// Compiles every pattern, for valijson compiles one only when a document meets it.
void check_patterns(const json& schema) {
    for (const auto& [key, member] : schema.items()) {
        if (key == "pattern" && member.is_string()) {
            (void)std::regex(member.get<std::string>());
        }
        if (member.is_structured()) {
            check_patterns(member);
        }
    }
}

} // namespace

Schema::Schema(std::string_view file, nlohmann::json schema, Lang lang, std::vector<Fault>& faults) : json_(std::move(schema)) {
    try { // valijson says by throwing that a schema is none; std::regex that a pattern is none
        auto parsed = std::make_unique<valijson::Schema>();
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json_), *parsed);
        check_patterns(json_);
        parsed_ = std::move(parsed);
    } catch (const std::exception& error) {
        faults.push_back({std::string(file), 1, "",
                          say(lang, {"Schema này không dùng được: {}", "This schema is unusable: {}"}, error.what()), false});
    }
}

Schema::~Schema() = default;

void check_schema(std::string_view file, const json& schema, Lang lang, std::vector<Fault>& faults) {
    Schema(file, schema, lang, faults);
}

void validate(std::string_view file, std::string_view bytes, const json& document, const json& schema, Lang lang,
              std::vector<Fault>& faults) {
    if (const Schema read(file, schema, lang, faults); read.usable()) { read.validate(file, bytes, document, lang, faults); }
}

void Schema::validate(std::string_view file, std::string_view bytes, const nlohmann::json& document, Lang lang,
                      std::vector<Fault>& faults) const {
    std::vector<Finding> findings;
    Shared shared{json_, lang, {}};
    Explainer(document, Rule{}, Place{}, shared, &findings).explain(*parsed_);
    const std::size_t all = findings.size();
    findings.resize(std::min(all, kMostFaults));
    std::vector<std::string> pointers;
    for (const auto& finding : findings) {
        pointers.push_back(finding.pointer);
    }
    const auto lines = pointers.empty() ? std::unordered_map<std::string, int>() : lines_of(bytes, pointers);
    std::vector<Fault> found;
    for (auto& finding : findings) {
        const auto line = lines.find(finding.pointer);
        found.push_back({std::string(file), line == lines.end() ? 1 : line->second, std::move(finding.pointer),
                         std::move(finding.sentence), finding.warning});
    }
    std::stable_sort(found.begin(), found.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
    faults.insert(faults.end(), found.begin(), found.end());
    if (all > kMostFaults) {
        faults.push_back({std::string(file), found.back().line, "",
                          say(lang, {"… và {} lỗi nữa.", "… and {} more."}, all - kMostFaults), false});
    }
}

} // namespace kiosk::content
