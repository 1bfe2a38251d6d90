#include "kiosk/content/explainer.h"
#include "kiosk/content/json_tokens.h"

#include <algorithm>

namespace kiosk::content {

using nlohmann::json;

Explainer::Explainer(const json& value, const json& schema, const Place& place, Shared& shared, std::vector<Finding>* findings)
    : Judge(Adapter(value), {}, true, nullptr, shared.regexes), value_(value), schema_(follow(shared.schema, schema)),
      place_(place), shared_(shared), findings_(findings) {}

bool Explainer::explain(const valijson::Subschema& subschema) {
    if (subschema.getAlwaysInvalid()) {
        return fault({"Ở đây không dùng {}.", "{} is not used here."}, in_quotes(place_.key));
    }
    valijson::Subschema::ApplyFunction each = [this](const valijson::constraints::Constraint& constraint) {
        return constraint.accept(*this);
    };
    return subschema.apply(each);
}

const json& follow(const json& root, const json& node) {
    const json* at = &node;
    for (int hops = 0; hops < 32 && at->is_object() && at->contains("$ref"); ++hops) {
        at = &root.at(json::json_pointer(at->at("$ref").get_ref<const std::string&>().substr(1)));
    }
    return *at;
}

template <class C> std::vector<Explainer::Branch> Explainer::branches_of(const C& constraint, const char* keyword) const {
    std::vector<Branch> branches;
    constraint.applyToSubschemas([&](unsigned index, const valijson::Subschema* subschema) {
        branches.push_back({&schema_.at(keyword).at(index), subschema});
        return true;
    });
    return branches;
}

bool Explainer::visit(const PropertiesConstraint& c) {
    if (!value_.is_object()) {
        return true;
    }
    std::size_t known = 0;
    bool holds = true;
    c.applyToProperties([&](const auto& name, const valijson::Subschema* subschema) {
        const auto member = value_.find(name.c_str());
        if (member != value_.end()) {
            ++known;
            holds =
                descend(escape_pointer(name.c_str()), *member, schema_.at("properties").at(name.c_str()), *subschema) && holds;
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

bool Explainer::visit(const SingularItemsConstraint& c) {
    bool holds = true;
    for (std::size_t i = 0; value_.is_array() && i < value_.size(); ++i) {
        holds = descend(std::to_string(i), value_[i], schema_.at("items"), *c.getItemsSubschema()) && holds;
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
        holds = here(schema_.at("allOf").at(index), findings_).explain(*subschema) && holds;
        return true;
    });
    return holds;
}

bool Explainer::visit(const ConditionalConstraint& c) {
    const bool met = here(schema_.at("if"), nullptr).explain(*c.getIfSubschema());
    const valijson::Subschema* branch = met ? c.getThenSubschema() : c.getElseSubschema();
    return branch == nullptr || here(schema_.at(met ? "then" : "else"), findings_).explain(*branch);
}

bool Explainer::visit(const OneOfConstraint& c) {
    const auto branches = branches_of(c, "oneOf");
    const std::size_t fitting = count_fitting(branches);
    if (fitting > 1) {
        return fault({"Giá trị này có thể hiểu theo hai cách.", "This value can be read in two ways."});
    }
    return fitting == 1 || no_branch(branches);
}

bool Explainer::visit(const AnyOfConstraint& c) {
    const auto branches = branches_of(c, "anyOf");
    return count_fitting(branches) > 0 || no_branch(branches);
}

Explainer Explainer::here(const json& schema, std::vector<Finding>* findings) {
    return {value_, schema, place_, shared_, findings};
}

bool Explainer::descend(std::string key, const json& value, const json& schema, const valijson::Subschema& subschema) {
    const Place place{&place_, std::move(key)};
    return Explainer(value, schema, place, shared_, findings_).explain(subschema);
}

// A member that no `properties` names: one of the patterns, or unknown.
bool Explainer::other_member(const PropertiesConstraint& c, const std::string& key, const json& value) {
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
        return descend(escape_pointer(key), value,
                       schema_.contains("additionalProperties") ? schema_.at("additionalProperties") : kNothing, *others);
    }
    if (findings_ != nullptr) {
        const Place place{&place_, escape_pointer(key)};
        std::vector<std::string> names;
        for (auto member = properties.begin(); member != properties.end(); ++member) {
            names.push_back(member.key());
        }
        const std::string meant = nearest(key, names);
        findings_->push_back(
            {place.pointer(),
             meant.empty()
                 ? say(shared_.lang, {"Khóa {} không dùng đến; bỏ qua.", "The key {} is unknown and passed over."},
                       in_quotes(key))
                 : say(shared_.lang, {"Khóa {} không dùng đến; có phải ý bạn là {}?", "The key {} is unknown; did you mean {}?"},
                       in_quotes(key), in_quotes(meant)),
             {},
             true});
    }
    return true; // said, and loaded all the same
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
std::size_t Explainer::count_fitting(const std::vector<Branch>& branches) {
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
bool Explainer::no_branch(const std::vector<Branch>& branches) {
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

} // namespace kiosk::content
