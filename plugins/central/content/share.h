// What the centre gives to kiosks that take their content from it: an index, the event, each question set. Pure; thread: any.
// The other end, and the index's format: kiosk/fetch/index.h.
//
// Sets hold right answers and events may hold passwords, so: nothing is shared unless the event says `content.share: true`,
// and whoever serves this asks for a key first. What belongs to a place and its machines (wifi, central, content) is left out
// of the event.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace central::content {

// As kiosk.content/1 has them.
struct Pack {
    std::string kind, id;
    std::string_view json; // borrowed
};

bool shares(std::string_view event); // the event file, as kiosk.app/1 has it
std::string shared_event(std::string_view event);
std::string path_of(const Pack&); // "quiz-bank.an-toan-so"; one segment of a URL

std::string index_of(std::string_view event, const std::vector<Pack>&);
// The bytes behind a path of the index; nothing where there is none.
std::optional<std::string> file_at(std::string_view path, std::string_view event, const std::vector<Pack>&);

// A quoted hash, for ETag and If-None-Match: a kiosk asks every minute, and seldom is anything new.
std::string etag_of(std::string_view bytes);

} // namespace central::content
