// Pictures that a pack names ("image": "images/qr.png", anywhere in it) become part of it ("data:image/png;base64,…"), so
// that a pack is whole in itself: as a version in the store, and as a file on a stick. Thread: any.
#pragma once

#include "kiosk/content/judge.h"

namespace kiosk::content {

inline constexpr std::size_t kMaxPictureBytes = 512u << 10; // in base64 as long as a schema lets a data URI be

// Faults are added for pictures that are not there, outside of the folder, too large, or neither PNG nor JPEG.
void take_in_pictures(nlohmann::json& document, std::string_view shown_as, std::string_view bytes, Lang, Beside&,
                      std::vector<Fault>& faults);

} // namespace kiosk::content
