#include "intake.h"

#include "result_of.h"
#include "xapi/query.h"

#include <sodium.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace central {

namespace {

using xapi::Json;

constexpr std::string_view kVersion = "1.0.3";

bool is_version(std::string_view);
Answer refuse(const xapi::Fault&);
std::optional<Answer> refuse_content(const Asked&);
Json authority(const Asked&, const std::string& sender);
bool has_long_home(const std::string& identity);
std::string in_format(const std::string& body, const xapi::Query&, std::string_view accept_language);
Answer sent(std::string json, bool with_attachments);

} // namespace

// Filled statement by statement. Of each the text is kept; the tree, which weighs several times as much, goes before that of
// the next one is made.
struct Intake::Load {
    Load(const Asked& asked, std::string from, std::int64_t at) : sender(std::move(from)), stored(at) {
        const auto by = authority(asked, sender);
        stamp = xapi::stamp(stored, by);
        who = xapi::identity(by);
    }

    void take(xapi::Statement statement) {
        auto& entry = entries.emplace_back();
        entry.body = xapi::complete(statement, stamp);
        if (entry.body.size() > kMostOfOne && too_large.empty()) too_large = statement.id;
        entry.stored = stored;
        entry.event = event_of(statement.json);
        if (entry.event.size() > kMostOfEvent || std::ranges::any_of(statement.agents, has_long_home))
            if (long_key.empty()) long_key = statement.id;
        entry.sender = sender;
        entry.result = result_of(statement);
        if (auto platform = platform_of(statement); !platform.empty()) brought.platform = std::move(platform);
        if (auto player = forgotten_by(statement); !player.empty()) forgotten.push_back(std::move(player));
        ++brought.statements;
        statement.json = nullptr;
        std::string().swap(statement.text);
        entry.statement = std::move(statement);
        auto& related = entry.statement.related_agents;
        if (!std::ranges::count(related, who)) related.push_back(who);
    }

    std::string sender;
    std::int64_t stored; // Unix ms
    std::string stamp, who; // of the authority
    std::vector<Entry> entries;
    Brought brought;
    std::vector<std::string> forgotten; // players
    std::string too_large, long_key;    // the first statement that is, or has one: its id
};

Intake::Intake(Parts parts) : parts_(std::move(parts)) {}

Answer Intake::about() const { return with_headers({200, Json{{"version", Json::array({kVersion})}}.dump()}); }

void Intake::statements(Asked asked, Answered answered) {
    const auto answer = [this, answered = std::move(answered)](Answer one) { answered(with_headers(std::move(one))); };
    auto meant = plain(std::move(asked));
    if (meant.refused) return answer(std::move(meant.answer));
    const auto caller = parts_.who(meant.asked.header("authorization"));
    if (auto refused = turned_away(caller, "xAPI")) return answer(std::move(*refused));
    if (!is_version(meant.asked.header("x-experience-api-version")))
        return answer(refusal(400, "bad_request", "The header X-Experience-API-Version must say 1.0.3, or another 1.0."));
    if (*in_flight_ >= kMostInFlight) return answer(come_again("There is enough to do at the moment; come again."));
    serve(meant.asked, *caller.key, answer);
}

void Intake::serve(const Asked& asked, const std::string& sender, const Answered& answered) {
    if (asked.method == "GET" || asked.method == "HEAD") return get(asked, answered);
    if (auto refused = refuse_content(asked)) return answered(std::move(*refused));
    return asked.method == "PUT" ? put(asked, sender, answered) : post(asked, sender, answered);
}

void Intake::post(const Asked& asked, const std::string& sender, const Answered& answered) {
    if (!asked.query.empty()) return answered(refusal(400, "bad_request", "POST takes no parameters."));
    const auto now = parts_.now();
    Load load(asked, sender, now);
    const auto take = [&load](xapi::Statement one) { load.take(std::move(one)); };
    if (const auto fault = xapi::read_each(asked.body, now, kMostStatements, take, kMostOfOne)) return answered(refuse(*fault));
    Json ids = Json::array();
    for (const auto& entry : load.entries) ids.push_back(entry.statement.id);
    keep(asked, std::move(load), answered, {200, ids.dump()});
}

void Intake::put(const Asked& asked, const std::string& sender, const Answered& answered) {
    std::vector<std::pair<std::string, std::string>> parameters;
    if (!read_form(asked.query, parameters) || parameters.size() != 1 || parameters[0].first != "statementId")
        return answered(refusal(400, "bad_request", "PUT takes statementId, and nothing else."));
    const auto now = parts_.now();
    auto read = xapi::read_put(asked.body, now, parameters[0].second, kMostOfOne);
    if (const auto* fault = std::get_if<xapi::Fault>(&read)) return answered(refuse(*fault));
    Load load(asked, sender, now);
    load.take(std::move(std::get<xapi::Statement>(read)));
    keep(asked, std::move(load), answered, {204, ""});
}

void Intake::keep(const Asked& asked, Load load, const Answered& answered, Answer when_kept) {
    if (load.entries.empty()) return answered(std::move(when_kept));
    if (!load.too_large.empty())
        return answered(refusal(413, "too_large", "This statement is longer than one may be.", load.too_large));
    if (!load.long_key.empty())
        return answered(refusal(
            400, "bad_request",
            "The id of the event must not be longer than 500 bytes, nor the homePage of an account than 2,000.", load.long_key));
    Asked told{asked.method, {}, {}, asked.headers}; // the bodies live on in the entries alone
    const auto done = flying(answered);
    auto kept = [this, told = std::move(told), brought = std::move(load.brought), sender = load.sender, done,
                 when_kept = std::move(when_kept)](const Outcome& outcome) {
        if (outcome.kind == Outcome::Kind::unavailable) return done(come_again(outcome.sentence));
        if (outcome.kind == Outcome::Kind::refused) return done(refusal(400, "bad_request", outcome.sentence));
        if (outcome.kind == Outcome::Kind::conflict) return done(refusal(409, "conflict", outcome.sentence, outcome.id));
        if (parts_.kept) parts_.kept(sender, told, brought);
        done(when_kept);
    };
    // Forgotten first, then told as kept: should all end in between, the kiosk asks again.
    const auto waits = forgetting_.insert(load.stored);
    const auto failed = [this, waits, done](Answer answer) {
        forgetting_.erase(waits);
        done(std::move(answer));
    };
    forget(std::move(load.forgotten), failed, [this, waits, entries = std::move(load.entries), kept = std::move(kept)]() mutable {
        forgetting_.erase(waits);
        parts_.archive.keep(std::move(entries), std::move(kept));
    });
}

void Intake::forget(std::vector<std::string> players, const Answered& done, std::function<void()> then) {
    if (players.empty()) return then();
    const auto player = std::move(players.back());
    players.pop_back();
    parts_.archive.forget(player, [this, players = std::move(players), done, then = std::move(then)](const Outcome& outcome) {
        if (outcome.kind != Outcome::Kind::kept) return done(come_again(outcome.sentence));
        forget(players, done, then);
    });
}

void Intake::get(const Asked& asked, const Answered& answered) {
    const auto read = xapi::read_query(asked.query);
    if (const auto* fault = std::get_if<xapi::Fault>(&read)) return answered(refuse(*fault));
    const auto& query = std::get<xapi::Query>(read);
    const bool one = !query.statement.empty() || !query.voided_statement.empty();
    return one ? get_one(asked, query, answered) : get_list(asked, query, answered);
}

void Intake::get_one(const Asked& asked, const xapi::Query& query, const Answered& answered) {
    const bool voided = query.statement.empty();
    parts_.archive.find(voided ? query.voided_statement : query.statement, voided,
                        [query, language = std::string(asked.header("accept-language")),
                         done = flying(answered)](bool available, const std::optional<Kept>& kept) {
                            if (!available) return done(come_again("The archive cannot be asked at present."));
                            if (!kept) return done(refusal(404, "not_found", "There is no such statement."));
                            auto answer = sent(in_format(kept->body, query, language), query.attachments);
                            answer.headers.emplace_back("Last-Modified", http_time(kept->stored));
                            done(std::move(answer));
                        });
}

void Intake::get_list(const Asked& asked, const xapi::Query& query, const Answered& answered) {
    const auto wanted = query.limit > 0 ? static_cast<std::size_t>(query.limit) : kMostOfPage;
    parts_.archive.list(query, std::min(wanted, kMostOfPage),
                        [query, path = parts_.path, language = std::string(asked.header("accept-language")),
                         done = flying(answered)](const Page& page) {
                            if (!page.available) return done(come_again("The archive cannot be asked at present."));
                            std::string json = "{\"statements\":[";
                            for (std::size_t i = 0; i < page.bodies.size(); ++i)
                                json.append(i ? "," : "").append(in_format(page.bodies[i], query, language));
                            const auto more = page.after.empty() ? "" : path + "?" + xapi::write_query(query, page.after);
                            json.append("],\"more\":").append(Json(more).dump()).append("}");
                            done(sent(std::move(json), query.attachments));
                        });
}

Intake::Answered Intake::flying(Answered answered) {
    ++*in_flight_;
    return [answered = std::move(answered), count = in_flight_](Answer answer) {
        --*count;
        answered(std::move(answer));
    };
}

Answer Intake::with_headers(Answer answer) const {
    answer.headers.emplace_back("X-Experience-API-Version", kVersion);
    auto through = parts_.archive.consistent_through();
    if (!forgetting_.empty()) through = std::min(through, *forgetting_.begin() - 1);
    answer.headers.emplace_back("X-Experience-API-Consistent-Through", xapi::write_time(through));
    return answer;
}

namespace {

// "1.0", or "1.0." and a number: part three, 3.3.
bool is_version(std::string_view version) {
    constexpr std::string_view kFamily = "1.0.";
    return version == "1.0" || (version.size() > kFamily.size() && version.starts_with(kFamily) &&
                                version.find_first_not_of("0123456789", kFamily.size()) == std::string_view::npos);
}

Answer refuse(const xapi::Fault& fault) {
    if (fault.too_large) return refusal(413, "too_large", fault.sentence, fault.where);
    return refusal(400, "bad_request", fault.sentence, fault.where, fault.requirement);
}

std::optional<Answer> refuse_content(const Asked& asked) {
    if (asked.body.size() > kMostBytes) return refusal(413, "too_large", "This is more than is taken at once; send less.");
    const auto type = asked.content_type();
    if (type == "application/json") return std::nullopt;
    if (type == "multipart/mixed")
        return refusal(400, "no_attachments",
                       "No attachments are kept here. Send application/json; an attachment may be named by its fileUrl.");
    return refusal(400, "bad_request", "The Content-Type of statements is application/json.");
}

// Who answers for the statements: the kiosk whose key they came with, as an account of this central.
Json authority(const Asked& asked, const std::string& sender) {
    const auto host = asked.header("host");
    const std::string home = "http://" + std::string(host.empty() ? "localhost" : host) + "/p/central";
    return {{"objectType", "Agent"}, {"account", {{"homePage", home}, {"name", sender}}}};
}

bool has_long_home(const std::string& identity) {
    constexpr std::string_view kAccount = "account ";
    return identity.starts_with(kAccount) && identity.find(' ', kAccount.size()) > kAccount.size() + kMostOfHome;
}

std::string in_format(const std::string& body, const xapi::Query& query, std::string_view accept_language) {
    if (query.format == xapi::Format::exact) return body;
    const auto statement = Json::parse(body);
    return (query.format == xapi::Format::ids ? xapi::ids_only(statement) : xapi::canonical(statement, accept_language)).dump();
}

// With `attachments=true` the answer is multipart/mixed (part three, 2.1.3), also where there are none: one part.
Answer sent(std::string json, bool with_attachments) {
    if (!with_attachments) return {200, std::move(json)};
    unsigned char chance[16];
    randombytes_buf(chance, sizeof chance);
    char boundary[2 * sizeof chance + 1];
    sodium_bin2hex(boundary, sizeof boundary, chance, sizeof chance);
    const std::string line = std::string("--") + boundary;
    return {200, line + "\r\nContent-Type: application/json\r\n\r\n" + json + "\r\n" + line + "--\r\n",
            std::string("multipart/mixed; boundary=") + boundary};
}

} // namespace

} // namespace central
