#include "kiosk/content/json_tokens.h"

#include <nlohmann/json.hpp>

#include <array>

namespace kiosk::content {

namespace {

// Calls on_value(pointer, depth, opens_object, line) for every value, where the line of a member is its key's, and
// on_key(depth, key, pointer, line) for every key before its value. A depth counts the containers around.
template <class OnValue, class OnKey> void walk(std::string_view text, OnValue on_value, OnKey on_key);

// What a byte may end: the walk over a long file is mostly this question.
enum Class : unsigned char { plain, bracket, space, quote, backslash };
constexpr std::array<Class, 256> kClasses = [] {
    std::array<Class, 256> classes{};
    for (const char c : std::string_view("{}[]:,")) classes[static_cast<unsigned char>(c)] = bracket;
    for (const char c : std::string_view(" \t\r\n")) classes[static_cast<unsigned char>(c)] = space;
    classes['"'] = quote;
    classes['\\'] = backslash;
    return classes;
}();
Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

std::string decoded(std::string_view quoted) {
    if (quoted.size() < 2) {
        return std::string(quoted);
    }
    if (quoted.find('\\') == std::string_view::npos) {
        return std::string(quoted.substr(1, quoted.size() - 2));
    }
    const auto value = nlohmann::json::parse(quoted, nullptr, false);
    return value.is_string() ? value.get<std::string>() : std::string(quoted);
}

} // namespace

Token JsonTokens::next() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '\n' || (c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n'))) {
            ++line_;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            break;
        }
        ++at_;
    }
    Token token{0, {}, line_, at_};
    if (at_ == text_.size()) {
        return token;
    }
    const std::size_t start = at_;
    const char c = text_[at_++];
    if (class_of(c) == bracket) {
        token.kind = c;
    } else if (c == '"') {
        token.kind = '"';
        for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            const Class kind = class_of(text_[at_]);
            if (kind == space && text_[at_] == '\n') {
                ++line_; // only broken text has these
            }
            if (kind == backslash && at_ + 1 < text_.size()) { ++at_; }
        }
        at_ = std::min(at_ + 1, text_.size());
    } else {
        token.kind = 'v';
        while (at_ < text_.size() && (class_of(text_[at_]) == plain || class_of(text_[at_]) == backslash)) { ++at_; }
    }
    token.text = text_.substr(start, at_ - start);
    return token;
}

Position position_of(std::string_view text, std::size_t offset) {
    Position position;
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
            ++position.line;
            position.column = 1;
        } else if ((c & 0xC0) != 0x80) {
            ++position.column;
        }
    }
    return position;
}

int line_too_deep(std::string_view text, int most) {
    JsonTokens tokens(text);
    int depth = 0;
    for (Token token = tokens.next(); token.kind != 0; token = tokens.next()) {
        if (token.kind == '{' || token.kind == '[') {
            if (++depth > most) {
                return token.line;
            }
        } else if (token.kind == '}' || token.kind == ']') {
            --depth;
        }
    }
    return 0;
}

std::vector<TwiceKey> keys_written_twice(std::string_view text) {
    std::vector<TwiceKey> twice;
    // One table per open object; a table is kept and cleared, so that a file of many small objects allocates little.
    std::vector<std::unordered_map<std::string, int>> seen;
    walk(
        text,
        [&](const std::string&, std::size_t depth, bool opens, int) {
            if (opens) {
                seen.resize(std::max(seen.size(), depth + 1));
                seen[depth].clear();
            }
        },
        [&](std::size_t depth, const std::string& key, const std::string& pointer, int line) {
            const auto [entry, fresh] = seen[depth].emplace(key, line);
            if (!fresh) {
                twice.push_back({pointer, key, entry->second, line});
            }
        });
    return twice;
}

std::unordered_map<std::string, int> lines_of(std::string_view text, const std::vector<std::string>& pointers) {
    std::unordered_map<std::string, int> lines;
    for (const auto& pointer : pointers) {
        lines.emplace(pointer, 0);
    }
    walk(
        text,
        [&](const std::string& pointer, std::size_t, bool, int line) {
            if (const auto found = lines.find(pointer); found != lines.end() && found->second == 0) {
                found->second = line;
            }
        },
        [](std::size_t, const std::string&, const std::string&, int) {});
    std::erase_if(lines, [](const auto& entry) { return entry.second == 0; });
    return lines;
}

std::string escape_pointer(std::string_view key) {
    std::string escaped;
    escaped.reserve(key.size());
    for (const char c : key) {
        if (c == '~') {
            escaped += "~0";
        } else if (c == '/') {
            escaped += "~1";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

namespace {

template <class OnValue, class OnKey> void walk(std::string_view text, OnValue on_value, OnKey on_key) {
    struct Level {
        bool object;
        bool want_key;
        std::size_t index;
        std::size_t pointer_size; // of the container
    };
    std::vector<Level> levels;
    std::string pointer;
    JsonTokens tokens(text);
    for (Token token = tokens.next(); token.kind != 0; token = tokens.next()) {
        Level* level = levels.empty() ? nullptr : &levels.back();
        switch (token.kind) {
        case ':':
            break;
        case ',':
            if (level != nullptr) {
                level->want_key = level->object;
                ++level->index;
            }
            break;
        case '}':
        case ']':
            if (level != nullptr) {
                pointer.resize(level->pointer_size);
                levels.pop_back();
            }
            break;
        default: {
            if (level != nullptr) {
                pointer.resize(level->pointer_size);
                pointer += '/';
            }
            if (level != nullptr && level->object && level->want_key) {
                const std::string key = decoded(token.text);
                pointer += escape_pointer(key);
                level->want_key = false;
                on_key(levels.size() - 1, key, pointer, token.line);
                Token value = tokens.next();
                if (value.kind == ':') {
                    value = tokens.next();
                }
                const bool opens = value.kind == '{' || value.kind == '[';
                on_value(pointer, levels.size(), value.kind == '{', token.line);
                if (opens) {
                    levels.push_back({value.kind == '{', value.kind == '{', 0, pointer.size()});
                } else if (value.kind == '}' || value.kind == ']') {
                    pointer.resize(level->pointer_size);
                    levels.pop_back(); // broken text: a key without a value
                }
                break;
            }
            if (level != nullptr) {
                pointer += std::to_string(level->index);
            }
            on_value(pointer, levels.size(), token.kind == '{', token.line);
            if (token.kind == '{' || token.kind == '[') {
                levels.push_back({token.kind == '{', token.kind == '{', 0, pointer.size()});
            }
            break;
        }
        }
    }
}

} // namespace

} // namespace kiosk::content
