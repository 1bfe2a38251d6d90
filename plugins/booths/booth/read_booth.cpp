#include "booth/reader.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace booths {

using nlohmann::json;

namespace {

Booth read(const json&, Faults&);
Picture read_picture(const json& object, const char* key, const std::string& pointer, Faults&);
Section read_section(const json&, const std::string& pointer, Faults&);
Figure read_figure(const json&, const std::string& pointer, Faults&);
Link read_link(const json&, const std::string& pointer, Faults&);
Stamp read_stamp(const json&, Faults&);

enum class Need { must, may };

// Each returns an empty value, after a fault, where the member is missing or of another shape. `pointer` is the object's.
Text text(const json& object, const char* key, const std::string& pointer, Need, Faults&);
std::string word(const json& object, const char* key, const std::string& pointer, Faults&);
int integer(const json& object, const char* key, int fallback, int least, int most, const std::string& pointer, Faults&);
const json& list(const json& object, const char* key, std::size_t least, std::size_t most, const std::string& pointer, Faults&);
bool is_object(const json&, const std::string& pointer, Faults&);

} // namespace

const std::string& Text::in(std::string_view lang) const {
    static const std::string kNothing;
    auto found = by_lang.find(lang);
    if (found == by_lang.end())
        found = by_lang.find(std::string_view("vi"));
    return found == by_lang.end() ? kNothing : found->second;
}

std::optional<Booth> read_booth(std::string_view text, std::string_view lang, std::vector<Fault>& faults) {
    const FaultReader keep = [&faults](std::string_view pointer, std::string_view sentence) {
        faults.push_back({std::string(pointer), std::string(sentence)});
    };
    Faults found(lang, keep);
    Booth booth = read(json::parse(text, nullptr, false), found);
    if (found.count() > 0)
        return std::nullopt;
    return booth;
}

void check_booth(std::string_view text, std::string_view lang, const FaultReader& tell) {
    Faults found(lang, tell);
    read(json::parse(text, nullptr, false), found);
}

namespace {

// All of it, whatever is wrong with its parts, so that all faults are told at once.
Booth read(const json& value, Faults& faults) {
    Booth booth;
    if (!value.is_object()) {
        faults.add("", "Tệp không phải là một gian JSON đọc được.", "This is not a booth in readable JSON.");
        return booth;
    }
    if (const auto version = value.find("formatVersion"); version == value.end() || *version != 1)
        faults.add(version == value.end() ? "" : "/formatVersion", "“formatVersion” phải là 1.", "“formatVersion” must be 1.");
    booth.id = word(value, "id", "", faults);
    booth.order = integer(value, "order", booth.order, 0, 9999, "", faults);
    if (value.contains("icon"))
        booth.icon = word(value, "icon", "", faults);
    booth.hue = integer(value, "hue", booth.hue, 0, 7, "", faults);
    booth.title = text(value, "title", "", Need::must, faults);
    booth.lead = text(value, "lead", "", Need::must, faults);
    booth.cover = read_picture(value, "cover", "", faults);

    const auto each = [&](const char* key, std::size_t least, std::size_t most, auto&& take) {
        std::size_t at = 0;
        for (const json& one : list(value, key, least, most, "", faults))
            take(one, "/" + std::string(key) + "/" + std::to_string(at++));
    };
    each("sections", 1, 8, [&](const json& one, const std::string& at) { booth.sections.push_back(read_section(one, at, faults)); });
    each("figures", 0, 6, [&](const json& one, const std::string& at) { booth.figures.push_back(read_figure(one, at, faults)); });
    each("links", 0, 4, [&](const json& one, const std::string& at) { booth.links.push_back(read_link(one, at, faults)); });
    booth.stamp = read_stamp(value, faults);
    check(booth, faults);
    return booth;
}

Picture read_picture(const json& object, const char* key, const std::string& pointer, Faults& faults) {
    const auto found = object.find(key);
    const std::string here = pointer + "/" + key;
    Picture picture;
    if (found == object.end() || !is_object(*found, here, faults))
        return picture;
    picture.file = word(*found, "file", here, faults);
    picture.alt = text(*found, "alt", here, Need::must, faults);
    picture.credit = text(*found, "credit", here, Need::may, faults);
    return picture;
}

Section read_section(const json& value, const std::string& pointer, Faults& faults) {
    Section section;
    if (!is_object(value, pointer, faults))
        return section;
    section.heading = text(value, "heading", pointer, Need::must, faults);
    section.text = text(value, "text", pointer, Need::must, faults);
    section.picture = read_picture(value, "picture", pointer, faults);
    return section;
}

Figure read_figure(const json& value, const std::string& pointer, Faults& faults) {
    Figure figure;
    if (!is_object(value, pointer, faults))
        return figure;
    const auto number = value.find("value");
    if (number != value.end() && number->is_number() && std::isfinite(number->get<double>()))
        figure.value = number->get<double>();
    else
        faults.add(number == value.end() ? pointer : pointer + "/value", "“value” phải là một con số.", "“value” must be a number.");
    figure.decimals = integer(value, "decimals", 0, 0, 3, pointer, faults);
    figure.unit = text(value, "unit", pointer, Need::may, faults);
    figure.label = text(value, "label", pointer, Need::must, faults);
    figure.as_of = word(value, "asOf", pointer, faults);
    figure.source = text(value, "source", pointer, Need::must, faults);
    return figure;
}

Link read_link(const json& value, const std::string& pointer, Faults& faults) {
    Link link;
    if (!is_object(value, pointer, faults))
        return link;
    link.title = text(value, "title", pointer, Need::must, faults);
    link.url = word(value, "url", pointer, faults);
    return link;
}

Stamp read_stamp(const json& booth, Faults& faults) {
    Stamp stamp;
    const auto found = booth.find("stamp");
    if (found == booth.end()) {
        faults.add("", "Thiếu “stamp”: câu hỏi để nhận dấu.", "“stamp” is missing: the question that earns the stamp.");
        return stamp;
    }
    if (!is_object(*found, "/stamp", faults))
        return stamp;
    stamp.question = text(*found, "question", "/stamp", Need::must, faults);
    stamp.explanation = text(*found, "explanation", "/stamp", Need::must, faults);
    stamp.answer = word(*found, "answer", "/stamp", faults);
    std::size_t at = 0;
    for (const json& one : list(*found, "options", 2, 6, "/stamp", faults)) {
        const std::string here = "/stamp/options/" + std::to_string(at++);
        Option option;
        if (is_object(one, here, faults)) {
            option.id = word(one, "id", here, faults);
            option.text = text(one, "text", here, Need::must, faults);
        }
        stamp.options.push_back(std::move(option));
    }
    return stamp;
}

Text text(const json& object, const char* key, const std::string& pointer, Need need, Faults& faults) {
    Text out;
    const auto found = object.find(key);
    if (found == object.end()) {
        if (need == Need::must)
            faults.add(pointer, std::string("Thiếu “") + key + "”.", std::string("“") + key + "” is missing.");
        return out;
    }
    const std::string here = pointer + "/" + key;
    const auto take = [&](const std::string& lang, const json& value, const std::string& at) {
        if (value.is_string() && value.get_ref<const std::string&>().find_first_not_of(" \t\r\n") != std::string::npos)
            out.by_lang[lang] = value.get<std::string>();
        else
            faults.add(at, "Văn bản đang để trống.", "This text is empty.");
    };
    if (found->is_string()) {
        take("vi", *found, here);
    } else if (!found->is_object() || !found->contains("vi")) {
        faults.add(here, "Phải là một chuỗi, hoặc {\"vi\": …, \"en\": …}.", "Must be a string, or {\"vi\": …, \"en\": …}.");
    } else {
        for (const auto& [lang, value] : found->items())
            if (!lang.starts_with("x-")) // the author's own notes
                take(lang, value, here + "/" + lang);
    }
    return out;
}

std::string word(const json& object, const char* key, const std::string& pointer, Faults& faults) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_string() && !found->get_ref<const std::string&>().empty())
        return found->get<std::string>();
    faults.add(found == object.end() ? pointer : pointer + "/" + key, std::string("Thiếu “") + key + "”.",
               std::string("“") + key + "” is missing.");
    return {};
}

int integer(const json& object, const char* key, int fallback, int least, int most, const std::string& pointer, Faults& faults) {
    const auto found = object.find(key);
    if (found == object.end())
        return fallback;
    const double value = found->is_number() ? found->get<double>() : NAN;
    if (value >= least && value <= most && value == std::floor(value))
        return static_cast<int>(value);
    const std::string range = std::to_string(least) + "–" + std::to_string(most);
    faults.add(pointer + "/" + key, "Phải là số nguyên trong khoảng " + range + ".", "Must be a whole number, " + range + ".");
    return fallback;
}

const json& list(const json& object, const char* key, std::size_t least, std::size_t most, const std::string& pointer,
                 Faults& faults) {
    static const json kNone = json::array();
    const auto found = object.find(key);
    if (found == object.end() && least == 0)
        return kNone;
    if (found != object.end() && found->is_array() && found->size() >= least && found->size() <= most)
        return *found;
    const std::string range = std::to_string(least) + "–" + std::to_string(most);
    faults.add(found == object.end() ? pointer : pointer + "/" + key,
               std::string("“") + key + "” phải là danh sách có " + range + " mục.",
               std::string("“") + key + "” must be a list of " + range + " items.");
    return kNone;
}

bool is_object(const json& value, const std::string& pointer, Faults& faults) {
    if (value.is_object())
        return true;
    faults.add(pointer, "Phải là một đối tượng { }.", "Must be an object { }.");
    return false;
}

} // namespace
} // namespace booths
