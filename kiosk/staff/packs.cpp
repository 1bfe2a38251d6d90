#include "kiosk/staff/packs.h"

#include "kiosk/http/reply.h"

#include <algorithm>
#include <charconv>

namespace kiosk::staff {

using content::Lang;
using http::Caller;
using http::Guard;
using http::Params;
using http::Request;
using nlohmann::json;

namespace {

constexpr int kMostBusy = 3; // jobs under way; each may take seconds, and a request waits ten
constexpr const char* kJson = "application/json; charset=utf-8";

// {"version", "at_ms", …} of each, newest first.
json versions_json(const content::Shelved& pack) {
    json all = json::array();
    for (auto v = pack.versions.rbegin(); v != pack.versions.rend(); ++v)
        all.push_back({{"version", v->version}, {"at_ms", v->at}, {"origin", name_of(v->origin)}, {"note", v->note}});
    return all;
}

std::optional<int> whole_number(const std::string& text) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

const char* type_of(std::string_view ending) {
    if (ending == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (ending == "csv") return "text/csv; charset=utf-8";
    if (ending == "json") return kJson;
    if (ending == "xml") return "application/xml; charset=utf-8";
    if (ending == "txt") return "text/plain; charset=utf-8";
    return "application/octet-stream";
}

// What a correction comes to.
struct Mended {
    bool understood = false; // else: the patch is none, or not for this pack
    std::optional<content::SoundPack> pack;
    std::vector<content::Fault> faults;
};

// [content]
Mended apply(const json& patch, const std::string& text, const std::string& id, const content::PackKind& kind,
             const content::Judge& judge, Lang lang) {
    Mended mended;
    std::string corrected;
    try { // the library's only way to say that an operation is none, or that its place is not there
        corrected = json::parse(text).patch(patch).dump();
        mended.understood = true;
    } catch (const json::exception&) {
        return mended;
    }
    content::Beside nothing;
    mended.pack = judge.judge(kind, "", corrected, lang, nothing, mended.faults);
    if (mended.pack && mended.pack->id != id) {
        mended.pack.reset();
        mended.understood = false; // another id is another pack
    }
    return mended;
}

} // namespace

void PackDesk::add_routes() {
    const auto add = [this](const char* method, const char* pattern, http::Handler handler) {
        parts_.router.add_own({method, pattern, "", Guard::staff, std::move(handler)});
    };
    add("GET", "/api/staff/packs", [this](const Request& r, const Caller& c, const Params&) { list(r, c); });
    add("GET", "/api/staff/packs/{id}", [this](const Request& r, const Caller&, const Params& p) { show(r, p.at("id")); });
    add("POST", "/api/staff/packs/{id}/use", [this](const Request& r, const Caller&, const Params& p) { use(r, p.at("id")); });
    add("POST", "/api/staff/packs/{id}/mend",
        [this](const Request& r, const Caller& c, const Params& p) { mend(r, c, p.at("id")); });
    add("GET", "/api/staff/packs/{id}/file",
        [this](const Request& r, const Caller& c, const Params& p) { save(r, c, p.at("id")); });
    add("GET", "/api/staff/template", [this](const Request& r, const Caller&, const Params&) { give_template(r); });
}

void PackDesk::stick_is(std::optional<content::Stick> stick) {
    stick_ = std::move(stick);
    ++sticks_;
}

void PackDesk::publish() {
    const auto revision = parts_.shelf.revision() + sticks_;
    if (std::exchange(published_, revision) == revision) return;
    const json state{{"revision", revision}, {"stick", stick_json(stick_)}};
    parts_.server.publish("kiosk/packs", std::make_shared<const std::string>(state.dump()));
}

void PackDesk::list(const Request& request, const Caller& caller) {
    const std::string kind_name = request.query_value("kind");
    if (!kind(kind_name)) return parts_.desk.refuse(request, 404, "not_found");
    const Lang lang = lang_of(caller);
    json packs = json::array(), resting = json::array(), faults = json::array();
    for (const auto& [id, pack] : parts_.shelf.packs(kind_name)) {
        const auto* now = pack.version(pack.in_use);
        if (!now) { // its file is gone; it can be taken into use again
            resting.push_back({{"id", id}, {"title", json::parse(pack.newest().title)}, {"version", pack.newest().version}});
            continue;
        }
        packs.push_back({{"id", id},
                         {"title", json::parse(now->title)},
                         {"version", now->version},
                         {"versions", pack.versions.size()},
                         {"origin", name_of(now->origin)},
                         {"file", now->file},
                         {"at_ms", now->at},
                         {"refused", nullptr}});
    }
    for (const auto& [file, trouble] : parts_.shelf.troubles()) {
        if (trouble.kind != kind_name || !trouble.refused) continue;
        const auto pack = std::find_if(packs.begin(), packs.end(), [&](const json& p) { return p["id"] == trouble.id; });
        const json said = faults_json(in(trouble.faults, lang));
        if (pack != packs.end()) (*pack)["refused"] = {{"file", file}, {"at_ms", trouble.at}, {"faults", said}};
        else faults.insert(faults.end(), said.begin(), said.end());
    }
    parts_.desk.reply(request, {{"packs", std::move(packs)},
                                {"resting", std::move(resting)},
                                {"faults", std::move(faults)},
                                {"stick", stick_json(stick_)}});
}

void PackDesk::show(const Request& request, const std::string& id) {
    const std::string kind_name = request.query_value("kind"), wanted = request.query_value("version");
    const auto* pack = parts_.shelf.find(kind_name, id);
    if (!pack) return parts_.desk.refuse(request, 404, "not_found");
    const int version =
        wanted.empty() ? (pack->in_use ? pack->in_use : pack->newest().version) : whole_number(wanted).value_or(0);
    const auto text = parts_.shelf.text(kind_name, id, version, parts_.reader);
    if (!text)
        return parts_.desk.refuse(request, text.error().kind == Kind::not_found ? 404 : 503,
                                  text.error().kind == Kind::not_found ? "not_found" : "busy");
    std::string body =
        json{{"id", id}, {"version", version}, {"chosen", pack->in_use}, {"versions", versions_json(*pack)}}.dump();
    body.pop_back();
    body.append(",\"pack\":").append(**text).append("}"); // spares parsing what may be ten megabytes
    parts_.server.reply(request.ticket, {200, kJson, std::move(body), {}});
}

void PackDesk::use(const Request& request, const std::string& id) {
    const json body = body_object(request);
    if (body.is_discarded() || !body.value("kind", json()).is_string() || !body.value("version", json()).is_number_integer())
        return parts_.desk.refuse(request, 400, "bad_request");
    if (parts_.desk.refuse_unsaved(request)) return;
    const int version = body["version"].get<int>();
    store::Step step;
    if (auto used = parts_.shelf.use(body["kind"].get<std::string>(), id, version, parts_.reader, step); !used)
        return used.error().kind == Kind::not_found ? parts_.desk.refuse(request, 404, "not_found")
                                                    : parts_.desk.refuse(request, 503, "busy");
    http::Response response;
    response.body = json{{"version", version}}.dump();
    parts_.desk.reply_when_saved(request, std::move(step), std::move(response));
}

void PackDesk::mend(const Request& request, const Caller& caller, const std::string& id) {
    const json body = body_object(request);
    if (body.is_discarded() || !body.value("kind", json()).is_string() || !body.value("version", json()).is_number_integer() ||
        !body.value("patch", json()).is_array())
        return parts_.desk.refuse(request, 400, "bad_request");
    const std::string kind_name = body["kind"];
    const int version = body["version"].get<int>();
    const auto* pack = parts_.shelf.find(kind_name, id);
    const auto* known = kind(kind_name);
    if (!pack || !known) return parts_.desk.refuse(request, 404, "not_found");
    if (pack->in_use != version) return parts_.desk.refuse(request, 409, "moved_on", {{"version", pack->in_use}});
    if (parts_.desk.refuse_unsaved(request) || !may_ask(parts_, request)) return;
    const Lang lang = lang_of(caller);
    parts_.scout.ask(
        [patch = body["patch"], text = pack->text, id, known, lang, this](const std::stop_token&) {
            return apply(patch, *text, id, *known, parts_.judge, lang);
        },
        [later = without_body(request), kind_name, id, version, lang, this](Mended mended) {
            if (!mended.understood) return parts_.desk.refuse(later, 400, "bad_request");
            if (!mended.pack) return parts_.desk.refuse(later, 422, "faults", {{"faults", faults_json(mended.faults)}});
            const auto* now = parts_.shelf.find(kind_name, id);
            if (!now || now->in_use != version)
                return parts_.desk.refuse(later, 409, "moved_on", {{"version", now ? now->in_use : 0}});
            const std::string note = (lang == Lang::en ? "Corrects version " : "Sửa từ bản ") + std::to_string(version);
            shelve(parts_, later, kind_name, std::move(*mended.pack),
                   {content::Origin::mended, now->version(version)->file, note});
        });
}

void PackDesk::save(const Request& request, const Caller& caller, const std::string& id) {
    const auto* known = kind(request.query_value("kind"));
    const auto* pack = known ? parts_.shelf.find(known->kind, id) : nullptr;
    if (!pack) return parts_.desk.refuse(request, 404, "not_found");
    const auto text = parts_.shelf.text(known->kind, id, pack->in_use ? pack->in_use : pack->newest().version, parts_.reader);
    if (!text) return parts_.desk.refuse(request, 503, "busy");
    const std::string lang = request.query_value("lang");
    give_file(request, *known, request.query_value("format"), id, *text,
              lang.empty()   ? lang_of(caller)
              : lang == "en" ? Lang::en
                             : Lang::vi);
}

void PackDesk::give_template(const Request& request) {
    const auto* known = kind(request.query_value("kind"));
    if (!known) return parts_.desk.refuse(request, 404, "not_found");
    const Lang lang = content::lang_named(request.query_value("lang"));
    const std::string name = lang == Lang::en ? "questions-to-fill-in" : "mau-cau-hoi";
    give_file(request, *known, "template", name, std::make_shared<const std::string>(), lang);
}

void PackDesk::give_file(const Request& request, const content::PackKind& kind, const std::string& format, std::string name,
                         content::PackText text, Lang lang) {
    const auto known = std::find_if(kind.exports.begin(), kind.exports.end(), [&](const auto& e) { return e.first == format; });
    if (known == kind.exports.end() || !kind.export_file) return parts_.desk.refuse(request, 404, "not_found");
    if (!may_ask(parts_, request)) return;
    parts_.scout.ask(
        [&kind, format, name, text, lang](const std::stop_token&) {
            return kind.export_file({format, name, *text, "", lang});
        },
        [later = without_body(request), name = name + "." + known->second, type = type_of(known->second),
         this](std::optional<std::string> bytes) {
            if (!bytes) return parts_.desk.refuse(later, 500, "internal");
            parts_.server.reply(later.ticket, {200, type, std::move(*bytes), {{"Content-Disposition", http::attachment(name)}}});
        });
}

const content::PackKind* PackDesk::kind(std::string_view name) const {
    const auto found = std::find_if(parts_.kinds.begin(), parts_.kinds.end(), [&](const auto& k) { return k.kind == name; });
    return found == parts_.kinds.end() ? nullptr : &*found;
}

Lang lang_of(const Caller& caller) { return content::lang_named(caller.lang); }

Request without_body(const Request& request) {
    Request later;
    later.ticket = request.ticket;
    later.accept_language = request.accept_language;
    return later;
}

json faults_json(const std::vector<content::Fault>& faults) {
    json all = json::array();
    for (const auto& fault : faults)
        if (!fault.warning)
            all.push_back({{"file", fault.file}, {"line", fault.line}, {"pointer", fault.pointer}, {"sentence", fault.sentence}});
    return all;
}

json stick_json(const std::optional<content::Stick>& stick) {
    if (!stick) return nullptr;
    json files = json::array();
    for (const auto& file : stick->files) files.push_back({{"name", file.name}, {"bytes", file.bytes}});
    return {{"name", stick->name}, {"files", std::move(files)}};
}

bool may_ask(PackParts& parts, const Request& request) {
    if (parts.scout.busy() < kMostBusy) return true;
    parts.desk.refuse(request, 503, "busy");
    return false;
}

void shelve(PackParts& parts, const Request& request, const std::string& kind, content::SoundPack pack,
            content::Shelf::From from) {
    if (parts.desk.refuse_unsaved(request)) return;
    const std::string id = pack.id;
    store::Step step;
    const int version = parts.shelf.add(kind, std::move(pack), std::move(from), parts.clock.wall(), step);
    http::Response response;
    response.body = json{{"id", id}, {"version", version}}.dump();
    parts.desk.reply_when_saved(request, std::move(step), std::move(response));
}

} // namespace kiosk::staff
