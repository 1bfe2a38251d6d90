#include "exchange.h"

#include "export/export.h"
#include "import/import.h"

#include <vector>

namespace quiz {

namespace {

Lang lang_of(const kiosk::Exchange& exchange) { return exchange.lang == "en" ? Lang::en : Lang::vi; }

} // namespace

std::optional<std::string> import_bank_file(const kiosk::Exchange& exchange) {
    if (exchange.kind != "quiz-bank") return std::nullopt;
    return to_report(import_file({exchange.name, exchange.bytes, exchange.format, exchange.map, lang_of(exchange)}));
}

std::optional<std::string> export_bank_file(const kiosk::Exchange& exchange) {
    if (exchange.kind != "quiz-bank") return std::nullopt;
    if (exchange.format == "template") return export_template(lang_of(exchange));
    std::vector<BankFault> faults;
    const auto bank = parse_bank(exchange.bytes, lang_of(exchange), faults);
    return bank ? export_bank(*bank, exchange.format, lang_of(exchange)) : std::nullopt;
}

} // namespace quiz
