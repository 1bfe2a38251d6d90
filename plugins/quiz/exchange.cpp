#include "exchange.h"

#include "export/export.h"
#include "import/import.h"

#include <vector>

namespace quiz {

std::optional<std::string> import_bank_file(const kiosk::Exchange& exchange) {
    if (exchange.kind != "quiz-bank") return std::nullopt;
    return to_report(import_file({exchange.name, exchange.bytes, exchange.format, exchange.map, lang_named(exchange.lang)}));
}

std::optional<std::string> export_bank_file(const kiosk::Exchange& exchange) {
    if (exchange.kind != "quiz-bank") return std::nullopt;
    if (exchange.format == "template") return export_template(lang_named(exchange.lang));
    std::vector<BankFault> faults;
    const auto bank = parse_bank(exchange.bytes, lang_named(exchange.lang), faults);
    return bank ? export_bank(*bank, exchange.format, lang_named(exchange.lang)) : std::nullopt;
}

} // namespace quiz
