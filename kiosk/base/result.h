// Result<T>: a value, or an Error that says what kind of failure and one sentence for a person. Cannot be ignored.
// Exceptions are kept for "cannot start"; everything a running kiosk can meet is a value.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace kiosk {

enum class Kind {
    invalid,     // the input is wrong
    not_found,
    denied,
    limit,       // a size or count was exceeded
    unavailable, // disk or network does not do its part at present
    internal     // a mistake of ours
};

struct Error {
    Kind kind = Kind::internal;
    std::string sentence;
};

template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() { return std::get<0>(state_); }
    const T& operator*() const { return std::get<0>(state_); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    explicit operator bool() const { return !error_; }
    const Error& error() const { return *error_; }

private:
    std::optional<Error> error_;
};

using Status = Result<void>;

} // namespace kiosk
