#include "kiosk/privacy/data_desk.h"

#include "kiosk/privacy/phone_number.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace kiosk::privacy {

using http::Caller;
using http::Guard;
using http::Request;
using http::Response;
using nlohmann::json;

namespace {

constexpr std::size_t kMostConsents = 100; // of one person: nobody changes their mind so often
constexpr const char* kNoCookie = "kiosk_player=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0";

bool is_true(const json& body, const char* key) {
    const auto found = body.find(key);
    return found != body.end() && found->is_boolean() && found->get<bool>();
}

// The boxes of the screen, each said to be ticked or not: those of the event and no others.
std::optional<std::vector<Consent>> read_boxes(const json& body, const std::vector<std::string>& purposes) {
    const auto boxes = body.find("boxes");
    if (boxes == body.end() || !boxes->is_object() || boxes->size() != purposes.size()) return std::nullopt;
    std::vector<Consent> read;
    for (const auto& purpose : purposes) {
        const auto box = boxes->find(purpose);
        if (box == boxes->end() || !box->is_boolean()) return std::nullopt;
        Consent consent;
        consent.purpose = purpose;
        consent.ticked = box->get<bool>();
        read.push_back(std::move(consent));
    }
    return read;
}

json to_json(const Consent& consent) {
    return {{"purpose", consent.purpose},   {"ticked", consent.ticked}, {"notice", consent.notice},
            {"guardian", consent.guardian}, {"at_ms", consent.at},      {"withdrawn_ms", consent.withdrawn}};
}

} // namespace

DataDesk::DataDesk(Parts parts) : parts_(std::move(parts)) {}

void DataDesk::add_routes() {
    using Does = void (DataDesk::*)(const Request&, const Caller&);
    const auto own = [this](const char* method, const char* pattern, Does does) {
        parts_.router.add_own({method, pattern, "", Guard::anyone, [this, does](const Request& r, const Caller& c, const auto&) {
                                   if (parts_.people.find(c.player)) (this->*does)(r, c);
                                   else parts_.desk.refuse(r, 401, "join_first");
                               }});
    };
    own("GET", "/api/me/data", &DataDesk::show);
    own("POST", "/api/me/phone", &DataDesk::take_phone);
    own("POST", "/api/me/phone/withdraw", &DataDesk::withdraw_phone);
    own("POST", "/api/me/forget", &DataDesk::forget);
    parts_.router.add_own({"POST", "/api/staff/people/{id}/forget", "", Guard::staff,
                           [this](const Request& r, const Caller&, const http::Params& p) { forget_for_staff(r, p.at("id")); }});
}

void DataDesk::show(const Request& request, const Caller& caller) { parts_.desk.reply(request, data_of(caller.player)); }

void DataDesk::take_phone(const Request& request, const Caller& caller) {
    auto& desk = parts_.desk;
    const Notice& notice = parts_.notice;
    if (notice.phone.empty()) return desk.refuse(request, 404, "not_found");
    if (!may_ask_phone(caller.player)) return desk.refuse(request, 409, "privacy.play_first");
    if (parts_.consents.of(caller.player).size() >= kMostConsents) return desk.refuse(request, 429, "too_many");
    json body = body_object(request);
    if (body.is_discarded() || !body.contains("phone") || !body["phone"].is_string())
        return desk.refuse(request, 400, "bad_request");
    auto boxes = read_boxes(body, notice.phone);
    if (!boxes) return desk.refuse(request, 400, "bad_request");
    if (body.value("notice", json()) != notice.version) return desk.refuse(request, 409, "privacy.new_notice");
    const bool under_16 = is_true(body, "under_16");
    if (under_16 && !is_true(body, "guardian")) return desk.refuse(request, 422, "privacy.no_guardian");
    if (std::none_of(boxes->begin(), boxes->end(), [](const auto& box) { return box.ticked; }))
        return desk.refuse(request, 422, "privacy.no_box");
    auto number = read_phone_number(body["phone"].get_ref<const std::string&>());
    if (!number) return desk.refuse(request, 422, number.error().sentence);
    if (desk.refuse_unsaved(request)) return;

    const Ms now = parts_.clock.wall();
    for (auto& box : *boxes) {
        box.notice = notice.version;
        box.lang = caller.lang;
        box.guardian = under_16;
        box.device = parts_.device;
        box.at = now;
    }
    std::string sealed = seal(*number, *notice.seal_key);
    sodium_memzero(number->data(), number->size());
    store::Step step;
    parts_.consents.give(caller.player, *boxes, std::move(sealed), step);
    Response response;
    response.body = data_of(caller.player).dump();
    desk.reply_when_saved(request, std::move(step), std::move(response));
}

void DataDesk::withdraw_phone(const Request& request, const Caller& caller) {
    if (parts_.desk.refuse_unsaved(request)) return;
    store::Step step;
    parts_.consents.withdraw(caller.player, parts_.clock.wall(), step); // none there: it is as they wish
    Response response;
    response.body = data_of(caller.player).dump();
    parts_.desk.reply_when_saved(request, std::move(step), std::move(response));
}

void DataDesk::forget(const Request& request, const Caller& caller) {
    const json body = body_object(request);
    if (body.is_discarded() || !is_true(body, "sure")) return parts_.desk.refuse(request, 400, "bad_request");
    if (parts_.desk.refuse_unsaved(request)) return;
    Response response;
    response.body = R"({"forgotten":true})";
    response.headers = {{"Set-Cookie", kNoCookie}};
    parts_.desk.reply_when_saved(request, parts_.eraser.forget({caller.player}, Why::asked), std::move(response));
}

void DataDesk::forget_for_staff(const Request& request, const std::string& id_text) {
    std::int64_t id = 0;
    std::from_chars(id_text.data(), id_text.data() + id_text.size(), id);
    if (!parts_.people.find(id)) return parts_.desk.refuse(request, 404, "not_found");
    const json body = body_object(request);
    if (body.is_discarded() || !is_true(body, "sure")) return parts_.desk.refuse(request, 400, "bad_request");
    if (parts_.desk.refuse_unsaved(request)) return;
    Response response;
    response.body = R"({"forgotten":true})";
    parts_.desk.reply_when_saved(request, parts_.eraser.forget({id}, Why::staff), std::move(response));
}

bool DataDesk::has_played(std::int64_t person) const {
    const auto results = parts_.ledger.of(person);
    return std::any_of(results.begin(), results.end(), [](const auto& one) { return !one.rehearsal; });
}

bool DataDesk::may_ask_phone(std::int64_t person) const {
    return !parts_.notice.phone.empty() && !parts_.people.find(person)->removed && has_played(person);
}

json DataDesk::data_of(std::int64_t id) const {
    const auto* person = parts_.people.find(id);
    const auto* unit = parts_.people.unit(person->unit());
    json results = json::array(), consents = json::array();
    for (const auto& one : parts_.ledger.of(id))
        results.push_back({{"title", one.title},
                           {"score", one.score},
                           {"right", one.right},
                           {"asked", one.asked},
                           {"place", one.place},
                           {"finished_ms", one.finished},
                           {"rehearsal", one.rehearsal}});
    for (const auto& consent : parts_.consents.of(id)) consents.push_back(to_json(consent));
    const bool has_phone = parts_.consents.has_phone(id);
    json told{{"player",
               {{"id", id},
                {"code", person->public_id.view()},
                {"name", person->own_name()},
                {"unit", person->unit()},
                {"unit_title", unit ? unit->title : ""},
                {"removed", person->removed},
                {"joined_ms", person->joined},
                {"notice", person->notice()}}},
              {"results", std::move(results)},
              {"consents", std::move(consents)},
              {"phone", has_phone},
              {"asks_phone", !has_phone && may_ask_phone(id)}};
    if (person->is_held()) told["player"]["board_name"] = person->name;
    return told;
}

} // namespace kiosk::privacy
