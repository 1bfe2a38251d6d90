#include "kiosk/content/pieces.h"

#include "kiosk/content/json_tokens.h"

namespace kiosk::content {

namespace {

constexpr std::size_t kSmall = 1u << 20;       // bytes; taken whole
constexpr std::size_t kPieceBytes = 64u << 10; // about; its tree stays in the processor's cache

bool opens(const Token& token) { return token.kind == '{' || token.kind == '['; }
bool closes(const Token& token) { return token.kind == '}' || token.kind == ']'; }

// Cuts the list that begins with the token just read. Nothing where it does not end.
std::optional<Pieces> cut_list(std::string_view text, const Token& bracket, JsonTokens& tokens) {
    Pieces pieces;
    const std::size_t first = bracket.offset + 1;
    std::size_t from = first;
    int depth = 0;
    for (Token token = tokens.next(); token.kind != 0; token = tokens.next()) {
        if (closes(token) && depth-- == 0) {
            pieces.lists.push_back(text.substr(from, token.offset - from));
            ++pieces.count; // commas stand between items
            pieces.head = text.substr(0, first);
            pieces.tail = text.substr(token.offset);
            return pieces;
        }
        depth += opens(token);
        if (depth > 0 || token.kind != ',') {
            continue;
        }
        ++pieces.count;
        if (token.offset - from >= kPieceBytes) {
            pieces.lists.push_back(text.substr(from, token.offset - from));
            from = token.offset + 1;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Pieces> cut_into_pieces(std::string_view text) {
    if (text.size() < kSmall) {
        return std::nullopt;
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    JsonTokens tokens(text);
    if (tokens.next().kind != '{') {
        return std::nullopt;
    }
    Token key;
    int depth = 1;
    for (Token token = tokens.next(); token.kind != 0; token = tokens.next()) {
        if (depth == 1 && token.kind == '"') {
            key = token; // or a value; then no bracket follows
        }
        if (depth == 1 && token.kind == '[' && key.text.size() > 2) {
            auto pieces = cut_list(text, token, tokens);
            if (!pieces) {
                return std::nullopt;
            }
            pieces->key = key.text.substr(1, key.text.size() - 2);
            const bool plain = pieces->key.find('\\') == std::string::npos;
            if (pieces->lists.size() > 1) {
                // Head and tail are read with each piece.
                return plain && pieces->head.size() + pieces->tail.size() < kPieceBytes ? pieces : std::nullopt;
            }
            continue; // a short one; the long one may follow
        }
        depth += opens(token) - closes(token);
    }
    return std::nullopt;
}

} // namespace kiosk::content
