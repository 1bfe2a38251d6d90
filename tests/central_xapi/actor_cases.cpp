// Part two, 2.4.2 and 2.4.9: Agents and Groups, at every place where one may stand.
#include "cases.h"

namespace central::xapi {

namespace {

struct Actor {
    const char* requirements;
    const char* what;
    const char* json;
    Answer answer = taken;
};

const std::vector<Actor> kAgents = {
    {"XAPI-00034, XAPI-00038", "an Agent with a mailbox", R"({"objectType":"Agent","mbox":"mailto:an@example.vn"})"},
    {"XAPI-00034, XAPI-00039", "an Agent with a hash", R"({"objectType":"Agent","mbox_sha1sum":"0fa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33"})"},
    {"XAPI-00034, XAPI-00040", "an Agent with an OpenID", R"({"objectType":"Agent","openid":"https://id.example.vn/an"})"},
    {"XAPI-00034, XAPI-00041, XAPI-00042, XAPI-00043", "an Agent with an account",
     R"({"objectType":"Agent","account":{"homePage":"https://example.vn/p","name":"01J9"}})"},
    {"XAPI-00031, XAPI-00032, XAPI-00033", "an Agent with a name", R"({"objectType":"Agent","name":"An","mbox":"mailto:an@example.vn"})"},
    {"XAPI-00034", "an Agent with nothing but a name", R"({"objectType":"Agent","name":"An"})", refused},
    {"XAPI-00034", "mailbox and account", R"({"objectType":"Agent","mbox":"mailto:an@example.vn","account":{"homePage":"https://example.vn/p","name":"1"}})", refused},
    {"XAPI-00034", "mailbox and hash", R"({"objectType":"Agent","mbox":"mailto:an@example.vn","mbox_sha1sum":"0fa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33"})", refused},
    {"XAPI-00034", "mailbox and OpenID", R"({"objectType":"Agent","mbox":"mailto:an@example.vn","openid":"https://id.example.vn/an"})", refused},
    {"XAPI-00034", "hash and OpenID", R"({"objectType":"Agent","mbox_sha1sum":"0fa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33","openid":"https://id.example.vn/an"})", refused},
    {"XAPI-00034", "hash and account", R"({"objectType":"Agent","mbox_sha1sum":"0fa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33","account":{"homePage":"https://example.vn/p","name":"1"}})", refused},
    {"XAPI-00034", "OpenID and account", R"({"objectType":"Agent","openid":"https://id.example.vn/an","account":{"homePage":"https://example.vn/p","name":"1"}})", refused},
    {"XAPI-00033", "a name that is a number", R"({"objectType":"Agent","name":7,"mbox":"mailto:an@example.vn"})", refused},
    {"XAPI-00033", "a name that is an object", R"({"objectType":"Agent","name":{"vi":"An"},"mbox":"mailto:an@example.vn"})", refused},
    {"XAPI-00035", "an Agent with members", R"({"objectType":"Agent","mbox":"mailto:an@example.vn","member":[]})", refused},
    {"XAPI-00038", "a mailbox of another scheme", R"({"objectType":"Agent","mbox":"https://example.vn"})", refused},
    {"XAPI-00038", "a mailbox without a scheme", R"({"objectType":"Agent","mbox":"an@example.vn"})", refused},
    {"XAPI-00038", "a mailbox that is none", R"({"objectType":"Agent","mbox":"mailto:an.example.vn"})", refused},
    {"XAPI-00038", "a mailbox with a space", R"({"objectType":"Agent","mbox":"mailto:an hoa@example.vn"})", refused},
    {"XAPI-00038", "a mailbox that is an object", R"({"objectType":"Agent","mbox":{"x":1}})", refused},
    {"XAPI-00039", "a hash that is too short", R"({"objectType":"Agent","mbox_sha1sum":"0fa2b0ee"})", refused},
    {"XAPI-00039", "a hash with other letters", R"({"objectType":"Agent","mbox_sha1sum":"zfa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33"})", refused},
    {"XAPI-00039", "a hash that is an object", R"({"objectType":"Agent","mbox_sha1sum":{"key":"x"}})", refused},
    {"XAPI-00040", "an OpenID that is no URI", R"({"objectType":"Agent","openid":"ab=c://example.vn"})", refused},
    {"XAPI-00040", "an OpenID that is a number", R"({"objectType":"Agent","openid":7})", refused},
    {"XAPI-00041", "an account that is a word", R"({"objectType":"Agent","account":"an"})", refused},
    {"XAPI-00041, XAPI-00010", "an account with a member that is not known", R"({"objectType":"Agent","account":{"homePage":"https://example.vn/p","name":"1","id":1}})", refused},
    {"XAPI-00042", "an account without a home page", R"({"objectType":"Agent","account":{"name":"1"}})", refused},
    {"XAPI-00042", "an account whose home page is no IRL", R"({"objectType":"Agent","account":{"homePage":"ab=c://example.vn","name":"1"}})", refused},
    {"XAPI-00043", "an account without a name", R"({"objectType":"Agent","account":{"homePage":"https://example.vn/p"}})", refused},
    {"XAPI-00043", "an account whose name is a number", R"({"objectType":"Agent","account":{"homePage":"https://example.vn/p","name":7}})", refused},
    {"XAPI-00043", "an account whose name is an object", R"({"objectType":"Agent","account":{"homePage":"https://example.vn/p","name":{"a":1}}})", refused},
};

const std::vector<Actor> kGroups = {
    {"XAPI-00031, XAPI-00035, XAPI-00036, XAPI-00037", "a Group of members", R"({"objectType":"Group","member":[{"mbox":"mailto:an@example.vn"},{"objectType":"Agent","mbox":"mailto:be@example.vn"}]})"},
    {"XAPI-00037, XAPI-00038", "a Group with a mailbox", R"({"objectType":"Group","name":"Sen","mbox":"mailto:sen@example.vn"})"},
    {"XAPI-00037, XAPI-00039", "a Group with a hash", R"({"objectType":"Group","mbox_sha1sum":"0fa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33"})"},
    {"XAPI-00037, XAPI-00040", "a Group with an OpenID", R"({"objectType":"Group","openid":"https://id.example.vn/sen"})"},
    {"XAPI-00037, XAPI-00041", "a Group with an account", R"({"objectType":"Group","account":{"homePage":"https://example.vn/p","name":"sen"}})"},
    {"XAPI-00036", "a Group with both", R"({"objectType":"Group","mbox":"mailto:sen@example.vn","member":[{"mbox":"mailto:an@example.vn"}]})"},
    {"XAPI-00035", "a Group with nothing but a name", R"({"objectType":"Group","name":"Sen"})", refused},
    {"XAPI-00037", "a Group of nobody", R"({"objectType":"Group","member":[]})", refused},
    {"XAPI-00037", "a Group with mailbox and account", R"({"objectType":"Group","mbox":"mailto:sen@example.vn","account":{"homePage":"https://example.vn/p","name":"sen"}})", refused},
    {"XAPI-00037", "a Group with mailbox and OpenID", R"({"objectType":"Group","mbox":"mailto:sen@example.vn","openid":"https://id.example.vn/sen"})", refused},
    {"XAPI-00037", "a Group with hash and OpenID", R"({"objectType":"Group","mbox_sha1sum":"0fa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33","openid":"https://id.example.vn/sen"})", refused},
    {"XAPI-00036", "members that are an object", R"({"objectType":"Group","member":{"mbox":"mailto:an@example.vn"}})", refused},
    {"XAPI-00036", "members that are words", R"({"objectType":"Group","member":["An"]})", refused},
    {"XAPI-00036", "a Group within the Group", R"({"objectType":"Group","member":[{"objectType":"Group","mbox":"mailto:sen@example.vn"}]})", refused},
    {"XAPI-00034", "a member without an identifier", R"({"objectType":"Group","member":[{"name":"An"}]})", refused},
    {"XAPI-00038", "a Group whose mailbox is none", R"({"objectType":"Group","mbox":"mailto:sen.example.vn"})", refused},
    {"XAPI-00039", "a Group whose hash is none", R"({"objectType":"Group","mbox_sha1sum":{"a":1}})", refused},
    {"XAPI-00040", "a Group whose OpenID is none", R"({"objectType":"Group","openid":"sen"})", refused},
    {"XAPI-00042", "a Group whose account has no home page", R"({"objectType":"Group","account":{"name":"sen"}})", refused},
    {"XAPI-00043", "a Group whose account has no name", R"({"objectType":"Group","account":{"homePage":"https://example.vn/p"}})", refused},
    {"XAPI-00033", "a Group whose name is a number", R"({"objectType":"Group","name":7,"mbox":"mailto:sen@example.vn"})", refused},
};

// What an actor may leave out, and an object that is one may not.
const std::vector<Actor> kOnlyActors = {
    {"XAPI-00031", "an Agent that does not say so", R"({"mbox":"mailto:an@example.vn"})"},
    {"XAPI-00034", "nobody", R"({"name":"An"})", refused},
    {"XAPI-00035", "members without being a Group", R"({"mbox":"mailto:sen@example.vn","member":[{"mbox":"mailto:an@example.vn"}]})", refused},
    {"XAPI-00009, XAPI-00031", "an agent in small letters", R"({"objectType":"agent","mbox":"mailto:an@example.vn"})", refused},
    {"XAPI-00009, XAPI-00031", "a group in small letters", R"({"objectType":"group","mbox":"mailto:sen@example.vn"})", refused},
    {"XAPI-00031", "an actor that is an Activity", R"({"objectType":"Activity","mbox":"mailto:an@example.vn"})", refused},
    {"XAPI-00031, XAPI-00032", "an objectType that is a number", R"({"objectType":7,"mbox":"mailto:an@example.vn"})", refused},
    {"XAPI-00031, XAPI-00032", "an objectType that is an object", R"({"objectType":{"a":1},"mbox":"mailto:an@example.vn"})", refused},
};

void put(Cases& to, const std::vector<Actor>& actors, const char* place, const char* at) {
    for (const Actor& actor : actors)
        to.push_back({actor.requirements, std::string(actor.what) + ' ' + place, changed(full(), at, actor.json).dump(), actor.answer});
}

void put_within(Cases& to, const std::vector<Actor>& actors, const char* place, const char* at) {
    for (const Actor& actor : actors)
        to.push_back({actor.requirements, std::string(actor.what) + ' ' + place, within(changed(full(), at, actor.json)).dump(), actor.answer});
}

} // namespace

Cases actor_cases() {
    Cases cases;
    for (const auto* actors : {&kAgents, &kGroups, &kOnlyActors}) {
        put(cases, *actors, "as actor", "/actor");
        put(cases, *actors, "as instructor", "/context/instructor");
        put_within(cases, *actors, "as actor of a SubStatement", "/actor");
        put_within(cases, *actors, "as instructor of a SubStatement", "/context/instructor");
    }
    put(cases, kGroups, "as team", "/context/team");
    put_within(cases, kGroups, "as team of a SubStatement", "/context/team");
    put(cases, kAgents, "as authority", "/authority");
    put(cases, kOnlyActors, "as authority", "/authority");
    for (const auto* actors : {&kAgents, &kGroups})
        for (const Actor& actor : *actors) {
            cases.push_back({actor.requirements, std::string(actor.what) + " as object", about(actor.json).dump(), actor.answer});
            cases.push_back({actor.requirements, std::string(actor.what) + " as object of a SubStatement",
                             within(about(actor.json)).dump(), actor.answer});
        }
    append(cases, in_statement({
        {"XAPI-00024, XAPI-00098, XAPI-00100", "an authority of an application and a person", "/authority",
         R"({"objectType":"Group","member":[{"account":{"homePage":"https://example.vn/oauth","name":"x75"}},{"mbox":"mailto:an@example.vn"}]})"},
        {"XAPI-00024", "an authority that is a word", "/authority", R"("kiosk")", refused},
        {"XAPI-00003, XAPI-00024", "an authority that is an Activity", "/authority", R"(["kiosk"])", refused},
        {"XAPI-00024", "an authority that is a Group with an identifier", "/authority",
         R"({"objectType":"Group","mbox":"mailto:sen@example.vn","member":[{"mbox":"mailto:an@example.vn"},{"mbox":"mailto:be@example.vn"}]})", refused},
        {"XAPI-00098", "an authority of one", "/authority", R"({"objectType":"Group","member":[{"mbox":"mailto:an@example.vn"}]})", refused},
        {"XAPI-00100", "an authority of three", "/authority",
         R"({"objectType":"Group","member":[{"mbox":"mailto:an@example.vn"},{"mbox":"mailto:be@example.vn"},{"mbox":"mailto:cu@example.vn"}]})", refused},
        {"XAPI-00035", "an authority of nobody", "/authority", R"({"objectType":"Group"})", refused},
    }));
    return cases;
}

} // namespace central::xapi
