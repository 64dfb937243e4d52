// How libzypp talks to a plugin: one frame there, one frame back.
//
// A frame is a command, lines of headers, an empty line and a body, and ends with a zero byte. Its
// sender waits for the answer, so there is never a second one under way. One thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap::zypp {

struct Frame {
  std::string command;
  std::string body;
};

/// Without the zero byte.
Frame frame_of(std::string_view text);

class Frames {
 public:
  /// Neither descriptor is closed.
  Frames(int requests, int answers) : requests_(requests), answers_(answers) {}

  /// Waits for so long; nullopt: there is no whole frame yet, or ended() is true.
  std::optional<Frame> next(std::chrono::milliseconds wait);

  /// libzypp is gone, or says what no frame can be.
  bool ended() const { return ended_; }

  /// `command`: "ACK", or "_ENOMETHOD" for what we do not know.
  void answer(std::string_view command);

 private:
  std::optional<Frame> taken();
  void read_some();

  int requests_;
  int answers_;
  bool ended_ = false;
  std::string pending_;
};

}  // namespace pkgmap::zypp
