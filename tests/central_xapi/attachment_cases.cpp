// Part two, 2.4.11 and 2.6, and part three, 1.5: attachments, whose data lies elsewhere.
#include "cases.h"

namespace central::xapi {

Cases attachment_cases() {
    return in_both({
        {"XAPI-00025, XAPI-00102, XAPI-00103, XAPI-00104, XAPI-00105, XAPI-00106, XAPI-00107, XAPI-00115", "an attachment", "/attachments/0/length", "27"},
        {"XAPI-00025", "no attachment", "/attachments", "[]"},
        {"XAPI-00106", "an attachment without a description", "/attachments/0/description", kGone},
        {"XAPI-00105", "a type with a parameter", "/attachments/0/contentType", R"("text/plain; charset=ascii")"},
        {"XAPI-00103", "a SHA-512", "/attachments/0/sha2",
         R"("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a089f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")"},
        {"XAPI-00025", "attachments that are an object", "/attachments", R"({"usageType":"https://example.vn/u"})", refused},
        {"XAPI-00025", "an attachment that is a number", "/attachments/0", "7", refused},
        {"XAPI-00025", "an attachment that is a word", "/attachments/0", R"("pdf")", refused},
        {"XAPI-00010", "something that is not known", "/attachments/0/name", R"("pdf")", refused},
        {"XAPI-00102", "no length", "/attachments/0/length", kGone, refused},
        {"XAPI-00102", "a length in words", "/attachments/0/length", R"("long")", refused},
        {"XAPI-00102", "a length in quotes", "/attachments/0/length", R"("27")", refused},
        {"XAPI-00102", "half a byte", "/attachments/0/length", "27.5", refused},
        {"XAPI-00102", "less than nothing", "/attachments/0/length", "-1", refused},
        {"XAPI-00103", "no hash", "/attachments/0/sha2", kGone, refused},
        {"XAPI-00103", "a hash that is a number", "/attachments/0/sha2", "12345", refused},
        {"XAPI-00103", "a hash that is none", "/attachments/0/sha2", R"("not a hash")", refused},
        {"XAPI-00104", "an address that is no IRL", "/attachments/0/fileUrl", R"("should fail")", refused},
        {"XAPI-00129", "no address", "/attachments/0/fileUrl", kGone, refused},
        {"XAPI-00105", "no type", "/attachments/0/contentType", kGone, refused},
        {"XAPI-00105", "a type that is none", "/attachments/0/contentType", R"("should fail")", refused},
        {"XAPI-00106", "no display", "/attachments/0/display", kGone, refused},
        {"XAPI-00106", "a display that is a word", "/attachments/0/display", R"("Giấy khen")", refused},
        {"XAPI-00106, XAPI-00001", "a display of no language", "/attachments/0/display", "{}", refused},
        {"XAPI-00106", "a description that is a number", "/attachments/0/description", "7", refused},
        {"XAPI-00106", "a description that is a word", "/attachments/0/description", R"("Giải nhì")", refused},
        {"XAPI-00121", "a description in a language that is none", "/attachments/0/description", R"({"de-419-DE":"Zweiter"})", refused},
        {"XAPI-00107", "no usage", "/attachments/0/usageType", kGone, refused},
        {"XAPI-00107", "a usage that is no IRI", "/attachments/0/usageType", R"("should fail")", refused},
        {"XAPI-00115", "a signature without its data", "/attachments/0/usageType", R"("http://adlnet.gov/expapi/attachments/signature")", refused},
    });
}

} // namespace central::xapi
