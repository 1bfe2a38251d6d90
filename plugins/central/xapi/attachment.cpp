// Part two, 2.4.11: what lies elsewhere and belongs to a statement. Raw data is not taken, so there must be an address where
// it lies, and a signature (2.6), which is raw data by its nature, cannot be looked at and is refused.
#include "xapi/identifiers.h"
#include "xapi/parts.h"

namespace central::xapi {

namespace {

constexpr std::string_view kSignature = "http://adlnet.gov/expapi/attachments/signature";

Verdict check_attachment(const Json&, const Spot&);
Verdict check_content_type(const Json&, const Spot&);
Verdict check_length(const Json&, const Spot&);
Verdict check_sha2(const Json&, const Spot&);

constexpr Member kAttachment[] = {{"usageType", check_iri, "XAPI-00107", true},
                                  {"display", check_language_map, "XAPI-00106", true},
                                  {"description", check_language_map, "XAPI-00106"},
                                  {"contentType", check_content_type, "XAPI-00105", true},
                                  {"length", check_length, "XAPI-00102", true},
                                  {"sha2", check_sha2, "XAPI-00103", true},
                                  {"fileUrl", check_iri, "XAPI-00104"}};

} // namespace

Verdict check_attachments(const Json& value, const Spot& spot) { return check_each(value, spot, check_attachment); }

namespace {

Verdict check_attachment(const Json& value, const Spot& spot) {
    if (auto fault = check_object(value, spot, kAttachment)) return fault;
    if (text_of(value, "usageType") == kSignature)
        return refuse(spot, "is a signature, which this store cannot look at", "XAPI-00115");
    if (!find(value, "fileUrl"))
        return refuse(spot, "must have a \"fileUrl\", for this store takes no raw data", "XAPI-00129");
    return {};
}

Verdict check_content_type(const Json& value, const Spot& spot) {
    if (!value.is_string() || !is_media_type(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a media type as in \"text/plain\"");
    return {};
}

Verdict check_length(const Json& value, const Spot& spot) {
    if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<std::int64_t>() < 0))
        return refuse(spot, "must be a whole number of bytes");
    return {};
}

Verdict check_sha2(const Json& value, const Spot& spot) {
    if (!value.is_string() || !is_sha2(value.get_ref<const std::string&>()))
        return refuse(spot, "must be a SHA-2 of 56, 64, 96 or 128 hexadecimal digits");
    return {};
}

} // namespace

} // namespace central::xapi
