#include "banks.h"

#include "export/export.h"

#include <gmock/gmock.h>
#include <pugixml.hpp>

namespace quiz {
namespace {

Import back_from_xml(const std::string& xml) {
    ImportFile file;
    file.name = "x.xml";
    file.bytes = xml;
    return read_moodle_xml(file);
}

TEST(MoodleXmlExport, OurBanksComeBackAsTheyWere) {
    const auto banks = our_banks();
    ASSERT_FALSE(banks.empty());
    for (const Bank& bank : banks) expect_same(bank, back_from_xml(export_bank(bank, "moodle-xml", Lang::vi).value()));
}

TEST(MoodleXmlExport, OddTextsComeBackAsTheyWere) {
    expect_same(odd_bank(), back_from_xml(export_bank(odd_bank(), "moodle-xml", Lang::vi).value()));
}

TEST(MoodleXmlExport, PicturesGoAlong) {
    const std::string png =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";
    Bank bank = odd_bank();
    bank.questions.resize(2);
    bank.questions[0].image = png;
    bank.questions[1].options[2].image = png;
    expect_same(bank, back_from_xml(export_bank(bank, "moodle-xml", Lang::vi).value()));
}

TEST(MoodleXmlExport, ItIsXmlAsMoodleReadsIt) {
    pugi::xml_document document;
    const std::string text = export_bank(odd_bank(), "moodle-xml", Lang::vi).value();
    ASSERT_TRUE(document.load_buffer(text.data(), text.size()));
    for (const pugi::xml_node question : document.child("quiz").children("question")) {
        const std::string type = question.attribute("type").value();
        if (type == "category") continue;
        EXPECT_NE(std::string(question.child("name").child_value("text")), "") << type;
        double best = 0;
        for (const pugi::xml_node answer : question.children("answer"))
            best += std::max(0.0, answer.attribute("fraction").as_double());
        EXPECT_TRUE(type == "shortanswer" ? best >= 100 : best > 99.9 && best < 100.1) << type << ' ' << best;
    }
}

} // namespace
} // namespace quiz
