// A pack that somebody dropped into the content folder: the quick reading and the careful one must never differ, and what is wrong
// with a file has a sentence and a line that is there.
#include "kiosk/content/parse_quickly.h"
#include "kiosk/content/schema.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

using nlohmann::json;

void must(bool truth, const char* what) {
    if (truth) return;
    std::fprintf(stderr, "untrue: %s\n", what);
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk::content;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto quick = parse_quickly(text)) {
        json careful = json::parse(text, nullptr, false);
        must(!careful.is_discarded(), "what is read quickly is JSON");
        to_nfc(careful);
        must(*quick == careful, "both readings say the same");
        must(parse_quickly(quick->dump()) == quick, "what was read can be written and read again");
    }
    std::vector<Fault> faults;
    const json document = parse("a.json", text, Lang::vi, faults);
    must(document.is_discarded() == !faults.empty(), "there is a document or a fault");
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r');
    for (const auto& fault : faults)
        must(!fault.sentence.empty() && fault.line >= 1 && fault.line <= lines, "a fault has a sentence and a line of the file");
    return 0;
}
