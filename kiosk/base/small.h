// For what a room keeps of tens of thousands all day: without a heap block for each, and what they share only once.
// Thread: the owner's.
#pragma once

#include <boost/container/deque.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace kiosk {

// Grows all day in blocks of 16 KiB: what stands in it does not move, and there is no moment in which everything is there
// twice. (std::deque has blocks of 512 bytes, of which a tenth to a fifth is lost.)
template <class T>
using LongRow = boost::container::deque<T, void, boost::container::deque_options_t<boost::container::block_bytes<16 * 1024>>>;

// A short text in place. What is longer than N bytes is cut.
template <std::size_t N> class Letters {
    static_assert(N < 256);

public:
    Letters() = default;
    explicit Letters(std::string_view text) : size_(static_cast<std::uint8_t>(std::min(text.size(), N))) {
        std::copy_n(text.begin(), size_, letters_.begin());
    }
    std::string_view view() const { return {letters_.data(), size_}; }
    operator std::string_view() const { return view(); }
    friend bool operator==(const Letters& a, std::string_view b) { return a.view() == b; }
    friend bool operator==(const Letters& a, const Letters& b) { return a.view() == b.view(); }

private:
    std::array<char, N> letters_{};
    std::uint8_t size_ = 0;
};

// Texts of which thousands share a few, such as their unit: each is kept once, and whoever has it keeps where it stands.
class SharedTexts {
public:
    // Stands there until clear(), or until a keep_only() that does not name it.
    const std::string* keep(std::string_view text) {
        const auto known = texts_.find(text);
        return known == texts_.end() ? &*texts_.emplace(text).first : &*known;
    }
    void keep_only(const std::set<const std::string*>& used) {
        std::erase_if(texts_, [&](const std::string& text) { return !used.contains(&text); });
    }
    void clear() { texts_.clear(); }
    std::size_t size() const { return texts_.size(); }

private:
    std::set<std::string, std::less<>> texts_;
};

} // namespace kiosk
