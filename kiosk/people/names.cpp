#include "kiosk/people/names.h"

#include "kiosk/base/text.h"
#include "kiosk/people/bad_words.h"

#include <algorithm>
#include <iterator>

namespace kiosk::people {

namespace {

// 24 letters of the longest kind, a family of four with skin tones, have 984 bytes; nobody's name has half of that.
constexpr std::size_t kMaxBytes = 512;
constexpr std::size_t kMaxMarks = 3; // on one letter; Vietnamese needs two

// Things that grow, shine and fly around here; two words each, so that a number after them reads like a name.
constexpr std::string_view kFriendly[] = {
    "Sen Hồng",   "Sen Trắng",  "Mai Vàng",   "Đào Phai",   "Cúc Vàng",    "Ban Trắng",  "Lan Rừng",   "Phượng Đỏ",
    "Hướng Dương", "Hoa Sim",    "Hoa Sữa",    "Hoa Gạo",    "Trúc Xanh",   "Tre Ngà",    "Cọ Xanh",    "Đồi Chè",
    "Búp Chè",    "Quế Thơm",   "Lúa Vàng",   "Cốm Xanh",   "Bưởi Ngọt",   "Vải Thiều",  "Khế Ngọt",   "Thị Thơm",
    "Nắng Sớm",   "Mây Trắng",  "Gió Mát",    "Mưa Xuân",   "Suối Trong",  "Sông Xanh",  "Núi Biếc",   "Rừng Xanh",
    "Sao Mai",    "Trăng Rằm",  "Cầu Vồng",   "Bình Minh",  "Én Nhỏ",      "Cò Trắng",   "Chích Bông", "Sơn Ca",
    "Họa Mi",     "Vành Khuyên", "Nai Vàng",   "Sóc Nâu",    "Thỏ Ngọc",    "Ong Chăm",   "Cá Chép",    "Đom Đóm",
    "Diều Sáo",   "Thuyền Giấy", "Chong Chóng", "Sáo Trúc",
};

bool is_overloaded(std::string_view name);

} // namespace

Result<std::string> check_name(std::string_view raw) {
    if (raw.size() > 4 * kMaxBytes) return Error{Kind::invalid, "name.long"}; // nor is it worth a look
    auto name = text::one_line(raw);
    if (!name) return Error{Kind::invalid, "name.unreadable"};
    if (name->empty()) return Error{Kind::invalid, "name.empty"};
    if (name->size() > kMaxBytes || text::letters(*name) > kMaxLetters) return Error{Kind::invalid, "name.long"};
    if (is_overloaded(*name)) return Error{Kind::invalid, "name.unreadable"};
    if (has_bad_word(*name)) return Error{Kind::invalid, "name.bad"};
    return name;
}

std::string friendly_name(std::uint64_t seed) {
    constexpr std::uint64_t kWords = std::size(kFriendly);
    constexpr std::uint64_t kNumbers = 90; // 10…99: two digits read best on the board
    constexpr std::uint64_t kBlock = kWords * kNumbers, kHundreds = 10; // then 110…199, and so on
    constexpr std::uint64_t kStride = 1009; // has no divisor in common with kBlock: a block's numbers, shuffled
    const std::uint64_t at = seed % kBlock * kStride % kBlock;
    const std::uint64_t number = 10 + at / kWords + 100 * (seed / kBlock % kHundreds);
    return std::string(kFriendly[at % kWords]) + ' ' + std::to_string(number);
}

namespace {

// "Z̴̨̺a̶l̵g̴o": accents piled up until they run into the lines above and below, or standing on nothing.
bool is_overloaded(std::string_view name) {
    for (std::string_view rest = name; !rest.empty();) {
        const std::string_view letter = text::first_letters(rest, 1);
        rest.remove_prefix(letter.size());
        const auto is_mark = [](char32_t code) { return code >= 0x0300 && code <= 0x036F; };
        const auto codes = text::spell_out(letter);
        const auto marks = static_cast<std::size_t>(std::count_if(codes.begin(), codes.end(), is_mark));
        if (marks > kMaxMarks || (marks > 0 && marks == codes.size())) return true;
    }
    return false;
}

} // namespace

} // namespace kiosk::people
