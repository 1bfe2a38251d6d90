#include "kiosk/content/explainer.h"
#include "kiosk/content/json_tokens.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <regex>

namespace kiosk::content {

using nlohmann::json;

namespace {

bool is_day(const std::string& text); // "2026-10-10"

std::size_t bytes_of(const json& value) { return value.is_string() ? value.get_ref<const std::string&>().size() : 0; }

// Of a text too long for std::regex, such as a picture's data URI: does its beginning fit, whatever follows?
bool head_fits(const std::string& text, const std::regex& pattern) {
    const std::string head = text.substr(0, kMostPatternBytes);
    std::smatch match;
    return std::regex_search(head, match, pattern) &&
           match.suffix().length() > 0; // where the match ends at the cut, nobody knows
}

} // namespace

bool Explainer::visit(const TypeConstraint& c) {
    if (Judge::visit(c)) { return true; }
    if (findings_ == nullptr) { return false; }
    std::vector<std::string> types;
    const json& raw = schema().at("type");
    for (const auto& type : raw.is_array() ? raw : json::array({raw})) { types.push_back(type.get<std::string>()); }
    wrong_type(types);
    return false;
}

bool Explainer::visit(const EnumConstraint& c) {
    if (Judge::visit(c)) { return true; }
    return findings_ != nullptr && not_among(schema().at("enum").get<std::vector<json>>());
}

bool Explainer::visit(const ConstConstraint& c) {
    if (Judge::visit(c)) { return true; }
    return findings_ != nullptr &&
           fault({"Phải là {}, không phải {}.", "Must be {}, not {}."}, shown(schema().at("const")), shown(value_));
}

bool Explainer::visit(const PatternConstraint& c) {
    if (!value_.is_string()) {
        return true;
    }
    const auto& text = value_.get_ref<const std::string&>();
    if (text.size() <= kMostPatternBytes ? Judge::visit(c) : head_fits(text, regex(schema().at("pattern")))) { return true; }
    if (findings_ == nullptr) { return false; }
    // "tiếng Việt / English": an editor shows both, we show one.
    const json& schema = this->schema();
    const std::string hint = schema.value("patternErrorMessage", "");
    const auto cut = hint.find(" / ");
    if (cut == std::string::npos) {
        return fault({"{} không đúng khuôn mẫu {}.", "{} does not fit the pattern {}."}, shown(value_),
                     schema.at("pattern").get<std::string>());
    }
    return fault({"{}: {}", "{}: {}"}, shown(value_), shared_.lang == Lang::vi ? hint.substr(0, cut) : hint.substr(cut + 3));
}

bool Explainer::visit(const FormatConstraint& c) {
    // valijson knows dates too, but compiles its expression anew for each, and takes 30 February.
    if (c.getFormat() != "date" || !value_.is_string() || is_day(value_.get_ref<const std::string&>())) {
        return true;
    }
    return fault({"{} không phải một ngày; viết năm-tháng-ngày, ví dụ 2026-10-10.",
                  "{} is no day; write year-month-day, such as 2026-10-10."},
                 shown(value_));
}

// A character has one to four bytes, so most texts need not be counted.
bool Explainer::visit(const MinLengthConstraint& c) {
    if (bytes_of(value_) / 4 >= c.getMinLength() || Judge::visit(c)) {
        return true;
    }
    return c.getMinLength() == 1
               ? fault({"Không được để trống.", "Must not be empty."})
               : fault({"Quá ngắn: cần ít nhất {} ký tự.", "Too short: at least {} characters."}, c.getMinLength());
}

bool Explainer::visit(const MaxLengthConstraint& c) {
    return (value_.is_string() && bytes_of(value_) <= c.getMaxLength()) || Judge::visit(c) ||
           fault({"Quá dài: {} ký tự, tối đa {}.", "Too long: {} characters, at most {}."},
                 position_of(value_.get_ref<const std::string&>(), std::string::npos).column - 1, c.getMaxLength());
}

bool Explainer::visit(const MinimumConstraint& c) {
    return Judge::visit(c) ||
           (c.getExclusiveMinimum()
                ? fault({"Phải lớn hơn {}, không phải {}.", "Must be more than {}, not {}."}, c.getMinimum(), shown(value_))
                : fault({"Phải từ {} trở lên, không phải {}.", "Must be {} or more, not {}."}, c.getMinimum(), shown(value_)));
}

bool Explainer::visit(const MaximumConstraint& c) {
    return Judge::visit(c) ||
           (c.getExclusiveMaximum()
                ? fault({"Phải nhỏ hơn {}, không phải {}.", "Must be less than {}, not {}."}, c.getMaximum(), shown(value_))
                : fault({"Phải từ {} trở xuống, không phải {}.", "Must be {} or less, not {}."}, c.getMaximum(), shown(value_)));
}

bool Explainer::visit(const MultipleOfIntConstraint& c) {
    return Judge::visit(c) || fault({"Phải là bội số của {}.", "Must be a multiple of {}."}, c.getDivisor());
}

bool Explainer::visit(const MultipleOfDoubleConstraint& c) {
    return Judge::visit(c) || fault({"Phải là bội số của {}.", "Must be a multiple of {}."}, c.getDivisor());
}

bool Explainer::visit(const MinItemsConstraint& c) {
    return Judge::visit(c) ||
           fault({"Cần ít nhất {} mục, đang có {}.", "Needs at least {} items, has {}."}, c.getMinItems(), value_.size());
}

bool Explainer::visit(const MaxItemsConstraint& c) {
    return Judge::visit(c) || fault({"Tối đa {} mục, đang có {}.", "At most {} items, has {}."}, c.getMaxItems(), value_.size());
}

bool Explainer::visit(const UniqueItemsConstraint&) {
    // valijson compares each with each; sorted, a long list costs no more than its reading.
    if (!value_.is_array()) {
        return true;
    }
    std::vector<const json*> items;
    for (const auto& item : value_) {
        items.push_back(&item);
    }
    std::sort(items.begin(), items.end(), [](const json* a, const json* b) { return *a < *b; });
    const auto same = std::adjacent_find(items.begin(), items.end(), [](const json* a, const json* b) { return *a == *b; });
    return same == items.end() || fault({"Mục {} bị lặp lại.", "The item {} is there twice."}, shown(**same));
}

bool Explainer::visit(const MinPropertiesConstraint& c) {
    return Judge::visit(c) || fault({"Cần ít nhất {} khóa.", "Needs at least {} keys."}, c.getMinProperties());
}

bool Explainer::visit(const MaxPropertiesConstraint& c) {
    return Judge::visit(c) || fault({"Tối đa {} khóa.", "At most {} keys."}, c.getMaxProperties());
}

bool Explainer::visit(const RequiredConstraint& c) {
    bool holds = true;
    if (value_.is_object()) {
        c.applyToRequiredProperties([&](const auto& key) {
            if (!value_.contains(std::string_view(key.data(), key.size()))) {
                holds = findings_ != nullptr && fault({"Thiếu khóa {}.", "The key {} is missing."}, in_quotes(key.c_str()));
            }
            return true;
        });
    }
    return holds;
}

bool Explainer::visit(const PropertyNamesConstraint& c) {
    return Judge::visit(c) || fault({"Có một khóa mang tên không được phép.", "One of the keys has a name that is not allowed."});
}

bool Explainer::visit(const DependenciesConstraint& c) {
    return Judge::visit(c) || fault({"Thiếu một khóa phải đi cùng khóa khác.", "A key is missing that another one needs."});
}

bool Explainer::visit(const ContainsConstraint& c) {
    return Judge::visit(c) || fault({"Danh sách thiếu một mục bắt buộc.", "The list lacks an item that it must have."});
}

bool Explainer::visit(const NotConstraint& c) {
    return Judge::visit(c) || fault({"Giá trị này không được phép ở đây.", "This value is not allowed here."});
}

bool Explainer::visit(const valijson::constraints::PolyConstraint& c) { return Judge::visit(c); }

void Explainer::wrong_type(const std::vector<std::string>& types) {
    if (findings_ == nullptr) {
        return;
    }
    std::vector<std::string> names;
    for (const auto& type : types) {
        names.push_back(type_name(type, shared_.lang));
    }
    fault({"Phải là {}, không phải {}.", "Must be {}, not {}."}, any_of(names, shared_.lang), shown(value_));
    findings_->back().wanted_types = types;
}

bool Explainer::not_among(const std::vector<json>& values) {
    if (findings_ == nullptr) {
        return false;
    }
    std::vector<std::string> words, all;
    for (const auto& value : values) {
        all.push_back(shown(value));
        if (value.is_string()) {
            words.push_back(value.get<std::string>());
        }
    }
    const std::string meant = value_.is_string() ? nearest(value_.get_ref<const std::string&>(), words) : "";
    return meant.empty()
               ? fault({"{} không hợp lệ; phải là {}.", "{} is not valid; must be {}."}, shown(value_), any_of(all, shared_.lang))
               : fault({"{} không hợp lệ; có phải ý bạn là {}?", "{} is not valid; did you mean {}?"}, shown(value_),
                       in_quotes(meant));
}

namespace {

bool is_day(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = -1;
        const auto [end, error] = std::from_chars(text.data() + from, text.data() + from + count, value);
        return error == std::errc() && end == text.data() + from + count ? value : -1;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    return year > 0 && month > 0 && day > 0 &&
           std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
               .ok();
}

} // namespace

} // namespace kiosk::content
