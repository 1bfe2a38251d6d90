#include "look.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    quiz::ImportFile file;
    file.bytes = {reinterpret_cast<const char*>(data), size};
    quiz::look_at(quiz::read_moodle_xml(file));
    return 0;
}
