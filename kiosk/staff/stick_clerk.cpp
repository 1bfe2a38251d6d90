#include "kiosk/staff/stick_clerk.h"

#include "kiosk/base/log.h"

#include <algorithm>

namespace kiosk::staff {

using nlohmann::json;

namespace {

constexpr std::size_t kMostRead = 8; // of one stick, unasked

void put_in(std::string& sentence, std::string_view hole, const std::string& value) {
    if (const auto at = sentence.find(hole); at != std::string::npos) sentence.replace(at, hole.size(), value);
}

} // namespace

StickClerk::StickClerk(PackParts parts, const content::Words& words, RunQueue& queue, std::string lang,
                       std::function<void(const Offer&)> changed)
    : parts_(std::move(parts)), words_(words), queue_(queue), lang_(std::move(lang)), changed_(std::move(changed)),
      incoming_(parts_.data / "incoming-stick") {
    const auto found =
        std::find_if(parts_.kinds.begin(), parts_.kinds.end(), [](const auto& k) { return static_cast<bool>(k.import_file); });
    kind_ = found == parts_.kinds.end() ? nullptr : &*found;
}

void StickClerk::stick_is(const std::optional<content::Stick>& stick) {
    const bool same = stick && stick_ && stick->folder == stick_->folder; // only its files have changed
    Offer offer;
    std::vector<Read> read;
    if (stick && kind_) {
        offer.stick = stick->name.empty() ? "USB" : stick->name;
        offer.copied = same ? offer_.copied : "";
        for (std::size_t i = 0; i < std::min(stick->files.size(), kMostRead); ++i) {
            const auto& file = stick->files[i];
            const auto known = std::find_if(read_.begin(), read_.end(), [&](const Read& r) { return same && r.file == file; });
            offer.files.push_back(known == read_.end() ? File{file.name, {}, false, false}
                                                       : offer_.files[static_cast<std::size_t>(known - read_.begin())]);
            read.push_back(known == read_.end() ? Read{file, {}} : *known);
        }
    }
    stick_ = stick;
    offer_ = std::move(offer);
    read_ = std::move(read);
    ++sticks_;
    changed_(offer_);
    read_next();
}

// One at a time: what staff send meanwhile comes in between.
void StickClerk::read_next() {
    const auto next = std::find_if(offer_.files.begin(), offer_.files.end(), [](const File& f) { return f.line.empty(); });
    if (next == offer_.files.end()) return;
    const auto index = static_cast<std::size_t>(next - offer_.files.begin());
    const auto& file = incoming_.add(kind_->kind, next->name, content::Origin::stick, parts_.clock.mono());
    read_[index].incoming = file.id;
    parts_.scout.ask(
        [file, stick = *stick_, name = next->name, stale = incoming_.take_stale(parts_.clock.mono()), limits = parts_.limits,
         order = content::ReadOrder{parts_.program, file.file(), file.kind, {}, {}, lang()}](const std::stop_token& stop) {
            std::error_code ignored;
            for (const auto& folder : stale) std::filesystem::remove_all(folder, ignored);
            return find_out(file, [&] { return content::read_from(stick, name); }, order, limits, stop);
        },
        [index, stick = sticks_, this](Findings found) {
            if (stick != sticks_) return; // stick_is() has asked anew
            std::string line = !found.arrived ? word("http.stick_gone") : found.sentence;
            if (found.taken > 0) {
                line = word("operator.usable");
                put_in(line, "{0}", std::to_string(found.taken));
                put_in(line, "{1}", std::to_string(found.taken + found.refused));
            }
            told(index, line.empty() ? word("http.no_reader") : line, !found.pack.empty() && found.taken > 0);
            read_next();
        });
}

void StickClerk::told(std::size_t index, const std::string& line, bool usable) {
    offer_.files[index].line = line;
    offer_.files[index].usable = usable;
    changed_(offer_);
}

void StickClerk::take(const std::string& name) {
    const auto wanted = std::find_if(offer_.files.begin(), offer_.files.end(),
                                     [&](const File& f) { return f.name == name && f.usable && !f.taken; });
    if (wanted == offer_.files.end()) return;
    const auto index = static_cast<std::size_t>(wanted - offer_.files.begin());
    const auto* file = incoming_.find(read_[index].incoming, parts_.clock.mono());
    if (!file) { // it lay there for more than an hour
        told(index, "", false);
        return read_next();
    }
    parts_.scout.ask(
        [file = *file, lang = lang(), this](const std::stop_token&) {
            return prepare(file, json::object(), *kind_, parts_.judge, lang);
        },
        [index, name, stick = sticks_, this](Prepared prepared) {
            if (stick != sticks_) return;
            if (!prepared.pack)
                return told(index, prepared.faults.empty() ? word("http.file_gone") : prepared.faults.front().sentence, false);
            if (!parts_.writer.healthy()) return told(index, word("http.not_saved"), true);
            store::Step step;
            parts_.shelf.add(kind_->kind, std::move(*prepared.pack), {content::Origin::stick, name, {}}, parts_.clock.wall(),
                             step);
            step.on_done = [index, stick, this](bool durable) { // [disk]
                queue_.post([index, stick, durable, this] {
                    if (stick != sticks_) return;
                    offer_.files[index].taken = durable;
                    told(index, durable ? offer_.files[index].line : word("http.not_saved"), true);
                });
            };
            if (auto taken = parts_.writer.submit(std::move(step)); !taken) told(index, word("http.not_saved"), true);
        });
}

void StickClerk::copy_results() {
    if (!stick_) return;
    parts_.scout.ask(
        [database = parts_.data / "kiosk.db", stick = *stick_, wall = parts_.clock.wall()](const std::stop_token&) {
            return staff::copy_results(database, stick, wall);
        },
        [this](Copied copied) {
            if (!stick_) return;
            if (copied.status) spdlog::info("results copied to a stick");
            const auto failed = copied.status ? Kind::internal : copied.status.error().kind;
            offer_.copied = word(copied.status            ? "operator.copied"
                                 : failed == Kind::limit  ? "http.stick_full"
                                 : failed == Kind::denied ? "http.stick_read_only"
                                                          : "http.stick_gone");
            changed_(offer_);
        });
}

} // namespace kiosk::staff
