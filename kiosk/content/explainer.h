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
    std::string_view key = {}; // of a member; an item of a list has none
    std::size_t index = 0;

    std::string pointer() const;
};

// Where we are in the schema, for words that valijson does not keep: likewise followed only when something is wrong.
struct Rule {
    const Rule* parent = nullptr;
    const char* keyword = nullptr; // "properties"
    std::string_view member = {};  // of an object of schemas; a list of them has none
    std::optional<unsigned> index = {};

    const nlohmann::json& in(const nlohmann::json& schema) const; // behind its references
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
    Explainer(const json& value, const Rule& rule, const Place& place, Shared& shared, std::vector<Finding>* findings);

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
        unsigned index;
        const valijson::Subschema* subschema;
    };

    template <class... Args> bool fault(const Phrase& phrase, const Args&... args) { // always false
        if (findings_ != nullptr) {
            findings_->push_back({place_.pointer(), say(shared_.lang, phrase, args...)});
        }
        return false;
    }
    const json& schema() const { return rule_.in(shared_.schema); } // the part for this value, in its JSON
    void wrong_type(const std::vector<std::string>& types);
    bool not_among(const std::vector<json>& values);

    bool here(const Rule& rule, const valijson::Subschema&, std::vector<Finding>* findings);
    bool descend(const Place& place, const json& value, const Rule& rule, const valijson::Subschema&);
    bool other_member(const PropertiesConstraint&, const std::string& key, const json& value);
    void unknown_key(const std::string& key);
    const std::regex& regex(const std::string& pattern);

    template <class C> static std::vector<Branch> branches_of(const C&);
    std::size_t count_fitting(const char* keyword, const std::vector<Branch>&);
    bool no_branch(const char* keyword, const std::vector<Branch>&);

    const json& value_;
    const Rule& rule_;
    const Place& place_;
    Shared& shared_;
    std::vector<Finding>* findings_;
};

// std::regex recurses once per character: what is longer than any name or address must never reach it.
inline constexpr std::size_t kMostPatternBytes = 1000;

} // namespace kiosk::content
