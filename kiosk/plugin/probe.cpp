#include "kiosk/plugin/probe.h"

#include "kiosk/plugin/child.h"

namespace kiosk::plugin {

namespace {

// The child's lines: "<" it begins with the next library; ">" that one is sound; ">sentence" it was refused. After a
// refusal the child ends: what a library left behind that failed (a lock of the loader, half of its constructors) must
// not harm the next one.
constexpr std::string_view kBegun = "<", kOpened = ">";

void open_each(std::span<const Manifest> manifests, const Child::Tell& tell) {
    for (const auto& manifest : manifests) {
        tell(kBegun);
        const auto opened = PluginFile::open(manifest);
        tell(std::string(kOpened) + (opened ? "" : opened.error().sentence));
        if (!opened) return;
    }
}

// How far a child comes from manifests[0] on; the verdicts of those that it got through, the last of them perhaps bad.
std::vector<std::string> verdicts_of_one_child(std::span<const Manifest> manifests, std::chrono::milliseconds patience) {
    Child child([&](const Child::Tell& tell) { open_each(manifests, tell); });
    if (!child.ok()) return std::vector<std::string>(manifests.size()); // opened unproved rather than not at all
    std::vector<std::string> verdicts;
    std::string line, last_words;
    while (verdicts.size() < manifests.size()) {
        const auto& manifest = manifests[verdicts.size()];
        const auto file = (manifest.folder / manifest.library).string() + ": ";
        switch (child.read_line(patience, line)) {
        case Child::Read::line:
            if (line.starts_with(kOpened)) verdicts.push_back(line.substr(1));
            else if (line.starts_with('!')) last_words = line.substr(1);
            if (!verdicts.empty() && !verdicts.back().empty()) return verdicts;
            break;
        case Child::Read::closed: {
            const auto death = child.bury();
            verdicts.push_back(file + (last_words.empty() ? death : last_words) + " while it was opened");
            return verdicts;
        }
        case Child::Read::too_late:
            verdicts.push_back(file + "did not come back within " + std::to_string(patience.count()) + " ms while it was opened");
            return verdicts;
        }
    }
    return verdicts;
}

} // namespace

std::vector<std::string> probe(std::span<const Manifest> manifests, std::chrono::milliseconds patience) {
    std::vector<std::string> verdicts;
    while (verdicts.size() < manifests.size())
        for (auto& verdict : verdicts_of_one_child(manifests.subspan(verdicts.size()), patience))
            verdicts.push_back(std::move(verdict));
    return verdicts;
}

} // namespace kiosk::plugin
