#include "kiosk/fetch/mirror.h"

#include "kiosk/base/log.h"
#include "kiosk/content/files.h"
#include "kiosk/fetch/copy.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <utility>

namespace kiosk::fetch {

using content::Lang;
using nlohmann::json;

namespace {

constexpr const char* kLocal[] = {"central", "content", "wifi"}; // members of the event file that stay this kiosk's own

} // namespace

content::EventFile merged_event(std::string_view centre, const json& local, std::string_view shown_as,
                                const std::filesystem::path& schemas, Lang lang) {
    // What is nested too deep would be written out again by recursion; the check refuses it with a sentence.
    json event = is_sound_json(centre) ? json::parse(centre, nullptr, false) : json();
    if (event.is_object())
        for (const char* member : kLocal) {
            event.erase(member);
            if (local.contains(member)) event[member] = local[member];
        }
    return content::check_event(event.is_object() ? event.dump(2) : std::string(centre), shown_as, schemas, lang);
}

Mirror::Mirror(Parts parts, std::string from, const EventAtStart& event, Ms every)
    : parts_(std::move(parts)), from_(std::move(from)), event_at_start_(event.bytes.empty() ? "" : sha256_of(event.bytes)) {
    std::ifstream in(parts_.folder / "taken.json");
    const json known = json::parse(in, nullptr, false);
    if (known.is_object())
        for (const auto& [path, sha256] : known.items())
            if (sha256.is_string()) taken_[path] = sha256;
    // It was checked when it came, by the program and beside the local file of that day.
    if (!event.wrong.empty())
        std::erase_if(taken_, [&](const auto& taken) {
            if (taken.second != event_at_start_) return false;
            refused_[taken.first] = {taken.second, std::string(event.wrong)};
            return true;
        });
    parts_.follower.follow(
        from_, every, [this](const News& news) { heard(news); }, parts_.key);
}

void Mirror::heard(const News& news) {
    state_.trouble = news.trouble;
    state_.sentence = news.sentence;
    state_.fetched = news.fetched;
    const auto index = news.body ? read_index(*news.body) : Result<Index>(Index{});
    if (!index) {
        state_.trouble = "no_index";
        state_.sentence = index.error().sentence;
    } else if (news.body) {
        state_.packs = static_cast<int>(index->packs.size());
        const auto want = [&](const Listed& listed) {
            const auto taken = taken_.find(listed.path);
            const auto refused = refused_.find(listed.path);
            // A set that was taken may not have come to the disk before the power went.
            const bool here = listed.kind.empty() || parts_.shelf.find(listed.kind, listed.id);
            if (here && taken != taken_.end() && taken->second == listed.sha256) return;
            if (refused != refused_.end() && refused->second.first == listed.sha256) return;
            if (std::ranges::find(wanted_, listed) == wanted_.end()) wanted_.push_back(listed);
        };
        if (index->event) want(*index->event);
        for (const auto& pack : index->packs)
            if (std::ranges::any_of(parts_.kinds, [&](const auto& kind) { return kind.kind == pack.kind; })) want(pack);
        if (index->event) {
            const auto taken = taken_.find(index->event->path);
            state_.event_waits = taken != taken_.end() && taken->second != event_at_start_;
        }
        std::erase_if(missing_, [&](const std::string& path) { // what is not listed any more is missed by nobody
            return std::ranges::none_of(index->packs, [&](const auto& pack) { return pack.path == path; }) &&
                   !(index->event && index->event->path == path);
        });
    }
    tell();
    if (news.fresh) next(); // a list that is kept from before says what was there, not that somebody is there
    else wanted_.clear();
}

void Mirror::next() {
    if (busy_ || wanted_.empty()) return;
    busy_ = true;
    Listed listed = std::move(wanted_.front());
    wanted_.pop_front();
    const std::string url = from_ + (from_.ends_with('/') ? "" : "/") + listed.path;
    parts_.follower.fetch(url, listed.size, parts_.key, [this, listed](Answer answer) { came(listed, std::move(answer)); });
}

void Mirror::came(const Listed& listed, Answer answer) {
    if (answer.status != 200) {
        spdlog::warn("centre: status={} {}", answer.status, log_safe(answer.trouble));
        return missed(listed);
    }
    if (listed.kind.empty()) check_event(listed, std::move(answer.body));
    else judge_pack(listed, std::move(answer.body));
}

void Mirror::judge_pack(const Listed& listed, std::string bytes) {
    const auto kind = std::ranges::find_if(parts_.kinds, [&](const auto& one) { return one.kind == listed.kind; });
    struct Judged {
        bool as_listed = false;
        std::optional<content::SoundPack> pack;
        content::Faults faults;
        std::string trouble; // where it could not even be judged
    };
    parts_.scout.ask(
        [kind = *kind, judge = parts_.judge, listed, bytes = std::move(bytes)](const std::stop_token&) {
            Judged judged;
            judged.as_listed = is_as_listed(listed, bytes);
            if (!judged.as_listed) return judged;
            content::Beside nothing;
            try {
                judged.pack = judge.judge(kind, listed.path, bytes, nothing, judged.faults);
            } catch (const std::exception& thrown) { // no memory left, say: nobody else would tell
                judged.trouble = listed.path + ": " + thrown.what();
            }
            return judged;
        },
        [this, listed](Judged judged) {
            if (!judged.as_listed) return missed(listed);
            if (!judged.trouble.empty()) return done(listed, judged.trouble);
            if (!judged.pack) return done(listed, content::first_error(content::in(judged.faults, Lang::vi)));
            if (judged.pack->id != listed.id) return done(listed, listed.path + ": " + judged.pack->id);
            store::Step step;
            parts_.shelf.add(listed.kind, std::move(*judged.pack), {content::Origin::centre, listed.path, {}},
                             parts_.clock.wall(), step);
            if (!step.writes.empty())
                if (auto taken = parts_.writer.submit(std::move(step)); !taken) {
                    spdlog::error("centre: {}", taken.error().sentence);
                    busy_ = false; // the next look tries again
                    return next();
                }
            done(listed, "");
        });
}

void Mirror::check_event(const Listed& listed, std::string bytes) {
    auto whole = std::make_shared<const std::string>(std::move(bytes));
    using Wrong = std::optional<std::string>; // nothing: it is not what is listed
    parts_.scout.ask(
        [whole, local = parts_.local_event, schemas = parts_.judge.schemas(), listed,
         file = parts_.folder / "event.json"](const std::stop_token&) -> Wrong {
            if (!is_as_listed(listed, *whole)) return {};
            try {
                const auto event = merged_event(*whole, local, listed.path, schemas, Lang::vi);
                if (event.json.is_discarded()) return content::first_error(event.faults);
                const auto written = write_whole(file, *whole);
                return written ? std::string() : written.error().sentence;
            } catch (const std::exception& thrown) {
                return listed.path + ": " + thrown.what();
            }
        },
        [this, listed](const Wrong& wrong) {
            if (!wrong) return missed(listed);
            if (wrong->empty()) {
                state_.event_waits = listed.sha256 != event_at_start_;
                if (state_.event_waits) spdlog::info("centre: another event file has come; it is used at the next start");
            }
            done(listed, *wrong);
        });
}

// It may have changed between the list and now, or the line broke: the next look asks again.
void Mirror::missed(const Listed& listed) {
    spdlog::warn("centre: {} did not come as listed", log_safe(listed.path));
    busy_ = false;
    missing_.insert(listed.path);
    tell();
    next();
}

void Mirror::done(const Listed& listed, const std::string& wrong) {
    busy_ = false;
    refused_.erase(listed.path);
    missing_.erase(listed.path);
    if (wrong.empty()) {
        taken_[listed.path] = listed.sha256;
        remember();
    } else {
        spdlog::warn("centre: {} cannot be used: {}", log_safe(listed.path), log_safe(wrong));
        refused_[listed.path] = {listed.sha256, wrong};
    }
    tell();
    next();
}

void Mirror::tell() {
    state_.refused.clear();
    for (const auto& [path, why] : refused_) state_.refused.push_back(why.second);
    state_.missing.assign(missing_.begin(), missing_.end());
    parts_.changed();
}

// Only so that a restart need not fetch again what is here: it may come to the disk late, or never.
void Mirror::remember() const {
    parts_.scout.post([file = parts_.folder / "taken.json", text = json(taken_).dump()](const std::stop_token&) {
        if (const auto kept = write_whole(file, text); !kept) spdlog::error("centre: {}", kept.error().sentence);
    });
}

} // namespace kiosk::fetch
