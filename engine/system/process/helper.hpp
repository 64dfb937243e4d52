// Starts a program of this project that answers one request after another, and exchanges messages
// with it through a socket, the standard input of the program.
//
// A message is a length of four bytes, little-endian, and as many bytes; a request may carry an
// open descriptor. No call waits longer than its deadline. The destructor closes the socket and
// kills the program. For one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/process/child.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class Helper {
 public:
  using Clock = std::chrono::steady_clock;

  /// What became of a request or an answer. After any value but `well` the caller calls only end().
  enum class Progress : std::uint8_t {
    /// The whole message was sent or received.
    well,
    ended,     ///< The program has ended, or has closed the socket.
    late,      ///< The deadline has passed.
    too_long,  ///< The answer is longer than the `limit` of receive().
  };

  /// Makes the process, and does not wait until it executes the program. `argv[0]` is the path of
  /// the program; PATH is not used. Fails if no process can be made. The caller calls runs() before
  /// send().
  static Result<std::unique_ptr<Helper>> begin(const std::vector<std::string>& argv);
  /// Calls begin() and then runs(); fails as they do.
  static Result<std::unique_ptr<Helper>> start(const std::vector<std::string>& argv);
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;
  ~Helper();

  /// Waits until the process executes the program. A second call returns at once. Fails if the
  /// program cannot be executed; the caller then calls no other function.
  Done runs() { return child_.runs(); }

  /// Sends a request, with the descriptor `fd` unless it is -1. The caller keeps `fd`, and must
  /// close it.
  Progress send(const std::string& message, int fd, Clock::time_point deadline);
  /// Waits for an answer of `limit` bytes at most. Sets `answer` to the whole answer if the result
  /// is `well`; else its value is undefined.
  Progress receive(std::string& answer, std::size_t limit, Clock::time_point deadline);

  /// Waits up to `grace` until the program ends by itself, then kills it. Returns how the program
  /// ended: "signal 11", "exit status 0". Returns an empty text if end() was called before. The
  /// caller calls no other function after end().
  std::string end(std::chrono::milliseconds grace = {});

 private:
  Helper() = default;
  bool wait_for(short events, Clock::time_point deadline) const;
  Progress read_bytes(std::string& into, std::size_t size, Clock::time_point deadline);

  ReapingChildren reaping_;
  Fd socket_;
  Child child_;
};

}  // namespace pkgmap
