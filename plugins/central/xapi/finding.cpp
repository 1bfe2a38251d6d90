// What the queries of part three, 2.1.3 find a statement by.
#include "xapi/identifiers.h"
#include "xapi/parts.h"
#include "xapi/steps.h"

#include <algorithm>

namespace central::xapi {

namespace {

void add(std::vector<std::string>&, std::string);
void drop_repeats(std::vector<std::string>&);
void add_agents(std::vector<std::string>&, const Json* actor);
void add_object_where_somebody(std::vector<std::string>&, const Json& statement);
void add_related(Statement&, const Json& statement);

} // namespace

void note_what_it_is_found_by(Statement& statement) {
    const Json& json = statement.json;
    const Json& object = *find(json, "object");
    const std::string_view type = object_type(object);
    statement.verb = text_of(*find(json, "verb"), "id");
    statement.actor = identity(*find(json, "actor"));
    if (type == "Activity") statement.activity = text_of(object, "id");
    if (type == "StatementRef") statement.refers = lower(text_of(object, "id"));
    if (statement.verb == kVoided) statement.voids = statement.refers;
    if (const Json* context = find(json, "context")) statement.registration = lower(text_of(*context, "registration"));

    add_agents(statement.agents, find(json, "actor"));
    add_object_where_somebody(statement.agents, json);
    add_related(statement, json);
    for (auto* words : {&statement.agents, &statement.related_agents, &statement.related_activities}) drop_repeats(*words);
}

namespace {

void add(std::vector<std::string>& to, std::string one) {
    if (!one.empty()) to.push_back(std::move(one));
}

// The first of each stays, in their order. A group may have a hundred thousand members: none is looked for among all others.
void drop_repeats(std::vector<std::string>& words) {
    std::vector<std::size_t> order(words.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const int differs = words[a].compare(words[b]);
        return differs ? differs < 0 : a < b;
    });
    std::vector<bool> repeats(words.size());
    for (std::size_t i = 1; i < order.size(); ++i) repeats[order[i]] = words[order[i]] == words[order[i - 1]];
    std::size_t stay = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (repeats[i]) continue;
        if (stay != i) words[stay] = std::move(words[i]);
        ++stay;
    }
    words.resize(stay);
}

void add_agents(std::vector<std::string>& to, const Json* actor) {
    if (!actor) return;
    add(to, identity(*actor));
    if (const Json* members = find(*actor, "member"))
        for (const Json& member : *members) add(to, identity(member));
}

void add_object_where_somebody(std::vector<std::string>& to, const Json& statement) {
    const Json& object = *find(statement, "object");
    const std::string_view type = object_type(object);
    if (type == "Agent" || type == "Group") add_agents(to, &object);
}

// Of a statement, or of the SubStatement within it.
void add_related(Statement& found, const Json& statement) {
    add_agents(found.related_agents, find(statement, "actor"));
    add_object_where_somebody(found.related_agents, statement);
    const Json& object = *find(statement, "object");
    if (object_type(object) == "Activity") add(found.related_activities, std::string(text_of(object, "id")));
    if (const Json* context = find(statement, "context")) {
        add_agents(found.related_agents, find(*context, "instructor"));
        add_agents(found.related_agents, find(*context, "team"));
        if (const Json* kinds = find(*context, "contextActivities"))
            for (const Json& kind : *kinds)
                for (const Json& activity : kind) add(found.related_activities, std::string(text_of(activity, "id")));
    }
    if (object_type(object) == "SubStatement") add_related(found, object);
}

} // namespace

} // namespace central::xapi
