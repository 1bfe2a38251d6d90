// Part three, 2.1.3, "format": what of a statement is given out. Both take statements that were kept, so that nothing of
// their shape has to be doubted.
#include "xapi/language.h"
#include "xapi/parts.h"

#include <algorithm>

namespace central::xapi {

namespace {

// Calls `with` for an object's member, where it is there.
template <typename With> void of(Json& object, std::string_view key, With with) {
    if (const auto member = object.find(key); member != object.end()) with(*member);
}

void only(Json& object, std::initializer_list<std::string_view> keys);
void only_id_of_activity(Json&);
void only_id_of_actor(Json&);
void only_ids(Json& statement);
void one_language(Json& map, const std::vector<std::string>&);
void one_language_of_activity(Json&, const std::vector<std::string>&);
void one_language_of_statement(Json&, const std::vector<std::string>&);
template <typename With> void each_context_activity(Json& context, With with);

} // namespace

Json ids_only(const Json& statement) {
    Json made = statement;
    only_ids(made);
    return made;
}

Json canonical(const Json& statement, std::string_view accept_language) {
    Json made = statement;
    one_language_of_statement(made, read_languages(accept_language));
    return made;
}

namespace {

void only(Json& object, std::initializer_list<std::string_view> keys) {
    for (auto member = object.begin(); member != object.end();)
        if (std::find(keys.begin(), keys.end(), member.key()) == keys.end()) member = object.erase(member);
        else ++member;
}

void only_id_of_activity(Json& activity) { only(activity, {"objectType", "id"}); }

// Of an anonymous group its members, for they are all that it is known by.
void only_id_of_actor(Json& actor) {
    if (!identity(actor).empty()) return only(actor, {"objectType", "mbox", "mbox_sha1sum", "openid", "account"});
    only(actor, {"objectType", "member"});
    of(actor, "member", [](Json& members) {
        for (Json& member : members) only_id_of_actor(member);
    });
}

void only_ids(Json& statement) {
    of(statement, "actor", only_id_of_actor);
    of(statement, "authority", only_id_of_actor);
    of(statement, "verb", [](Json& verb) { only(verb, {"id"}); });
    of(statement, "object", [](Json& object) {
        const std::string_view type = object_type(object);
        if (type == "Activity") only_id_of_activity(object);
        else if (type == "Agent" || type == "Group") only_id_of_actor(object);
        else if (type == "SubStatement") only_ids(object);
    });
    of(statement, "context", [](Json& context) {
        of(context, "instructor", only_id_of_actor);
        of(context, "team", only_id_of_actor);
        each_context_activity(context, only_id_of_activity);
    });
}

void one_language(Json& map, const std::vector<std::string>& languages) {
    if (!map.is_object() || map.size() < 2) return;
    const auto chosen = choose_language(map, languages);
    map = Json::object({{chosen.key(), chosen.value()}});
}

void one_language_of_activity(Json& activity, const std::vector<std::string>& languages) {
    const auto choose = [&languages](Json& map) { one_language(map, languages); };
    of(activity, "definition", [&choose](Json& definition) {
        of(definition, "name", choose);
        of(definition, "description", choose);
        for (const std::string_view list : kComponentLists)
            of(definition, list, [&choose](Json& components) {
                for (Json& component : components) of(component, "description", choose);
            });
    });
}

void one_language_of_statement(Json& statement, const std::vector<std::string>& languages) {
    const auto choose = [&languages](Json& activity) { one_language_of_activity(activity, languages); };
    of(statement, "verb",
       [&](Json& verb) { of(verb, "display", [&](Json& map) { one_language(map, languages); }); });
    of(statement, "object", [&](Json& object) {
        const std::string_view type = object_type(object);
        if (type == "Activity") choose(object);
        else if (type == "SubStatement") one_language_of_statement(object, languages);
    });
    of(statement, "context", [&choose](Json& context) { each_context_activity(context, choose); });
}

template <typename With> void each_context_activity(Json& context, With with) {
    of(context, "contextActivities", [&with](Json& kinds) {
        for (Json& kind : kinds)
            for (Json& activity : kind) with(activity);
    });
}

} // namespace

} // namespace central::xapi
