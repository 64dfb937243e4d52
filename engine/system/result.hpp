// How the engine reports failures of the host: a function returns a value or an Error.
//
// Result has the form of std::expected, which C++20 lacks. Mistakes in texts that somebody wrote
// are Diagnostics (parsers/source) instead.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace pkgmap {

/// The exit statuses of the commands. If several apply, a command takes the smallest.
enum class ErrorCode : int {
  failed = 1,
  usage = 2,
  control_file = 3,
  monit = 4,
  package_database = 5,
  not_resumed = 6,
  drift = 7,
  locked = 8,
  bypassed = 9,
};

struct Error {
  ErrorCode code = ErrorCode::failed;
  /// One sentence for people, without a full stop at the end and without credentials.
  std::string message;
  std::string hint{};  ///< What to do; may be empty or have several lines.
  /// Text to print unchanged before the message (diagnostics); may be empty.
  std::string details{};
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    assert(ok());
    return std::get<T>(state_);
  }
  T& value() & {
    assert(ok());
    return std::get<T>(state_);
  }
  T&& value() && {
    assert(ok());
    return std::get<T>(std::move(state_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const {
    assert(!ok());
    return std::get<Error>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

struct Nothing {};
/// The result of a function that returns no value.
using Done = Result<Nothing>;
/// Returns success.
inline Done done() {
  return Nothing{};
}

}  // namespace pkgmap
