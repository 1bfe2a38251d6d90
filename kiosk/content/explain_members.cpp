#include "kiosk/content/explainer.h"
#include "kiosk/content/json_tokens.h"

#include <algorithm>

namespace kiosk::content {

using nlohmann::json;

namespace {

// The schema behind a chain of local references.
const json& follow(const json& root, const json& node) {
    const json* at = &node;
    for (int hops = 0; hops < 32 && at->is_object() && at->contains("$ref"); ++hops) {
        at = &root.at(json::json_pointer(at->at("$ref").get_ref<const std::string&>().substr(1)));
    }
    return *at;
}

// valijson keeps names in strings of its own kind.
template <class S> std::string_view view(const S& name) { return {name.data(), name.size()}; }

} // namespace

std::string Place::pointer() const {
    return parent == nullptr ? "" : parent->pointer() + "/" + (key.data() ? escape_pointer(key) : std::to_string(index));
}

const json& Rule::in(const json& schema) const {
    static const json kNothing = json::object();
    if (parent == nullptr) { return follow(schema, schema); }
    const json& around = parent->in(schema);
    if (!around.contains(keyword)) {
        return kNothing; // "additionalProperties" and the like, where the schema leaves them out
    }
    const json& at = around.at(keyword);
    return follow(schema, member.data() ? at.at(std::string(member)) : index ? at.at(*index) : at);
}

Explainer::Explainer(const json& value, const Rule& rule, const Place& place, Shared& shared, std::vector<Finding>* findings)
    : Judge(Adapter(value), {}, true, nullptr, shared.regexes), value_(value), rule_(rule), place_(place), shared_(shared),
      findings_(findings) {}

bool Explainer::explain(const valijson::Subschema& subschema) {
    if (subschema.getAlwaysInvalid()) {
        return findings_ != nullptr && fault({"Ở đây không dùng {}.", "{} is not used here."}, in_quotes(place_.key));
    }
    valijson::Subschema::ApplyFunction each = [this](const valijson::constraints::Constraint& constraint) {
        return constraint.accept(*this);
    };
    return subschema.apply(each);
}

template <class C> std::vector<Explainer::Branch> Explainer::branches_of(const C& constraint) {
    std::vector<Branch> branches;
    constraint.applyToSubschemas([&](unsigned index, const valijson::Subschema* subschema) {
        branches.push_back({index, subschema});
        return true;
    });
    return branches;
}

bool Explainer::visit(const PropertiesConstraint& c) {
    if (!value_.is_object()) { return true; }
    std::vector<const json*> known;
    bool holds = true;
    c.applyToProperties([&](const auto& name, const valijson::Subschema* subschema) {
        const auto member = value_.find(view(name));
        if (member != value_.end()) {
            known.push_back(&*member);
            holds = descend({&place_, view(name)}, *member, {&rule_, "properties", view(name)}, *subschema) && holds;
        }
        return true;
    });
    if (known.size() == value_.size()) { return holds; }
    for (auto member = value_.begin(); member != value_.end(); ++member) {
        if (std::find(known.begin(), known.end(), &*member) == known.end()) {
            holds = other_member(c, member.key(), member.value()) && holds;
        }
    }
    return holds;
}

bool Explainer::visit(const SingularItemsConstraint& c) {
    const Rule rule{&rule_, "items"};
    bool holds = true;
    for (std::size_t i = 0; value_.is_array() && i < value_.size(); ++i) {
        holds = descend({&place_, {}, i}, value_[i], rule, *c.getItemsSubschema()) && holds;
    }
    return holds;
}

bool Explainer::visit(const LinearItemsConstraint& c) {
    return Judge::visit(c) ||
           fault({"Các mục của danh sách không đúng kiểu.", "The items of the list are not of the right kinds."});
}

bool Explainer::visit(const AllOfConstraint& c) {
    bool holds = true;
    c.applyToSubschemas([&](unsigned index, const valijson::Subschema* subschema) {
        holds = here({&rule_, "allOf", {}, index}, *subschema, findings_) && holds;
        return true;
    });
    return holds;
}

bool Explainer::visit(const ConditionalConstraint& c) {
    const bool met = here({&rule_, "if"}, *c.getIfSubschema(), nullptr);
    const valijson::Subschema* branch = met ? c.getThenSubschema() : c.getElseSubschema();
    return branch == nullptr || here({&rule_, met ? "then" : "else"}, *branch, findings_);
}

bool Explainer::visit(const OneOfConstraint& c) {
    const auto branches = branches_of(c);
    const std::size_t fitting = count_fitting("oneOf", branches);
    if (fitting > 1) { return fault({"Giá trị này có thể hiểu theo hai cách.", "This value can be read in two ways."}); }
    return fitting == 1 || no_branch("oneOf", branches);
}

bool Explainer::visit(const AnyOfConstraint& c) {
    const auto branches = branches_of(c);
    return count_fitting("anyOf", branches) > 0 || no_branch("anyOf", branches);
}

// The same value by another part of the schema.
bool Explainer::here(const Rule& rule, const valijson::Subschema& subschema, std::vector<Finding>* findings) {
    return Explainer(value_, rule, place_, shared_, findings).explain(subschema);
}

bool Explainer::descend(const Place& place, const json& value, const Rule& rule, const valijson::Subschema& subschema) {
    return Explainer(value, rule, place, shared_, findings_).explain(subschema);
}

// A member that no `properties` names: one of the patterns, or unknown.
bool Explainer::other_member(const PropertiesConstraint& c, const std::string& key, const json& value) {
    bool matched = false, holds = true;
    c.applyToPatternProperties([&](const auto& pattern, const valijson::Subschema* subschema) {
        if (key.size() <= kMostPatternBytes && std::regex_search(key, regex(pattern.c_str()))) {
            matched = true;
            holds = descend({&place_, key}, value, {&rule_, "patternProperties", view(pattern)}, *subschema) && holds;
        }
        return true;
    });
    if (matched) {
        return holds;
    }
    if (const auto* others = c.getAdditionalPropertiesSubschema()) {
        return descend({&place_, key}, value, {&rule_, "additionalProperties"}, *others);
    }
    if (findings_ != nullptr) { unknown_key(key); }
    return true; // said, and loaded all the same
}

void Explainer::unknown_key(const std::string& key) {
    const json& schema = this->schema();
    std::vector<std::string> names;
    if (const auto properties = schema.find("properties"); properties != schema.end()) {
        for (auto member = properties->begin(); member != properties->end(); ++member) { names.push_back(member.key()); }
    }
    const std::string meant = nearest(key, names);
    findings_->push_back(
        {Place{&place_, key}.pointer(),
         meant.empty()
             ? say(shared_.lang, {"Khóa {} không dùng đến; bỏ qua.", "The key {} is unknown and passed over."}, in_quotes(key))
             : say(shared_.lang, {"Khóa {} không dùng đến; có phải ý bạn là {}?", "The key {} is unknown; did you mean {}?"},
                   in_quotes(key), in_quotes(meant)),
         {},
         true});
}

const std::regex& Explainer::regex(const std::string& pattern) {
    auto known = shared_.regexes.find(pattern);
    if (known == shared_.regexes.end()) {
        known = shared_.regexes.emplace(pattern, std::regex(pattern)).first;
    }
    return known->second;
}

// ---- alternatives

// Findings of every branch, and how many held. Of branches that hold the warnings (unknown keys) are passed on.
std::size_t Explainer::count_fitting(const char* keyword, const std::vector<Branch>& branches) {
    std::size_t fitting = 0;
    for (const auto& branch : branches) {
        const Rule rule{&rule_, keyword, {}, branch.index};
        if (here(rule, *branch.subschema, nullptr)) {
            ++fitting;
            if (fitting == 1 && findings_ != nullptr && value_.is_structured()) { here(rule, *branch.subschema, findings_); }
        }
    }
    return fitting;
}

// No alternative holds: say what is wrong with the one that was meant.
bool Explainer::no_branch(const char* keyword, const std::vector<Branch>& branches) {
    if (findings_ == nullptr) { return false; }
    std::vector<json> consts;
    std::vector<std::string> types;
    const std::string place = place_.pointer();
    std::vector<Finding> nearest_branch;
    bool chosen = false;
    for (const auto& branch : branches) {
        const Rule rule{&rule_, keyword, {}, branch.index};
        const json& raw = rule.in(shared_.schema);
        if (raw.contains("const")) {
            consts.push_back(raw.at("const"));
            continue;
        }
        std::vector<Finding> findings;
        here(rule, *branch.subschema, &findings);
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

} // namespace kiosk::content
