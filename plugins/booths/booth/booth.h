// Booths: JSON in, plain values or faults out. Thread: any; nothing is kept between calls.
//
// The format is described for editors in content/schema/booth-v1.schema.json. The schema knows shapes, lengths and counts;
// what it cannot say is said here: the answer names an option, a date is a day of the calendar, a figure is shown whole.
// The reader trusts nothing and also works without the schema having been asked.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace booths {

// One text in the languages that it was written in. A plain string in a booth's file is Vietnamese.
struct Text {
    std::map<std::string, std::string, std::less<>> by_lang; // "vi" → "Chính quyền số"

    bool empty() const { return by_lang.empty(); }
    // In that language, or else in Vietnamese, which every text has. Lives as long as the text.
    const std::string& in(std::string_view lang) const;
};

// A drawing of ours, by the name of its file in plugins/booths/art without the ending. Nothing else is in a booth without one.
struct Picture {
    std::string file; // "agriculture", "agriculture-stamp"
    Text alt;         // what is to be seen, for who cannot see it
    Text credit;      // may be empty

    bool empty() const { return file.empty(); }
};

struct Section {
    Text heading, text;
    Picture picture; // may be empty
};

// A number that counts up. Without its date and source it would be wrong next year.
struct Figure {
    double value = 0;
    int decimals = 0; // digits behind the comma to show, 0…3
    Text unit;        // "%"; may be empty
    Text label;
    std::string as_of; // "2025-10-09", "2025-10" or "2025"
    Text source;
};

struct Link {
    Text title;
    std::string url; // https only: it becomes a QR code
};

struct Option {
    std::string id; // unique in its question
    Text text;
};

// The question that earns the stamp. The answer stays in the kiosk until the visitor has answered.
struct Stamp {
    Text question;
    std::vector<Option> options; // 2…6, in the order of the file
    std::string answer;          // the id of the right one
    Text explanation;
};

struct Booth {
    std::string id;
    int order = 100; // booths are shown by this, then by id
    std::string icon = "storefront"; // a name that ui::icon_named knows
    int hue = 0;     // place in ui::theme().answer, 0…7
    Text title, lead;
    Picture cover; // may be empty
    std::vector<Section> sections; // at least one
    std::vector<Figure> figures;   // may be empty
    std::vector<Link> links;       // may be empty
    Stamp stamp;
};

struct Fault {
    std::string pointer;  // JSON pointer: "/stamp/answer"
    std::string sentence; // for the person who wrote the booth, in the language asked for
};
using FaultReader = std::function<void(std::string_view pointer, std::string_view sentence)>;

// The booth, or nothing and every fault there is. `lang` is the faults': English for "en", else Vietnamese.
std::optional<Booth> read_booth(std::string_view json, std::string_view lang, std::vector<Fault>& faults);
// The same look at the text, for `kiosk check`: tells each fault, keeps nothing.
void check_booth(std::string_view json, std::string_view lang, const FaultReader&);

} // namespace booths
