#include "look.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { return quiz::read_text(data, size, quiz::read_gift); }
