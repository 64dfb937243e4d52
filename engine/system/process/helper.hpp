// A program of ours that is asked one thing after another, over a socket that is its standard
// input.
//
// A message is a length of four bytes, the lowest first, and as many bytes; one that is sent may
// bring an open descriptor along. Nothing waits longer than its deadline. The program ends when
// the socket does, and is killed with this object. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/process/spawn.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class Helper {
 public:
  using Clock = std::chrono::steady_clock;

  /// What became of a message.
  enum class Progress : std::uint8_t {
    well,
    ended,     ///< The program is gone, or closed its end.
    late,      ///< The deadline came first.
    too_long,  ///< The answer is longer than what was allowed.
  };

  static Result<std::unique_ptr<Helper>> start(const std::vector<std::string>& argv);
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;
  ~Helper();

  /// `fd`: -1 for none.
  Progress send(const std::string& message, int fd, Clock::time_point deadline);
  /// `answer` is whole when all is well, else it means nothing.
  Progress receive(std::string& answer, std::size_t limit, Clock::time_point deadline);

  /// Kills what does not end by itself within `grace`, and says how it ended: "signal 11".
  std::string end(std::chrono::milliseconds grace = {});

 private:
  Helper() = default;
  bool wait_for(short events, Clock::time_point deadline) const;
  Progress read_bytes(std::string& into, std::size_t size, Clock::time_point deadline);

  ReapingChildren reaping_;
  Fd socket_;
  pid_t pid_ = -1;
};

}  // namespace pkgmap
