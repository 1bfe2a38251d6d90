#include "kiosk/content/judge.h"

#include "kiosk/base/hash.h"
#include "kiosk/content/files.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/parse_quickly.h"
#include "kiosk/content/pictures.h"
#include "kiosk/content/pieces.h"
#include "kiosk/content/sentences.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <set>
#include <system_error>
#include <thread>

namespace kiosk::content {

using nlohmann::json;

namespace {

SoundPack named_after(const json& document); // with id and title, and nothing else yet
void check_by_plugin(const PackKind&, std::string_view shown_as, std::string_view bytes, const std::string& text, Lang,
                     std::vector<Fault>& found);
// A piece without a fault so far: its items as text, and the document around them.
struct Piece {
    json rest;
    std::string items;
};
std::optional<Piece> read_piece(const Pieces&, std::string_view list, std::string_view shown_as, Lang, const Beside&);
// All of them as one document, and where the items of each stand in it.
struct Joined {
    std::string text;
    struct Range {
        std::size_t from, size;
    };
    std::vector<Range> lists;
};
Joined join(std::vector<std::optional<Piece>>, const std::string& key);
bool fits(const Schema&, std::string_view document, std::string_view shown_as, Lang);
// Calls work(i) for each of `count`, two at a time, until one says no; whether none did. `meanwhile` is done here first.
bool each_holds(std::size_t count, const std::function<bool(std::size_t)>& work, const std::function<void()>& meanwhile);
// Does the schema judge the items of this list each by itself, so that its pieces may be judged apart?
bool judged_one_by_one(const json& schema, const Pieces&);

} // namespace

std::optional<SoundPack> Judge::judge(const PackKind& kind, std::string_view shown_as, std::string_view bytes, Lang lang,
                                      Beside& beside, std::vector<Fault>& faults) const {
    if (auto pack = judge_pieces(kind, shown_as, bytes, lang, beside)) {
        return pack;
    }
    json document = parse(shown_as, bytes, lang, faults);
    if (document.is_discarded()) {
        return std::nullopt;
    }
    std::vector<Fault> found;
    const auto schema_file = schemas_ / (kind.schema + ".schema.json");
    const json schema =
        read_json(schema_file, schema_file.lexically_relative(schemas_.parent_path()).generic_string(), lang, found);
    if (!schema.is_discarded()) {
        validate(shown_as, bytes, document, schema, lang, found);
    }
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
    if (!sound) {
        return std::nullopt;
    }
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
    std::vector<std::optional<Piece>> read_pieces(pieces->lists.size());
    const auto read_one = [&](std::size_t i) {
        read_pieces[i] = read_piece(*pieces, pieces->lists[i], shown_as, lang, beside);
        return read_pieces[i].has_value();
    };
    if (!each_holds(read_pieces.size(), read_one, [] {})) {
        return std::nullopt;
    }
    SoundPack pack = named_after(read_pieces.front()->rest);
    auto [text, lists] = join(std::move(read_pieces), pieces->key);
    pack.json = std::move(text);
    // The plugin reads the whole, alone; the schema needs but a piece at a time, and so can be asked beside it.
    const std::string head = pack.json.substr(0, lists.front().from);
    const std::string tail = pack.json.substr(lists.back().from + lists.back().size);
    const auto fits_one = [&, &lists = lists](std::size_t i) {
        return fits(schema, head + pack.json.substr(lists[i].from, lists[i].size) + tail, shown_as, lang);
    };
    if (!each_holds(lists.size(), fits_one, [&] { check_by_plugin(kind, shown_as, bytes, pack.json, lang, found); })) {
        return std::nullopt;
    }
    if (pack.id.empty() || !found.empty()) {
        return std::nullopt;
    }
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
    if (!kind.check) {
        return;
    }
    std::set<std::string, std::less<>> named;
    for (const auto& fault : found) {
        named.insert(fault.pointer);
    }
    std::vector<std::string> pointers;
    const auto first_own = found.size();
    kind.check(text, lang, [&](std::string_view pointer, std::string_view sentence) {
        if (!named.contains(pointer)) {
            found.push_back({std::string(shown_as), 1, std::string(pointer), std::string(sentence), false});
            pointers.emplace_back(pointer);
        }
    });
    if (pointers.empty()) {
        return;
    }
    const auto lines = lines_of(bytes, pointers);
    for (auto i = first_own; i < found.size(); ++i) {
        const auto line = lines.find(found[i].pointer);
        found[i].line = line == lines.end() ? 1 : line->second;
    }
}

std::optional<Piece> read_piece(const Pieces& pieces, std::string_view list, std::string_view shown_as, Lang lang,
                                const Beside& beside) {
    std::vector<Fault> found;
    json document = parse(shown_as, pieces.document(list), lang, found);
    if (!document.is_object()) {
        return std::nullopt;
    }
    Beside pictures{beside.folder};
    take_in_pictures(document, shown_as, "", lang, pictures, found);
    if (!found.empty() || !pictures.pictures.empty()) {
        return std::nullopt;
    }
    Piece piece;
    for (const json& item : document[pieces.key]) {
        piece.items.append(piece.items.empty() ? "" : ",").append(item.dump());
    }
    document.erase(pieces.key);
    piece.rest = std::move(document);
    return piece;
}

Joined join(std::vector<std::optional<Piece>> pieces, const std::string& key) {
    json rest = std::move(pieces.front()->rest);
    rest[key] = nullptr; // its place in the order of keys
    Joined whole;
    for (const auto& [name, value] : rest.items()) {
        whole.text.append(whole.text.empty() ? "{" : ",").append(json(name).dump()).append(":");
        if (name != key) {
            whole.text.append(value.dump());
            continue;
        }
        for (auto& piece : pieces) {
            whole.text += whole.lists.empty() ? '[' : ',';
            whole.lists.push_back({whole.text.size(), piece->items.size()});
            whole.text.append(piece->items);
            piece.reset();
        }
        whole.text += ']';
    }
    whole.text += '}';
    return whole;
}

bool fits(const Schema& schema, std::string_view document, std::string_view shown_as, Lang lang) {
    const auto tree = parse_quickly(document);
    std::vector<Fault> found;
    schema.validate(shown_as, "", tree ? *tree : json::parse(document), lang, found);
    return found.empty();
}

bool each_holds(std::size_t count, const std::function<bool(std::size_t)>& work, const std::function<void()>& meanwhile) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> all{true};
    const auto loop = [&] {
        for (std::size_t i = next++; i < count && all; i = next++) {
            try {
                if (!work(i)) all = false;
            } catch (const std::exception&) { // leaving the thread with it would end the program
                all = false;
            }
        }
    };
    // Even old machines have two cores, and whoever drops in such a bank waits for it.
    std::jthread beside_me;
    try {
        beside_me = std::jthread(loop);
    } catch (const std::system_error&) { // no thread to be had: then alone
    }
    meanwhile();
    loop();
    if (beside_me.joinable()) beside_me.join();
    return all;
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

} // namespace

} // namespace kiosk::content
