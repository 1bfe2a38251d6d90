#include "kiosk/staff/files.h"

#include "kiosk/base/log.h"

#include <algorithm>

namespace kiosk::staff {

using content::Lang;
using http::Caller;
using http::Guard;
using http::Params;
using http::Request;
using nlohmann::json;

void FileDesk::add_routes() {
    const auto add = [this](const char* method, const char* pattern, http::Handler handler, bool takes_files = false) {
        parts_.router.add_own({method, pattern, "", Guard::staff, std::move(handler), takes_files});
    };
    add("POST", "/api/staff/files", [this](const Request& r, const Caller& c, const Params&) { upload(r, c); }, true);
    add("POST", "/api/staff/files/{file}",
        [this](const Request& r, const Caller& c, const Params& p) { read_again(r, c, p.at("file")); });
    add("POST", "/api/staff/files/{file}/take",
        [this](const Request& r, const Caller& c, const Params& p) { take(r, c, p.at("file")); });
    add("POST", "/api/staff/stick/read", [this](const Request& r, const Caller& c, const Params&) { read_stick(r, c); });
    add("POST", "/api/staff/stick/results", [this](const Request& r, const Caller&, const Params&) { copy_results(r); });
}

void FileDesk::upload(const Request& request, const Caller& caller) {
    const std::string kind = request.query_value("kind");
    if (!knows(kind)) return parts_.desk.refuse(request, 422, "no_reader");
    if (request.body.empty()) return parts_.desk.refuse(request, 400, "bad_request");
    if (!may_ask(parts_, request)) return;
    const auto& file = incoming_.add(kind, request.query_value("name"), content::Origin::upload, parts_.clock.mono());
    spdlog::info("file received kind={} bytes={} origin=upload", log_safe(kind), request.body.size());
    read(request, caller, file,
         [bytes = std::make_shared<const std::string>(request.body)] { return Result<std::string>(*bytes); }, {});
}

void FileDesk::read_again(const Request& request, const Caller& caller, const std::string& id) {
    const json body = body_object(request);
    if (body.is_discarded() || !body.value("map", json::object()).is_object() || !body.value("format", json("")).is_string())
        return parts_.desk.refuse(request, 400, "bad_request");
    const auto* file = incoming_.find(id, parts_.clock.mono());
    if (!file) return parts_.desk.refuse(request, 404, "file_gone");
    if (!may_ask(parts_, request)) return;
    const json map = body.value("map", json::object());
    read(request, caller, *file, {}, {body.value("format", ""), map.empty() ? std::string() : map.dump()});
}

void FileDesk::read_stick(const Request& request, const Caller& caller) {
    const json body = body_object(request);
    if (body.is_discarded() || !body.value("kind", json()).is_string() || !body.value("name", json()).is_string())
        return parts_.desk.refuse(request, 400, "bad_request");
    const std::string kind = body["kind"], name = body["name"];
    if (!knows(kind)) return parts_.desk.refuse(request, 422, "no_reader");
    if (!packs_.stick()) return parts_.desk.refuse(request, 409, "no_stick");
    if (!may_ask(parts_, request)) return;
    const auto& file = incoming_.add(kind, name, content::Origin::stick, parts_.clock.mono());
    read(request, caller, file, [stick = *packs_.stick(), name] { return content::read_from(stick, name); }, {});
}

void FileDesk::read(const Request& request, const Caller& caller, const IncomingFile& file, Source source, Wish wish) {
    parts_.scout.ask(
        [file, source = std::move(source), stale = incoming_.take_stale(parts_.clock.mono()), limits = parts_.limits,
         order = content::ReadOrder{parts_.program, file.file(), file.kind, wish.format, wish.map, lang_of(caller)}](
            const std::stop_token& stop) {
            std::error_code ignored;
            for (const auto& folder : stale) std::filesystem::remove_all(folder, ignored);
            return find_out(file, source, order, limits, stop);
        },
        [later = without_body(request), id = file.id, this](Findings findings) { tell(later, id, std::move(findings)); });
}

void FileDesk::tell(const Request& request, const std::string& id, Findings findings) {
    auto* file = incoming_.find(id, parts_.clock.mono());
    if (!file) return parts_.desk.refuse(request, 404, "file_gone");
    if (!findings.arrived) {
        const bool ours = findings.arrived.error().kind == Kind::internal;
        if (ours) spdlog::error("a file was not kept: {}", log_safe(findings.arrived.error().sentence));
        if (findings.arrived.error().kind == Kind::limit) return parts_.desk.refuse(request, 413, "too_large");
        return ours ? parts_.desk.refuse(request, 503, "busy") : refuse_for_stick(request, findings.arrived.error().kind);
    }
    file->has_pack = !findings.pack.empty();
    std::string body = json{{"file", id}}.dump();
    body.pop_back();
    const auto* same = parts_.shelf.find(file->kind, findings.pack);
    if (const auto* now = same ? same->version(same->in_use) : nullptr)
        body +=
            ",\"replaces\":" + json{{"id", findings.pack}, {"title", json::parse(now->title)}, {"version", now->version}}.dump();
    body.append(",\"report\":").append(findings.report).append("}");
    parts_.server.reply(request.ticket, {200, "application/json; charset=utf-8", std::move(body), {}});
}

void FileDesk::take(const Request& request, const Caller& caller, const std::string& id) {
    const json body = body_object(request);
    const json title = body.is_object() ? body.value("title", json("")) : json();
    if (body.is_discarded() || !body.value("id", json("")).is_string() || !(title.is_string() || title.is_object()))
        return parts_.desk.refuse(request, 400, "bad_request");
    const auto* file = incoming_.find(id, parts_.clock.mono());
    if (!file || !file->has_pack) return parts_.desk.refuse(request, 404, "file_gone");
    if (parts_.desk.refuse_unsaved(request) || !may_ask(parts_, request)) return;
    const auto known =
        std::find_if(parts_.kinds.begin(), parts_.kinds.end(), [&](const auto& k) { return k.kind == file->kind; });
    parts_.scout.ask([file = *file, body, &kind = *known, lang = lang_of(caller),
                      this](const std::stop_token&) { return prepare(file, body, kind, parts_.judge, lang); },
                     [later = without_body(request), kind = file->kind, from = content::Shelf::From{file->origin, file->name, {}},
                      this](Prepared taken) {
                         if (!taken.there) return parts_.desk.refuse(later, 404, "file_gone");
                         if (!taken.pack)
                             return parts_.desk.refuse(later, 422, "faults", {{"faults", faults_json(taken.faults)}});
                         shelve(parts_, later, kind, std::move(*taken.pack), from);
                     });
}

void FileDesk::copy_results(const Request& request) {
    if (!packs_.stick()) return parts_.desk.refuse(request, 409, "no_stick");
    if (!may_ask(parts_, request)) return;
    parts_.scout.ask(
        [database = parts_.data / "kiosk.db", stick = *packs_.stick(), wall = parts_.clock.wall()](const std::stop_token&) {
            return staff::copy_results(database, stick, wall);
        },
        [later = without_body(request), this](Copied copied) {
            if (!copied.status) return refuse_for_stick(later, copied.status.error().kind);
            spdlog::info("results copied to a stick");
            parts_.desk.reply(later, {{"names", copied.names}});
        });
}

void FileDesk::refuse_for_stick(const Request& request, Kind kind) {
    parts_.desk.refuse(request, kind == Kind::not_found ? 404 : 409,
                       kind == Kind::limit       ? "stick_full"
                       : kind == Kind::denied    ? "stick_read_only"
                       : kind == Kind::not_found ? "not_found"
                                                 : "stick_gone");
}

bool FileDesk::knows(const std::string& kind) const {
    return std::any_of(parts_.kinds.begin(), parts_.kinds.end(), [&](const auto& k) { return k.kind == kind && k.import_file; });
}

} // namespace kiosk::staff
