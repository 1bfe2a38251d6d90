#include "import/table/sheet.h"

#include "import/table/elements.h"
#include "import/encoding.h"
#include "import/table/number_format.h"

#include <pugixml.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>

namespace quiz {
namespace {

constexpr std::size_t kMaxSheet = 100u << 20;  // bytes of XML; read as a stream, so only time limits it
constexpr std::size_t kMaxStrings = 40u << 20; // of XML and of text; they stay in memory
constexpr std::size_t kMaxStyles = 20u << 20;
constexpr int kLastRow = 1'048'576; // of a sheet

const Bilingual kDamagedSheet{"Bảng tính bị hỏng, không đọc được trang tính đầu tiên; hãy mở bằng Excel rồi lưu lại.",
                    "The workbook is damaged: its first sheet cannot be read. Open it in Excel and save it again."};
const Bilingual kTooMuchText{"Bảng tính chứa quá nhiều chữ nên không được đọc; hãy chia thành nhiều tệp.",
                        "There is too much text in this workbook; split it into several files."};

// Texts that many cells share, one behind the other in a single buffer.
class Strings {
public:
    void add(std::string_view text) {
        all_ += text;
        ends_.push_back(all_.size());
    }
    std::size_t bytes() const { return all_.size() + ends_.size() * sizeof(std::size_t); }
    std::string_view at(std::size_t index) const {
        if (index >= ends_.size())
            return {};
        const std::size_t from = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(all_).substr(from, ends_[index] - from);
    }

private:
    std::string all_;
    std::vector<std::size_t> ends_;
};

class Cells {
public:
    Cells(const Strings& strings, const std::vector<NumberFormat>& looks, bool from_1904)
        : strings_(strings), looks_(looks), from_1904_(from_1904) {}

    Row read(std::string_view row_element, int row_before) const;

private:
    Cell read(const pugi::xml_node& cell) const;

    const Strings& strings_;
    const std::vector<NumberFormat>& looks_;
    const bool from_1904_;
};

bool parse(pugi::xml_document&, std::string_view element);
bool is_called(const pugi::xml_node&, const char* name);
pugi::xml_node child(const pugi::xml_node&, const char* name);
std::string rich_text(const pugi::xml_node&);
int number_of(const char* text, int otherwise);
int column_of(const char* reference);
std::vector<NumberFormat> read_looks(const Archive&, const std::string& entry);

} // namespace

std::variant<Grid, Bilingual> read_sheet(const Archive& archive, const SheetParts& parts) {
    Strings strings;
    pugi::xml_document xml;
    if (archive.has(parts.shared_strings)) {
        ElementCutter items("si", [&](std::string_view element, bool has_text) {
            strings.add(has_text && parse(xml, element) ? rich_text(xml.first_child()) : std::string());
            return strings.bytes() <= kMaxStrings;
        });
        std::size_t sum = 0;
        const bool sound = archive.read(parts.shared_strings, static_cast<std::size_t>(-1), [&](std::string_view piece) {
            sum += piece.size();
            return sum <= kMaxStrings && items.add(piece);
        });
        if (sum > kMaxStrings || strings.bytes() > kMaxStrings)
            return kTooMuchText;
        if (!sound || items.broken())
            return kDamagedSheet;
    }
    const auto looks = read_looks(archive, parts.styles);
    const Cells cells(strings, looks, parts.from_1904);

    GridBuilder grid;
    int row_before = 0;
    ElementCutter rows("row", [&](std::string_view element, bool has_text) {
        if (!has_text) { // an empty row has no cells worth a parser, but perhaps a number
            ++row_before;
            return true;
        }
        Row row = cells.read(element, row_before);
        row_before = row.number;
        return grid.add(std::move(row));
    });
    std::size_t sum = 0;
    const bool sound = archive.read(parts.sheet, static_cast<std::size_t>(-1), [&](std::string_view piece) {
        sum += piece.size();
        return sum <= kMaxSheet && rows.add(piece);
    });
    if (!sound || rows.broken())
        return kDamagedSheet;
    if (sum > kMaxSheet)
        grid.remark(0, {"Trang tính quá lớn; chỉ đọc đến dòng " + std::to_string(row_before) + ".",
                        "The sheet is too large; it was read up to row " + std::to_string(row_before) + "."});
    return std::move(grid).finish();
}

namespace {

Row Cells::read(std::string_view row_element, int row_before) const {
    Row row{row_before + 1, {}};
    pugi::xml_document xml;
    if (!parse(xml, row_element))
        return row;
    const pugi::xml_node element = xml.first_child();
    if (const int number = number_of(element.attribute("r").value(), 0); number > 0 && number <= kLastRow)
        row.number = number;
    std::size_t column = 0;
    for (const pugi::xml_node& cell : element.children()) {
        if (!is_called(cell, "c"))
            continue;
        if (const int named = column_of(cell.attribute("r").value()); named >= 0) // else the next one
            column = static_cast<std::size_t>(named);
        if (column < kMaxColumns) {
            row.cells.resize(std::max(row.cells.size(), column + 1));
            row.cells[column] = read(cell);
        }
        ++column;
    }
    return row;
}

Cell Cells::read(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    const pugi::xml_node formula = child(cell, "f"), value = child(cell, "v");
    const std::string_view text = value.text().get();
    Cell out;
    if (type == "s") {
        const int index = number_of(text.data(), -1);
        out.text = index < 0 ? std::string_view() : strings_.at(static_cast<std::size_t>(index));
    } else if (type == "inlineStr") {
        out.text = rich_text(child(cell, "is"));
    } else if (type == "str") {
        out.text = text;
    } else if (type == "b") {
        out.text = text == "1" || text == "true" ? "TRUE" : "FALSE";
    } else if (type == "e") {
        out = {std::string(text), Cell::Kind::unknown};
    } else if (double number = 0; !text.empty()) {
        const auto end = text.data() + text.size();
        const auto style = static_cast<std::size_t>(std::max(number_of(cell.attribute("s").value(), 0), 0));
        if (std::from_chars(text.data(), end, number).ptr == end)
            out = shown(number, style < looks_.size() ? looks_[style] : NumberFormat(), from_1904_);
        else
            out.text = text; // t="d", an ISO date, or what else stands there
    } else if (formula) {
        out = {std::string("=") + formula.text().get(), Cell::Kind::unknown};
    }
    out.computed = !formula.empty() && out.kind != Cell::Kind::unknown;
    if (auto whole = composed(out.text))
        out.text = std::move(*whole);
    else
        out = {"", Cell::Kind::unknown}; // no UTF-8
    // Control characters are no text; they come as "&#1;" or as Excel's "_x0001_".
    std::erase_if(out.text, [](char c) { return c >= '\0' && c < ' ' && c != '\n' && c != '\t'; });
    return out;
}

// A small piece of XML of its own; nothing in it can name anything outside.
bool parse(pugi::xml_document& xml, std::string_view element) {
    return static_cast<bool>(
        xml.load_buffer(element.data(), element.size(), pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8));
}

// Names without their prefix: some programs write <x:row>.
bool is_called(const pugi::xml_node& node, const char* name) {
    const char* colon = std::strchr(node.name(), ':');
    return std::strcmp(colon ? colon + 1 : node.name(), name) == 0;
}

pugi::xml_node child(const pugi::xml_node& node, const char* name) {
    return node.find_child([name](const pugi::xml_node& one) { return is_called(one, name); });
}

// "_x000D_" is how a letter is written that XML cannot hold; "_x005F_" stands for the "_" of a text that looks like one.
void unescape(std::string& text) {
    for (std::size_t at = text.find("_x"); at != text.npos; at = text.find("_x", at + 1)) {
        unsigned code = 0;
        const char* digits = text.data() + at + 2;
        if (at + 7 <= text.size() && text[at + 6] == '_' && std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4 &&
            code < 0x80)
            text.replace(at, 7, 1, static_cast<char>(code == '\r' ? '\n' : code));
    }
}

// <t> alone, or in runs <r> with one each; <rPh> tells how to say it in Japanese.
std::string rich_text(const pugi::xml_node& node) {
    std::string text;
    for (const pugi::xml_node& part : node.children()) {
        if (is_called(part, "t"))
            text += part.text().get();
        else if (is_called(part, "r"))
            text += child(part, "t").text().get();
    }
    unescape(text);
    return text;
}

int number_of(const char* text, int otherwise) {
    int number = 0;
    const char* end = text + std::strlen(text);
    return std::from_chars(text, end, number).ptr == end && end != text ? number : otherwise;
}

// "AB12" → 27; -1 where it is no reference.
int column_of(const char* reference) {
    int column = 0;
    for (; *reference >= 'A' && *reference <= 'Z' && column < kLastRow; ++reference)
        column = column * 26 + (*reference - 'A' + 1);
    return column - 1;
}

// The look of each style number that cells name. Without them numbers are just numbers.
std::vector<NumberFormat> read_looks(const Archive& archive, const std::string& entry) {
    std::map<int, NumberFormat> formats;
    std::vector<NumberFormat> looks;
    pugi::xml_document xml;
    ElementCutter own("numFmt", [&](std::string_view element, bool) {
        if (parse(xml, element))
            formats.emplace(xml.first_child().attribute("numFmtId").as_int(),
                            NumberFormat::of_code(xml.first_child().attribute("formatCode").value()));
        return formats.size() < 10'000;
    });
    ElementCutter used("cellXfs", [&](std::string_view element, bool) {
        if (!parse(xml, element))
            return false;
        for (const pugi::xml_node& look : xml.first_child().children()) {
            const int id = look.attribute("numFmtId").as_int();
            const auto format = formats.find(id);
            looks.push_back(format == formats.end() ? NumberFormat::built_in(id) : format->second);
        }
        return false;
    });
    if (archive.has(entry)) {
        archive.read(entry, kMaxStyles, [&own](std::string_view piece) { return own.add(piece); });
        archive.read(entry, kMaxStyles, [&used](std::string_view piece) { return used.add(piece); });
    }
    return looks;
}

} // namespace
} // namespace quiz
