// What one person's page is told of their sitting, as JSON. It is made of the sitting's public views, which have no place for a
// key before the answer, and goes to nobody else. Thread: main.
#pragma once

#include "walkup/walkup.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace quiz {

// The answer to GET walkup, and to every step of it.
nlohmann::json walkup_message(Walkup&, PlayerId, kiosk_ms wall);

// The key of the sentence for people about a Refusal's code.
std::string walkup_sentence(std::string_view code);

} // namespace quiz
