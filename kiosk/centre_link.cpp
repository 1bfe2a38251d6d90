#include "kiosk/centre_link.h"

#include "kiosk/base/log.h"
#include "kiosk/config.h"
#include "kiosk/content/files.h"

#include <fstream>
#include <iterator>

namespace kiosk {

using nlohmann::json;

CentreLink::CentreLink(Parts parts)
    : parts_(std::move(parts)), follower_({parts_.data / "fetched"}, parts_.queue, parts_.clock) {}

CentreLink::~CentreLink() { stop(); }

std::optional<json> CentreLink::newer_event(const json& local) {
    const std::string from = local["content"].value("from", "");
    if (from.empty()) return std::nullopt;
    const auto file = folder_of(from) / "event.json";
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt; // nothing has come yet
    event_.assign(std::istreambuf_iterator<char>(in), {});
    auto event = fetch::merged_event(event_, local, file.string(), parts_.schemas, content::Lang::vi);
    for (const auto& fault : event.faults) spdlog::warn("{}", content::to_line(fault));
    if (event.json.is_discarded()) { // another version of the kiosk wrote it; the local file is good
        event_wrong_ = content::first_error(event.faults);
        return std::nullopt;
    }
    return std::move(event.json);
}

Status CentreLink::open_outbox(const json& event, store::Writer& writer, store::Database& reader, results::Ledger& ledger) {
    const json central = event.value("central", json::object());
    const std::string endpoint = central.value("endpoint", "");
    if (endpoint.empty()) {
        outbox_ = std::make_unique<results::Outbox>(writer, parts_.clock);
        return outbox_->load(reader);
    }
    outbox_ = std::make_unique<results::Outbox>(
        writer, results::origin_of(endpoint, "", event.value("date", ""), content::pick(event["name"], "vi"), "vi", KIOSK_VERSION),
        parts_.clock, central.value("answers", true));
    if (auto loaded = outbox_->load(reader); !loaded) return loaded;
    ledger.on_record([this](const auto& now, const auto* before, store::Step& step) { outbox_->add(now, before, step); });

    auto own_reader = store::Database::open((parts_.data / "kiosk.db").string(), store::Access::read);
    if (!own_reader) return own_reader.error();
    results::Uploader::Options options{endpoint, key(), [this](const results::Progress& progress) {
                                           upload_ = progress;
                                           parts_.changed();
                                       }};
    uploader_ = std::make_unique<results::Uploader>(std::move(options), std::move(*own_reader), *outbox_, parts_.queue, parts_.clock);
    return {};
}

void CentreLink::start(const json& event, const Content& content) {
    if (uploader_) uploader_->start();
    const std::string from = event["content"].value("from", "");
    if (from.empty()) return;
    mirror_ = std::make_unique<fetch::Mirror>(
        fetch::Mirror::Parts{follower_, content.shelf, content.scout, content.writer, content.kinds,
                             content::Judge(parts_.schemas), parts_.clock, folder_of(from), event, key(), parts_.changed},
        from, fetch::Mirror::EventAtStart{event_, event_wrong_});
}

void CentreLink::stop() {
    if (uploader_) uploader_->stop();
    follower_.stop();
}

// One for each address: a machine that goes to another province does not bring that one's event along.
std::filesystem::path CentreLink::folder_of(const std::string& from) const {
    return parts_.data / "centre" / fetch::sha256_of(from).substr(0, 16);
}

fetch::Follower::Key CentreLink::key() const {
    return [file = parts_.key_file.empty() ? parts_.data / "central.key" : parts_.key_file] { return central_key(file); };
}

json CentreLink::outbox_state() const {
    if (!uploader_) return json::object({{"state", "off"}});
    const auto& [counts, contact] = upload_;
    return {{"waiting", counts.waiting},
            {"sent", counts.sent},
            {"dead", counts.dead},
            {"state", contact.state},
            {"trouble", contact.trouble},
            {"sentence", contact.sentence},
            {"last_contact_ms", contact.last},
            {"clock_offset_ms", contact.clock_offset}};
}

json CentreLink::content_state() const {
    if (!mirror_) return json::object({{"state", "off"}});
    const auto& state = mirror_->state();
    return {{"state", !state.trouble.empty() ? "trouble" : state.fetched ? "well" : "waiting"},
            {"fetched_ms", state.fetched},
            {"trouble", state.trouble},
            {"sentence", state.sentence},
            {"packs", state.packs},
            {"refused", state.refused},
            {"missing", state.missing},
            {"event_waits", state.event_waits}};
}

} // namespace kiosk
