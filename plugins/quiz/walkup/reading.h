// What to read next: the booths that speak of the topics that somebody missed. Only titles and words of booth packs are looked at;
// a kiosk without booths has nothing to suggest. Pure; thread: any.
#pragma once

#include "bank/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct Shelf {
    struct Booth {
        std::string id;    // "agriculture": its screen is "booths/agriculture"
        Text title;
        std::string head, body; // folded: title and lead; headings and texts
    };
    std::vector<Booth> booths; // in the order that packs have

    void add(std::string_view id, std::string_view json); // a booth pack; what makes no sense is left out
};

struct Suggestion {
    std::string booth;
    Text title, topic; // the booth's, and the topic that leads there
};
// At most `most`, each booth once, in the order of the topics. A booth speaks of a topic where it shares two syllables in a
// row with it ("nông nghiệp"), in its title before its text.
std::vector<Suggestion> read_next(const Shelf&, const std::vector<Text>& topics, std::size_t most = 3);

} // namespace quiz
