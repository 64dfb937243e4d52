// Sends the requests of an action in JSON mode to dnf 5, and reads the replies (actions(8)). Each
// request and each reply is one line.
//
// If an action exits before it has read a reply, dnf 5 gets SIGPIPE and ends amid the transaction.
// So ask() reads every reply to its end, without a time limit: dnf 5 answers, or the end of dnf 5
// closes the pipe. dnf 5 reads one request at a time. The caller makes the process ignore SIGPIPE.
// For one thread.
#pragma once

#include <optional>
#include <string>

#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

class Dialogue {
 public:
  /// Reads from `replies` and writes to `requests`. The caller owns and closes both descriptors.
  Dialogue(int replies, int requests) : replies_(replies), requests_(requests) {}

  /// Sends `request` and returns the member `return` of the reply; a null value if the reply has no
  /// such member. Returns nullopt if dnf 5 refuses, if the reply cannot be read or has more than
  /// 64 MiB, or if dnf 5 is gone; problem() says which.
  std::optional<Json> ask(const Json& request);

  /// Returns whether an earlier ask() has found that dnf 5 has ended or has closed the pipe. Each
  /// later ask() then returns nullopt.
  bool gone() const { return gone_; }
  /// Returns why the last ask() that failed did so, as a clause for people; empty if none has
  /// failed.
  const std::string& problem() const { return problem_; }

 private:
  bool write_line(const std::string& line);
  std::optional<std::string> read_line();

  int replies_;
  int requests_;
  bool gone_ = false;
  std::string rest_;  ///< Bytes after the last line that was returned.
  std::string problem_;
};

}  // namespace pkgmap::dnf5
