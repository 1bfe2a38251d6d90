// Walks a document together with valijson's reading of its schema: valijson judges each keyword, the Explainer keeps the
// place in document and schema and puts every "no" into one sentence. Inside of content/ only. Thread: any.
//
// Why not valijson's own list of errors: it says "oneOf failed", with one line for each alternative and for each object
// around it. Here an alternative is chosen first (the one that fits the kind of value, or has fewest faults), and only
// its faults are told: three mistakes make three lines.
#pragma once

#include "kiosk/content/sentences.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/validation_visitor.hpp>

namespace kiosk::content {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// Where we are in the document: a chain on the stack, written out only when something is wrong.
struct Place {
    const Place* parent = nullptr;
    std::string key = {}; // escaped, or an index

    std::string pointer() const { return parent == nullptr ? "" : parent->pointer() + "/" + key; }
};

struct Finding {
    std::string pointer;
    std::string sentence;
    std::vector<std::string> wanted_types = {}; // of a `type` fault
    bool warning = false;
};

struct Shared {
    const nlohmann::json& schema; // the whole
    Lang lang;
    std::unordered_map<std::string, std::regex> regexes = {};
};

class Explainer final : public valijson::ValidationVisitor<Adapter> {
    using Judge = valijson::ValidationVisitor<Adapter>;
    using json = nlohmann::json;

public:
    // Everything is borrowed. With findings == nullptr nothing is put into words, and only the answer is of interest.
    Explainer(const json& value, const json& schema, const Place& place, Shared& shared, std::vector<Finding>* findings);

    bool explain(const valijson::Subschema&); // whether the value holds

    // explain_value.cpp: keywords about the value itself
    bool visit(const TypeConstraint&) override;
    bool visit(const EnumConstraint&) override;
    bool visit(const ConstConstraint&) override;
    bool visit(const PatternConstraint&) override;
    bool visit(const FormatConstraint&) override;
    bool visit(const MinLengthConstraint&) override;
    bool visit(const MaxLengthConstraint&) override;
    bool visit(const MinimumConstraint&) override;
    bool visit(const MaximumConstraint&) override;
    bool visit(const MultipleOfIntConstraint&) override;
    bool visit(const MultipleOfDoubleConstraint&) override;
    bool visit(const MinItemsConstraint&) override;
    bool visit(const MaxItemsConstraint&) override;
    bool visit(const UniqueItemsConstraint&) override;
    bool visit(const MinPropertiesConstraint&) override;
    bool visit(const MaxPropertiesConstraint&) override;
    bool visit(const RequiredConstraint&) override;
    bool visit(const PropertyNamesConstraint&) override;
    bool visit(const DependenciesConstraint&) override;
    bool visit(const ContainsConstraint&) override;
    bool visit(const NotConstraint&) override;
    bool visit(const valijson::constraints::PolyConstraint&) override;

    // explain_members.cpp: keywords that lead further down
    bool visit(const PropertiesConstraint&) override;
    bool visit(const SingularItemsConstraint&) override;
    bool visit(const LinearItemsConstraint&) override;
    bool visit(const AllOfConstraint&) override;
    bool visit(const ConditionalConstraint&) override;
    bool visit(const OneOfConstraint&) override;
    bool visit(const AnyOfConstraint&) override;

private:
    struct Branch {
        const json* schema;
        const valijson::Subschema* subschema;
    };

    template <class... Args> bool fault(const Phrase& phrase, const Args&... args) { // always false
        if (findings_ != nullptr) {
            findings_->push_back({place_.pointer(), say(shared_.lang, phrase, args...)});
        }
        return false;
    }
    void wrong_type(const std::vector<std::string>& types);
    bool not_among(const std::vector<json>& values);

    Explainer here(const json& schema, std::vector<Finding>* findings);
    bool descend(std::string key, const json& value, const json& schema, const valijson::Subschema&);
    bool other_member(const PropertiesConstraint&, const std::string& key, const json& value);
    const std::regex& regex(const std::string& pattern);

    template <class C> std::vector<Branch> branches_of(const C&, const char* keyword) const;
    std::size_t count_fitting(const std::vector<Branch>&);
    bool no_branch(const std::vector<Branch>&);

    const json& value_;
    const json& schema_; // the part for this value, in its JSON: for words that valijson does not keep
    const Place& place_;
    Shared& shared_;
    std::vector<Finding>* findings_;
};

// std::regex recurses once per character: what is longer than any name or address must never reach it.
inline constexpr std::size_t kMostPatternBytes = 1000;

// The schema behind a chain of local references.
const nlohmann::json& follow(const nlohmann::json& root, const nlohmann::json& node);

} // namespace kiosk::content
