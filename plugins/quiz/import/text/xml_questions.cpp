#include "import/text/xml_questions.h"

namespace quiz {
namespace {

// Whether the tag at `at` is `name`, and not only begins like it (<question>, not <questiontext>).
bool is_tag(std::string_view xml, std::size_t at, std::string_view name) {
    if (xml.substr(at, name.size()) != name || at + name.size() >= xml.size()) return false;
    const char next = xml[at + name.size()];
    return next == '>' || next == ' ' || next == '\t' || next == '\n' || next == '/';
}

} // namespace

void each_xml_piece(std::string_view xml, const std::function<bool(const XmlPiece&)>& piece) {
    constexpr auto kNone = std::string_view::npos;
    std::size_t start = kNone; // of the question that we are in
    for (auto at = xml.find('<'); at != kNone; at = at < xml.size() ? xml.find('<', at) : kNone) {
        const auto here = at++;
        if (xml.substr(here, 4) == "<!--") {
            const auto end = xml.find("-->", here + 4);
            if (end == kNone) break;
            if (start == kNone && !piece({XmlPiece::comment, xml.substr(here + 4, end - here - 4), true})) return;
            at = end + 3;
        } else if (xml.substr(here, 9) == "<![CDATA[") {
            const auto end = xml.find("]]>", here);
            if (end == kNone) break;
            at = end + 3;
        } else if (is_tag(xml, here, "<question")) {
            if (start != kNone && !piece({XmlPiece::question, xml.substr(start, here - start), false})) return;
            start = here;
        } else if (start != kNone && is_tag(xml, here, "</question")) {
            const auto end = xml.find('>', here);
            if (end == kNone) break;
            at = end + 1;
            if (!piece({XmlPiece::question, xml.substr(start, at - start), true})) return;
            start = kNone;
        }
    }
    if (start != kNone) piece({XmlPiece::question, xml.substr(start), false});
}

} // namespace quiz
