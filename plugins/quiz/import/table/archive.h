// A zip archive from a stranger: opened only within limits, read a piece at a time. Thread: one at a time.
//
// Limits: 1,000 entries, 200 MB unpacked in total, 200 times packed, no names that lead out of it, nothing encrypted. The sizes
// that an archive tells of itself are checked first and not believed after: whoever reads says how much at most.
#pragma once

#include "import/collector.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

struct zip;

namespace quiz {

class Archive {
public:
    // `bytes` must outlive the archive. Where it cannot be used: why.
    static std::variant<Archive, Bilingual> open(std::string_view bytes);

    bool has(std::string_view name) const; // "xl/workbook.xml"; capitals do not matter
    // Hands the entry to `take` in pieces until that wants no more (then true) or the end is reached (true). False where the
    // entry is missing, damaged, or longer than `limit` bytes; what was handed over until then was sound so far.
    bool read(std::string_view name, std::size_t limit, const std::function<bool(std::string_view piece)>& take) const;
    std::optional<std::string> text(std::string_view name, std::size_t limit) const; // the whole entry

private:
    struct Discard {
        void operator()(zip*) const;
    };
    std::unique_ptr<zip, Discard> zip_;
    std::map<std::string, unsigned long long, std::less<>> entries_; // name in small letters → index
};

} // namespace quiz
