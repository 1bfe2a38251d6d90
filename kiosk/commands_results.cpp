// `kiosk results …`: what the rounds came to, and whether a file that says so is as this or another kiosk sealed it.
#include "kiosk/base/log.h"
#include "kiosk/base/text.h"
#include "kiosk/commands.h"
#include "kiosk/commands_store.h"
#include "kiosk/content/library.h"
#include "kiosk/results/ledger.h"
#include "kiosk/results/seal.h"
#include "kiosk/store/database.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace kiosk {

namespace fs = std::filesystem;
using nlohmann::json;
using results::Sealed;

namespace {

constexpr int kDeepest = 32; // of the results in a sealed file
constexpr std::size_t kFirst = 3;

// The sentences of content/i18n, section "seal".
class Sentences {
public:
    explicit Sentences(std::string lang) : lang_(std::move(lang)) {
        (void)words_.load(find_layout().content / "i18n"); // without them the keys are shown
    }
    std::string operator()(const char* key, const std::string& value = {}, const std::string& second = {}) const {
        std::string text(words_.text(lang_, std::string("seal.") + key));
        for (const auto& [hole, filling] : {std::pair("{0}", &value), std::pair("{1}", &second)})
            if (const auto at = text.find(hole); at != text.npos) text.replace(at, 3, *filling);
        return text;
    }
    const std::string& lang() const { return lang_; }

private:
    std::string lang_;
    content::Words words_;
};

// What stands in a stranger's file goes to a terminal: one line, no control characters, not without end.
std::string shown(const json& value, const std::string& lang) {
    std::string words;
    if (value.is_string()) words = value.get<std::string>();
    if (value.is_number_integer()) words = std::to_string(value.get<std::int64_t>());
    if (value.is_object()) return shown(value.contains(lang) ? value[lang] : value.value("vi", json()), lang);
    const auto line = text::one_line(words);
    return std::string(text::first_letters(line ? *line : "?", 120));
}

json member(const json& from, const char* key) {
    return from.is_object() ? from.value(key, json()) : json();
}

json read_sealed(const std::string& text) {
    try {
        return json::parse(text, [](int depth, json::parse_event_t, json&) {
            if (depth > kDeepest) throw std::length_error("too deep");
            return true;
        });
    } catch (const std::exception&) {
        return {};
    }
}

void tell_what_it_says(const std::string& text, const Sentences& say) {
    const json results = read_sealed(text), round = member(results, "round"), event = member(results, "event");
    std::cout << say("event", shown(member(event, "name"), say.lang())) << '\n'
              << say("round", shown(member(round, "title"), say.lang()), shown(member(round, "id"), say.lang())) << '\n'
              << say("made", shown(member(results, "made_at"), say.lang())) << '\n';
    if (member(round, "rehearsal") == true) std::cout << say("rehearsal") << '\n';
    const json ranking = member(results, "ranking");
    if (!ranking.is_array()) return;
    for (std::size_t i = 0; i < ranking.size() && i < kFirst; ++i)
        std::cout << "  " << shown(member(ranking[i], "place"), say.lang()) << ". " << shown(member(ranking[i], "name"), say.lang())
                  << ", " << say("points", shown(member(ranking[i], "score"), say.lang())) << '\n';
}

Result<std::string> read_file(const fs::path& file) {
    std::error_code unknown;
    if (!fs::is_regular_file(file, unknown)) return Error{Kind::not_found, "missing"};
    if (fs::file_size(file, unknown) > results::kMaxSealedBytes || unknown) return Error{Kind::limit, "huge"};
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) return Error{Kind::unavailable, "missing"};
    return bytes;
}

} // namespace

int results_export(const fs::path& data, const std::string& format) {
    open_log({"", 0, 0, true});
    const fs::path file = (data.empty() ? default_data_dir() : data) / "kiosk.db";
    if (!fs::exists(file)) return fail({Kind::not_found, "There are no results at " + file.string() + "."});
    auto db = store::Database::open(file.string(), store::Access::read);
    if (!db) return fail(db.error());
    auto results = results::read_results(**db);
    if (!results) return fail(results.error());
    std::cout << (format == "json" ? results::to_json(*results) : results::to_csv(*results));
    return 0;
}

int results_verify(const VerifyOptions& options) {
    open_log({"", 0, 0, true});
    if (sodium_init() < 0) return fail({Kind::internal, "libsodium cannot start."});
    const Sentences say(options.lang);
    const std::string name = options.file.filename().string();
    const auto bytes = read_file(options.file);
    if (!bytes) return std::cerr << say(bytes.error().sentence.c_str(), name) << '\n', 2;
    const std::string wanted = results::key_fingerprint(options.key);
    if (!options.key.empty() && wanted.empty()) return std::cerr << say("bad_key") << '\n', 2;

    const Sealed sealed = results::check_sealed(*bytes);
    if (sealed.verdict == Sealed::Verdict::foreign) {
        if (sealed.algorithm.empty()) std::cerr << say("foreign", name) << '\n';
        else std::cerr << say("algorithm", shown(sealed.algorithm, options.lang)) << '\n';
        return 2;
    }
    if (sealed.verdict == Sealed::Verdict::broken) {
        std::cout << say("broken") << '\n';
        return 1;
    }
    const bool other = !options.key.empty() && options.key != sealed.key;
    std::cout << say(other ? "other_key" : "whole") << '\n';
    std::cout << say("key", results::key_fingerprint(sealed.key), sealed.key) << '\n';
    const auto own = results::own_seal_key((options.data.empty() ? default_data_dir() : options.data) / results::kSealKeyFile);
    if (!own) std::cout << own.error().sentence << '\n';
    else std::cout << say(!*own ? "no_own" : **own == sealed.key ? "own" : "not_own") << '\n';
    std::cout << say("hash", results::short_hash(*bytes)) << '\n';
    tell_what_it_says(sealed.results, say);
    return other ? 1 : 0;
}

} // namespace kiosk
