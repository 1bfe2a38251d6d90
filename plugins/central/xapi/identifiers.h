// The forms of identifiers: IRI, UUID, mailbox, hash, media type. Inside of xapi/ only. Thread: any. All input is UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace central::xapi {

char lower(char); // A–Z only
std::string lower(std::string_view);
bool is_hex(std::string_view); // of any length but 0

// RFC 3987, 2.2, as far as part two, 2.2 asks for it ("best effort"): a scheme, something behind it, and no character that
// has to be percent-encoded. Part two says IRL where it should resolve; that is not looked into.
bool is_iri(std::string_view);
// RFC 3986: the same without letters beyond ASCII.
bool is_uri(std::string_view);
// 8-4-4-4-12. Version and variant are not looked at: the specification's own examples are of no variant.
bool is_uuid(std::string_view);
std::string random_uuid(); // version 4
// "mailto:an@example.vn" (part two, 2.4.2.3): one address, without the headers that RFC 6068 allows behind it.
bool is_mailbox(std::string_view);
// "text/plain; charset=utf-8": RFC 2046 type and subtype; parameters are not looked into.
bool is_media_type(std::string_view);
// Hexadecimal SHA-224, -256, -384 or -512.
bool is_sha2(std::string_view);

} // namespace central::xapi
