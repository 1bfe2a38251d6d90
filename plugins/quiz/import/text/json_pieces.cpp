#include "import/text/json_pieces.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace quiz {

using nlohmann::json;

namespace {

// nlohmann/json calls this while it parses, and stops where it returns false. Its parser keeps no recursion of its own.
class Pieces : public nlohmann::json_sax<json> {
public:
    Pieces(std::string_view list, const std::function<bool(const std::string&, JsonPiece)>& member,
           const std::function<bool(JsonPiece)>& element)
        : list_(list), member_(member), element_(element) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; } // not in JSON

    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        if (depth_ == 1) {
            top_key_ = std::move(name);
        } else {
            if (!stack_.empty() && stack_.back()->contains(name)) piece_.doubled = name;
            key_ = std::move(name);
        }
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        position_ = position;
        return false;
    }

    bool too_deep() const { return depth_ >= kMaxJsonDepth; }
    std::optional<std::size_t> position() const { return position_; } // of what is not JSON

private:
    // Where the elements stand: in the outermost array, or in the array `list` of the outermost object.
    std::size_t list_depth() const { return root_is_array_ ? 1 : in_list_ ? 2 : 0; }

    bool open(json value) {
        if (too_deep()) return false;
        if (depth_ == 0) {
            root_is_array_ = value.is_array();
        } else if (depth_ == 1 && !root_is_array_ && value.is_array() && top_key_ == list_) {
            in_list_ = true;
        } else if (json* placed = place(std::move(value))) {
            stack_.push_back(placed);
        } else {
            ++unplaced_;
        }
        ++depth_;
        return true;
    }

    bool close() {
        --depth_;
        if (unplaced_ > 0) --unplaced_;
        else if (!stack_.empty()) stack_.pop_back();
        else if (in_list_ && depth_ == 1) in_list_ = false;
        return !(stack_.empty() && unplaced_ == 0 && has_piece_) || give();
    }

    bool add(json value) {
        if (depth_ == 0) // the whole file is one word
            return true;
        place(std::move(value));
        return !stack_.empty() || unplaced_ > 0 || give();
    }

    // Into the innermost container, or as the piece itself. Null where the piece has grown too big.
    json* place(json value) {
        if (!has_piece_) {
            piece_ = {};
            piece_.value = std::move(value);
            values_ = 0;
            has_piece_ = true;
            return &piece_.value;
        }
        if (unplaced_ > 0 || ++values_ > kMaxJsonValues) {
            piece_.too_big = true;
            return nullptr;
        }
        json& into = *stack_.back();
        if (into.is_array()) {
            into.push_back(std::move(value));
            return &into.back();
        }
        return &(into[key_] = std::move(value));
    }

    bool give() {
        has_piece_ = false;
        if (piece_.too_big) piece_.value = nullptr;
        return depth_ == list_depth() ? element_(std::move(piece_)) : member_(top_key_, std::move(piece_));
    }

    const std::string_view list_;
    const std::function<bool(const std::string&, JsonPiece)>& member_;
    const std::function<bool(JsonPiece)>& element_;
    std::size_t depth_ = 0, values_ = 0, unplaced_ = 0; // unplaced: open containers of a piece that is too big
    bool root_is_array_ = false, in_list_ = false, has_piece_ = false;
    std::string top_key_, key_;
    JsonPiece piece_;
    std::vector<json*> stack_; // open containers of the piece; a container does not grow while one within it is open
    std::optional<std::size_t> position_;
};

// The first string or number that is longer than we take, before the parser copies it several times.
std::optional<std::size_t> too_long(std::string_view text) {
    bool within = false;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (within && c == '\\') {
            ++at;
        } else if (c == '"') {
            within = !within;
            start = at;
        } else if (!within &&
                   (c == ',' || c == ':' || c == '[' || c == ']' || c == '{' || c == '}' || c == ' ' || c == '\n' || c == '\t')) {
            start = at;
        }
        if (at > start && at - start > kMaxJsonToken) return start;
    }
    return std::nullopt;
}

int line_of(std::string_view text, std::size_t position) {
    return 1 + static_cast<int>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size())), '\n'));
}

} // namespace

JsonEnd read_pieces(std::string_view text, std::string_view list,
                    const std::function<bool(const std::string&, JsonPiece)>& member,
                    const std::function<bool(JsonPiece)>& element) {
    if (const auto start = too_long(text)) return {JsonEnd::too_long, line_of(text, *start)};
    Pieces pieces(list, member, element);
    if (json::sax_parse(text, &pieces)) return {};
    if (pieces.position()) return {JsonEnd::malformed, line_of(text, *pieces.position())};
    return {pieces.too_deep() ? JsonEnd::too_deep : JsonEnd::stopped, 0};
}

std::optional<Bilingual> fault_of(const JsonEnd& end) {
    const std::string line = std::to_string(end.line), depth = std::to_string(kMaxJsonDepth);
    switch (end.kind) {
    case JsonEnd::malformed:
        return Bilingual{"JSON hỏng ở dòng " + line + "; từ đó trở đi không đọc được.",
                    "The JSON is broken at line " + line + "; nothing can be read from there on."};
    case JsonEnd::too_deep:
        return Bilingual{"JSON lồng nhau quá " + depth + " tầng.", "The JSON is nested more than " + depth + " levels deep."};
    case JsonEnd::too_long:
        return Bilingual{"Có một chuỗi quá dài ở dòng " + line + ".", "There is too long a string at line " + line + "."};
    default: return std::nullopt;
    }
}

std::optional<json> small_json(std::string_view text) {
    std::optional<json> out;
    const std::string within = '[' + std::string(text) + ']';
    const auto end = read_pieces(
        within, {}, [](const std::string&, JsonPiece) { return true; },
        [&out](JsonPiece piece) {
            if (out || piece.too_big) return false;
            out = std::move(piece.value);
            return true;
        });
    if (end.kind != JsonEnd::whole) out.reset();
    return out;
}

} // namespace quiz
