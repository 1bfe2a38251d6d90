// A document against its schema. valijson reads the schema and judges each keyword; the Explainer walks with it, keeps
// the place in document and schema, and puts every "no" into one sentence.
//
// Why not valijson's own list of errors: it says "oneOf failed", with one line for each alternative and for each object
// around it. Here an alternative is chosen first (the one that fits the kind of value, or has fewest faults), and only
// its faults are told: three mistakes make three lines.
//
// The one file that includes valijson: it takes long to compile.
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/schema.h"
#include "kiosk/content/sentences.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_visitor.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace kiosk::content {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

namespace {

// More than this of one file nobody reads.
constexpr std::size_t kMostFaults = 1000;
// std::regex recurses once per character: what is longer than any name or address never reaches it.
constexpr std::size_t kMostPatternBytes = 1000;

bool is_day(const std::string& text);

// Where we are in the document: a chain on the stack, written out only when something is wrong.
struct Place {
    const Place* parent = nullptr;
    std::string key; // escaped, or an index

    std::string pointer() const { return parent == nullptr ? "" : parent->pointer() + "/" + key; }
};

struct Finding {
    std::string pointer;
    std::string sentence;
    std::vector<std::string> wanted_types; // of a `type` fault
    bool warning = false;
};

struct Shared {
    const json& schema;
    Lang lang;
    std::unordered_map<std::string, std::regex> regexes;
};

const json& follow(const json& root, const json& node) {
    const json* at = &node;
    for (int hops = 0; hops < 32 && at->is_object() && at->contains("$ref"); ++hops) {
        at = &root.at(json::json_pointer(at->at("$ref").get_ref<const std::string&>().substr(1)));
    }
    return *at;
}

class Explainer final : public valijson::ValidationVisitor<Adapter> {
    using Judge = valijson::ValidationVisitor<Adapter>;

public:
    // With findings == nullptr nothing is put into words, and only holds() is of interest.
    Explainer(const json& value, const json& schema, const Place& place, Shared& shared, std::vector<Finding>* findings)
        : Judge(Adapter(value), {}, true, nullptr, shared.regexes), value_(value), schema_(follow(shared.schema, schema)),
          place_(place), shared_(shared), findings_(findings) {}

    bool explain(const valijson::Subschema& subschema) {
        if (subschema.getAlwaysInvalid()) {
            return fault({"Ở đây không dùng {}.", "{} is not used here."}, in_quotes(place_.key));
        }
        valijson::Subschema::ApplyFunction each = [this](const Constraint& constraint) { return constraint.accept(*this); };
        return subschema.apply(each);
    }

    // ---- keywords about the value itself: valijson judges, we say it

    bool visit(const TypeConstraint& c) override {
        if (Judge::visit(c)) {
            return true;
        }
        std::vector<std::string> types;
        const json& raw = schema_.at("type");
        for (const auto& type : raw.is_array() ? raw : json::array({raw})) {
            types.push_back(type.get<std::string>());
        }
        wrong_type(types);
        return false;
    }
    bool visit(const EnumConstraint& c) override {
        return Judge::visit(c) || not_among(std::vector<json>(schema_.at("enum").begin(), schema_.at("enum").end()));
    }
    bool visit(const ConstConstraint& c) override {
        return Judge::visit(c) || fault({"Phải là {}, không phải {}.", "Must be {}, not {}."}, shown(schema_.at("const")), shown(value_));
    }
    bool visit(const PatternConstraint& c) override {
        if (value_.is_string() && value_.get_ref<const std::string&>().size() <= kMostPatternBytes && Judge::visit(c)) {
            return true;
        }
        if (!value_.is_string()) {
            return true;
        }
        // "tiếng Việt / English": an editor shows both, we show one.
        const std::string hint = schema_.value("patternErrorMessage", "");
        const auto cut = hint.find(" / ");
        if (cut == std::string::npos) {
            return fault({"{} không đúng khuôn mẫu {}.", "{} does not fit the pattern {}."}, shown(value_),
                         schema_.at("pattern").get<std::string>());
        }
        return fault({"{}: {}", "{}: {}"}, shown(value_), shared_.lang == Lang::vi ? hint.substr(0, cut) : hint.substr(cut + 3));
    }
    bool visit(const FormatConstraint& c) override {
        // valijson knows dates too, but compiles its expression anew for each, and takes 30 February.
        if (c.getFormat() != "date" || !value_.is_string() || is_day(value_.get_ref<const std::string&>())) {
            return true;
        }
        return fault({"{} không phải một ngày; viết năm-tháng-ngày, ví dụ 2026-10-10.",
                      "{} is no day; write year-month-day, such as 2026-10-10."}, shown(value_));
    }
    bool visit(const MinLengthConstraint& c) override {
        if (Judge::visit(c)) {
            return true;
        }
        return c.getMinLength() == 1 ? fault({"Không được để trống.", "Must not be empty."})
                                     : fault({"Quá ngắn: cần ít nhất {} ký tự.", "Too short: at least {} characters."}, c.getMinLength());
    }
    bool visit(const MaxLengthConstraint& c) override {
        return Judge::visit(c) || fault({"Quá dài: {} ký tự, tối đa {}.", "Too long: {} characters, at most {}."},
                                        position_of(value_.get_ref<const std::string&>() , std::string::npos).column - 1, c.getMaxLength());
    }
    bool visit(const MinimumConstraint& c) override {
        return Judge::visit(c) || (c.getExclusiveMinimum()
                                       ? fault({"Phải lớn hơn {}, không phải {}.", "Must be more than {}, not {}."}, c.getMinimum(), shown(value_))
                                       : fault({"Phải từ {} trở lên, không phải {}.", "Must be {} or more, not {}."}, c.getMinimum(), shown(value_)));
    }
    bool visit(const MaximumConstraint& c) override {
        return Judge::visit(c) || (c.getExclusiveMaximum()
                                       ? fault({"Phải nhỏ hơn {}, không phải {}.", "Must be less than {}, not {}."}, c.getMaximum(), shown(value_))
                                       : fault({"Phải từ {} trở xuống, không phải {}.", "Must be {} or less, not {}."}, c.getMaximum(), shown(value_)));
    }
    bool visit(const MultipleOfIntConstraint& c) override {
        return Judge::visit(c) || fault({"Phải là bội số của {}.", "Must be a multiple of {}."}, c.getDivisor());
    }
    bool visit(const MultipleOfDoubleConstraint& c) override {
        return Judge::visit(c) || fault({"Phải là bội số của {}.", "Must be a multiple of {}."}, c.getDivisor());
    }
    bool visit(const MinItemsConstraint& c) override {
        return Judge::visit(c) || fault({"Cần ít nhất {} mục, đang có {}.", "Needs at least {} items, has {}."}, c.getMinItems(), value_.size());
    }
    bool visit(const MaxItemsConstraint& c) override {
        return Judge::visit(c) || fault({"Tối đa {} mục, đang có {}.", "At most {} items, has {}."}, c.getMaxItems(), value_.size());
    }
    bool visit(const UniqueItemsConstraint&) override {
        // valijson compares each with each; sorted, a long list costs no more than its reading.
        if (!value_.is_array()) {
            return true;
        }
        std::vector<const json*> items;
        for (const auto& item : value_) {
            items.push_back(&item);
        }
        std::sort(items.begin(), items.end(), [](const json* a, const json* b) { return *a < *b; });
        const auto same = std::adjacent_find(items.begin(), items.end(), [](const json* a, const json* b) { return *a == *b; });
        return same == items.end() || fault({"Mục {} bị lặp lại.", "The item {} is there twice."}, shown(**same));
    }
    bool visit(const MinPropertiesConstraint& c) override {
        return Judge::visit(c) || fault({"Cần ít nhất {} khóa.", "Needs at least {} keys."}, c.getMinProperties());
    }
    bool visit(const MaxPropertiesConstraint& c) override {
        return Judge::visit(c) || fault({"Tối đa {} khóa.", "At most {} keys."}, c.getMaxProperties());
    }
    bool visit(const RequiredConstraint& c) override {
        bool holds = true;
        if (value_.is_object()) {
            c.applyToRequiredProperties([&](const auto& key) {
                if (!value_.contains(key.c_str())) {
                    holds = fault({"Thiếu khóa {}.", "The key {} is missing."}, in_quotes(key.c_str()));
                }
                return true;
            });
        }
        return holds;
    }
    bool visit(const PropertyNamesConstraint& c) override {
        return Judge::visit(c) || fault({"Có một khóa mang tên không được phép.", "One of the keys has a name that is not allowed."});
    }
    bool visit(const DependenciesConstraint& c) override {
        return Judge::visit(c) || fault({"Thiếu một khóa phải đi cùng khóa khác.", "A key is missing that another one needs."});
    }
    bool visit(const ContainsConstraint& c) override {
        return Judge::visit(c) || fault({"Danh sách thiếu một mục bắt buộc.", "The list lacks an item that it must have."});
    }
    bool visit(const NotConstraint& c) override {
        return Judge::visit(c) || fault({"Giá trị này không được phép ở đây.", "This value is not allowed here."});
    }
    bool visit(const valijson::constraints::PolyConstraint& c) override { return Judge::visit(c); }

    // ---- keywords that lead further down

    bool visit(const PropertiesConstraint& c) override {
        if (!value_.is_object()) {
            return true;
        }
        std::size_t known = 0;
        bool holds = true;
        c.applyToProperties([&](const auto& name, const valijson::Subschema* subschema) {
            const auto member = value_.find(name.c_str());
            if (member != value_.end()) {
                ++known;
                holds = descend(escape_pointer(name.c_str()), *member, schema_.at("properties").at(name.c_str()), *subschema) && holds;
            }
            return true;
        });
        if (known == value_.size()) {
            return holds;
        }
        for (auto member = value_.begin(); member != value_.end(); ++member) {
            holds = other_member(c, member.key(), member.value()) && holds;
        }
        return holds;
    }
    bool visit(const SingularItemsConstraint& c) override {
        bool holds = true;
        for (std::size_t i = 0; value_.is_array() && i < value_.size(); ++i) {
            holds = descend(std::to_string(i), value_[i], schema_.at("items"), *c.getItemsSubschema()) && holds;
        }
        return holds;
    }
    bool visit(const LinearItemsConstraint& c) override {
        return Judge::visit(c) || fault({"Các mục của danh sách không đúng kiểu.", "The items of the list are not of the right kinds."});
    }
    bool visit(const AllOfConstraint& c) override {
        bool holds = true;
        c.applyToSubschemas([&](unsigned index, const valijson::Subschema* subschema) {
            holds = here(schema_.at("allOf").at(index), findings_).explain(*subschema) && holds;
            return true;
        });
        return holds;
    }
    bool visit(const ConditionalConstraint& c) override {
        const bool met = here(schema_.at("if"), nullptr).explain(*c.getIfSubschema());
        const valijson::Subschema* branch = met ? c.getThenSubschema() : c.getElseSubschema();
        return branch == nullptr || here(schema_.at(met ? "then" : "else"), findings_).explain(*branch);
    }
    bool visit(const OneOfConstraint& c) override {
        const auto branches = branches_of(c, "oneOf");
        const std::size_t fitting = count_fitting(branches);
        if (fitting > 1) {
            return fault({"Giá trị này có thể hiểu theo hai cách.", "This value can be read in two ways."});
        }
        return fitting == 1 || no_branch(branches);
    }
    bool visit(const AnyOfConstraint& c) override {
        const auto branches = branches_of(c, "anyOf");
        return count_fitting(branches) > 0 || no_branch(branches);
    }

private:
    using Constraint = valijson::constraints::Constraint;
    struct Branch {
        const json* schema;
        const valijson::Subschema* subschema;
    };

    template <class... Args> bool fault(const Phrase& phrase, const Args&... args) {
        if (findings_ != nullptr) {
            findings_->push_back({place_.pointer(), say(shared_.lang, phrase, args...), {}, false});
        }
        return false;
    }

    void wrong_type(const std::vector<std::string>& types) {
        if (findings_ == nullptr) {
            return;
        }
        std::vector<std::string> names;
        for (const auto& type : types) {
            names.push_back(type_name(type, shared_.lang));
        }
        fault({"Phải là {}, không phải {}.", "Must be {}, not {}."}, any_of(names, shared_.lang), shown(value_));
        findings_->back().wanted_types = types;
    }

    bool not_among(const std::vector<json>& values) {
        if (findings_ == nullptr) {
            return false;
        }
        std::vector<std::string> words, all;
        for (const auto& value : values) {
            all.push_back(shown(value));
            if (value.is_string()) {
                words.push_back(value.get<std::string>());
            }
        }
        const std::string meant = value_.is_string() ? nearest(value_.get_ref<const std::string&>(), words) : "";
        return meant.empty() ? fault({"{} không hợp lệ; phải là {}.", "{} is not valid; must be {}."}, shown(value_), any_of(all, shared_.lang))
                             : fault({"{} không hợp lệ; có phải ý bạn là {}?", "{} is not valid; did you mean {}?"}, shown(value_), in_quotes(meant));
    }

    Explainer here(const json& schema, std::vector<Finding>* findings) { return {value_, schema, place_, shared_, findings}; }

    bool descend(std::string key, const json& value, const json& schema, const valijson::Subschema& subschema) {
        const Place place{&place_, std::move(key)};
        return Explainer(value, schema, place, shared_, findings_).explain(subschema);
    }

    // A member that no `properties` names: one of the patterns, or unknown.
    bool other_member(const PropertiesConstraint& c, const std::string& key, const json& value) {
        static const json kNothing = json::object();
        const json& properties = schema_.contains("properties") ? schema_.at("properties") : kNothing;
        if (properties.contains(key)) {
            return true;
        }
        bool matched = false, holds = true;
        c.applyToPatternProperties([&](const auto& pattern, const valijson::Subschema* subschema) {
            if (key.size() <= kMostPatternBytes && std::regex_search(key, regex(pattern.c_str()))) {
                matched = true;
                holds = descend(escape_pointer(key), value, schema_.at("patternProperties").at(pattern.c_str()), *subschema) && holds;
            }
            return true;
        });
        if (matched) {
            return holds;
        }
        if (const auto* others = c.getAdditionalPropertiesSubschema()) {
            return descend(escape_pointer(key), value, schema_.contains("additionalProperties") ? schema_.at("additionalProperties") : kNothing,
                           *others);
        }
        if (findings_ != nullptr) {
            const Place place{&place_, escape_pointer(key)};
            std::vector<std::string> names;
            for (auto member = properties.begin(); member != properties.end(); ++member) {
                names.push_back(member.key());
            }
            const std::string meant = nearest(key, names);
            findings_->push_back({place.pointer(),
                                  meant.empty() ? say(shared_.lang, {"Khóa {} không dùng đến; bỏ qua.", "The key {} is unknown and passed over."}, in_quotes(key))
                                                : say(shared_.lang, {"Khóa {} không dùng đến; có phải ý bạn là {}?", "The key {} is unknown; did you mean {}?"},
                                                      in_quotes(key), in_quotes(meant)),
                                  {}, true});
        }
        return true; // said, and loaded all the same
    }

    const std::regex& regex(const std::string& pattern) {
        auto known = shared_.regexes.find(pattern);
        if (known == shared_.regexes.end()) {
            known = shared_.regexes.emplace(pattern, std::regex(pattern)).first;
        }
        return known->second;
    }

    // ---- alternatives

    template <class C> std::vector<Branch> branches_of(const C& constraint, const char* keyword) const {
        std::vector<Branch> branches;
        constraint.applyToSubschemas([&](unsigned index, const valijson::Subschema* subschema) {
            branches.push_back({&schema_.at(keyword).at(index), subschema});
            return true;
        });
        return branches;
    }

    // Findings of every branch, and how many held. Of branches that hold the warnings (unknown keys) are passed on.
    std::size_t count_fitting(const std::vector<Branch>& branches) {
        std::size_t fitting = 0;
        for (const auto& branch : branches) {
            if (here(*branch.schema, nullptr).explain(*branch.subschema)) {
                ++fitting;
                if (fitting == 1 && findings_ != nullptr && value_.is_structured()) {
                    here(*branch.schema, findings_).explain(*branch.subschema);
                }
            }
        }
        return fitting;
    }

    // No alternative holds: say what is wrong with the one that was meant.
    bool no_branch(const std::vector<Branch>& branches) {
        if (findings_ == nullptr) {
            return false;
        }
        std::vector<json> consts;
        std::vector<std::string> types;
        const std::string place = place_.pointer();
        std::vector<Finding> nearest_branch;
        bool chosen = false;
        for (const auto& branch : branches) {
            const json& raw = follow(shared_.schema, *branch.schema);
            if (raw.contains("const")) {
                consts.push_back(raw.at("const"));
                continue;
            }
            std::vector<Finding> findings;
            here(raw, &findings).explain(*branch.subschema);
            const auto wrong_kind = std::find_if(findings.begin(), findings.end(),
                                                 [&](const Finding& f) { return f.pointer == place && !f.wanted_types.empty(); });
            if (wrong_kind != findings.end()) {
                types.insert(types.end(), wrong_kind->wanted_types.begin(), wrong_kind->wanted_types.end());
            } else if (!chosen || findings.size() < nearest_branch.size()) {
                nearest_branch = std::move(findings);
                chosen = true;
            }
        }
        if (chosen) {
            findings_->insert(findings_->end(), nearest_branch.begin(), nearest_branch.end());
        } else if (types.empty()) {
            not_among(consts);
        } else if (consts.empty()) {
            wrong_type(types);
        } else {
            std::vector<std::string> all;
            for (const auto& value : consts) {
                all.push_back(shown(value));
            }
            for (const auto& type : types) {
                all.push_back(type_name(type, shared_.lang));
            }
            fault({"Phải là {}, không phải {}.", "Must be {}, not {}."}, any_of(all, shared_.lang), shown(value_));
        }
        return false;
    }

    const json& value_;
    const json& schema_;
    const Place& place_;
    Shared& shared_;
    std::vector<Finding>* findings_;
};

bool is_day(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = -1;
        const auto [end, error] = std::from_chars(text.data() + from, text.data() + from + count, value);
        return error == std::errc() && end == text.data() + from + count ? value : -1;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    return year > 0 && month > 0 && day > 0 &&
           std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day))).ok();
}

} // namespace

void validate(std::string_view file, std::string_view bytes, const json& document, const json& schema, Lang lang,
              std::vector<Fault>& faults) {
    std::vector<Finding> findings;
    try { // valijson throws where a schema is no schema; a document cannot make it throw
        valijson::Schema parsed;
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(Adapter(schema), parsed);
        Shared shared{schema, lang, {}};
        const Place root;
        Explainer(document, schema, root, shared, &findings).explain(parsed);
    } catch (const std::exception& error) {
        faults.push_back({std::string(file), 1, "", say(lang, {"Không dùng được schema: {}", "The schema is unusable: {}"}, error.what()), false});
        return;
    }
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
        faults.push_back({std::string(file), found.back().line, "", say(lang, {"… và {} lỗi nữa.", "… and {} more."}, all - kMostFaults), false});
    }
}

} // namespace kiosk::content
