// The passport's doors: what phones ask, what staff look at, and what the screens show of it. The rules are in codes.h,
// guesses.h and passports.h; here they meet requests and the disk. Thread: main.
//
// A wrong answer shows the explanation, costs the pass, and may be mended with a code of a later step: whoever reads
// the booth has their stamp half a minute later, and nobody taps through all options.
#pragma once

#include "hall.h"
#include "passport/guesses.h"
#include "passport/passports.h"
#include "records.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>

namespace booths {

class PassportDesk {
public:
    PassportDesk(kiosk::Host& host, const Hall& hall) : host_(host), hall_(hall), records_(host) {}

    void open(); // in init: tables, what is known, routes

    // For the screens. The address behind the QR, upper case and at most 38 characters; good now and for 30 to 60 s.
    std::string url(std::string_view booth) const;
    std::int64_t stamps_given(std::string_view booth) const;
    void opened_at_screen(const std::string& booth); // to be counted

    void person_changed(Person);

private:
    void scan(const kiosk::Request&);
    void answer(const kiosk::Request&);
    void counts(const kiosk::Request&) const;
    void table(const kiosk::Request&) const;

    // The pass that the body of a scan is worth; refused and answered where nothing comes back.
    std::optional<Pass> pass_for(const kiosk::Request&, const nlohmann::json& body);
    // Writes what an answer came to; false where the disk does not take it.
    bool keep(Person, const Booth&, Verdict, Ms now);
    bool note_visit(Person, const Booth&);
    bool note_stamp(Person, const Booth&);
    bool note_full(Person, const Full&);
    void tell(Person, const Booth&, const char* kind) const;
    nlohmann::json passport_of(Person) const;
    void refuse(const kiosk::Request&, int status, std::string_view code, Ms wait = 0) const;

    kiosk::Host& host_;
    const Hall& hall_;
    Records records_;
    Secret secret_{};
    Passports passports_;
    Guesses guesses_;
    std::map<std::string, std::int64_t, std::less<>> stamps_; // given so far, by booth
};

} // namespace booths
