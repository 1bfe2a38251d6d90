#include "content/sharing.h"

#include <utility>
#include <vector>

namespace central::content {

namespace {

Answer tagged(const Asked& asked, std::string bytes) {
    const auto tag = etag_of(bytes);
    Answer answer;
    answer.headers = {{"ETag", tag}, {"Cache-Control", "private, no-cache"}};
    if (asked.header("if-none-match") == tag) answer.status = 304;
    else answer.body = std::move(bytes);
    return answer;
}

} // namespace

Sharing::Sharing(Parts parts) : parts_(std::move(parts)), shares_(shares(parts_.event)) {}

Answer Sharing::index(const Asked& asked) {
    if (auto refused = refusal_to(asked)) return std::move(*refused);
    if (index_.empty()) {
        std::vector<Pack> packs;
        std::vector<std::string> texts;
        parts_.packs([&](const Pack& pack) {
            texts.emplace_back(pack.json);
            packs.push_back(pack);
        });
        for (std::size_t i = 0; i < packs.size(); ++i) packs[i].json = texts[i];
        index_ = index_of(parts_.event, packs);
    }
    return tagged(asked, index_);
}

Answer Sharing::file(const Asked& asked, std::string_view path) {
    if (auto refused = refusal_to(asked)) return std::move(*refused);
    auto found = file_at(path, parts_.event, {});
    if (!found)
        parts_.packs([&](const Pack& pack) {
            if (!found && path_of(pack) == path) found = std::string(pack.json);
        });
    return found ? tagged(asked, std::move(*found)) : refusal(404, "not_found", "The index lists no such file.");
}

std::optional<Answer> Sharing::refusal_to(const Asked& asked) const {
    if (!shares_) return refusal(404, "not_shared", "The event of this central shares no content (content.share).");
    return turned_away(parts_.who(asked.header("authorization")), "content");
}

} // namespace central::content
