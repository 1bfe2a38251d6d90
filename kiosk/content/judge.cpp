#include "kiosk/content/judge.h"

#include "kiosk/content/files.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/pictures.h"
#include "kiosk/content/pieces.h"
#include "kiosk/content/sentences.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <system_error>
#include <thread>

namespace kiosk::content {

using nlohmann::json;

namespace {

SoundPack named_after(const json& document); // with id and title, and nothing else yet
void check_by_plugin(const PackKind&, std::string_view shown_as, std::string_view bytes, const std::string& text, Lang,
                     std::vector<Fault>& found);
std::string hash_of(std::string_view text);
// A piece without a fault: its items as text, and the document around them.
struct JudgedPiece {
    json rest;
    std::string items;
};
std::optional<JudgedPiece> judge_piece(const Pieces&, std::string_view list, const Schema&, std::string_view shown_as, Lang,
                                       const Beside&);
// Does the schema judge the items of this list each by itself, so that its pieces may be judged apart?
bool judged_one_by_one(const json& schema, const Pieces&);

} // namespace

std::optional<SoundPack> Judge::judge(const PackKind& kind, std::string_view shown_as, std::string_view bytes, Lang lang,
                                      Beside& beside, std::vector<Fault>& faults) const {
    if (auto pack = judge_pieces(kind, shown_as, bytes, lang, beside)) { return pack; }
    json document = parse(shown_as, bytes, lang, faults);
    if (document.is_discarded()) { return std::nullopt; }
    std::vector<Fault> found;
    const auto schema_file = schemas_ / (kind.schema + ".schema.json");
    const json schema =
        read_json(schema_file, schema_file.lexically_relative(schemas_.parent_path()).generic_string(), lang, found);
    if (!schema.is_discarded()) { validate(shown_as, bytes, document, schema, lang, found); }
    SoundPack pack;
    if (document.is_object()) {
        take_in_pictures(document, shown_as, bytes, lang, beside, found);
        pack = named_after(document);
        pack.json = document.dump();
        document = nullptr; // a large bank takes ten times its size: gone before the plugin reads the text in its own way
        check_by_plugin(kind, shown_as, bytes, pack.json, lang, found);
    }
    std::stable_sort(found.begin(), found.end(), [](const Fault& x, const Fault& y) { return x.line < y.line; });
    const bool sound = !pack.id.empty() && !has_errors(found);
    faults.insert(faults.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    if (!sound) { return std::nullopt; }
    pack.hash = hash_of(pack.json);
    return pack;
}

std::optional<SoundPack> Judge::judge(const PackKind& kind, std::string_view shown_as, std::string_view bytes, Beside& beside,
                                      Faults& faults) const {
    auto pack = judge(kind, shown_as, bytes, Lang::vi, beside, faults[0]);
    if (!faults[0].empty()) {
        Beside again{beside.folder};
        judge(kind, shown_as, bytes, Lang::en, again, faults[1]);
    }
    return pack;
}

std::optional<SoundPack> Judge::judge_pieces(const PackKind& kind, std::string_view shown_as, std::string_view bytes, Lang lang,
                                             const Beside& beside) const {
    const auto pieces = bytes.size() > kMaxFileBytes ? std::nullopt : cut_into_pieces(bytes);
    std::vector<Fault> found;
    json read = pieces ? read_json(schemas_ / (kind.schema + ".schema.json"), "", lang, found) : json();
    if (!read.is_object() || !judged_one_by_one(read, *pieces)) { return std::nullopt; }
    const Schema schema("", std::move(read), lang, found);
    if (!schema.usable()) { return std::nullopt; }
    // Two at a time: even old machines have two cores, and whoever drops in such a bank waits for it.
    std::vector<std::optional<JudgedPiece>> done(pieces->lists.size());
    std::atomic<std::size_t> next{0};
    std::atomic<bool> sound{true};
    const auto work = [&] {
        for (std::size_t i = next++; i < done.size() && sound; i = next++) {
            try {
                done[i] = judge_piece(*pieces, pieces->lists[i], schema, shown_as, lang, beside);
            } catch (const std::exception&) { // leaving the thread with it would end the program
            }
            if (!done[i]) sound = false;
        }
    };
    {
        std::jthread beside_me;
        try {
            beside_me = std::jthread(work);
        } catch (const std::system_error&) { // no thread to be had: then alone
        }
        work();
    }
    if (!sound) { return std::nullopt; }
    json rest = std::move(done.front()->rest);
    std::string items; // of the list, as text
    for (auto& piece : done) {
        items.append(items.empty() ? "" : ",").append(piece->items);
        piece.reset();
    }
    SoundPack pack = named_after(rest);
    rest[pieces->key] = nullptr; // its place in the order of keys
    for (const auto& [key, value] : rest.items()) {
        pack.json.append(pack.json.empty() ? "{" : ",").append(json(key).dump()).append(":");
        if (key == pieces->key) pack.json.append("[").append(items).append("]");
        else pack.json.append(value.dump());
    }
    pack.json += '}';
    items = {};
    check_by_plugin(kind, shown_as, bytes, pack.json, lang, found);
    if (pack.id.empty() || !found.empty()) { return std::nullopt; }
    pack.hash = hash_of(pack.json);
    return pack;
}

Fault id_taken(std::string_view shown_as, std::string_view bytes, const std::string& id, const std::string& other_file,
               Lang lang) {
    return {std::string(shown_as), line_of(bytes, "/id"), "/id",
            say(lang, {"Mã {} đã có trong tệp {}.", "The id {} is taken by the file {}."}, in_quotes(id), other_file), false};
}

namespace {

SoundPack named_after(const json& document) {
    SoundPack pack;
    const json id = document.value("id", json());
    pack.id = id.is_string() ? id.get<std::string>() : std::string();
    pack.title = document.value("title", json(pack.id)).dump();
    return pack;
}

void check_by_plugin(const PackKind& kind, std::string_view shown_as, std::string_view bytes, const std::string& text, Lang lang,
                     std::vector<Fault>& found) {
    if (!kind.check) { return; }
    std::set<std::string, std::less<>> named;
    for (const auto& fault : found) { named.insert(fault.pointer); }
    std::vector<std::string> pointers;
    const auto first_own = found.size();
    kind.check(text, lang, [&](std::string_view pointer, std::string_view sentence) {
        if (!named.contains(pointer)) {
            found.push_back({std::string(shown_as), 1, std::string(pointer), std::string(sentence), false});
            pointers.emplace_back(pointer);
        }
    });
    if (pointers.empty()) { return; }
    const auto lines = lines_of(bytes, pointers);
    for (auto i = first_own; i < found.size(); ++i) {
        const auto line = lines.find(found[i].pointer);
        found[i].line = line == lines.end() ? 1 : line->second;
    }
}

std::optional<JudgedPiece> judge_piece(const Pieces& pieces, std::string_view list, const Schema& schema,
                                       std::string_view shown_as, Lang lang, const Beside& beside) {
    std::vector<Fault> found;
    json document = parse(shown_as, pieces.document(list), lang, found);
    if (!document.is_object()) { return std::nullopt; }
    schema.validate(shown_as, "", document, lang, found);
    Beside pictures{beside.folder};
    take_in_pictures(document, shown_as, "", lang, pictures, found);
    if (!found.empty() || !pictures.pictures.empty()) { return std::nullopt; }
    JudgedPiece piece;
    for (const json& item : document[pieces.key]) { piece.items.append(piece.items.empty() ? "" : ",").append(item.dump()); }
    document.erase(pieces.key);
    piece.rest = std::move(document);
    return piece;
}

bool judged_one_by_one(const json& schema, const Pieces& pieces) {
    const json list = schema.value("properties", json::object()).value(pieces.key, json());
    if (!list.is_object() || list.value("maxItems", pieces.count) < pieces.count || list.value("minItems", 0) > 1) {
        return false;
    }
    for (const auto& [keyword, value] : list.items()) {
        if (keyword != "type" && keyword != "items" && keyword != "minItems" && keyword != "maxItems" &&
            keyword != "description") {
            return false;
        }
    }
    return list.value("items", json()).is_object();
}

std::string hash_of(std::string_view text) {
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    return hash;
}

} // namespace

} // namespace kiosk::content
