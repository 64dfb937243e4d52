// The conversation of an action in JSON mode with dnf 5 (actions(8)): a request a line, a reply a
// line.
//
// dnf 5 gets SIGPIPE and ends in mid-transaction when an action leaves before it has read its
// reply, so every reply is read to its end, however long that takes: dnf 5 answers, or it has ended
// and the pipe says so. One request at a time, as dnf 5 reads only one. One thread.
#pragma once

#include <optional>
#include <string>

#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

class Dialogue {
 public:
  /// Descriptors, which stay the caller's.
  Dialogue(int replies, int requests) : replies_(replies), requests_(requests) {}

  /// The `return` of the reply. nullopt: dnf 5 has refused, its reply cannot be read, or it is
  /// gone; problem() says which.
  std::optional<Json> ask(const Json& request);

  /// Whether dnf 5 has ended or has closed its end.
  bool gone() const { return gone_; }
  const std::string& problem() const { return problem_; }

 private:
  bool write_line(const std::string& line);
  std::optional<std::string> read_line();

  int replies_;
  int requests_;
  bool gone_ = false;
  std::string rest_;  ///< What was read beyond the last line.
  std::string problem_;
};

}  // namespace pkgmap::dnf5
