// The value of a function of the engine that may fail: a Result, which has the value or an Error.
//
// Result has the form of std::expected, which C++20 lacks. Mistakes in texts that somebody wrote
// are Diagnostics (parsers/source) instead.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace pkgmap {

/// The exit statuses of the commands (monit-pkgmap(8), EXIT STATUS). If several apply, a command
/// takes the smallest.
enum class ErrorCode : int {
  failed = 1,            ///< Any other failure.
  usage = 2,             ///< The command line is wrong.
  control_file = 3,      ///< The control file or the policy cannot be found, read or understood.
  monit = 4,             ///< monit does not answer, or its HTTP interface allows no actions.
  package_database = 5,  ///< The package database cannot be read.
  not_resumed = 6,       ///< A check could not be resumed.
  drift = 7,             ///< Drift was found.
  locked = 8,            ///< Another process held the lock for too long.
  bypassed = 9,          ///< Packages changed without a hook.
};

struct Error {
  ErrorCode code = ErrorCode::failed;
  /// One sentence for people, without a full stop at the end and without credentials.
  std::string message;
  std::string hint{};  ///< What to do; may be empty or have several lines.
  /// Text to print unchanged before the message (diagnostics); may be empty.
  std::string details{};
};

/// A value or an Error. The caller asks ok() first: value(), `*` and `->` need a value, error()
/// needs an Error (both asserted).
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
