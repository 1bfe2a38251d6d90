// Part two, 2.4.2: who somebody is.
#include "xapi/identifiers.h"
#include "xapi/parts.h"

#include <array>

namespace central::xapi {

namespace {

constexpr std::string_view kIdentifiers[] = {"mbox", "mbox_sha1sum", "openid", "account"};

Verdict check_agent(const Json&, const Spot&);
Verdict check_mbox(const Json&, const Spot&);
Verdict check_sha1(const Json&, const Spot&);
Verdict check_openid(const Json&, const Spot&);
Verdict check_account(const Json&, const Spot&);
Verdict check_agent_type(const Json&, const Spot&);
Verdict check_group_type(const Json&, const Spot&);
Verdict check_members_of_group(const Json&, const Spot&);
int identifiers(const Json&);

constexpr Member kAgent[] = {{"objectType", check_agent_type, "XAPI-00031"}, {"name", check_string, "XAPI-00033"},
                             {"mbox", check_mbox, "XAPI-00038"},             {"mbox_sha1sum", check_sha1, "XAPI-00039"},
                             {"openid", check_openid, "XAPI-00040"},         {"account", check_account, "XAPI-00041"}};
constexpr Member kGroup[] = {{"objectType", check_group_type, "XAPI-00031", true}, {"name", check_string, "XAPI-00033"},
                             {"member", check_members_of_group, "XAPI-00036"},     {"mbox", check_mbox, "XAPI-00038"},
                             {"mbox_sha1sum", check_sha1, "XAPI-00039"},           {"openid", check_openid, "XAPI-00040"},
                             {"account", check_account, "XAPI-00041"}};
constexpr Member kAccount[] = {{"homePage", check_iri, "XAPI-00042", true}, {"name", check_string, "XAPI-00043", true}};

} // namespace

Verdict check_actor(const Json& value, const Spot& spot) {
    if (!value.is_object()) return refuse(spot, "must be an Agent or a Group");
    return text_of(value, "objectType") == "Group" ? check_group(value, spot) : check_agent(value, spot);
}

Verdict check_group(const Json& value, const Spot& spot) {
    if (!value.is_object()) return refuse(spot, "must be a Group");
    if (auto fault = check_members(value, spot, kGroup)) return fault;
    const int count = identifiers(value);
    if (count > 1) return refuse(spot, "must have one identifier, not several", "XAPI-00037");
    const Json* members = find(value, "member");
    if (count == 0 && !members) return refuse(spot, "must have an identifier or the list \"member\"", "XAPI-00035");
    if (count == 0 && members->empty()) return refuse(spot, "must have an identifier or at least one member", "XAPI-00037");
    return {};
}

Verdict check_authority(const Json& value, const Spot& spot) {
    if (auto fault = check_actor(value, spot)) return fault;
    if (object_type(value) != "Group") return {};
    if (identifiers(value) > 0) return refuse(spot, "must be an Agent or a Group without an identifier", "XAPI-00024");
    if (const std::size_t members = find(value, "member")->size(); members != 2)
        return refuse(spot, "must have two members where it is a Group", members > 2 ? "XAPI-00100" : "XAPI-00098");
    return {};
}

std::string identity(const Json& agent) {
    if (const std::string_view mbox = text_of(agent, "mbox"); !mbox.empty()) {
        const std::size_t domain = mbox.find('@'); // the only part that ignores case: part two, 2.3.1
        return "mbox " + std::string(mbox.substr(0, domain)) + lower(mbox.substr(std::min(domain, mbox.size())));
    }
    if (const std::string_view sha1 = text_of(agent, "mbox_sha1sum"); !sha1.empty()) return "mbox_sha1sum " + lower(sha1);
    if (const std::string_view openid = text_of(agent, "openid"); !openid.empty()) return "openid " + std::string(openid);
    if (const Json* account = find(agent, "account"))
        return "account " + std::string(text_of(*account, "homePage")) + ' ' + std::string(text_of(*account, "name"));
    return {};
}

namespace {

Verdict check_agent(const Json& value, const Spot& spot) {
    if (!value.is_object()) return refuse(spot, "must be an Agent");
    if (find(value, "member")) return refuse({&spot, "member", 0, "XAPI-00035"}, "is only for a Group, which says so by \"objectType\"");
    if (auto fault = check_members(value, spot, kAgent)) return fault;
    if (identifiers(value) != 1)
        return refuse(spot, "must have exactly one of \"mbox\", \"mbox_sha1sum\", \"openid\" and \"account\"", "XAPI-00034");
    return {};
}

Verdict check_mbox(const Json& value, const Spot& spot) {
    if (!value.is_string() || !is_mailbox(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a mail address as in \"mailto:an@example.vn\"");
    return {};
}

Verdict check_sha1(const Json& value, const Spot& spot) {
    if (!value.is_string() || value.get_ref<const std::string&>().size() != 40 || !is_hex(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a SHA-1 of 40 hexadecimal digits");
    return {};
}

Verdict check_openid(const Json& value, const Spot& spot) {
    if (!value.is_string() || !is_uri(value.get_ref<const std::string&>())) return refuse(spot, "must be a URI");
    return {};
}

Verdict check_account(const Json& value, const Spot& spot) { return check_object(value, spot, kAccount); }

Verdict check_agent_type(const Json& value, const Spot& spot) {
    constexpr std::string_view kWords[] = {"Agent", "Group"};
    return check_word(value, spot, kWords);
}

Verdict check_group_type(const Json& value, const Spot& spot) {
    constexpr std::string_view kWords[] = {"Group"};
    return check_word(value, spot, kWords);
}

// Agents only: Groups do not nest.
Verdict check_members_of_group(const Json& value, const Spot& spot) {
    return check_each(value, spot, [](const Json& member, const Spot& at) -> Verdict {
        if (member.is_object() && text_of(member, "objectType") == "Group") return refuse(at, "must be an Agent, not a Group");
        return check_agent(member, at);
    });
}

int identifiers(const Json& agent) {
    int count = 0;
    for (const std::string_view key : kIdentifiers) count += find(agent, key) ? 1 : 0;
    return count;
}

} // namespace

} // namespace central::xapi
