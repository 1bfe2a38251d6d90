// The Statement resource and About of an LRS, as far as kiosks, their organisers and other LRSs need one: xAPI 1.0.3, part
// three, 2.1 and 2.8. Values in, values out: the plugin around it speaks HTTP.
//
//     GET  …/about                                     no key, no version header needed
//     POST …/statements   one or an array              200 and the ids, all or none kept
//     PUT  …/statements?statementId=ID                 204
//     GET  …/statements?statementId=ID | a query       200; more pages at `more`
//
// Refused, each with {"error", "message"} and, of a statement, "where" and "requirement":
//     400  what is malformed, names unknown or conflicting parameters, or lacks X-Experience-API-Version: 1.0.x; or what
//          the archive cannot keep, however often it comes
//     400  multipart/mixed, the form of attachments: none are kept here; an attachment is named by its fileUrl
//     401  no key, a wrong or a revoked one          404  no such statement
//     409  another statement has this id (in PostgreSQL: and this event); of one body, two of one id are a 400
//     413  longer, or more, than is taken at once
//     503  the archive does not answer, or has enough to do, or the keys have not been seen yet; Retry-After
// 412 is for documents that two may change (State, profiles), which are not here.
//
// Thread: main. What is asked for later is answered later; nothing after the intake has gone.
#pragma once

#include "asked.h"
#include "store/archive.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace central {

inline constexpr std::size_t kMostBytes = 4u << 20;   // of a body
inline constexpr std::size_t kMostOfOne = 512u << 10; // bytes of a statement, as it comes and as it is kept
inline constexpr std::size_t kMostOfEvent = 500, kMostOfHome = 2'000; // bytes of keys: an index takes 2,700 of both together
inline constexpr std::size_t kMostStatements = 1'000; // of a POST
inline constexpr std::size_t kMostOfPage = 100;       // of a GET
inline constexpr std::size_t kMostInFlight = 64;      // requests that wait for the archive

class Intake {
public:
    struct Parts {
        Archive& archive;
        std::string path;                  // of the statements, "/p/central/xapi/statements": for `more`
        std::function<std::int64_t()> now; // Unix ms
        std::function<Caller(std::string_view authorization)> who;
        // Statements of this sender were kept, those that came before among them: a league looks for what is new.
        std::function<void(const std::string& sender, const Asked&, const Brought&)> kept;
    };
    using Answered = std::function<void(Answer)>; // called once, now or later

    explicit Intake(Parts);

    Answer about() const;
    void statements(Asked, Answered);

    std::size_t in_flight() const { return *in_flight_; }

private:
    void serve(const Asked&, const std::string& sender, const Answered&);
    void post(const Asked&, const std::string& sender, const Answered&);
    void put(const Asked&, const std::string& sender, const Answered&);
    void get(const Asked&, const Answered&);
    void get_one(const Asked&, const xapi::Query&, const Answered&);
    void get_list(const Asked&, const xapi::Query&, const Answered&);
    struct Load; // what a request brings
    void keep(const Asked&, Load, const Answered&, Answer when_kept);
    // Who asked for it at their kiosk is forgotten here, too; then `then`, or an answer where the archive cannot.
    void forget(std::vector<std::string> players, const Answered& done, std::function<void()> then);
    Answered flying(Answered); // counts it until it is called
    Answer with_headers(Answer) const;

    Parts parts_;
    std::multiset<std::int64_t> forgetting_; // `stored` of loads that the archive does not know of yet: they forget first
    std::shared_ptr<std::size_t> in_flight_ = std::make_shared<std::size_t>(0);
};

} // namespace central
