#include "import/table/elements.h"

#include <algorithm>

namespace quiz {
namespace {

constexpr int kMaxDepth = 256;
constexpr std::size_t kMaxElement = 4u << 20; // bytes; a row of a sheet has a thousandth of it
constexpr std::string_view kBlank = " \t\r\n";

// Where a tag ends: the first '>' outside of quotes; npos where it is not there yet.
std::size_t end_of_tag(std::string_view text, std::size_t from) {
    char quote = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (quote) {
            if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return i + 1;
        }
    }
    return text.npos;
}

std::string_view local_name(std::string_view tag) {
    auto name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
    if (const auto colon = name.find(':'); colon != name.npos)
        name.remove_prefix(colon + 1);
    return name;
}

} // namespace

bool ElementCutter::add(std::string_view piece) {
    const std::size_t done = inside_ ? start_ : at_;
    held_.erase(0, done);
    at_ -= done;
    start_ -= std::min(start_, done);
    held_ += piece;
    const std::string_view all = held_;
    while (at_ < all.size()) {
        const std::size_t open = std::min(all.find('<', at_), all.size());
        if (inside_ && !has_text_)
            has_text_ = all.substr(at_, open - at_).find_first_not_of(kBlank) != all.npos;
        at_ = open;
        const auto rest = all.substr(at_);
        if (rest.size() < 9 && rest.find('>') == rest.npos) // the longest start that must be seen whole: "<![CDATA["
            break;
        std::size_t end = 0;
        if (rest.starts_with("<!--")) {
            end = all.find("-->", at_ + 4);
            end += end == all.npos ? 0 : 3;
        } else if (rest.starts_with("<![CDATA[")) {
            end = all.find("]]>", at_);
            end += end == all.npos ? 0 : 3;
            has_text_ = has_text_ || inside_;
        } else if (rest.starts_with("<?")) {
            end = all.find("?>", at_);
            end += end == all.npos ? 0 : 2;
        } else if (rest.starts_with("<!")) {
            broken_ = true;
            return false;
        } else {
            end = end_of_tag(all, at_);
        }
        if (end == all.npos)
            break;
        if (rest[1] != '!' && rest[1] != '?' && !tag(at_, end))
            return false;
        at_ = end;
    }
    broken_ = held_.size() - (inside_ ? start_ : at_) > kMaxElement;
    return !broken_;
}

bool ElementCutter::tag(std::size_t from, std::size_t end) {
    const std::string_view all = held_;
    const bool closing = all[from + 1] == '/';
    const bool alone = all[end - 2] == '/';
    if (!closing) {
        if (++depth_ > kMaxDepth) {
            broken_ = true;
            return false;
        }
        if (!inside_ && local_name(all.substr(from + 1, end - from - 1)) == name_) {
            inside_ = depth_;
            start_ = from;
            has_text_ = false;
        }
        if (!alone)
            return true;
    }
    if (depth_ == 0) { // an end without a start
        broken_ = true;
        return false;
    }
    const bool ours = inside_ == depth_;
    --depth_;
    if (!ours)
        return true;
    inside_ = 0;
    return take_(all.substr(start_, end - start_), has_text_);
}

} // namespace quiz
