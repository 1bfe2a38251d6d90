#include "import/table/workbook.h"

#include "import/table/archive.h"
#include "import/encoding.h"
#include "import/table/sheet.h"
#include "import/table/table_words.h"

#include <pugixml.hpp>

#include <algorithm>

namespace quiz {
namespace {

constexpr std::size_t kMaxPart = 1u << 20; // bytes of the small parts that say where the others are

std::optional<Bilingual> other_kind(std::string_view bytes);
Bilingual other_archive(const Archive&);
bool load(pugi::xml_document&, const Archive&, const std::string& entry);
std::string target_of(const pugi::xml_document& relations, const std::string& folder, std::string_view type,
                      std::string_view id = {});
void read_properties(const Archive&, Workbook&);
bool is_help(std::string_view sheet_name);

} // namespace

std::variant<Workbook, Bilingual> open_workbook(std::string_view bytes) {
    if (bytes.size() > kMaxImportBytes)
        return Bilingual{"Tệp lớn hơn 20 MB nên không được đọc.", "The file is larger than 20 MB, so it is not read."};
    if (const auto kind = other_kind(bytes))
        return *kind;
    auto opened = Archive::open(bytes);
    if (const auto* why = std::get_if<Bilingual>(&opened))
        return *why;
    const auto& archive = std::get<Archive>(opened);

    pugi::xml_document package, book, relations;
    std::string main = "xl/workbook.xml";
    if (load(package, archive, "_rels/.rels"))
        if (const auto target = target_of(package, "", "/officeDocument"); !target.empty())
            main = target;
    const std::string folder = main.substr(0, main.rfind('/') + 1);
    if (!archive.has(main) || !main.ends_with(".xml"))
        return other_archive(archive);
    const Bilingual damaged{"Bảng tính bị hỏng; hãy mở bằng Excel rồi lưu lại.",
                       "The workbook is damaged; open it in Excel and save it again."};
    if (!load(book, archive, main) || !load(relations, archive, folder + "_rels/" + main.substr(folder.size()) + ".rels"))
        return damaged;

    SheetParts parts;
    Workbook out;
    std::string name;
    std::vector<std::string> others;
    for (const auto& sheet : book.select_nodes("//*[local-name()='sheet']")) {
        const auto node = sheet.node();
        std::string id;
        for (const auto& attribute : node.attributes())
            if (std::string_view(attribute.name()).ends_with(":id"))
                id = attribute.value();
        const auto entry = target_of(relations, folder, "/worksheet", id);
        const std::string_view state = node.attribute("state").value();
        if (state == "hidden" || state == "veryHidden" || entry.empty() || !archive.has(entry))
            continue;
        const auto called = composed(node.attribute("name").value()).value_or("");
        if (parts.sheet.empty()) {
            parts.sheet = entry;
            name = called;
        } else if (!is_help(called)) {
            others.push_back(called);
        }
    }
    if (parts.sheet.empty())
        return Bilingual{"Bảng tính không có trang nào đang hiện.", "There is no visible sheet in this workbook."};
    parts.shared_strings = target_of(relations, folder, "/sharedStrings");
    parts.styles = target_of(relations, folder, "/styles");
    const auto count_from = book.select_node("//*[local-name()='workbookPr']").node().attribute("date1904");
    parts.from_1904 = count_from.as_bool();

    auto grid = read_sheet(archive, parts);
    if (const auto* why = std::get_if<Bilingual>(&grid))
        return *why;
    out.grid = std::get<Grid>(std::move(grid));
    if (!others.empty())
        out.grid.remarks.push_back({0,
                                    {"Chỉ đọc trang “" + name + "”; tệp còn " + std::to_string(others.size()) +
                                         " trang khác, như “" + others.front() + "”.",
                                     "Only the sheet “" + name + "” was read; there are " + std::to_string(others.size()) +
                                         " more, such as “" + others.front() + "”."}});
    read_properties(archive, out);
    return out;
}

namespace {

// By the first bytes; nothing where it may be a workbook.
std::optional<Bilingual> other_kind(std::string_view bytes) {
    const auto as = [](const std::string& vi, const std::string& en) {
        return Bilingual{"Đây là " + vi + ", không phải bảng tính .xlsx.", "This is " + en + ", not an .xlsx workbook."};
    };
    // Names in the directory of an OLE2 file are UTF-16.
    const auto holds = [bytes](std::string_view name) {
        std::string wide;
        for (const char c : name) wide += {c, '\0'};
        return bytes.find(wide) != bytes.npos;
    };
    if (bytes.empty())
        return Bilingual{"Tệp này rỗng.", "This file is empty."};
    if (bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6"))
        return std::nullopt;
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        if (holds("EncryptedPackage"))
            return Bilingual{"Tệp bị khóa bằng mật khẩu; hãy lưu lại một bản không có mật khẩu.",
                        "The file is locked with a password; save a copy without one."};
        if (holds("WordDocument"))
            return as("văn bản Word kiểu cũ (.doc)", "an old Word document (.doc)");
        if (holds("PowerPoint Document"))
            return as("bài trình chiếu kiểu cũ (.ppt)", "an old presentation (.ppt)");
        return Bilingual{"Đây là bảng tính kiểu cũ (.xls); hãy mở bằng Excel hay LibreOffice rồi lưu thành .xlsx.",
                    "This is an old workbook (.xls); open it in Excel or LibreOffice and save it as .xlsx."};
    }
    if (bytes.starts_with("%PDF"))
        return as("tệp PDF", "a PDF file");
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("GIF8") ||
        bytes.starts_with("RIFF"))
        return as("tệp hình hoặc âm thanh", "a picture or a sound");
    if (bytes.starts_with("Rar!") || bytes.starts_with("7z\xBC\xAF") || bytes.starts_with("\x1F\x8B"))
        return as("tệp nén", "a packed archive");
    if (decode(bytes))
        return as("tệp chữ", "a text file");
    return as("tệp loại khác hoặc đã bị hỏng", "a file of another kind, or a damaged one");
}

Bilingual other_archive(const Archive& archive) {
    if (archive.has("word/document.xml"))
        return {"Đây là văn bản Word (.docx), không phải bảng tính .xlsx.",
                "This is a Word document (.docx), not an .xlsx workbook."};
    if (archive.has("ppt/presentation.xml"))
        return {"Đây là bài trình chiếu (.pptx), không phải bảng tính .xlsx.",
                "This is a presentation (.pptx), not an .xlsx workbook."};
    if (archive.has("xl/workbook.bin") || archive.has("content.xml"))
        return {"Đây là bảng tính loại khác (.xlsb hay .ods); hãy mở ra rồi lưu thành .xlsx.",
                "This is a workbook of another kind (.xlsb or .ods); open it and save it as .xlsx."};
    return {"Đây là tệp nén, bên trong không có bảng tính nào.", "This is a zip archive without a workbook inside."};
}

bool load(pugi::xml_document& xml, const Archive& archive, const std::string& entry) {
    const auto text = archive.text(entry, kMaxPart);
    if (!text)
        return false;
    int depth = 0; // XPath below walks the tree by calling itself
    struct Deepest : pugi::xml_tree_walker {
        explicit Deepest(int& d) : deepest(d) {}
        bool for_each(pugi::xml_node&) override {
            deepest = std::max(deepest, depth());
            return deepest <= 256;
        }
        int& deepest;
    } walker(depth);
    return xml.load_buffer(text->data(), text->size()) && xml.traverse(walker) && depth <= 256;
}

// Where the relation of that type (and id, if given) leads, as the name of an entry.
std::string target_of(const pugi::xml_document& relations, const std::string& folder, std::string_view type,
                      std::string_view id) {
    for (const pugi::xml_node& relation : relations.document_element().children()) {
        if (!std::string_view(relation.attribute("Type").value()).ends_with(type) ||
            (!id.empty() && relation.attribute("Id").value() != id))
            continue;
        const std::string_view target = relation.attribute("Target").value();
        if (target.starts_with('/'))
            return std::string(target.substr(1));
        return folder + std::string(target.starts_with("./") ? target.substr(2) : target);
    }
    return {};
}

void read_properties(const Archive& archive, Workbook& out) {
    pugi::xml_document xml;
    if (!load(xml, archive, "docProps/custom.xml"))
        return;
    for (const pugi::xml_node& property : xml.document_element().children()) {
        const std::string_view name = property.attribute("name").value();
        const auto value = composed(property.first_child().text().get()).value_or("");
        if (name == kIdProperty)
            out.bank_id = value;
        else if (name == kTitleProperty)
            out.bank_title.vi = value;
        else if (name == kEnglishTitleProperty)
            out.bank_title.en = value;
    }
}

// A sheet that only explains the others.
bool is_help(std::string_view sheet_name) {
    return fold(sheet_name) == fold(kHelpSheet.vi) || fold(sheet_name) == fold(kHelpSheet.en);
}

} // namespace
} // namespace quiz
