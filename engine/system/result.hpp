// How the engine says that the world failed: a value or an Error.
//
// Shaped like std::expected, which C++20 does not have. Errors of texts that
// somebody wrote are Diagnostics (parsers/source), not these.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace pkgmap {

/// The exit statuses of the commands; the smaller wins.
enum class ErrorCode : int {
  failed = 1,
  usage = 2,
  control_file = 3,
  monit = 4,
  package_database = 5,
  not_resumed = 6,
  drift = 7,
  locked = 8,
};

struct Error {
  ErrorCode code = ErrorCode::failed;
  std::string message;    ///< One sentence for people, no final full stop, no credentials.
  std::string hint{};     ///< What to do; may be empty, may have several lines.
  std::string details{};  ///< Text to show before the message as it is (diagnostics); may be empty.
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
using Done = Result<Nothing>;
inline Done done() {
  return Nothing{};
}

}  // namespace pkgmap
