// The door behind which kiosks take their content: `GET …/content` is the index, `GET …/content/PATH` one file of it. Values in,
// values out; what is given away, and what is not, says share.h.
//
//     200  with an ETag · 304  to If-None-Match, as a kiosk asks every minute
//     401  no key, a wrong or a revoked one: sets hold their right answers
//     404  the event of this central shares nothing, or there is no such file · 503 keys are not known yet
//
// The index is made once, at the first question after packs have changed. Thread: main.
#pragma once

#include "asked.h"
#include "content/share.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace central::content {

class Sharing {
public:
    using Reader = std::function<void(const Pack&)>; // the texts are borrowed for the call
    struct Parts {
        std::string event;                      // as kiosk.app/1 has it
        std::function<void(const Reader&)> packs; // reads all of them
        std::function<Caller(std::string_view authorization)> who;
    };
    explicit Sharing(Parts);

    void packs_changed() { index_.clear(); }
    Answer index(const Asked&);
    Answer file(const Asked&, std::string_view path);

private:
    std::optional<Answer> refusal_to(const Asked&) const;

    Parts parts_;
    const bool shares_;
    std::string index_; // "" until somebody asks
};

} // namespace central::content
