#include "export/export.h"

#include "export/writers.h"

#include <nlohmann/json.hpp>

namespace quiz {

std::optional<std::string> export_bank(const Bank& bank, std::string_view format, Lang lang) {
    if (format == "json")
        return to_json(bank).dump(2) + '\n';
    if (format == "xlsx")
        return to_xlsx(bank, lang);
    if (format == "csv")
        return to_csv(bank, lang);
    if (format == "gift")
        return to_gift(bank, lang);
    if (format == "moodle-xml")
        return to_moodle_xml(bank, lang);
    return std::nullopt;
}

} // namespace quiz
