#include "pictures.h"

#include <sodium.h>

namespace quiz {

namespace {

std::string name_of(const Picture& picture) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(picture.bytes.data()), picture.bytes.size(),
                       nullptr, 0);
    char hex[2 * sizeof hash + 1];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return std::string(hex) + (picture.type == "image/png" ? ".png" : ".jpg");
}

void take(std::string& image, Pictures& into) {
    if (image.empty()) return;
    auto picture = read_data_uri(image);
    image = picture ? name_of(*picture) : "";
    if (picture) into.try_emplace(image, std::move(*picture));
}

} // namespace

std::optional<Picture> read_data_uri(std::string_view uri) {
    Picture picture;
    for (const std::string_view type : {"image/png", "image/jpeg"}) {
        const std::string head = "data:" + std::string(type) + ";base64,";
        if (!uri.starts_with(head)) continue;
        picture.type = type;
        uri.remove_prefix(head.size());
    }
    if (picture.type.empty() || uri.size() > kMaxPictureBytes / 3 * 4 + 4) return std::nullopt;
    auto bytes = from_base64(uri, Blanks::refused);
    if (!bytes || picture_type(*bytes) != picture.type) return std::nullopt;
    picture.bytes = std::move(*bytes);
    return picture;
}

void take_pictures(std::vector<Question>& questions, Pictures& into) {
    for (Question& question : questions) {
        take(question.image, into);
        for (Option& option : question.options) take(option.image, into);
    }
}

} // namespace quiz
