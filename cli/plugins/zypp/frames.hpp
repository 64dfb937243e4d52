// Reads the frames of libzypp and writes the answers of a plugin.
//
// A frame is a command, lines of headers, an empty line and a body, and ends with a zero byte.
// libzypp waits for the answer to a frame before it sends the next one. For one thread.
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

/// `text` is a frame without its zero byte.
Frame frame_of(std::string_view text);

class Frames {
 public:
  /// The caller keeps both descriptors.
  Frames(int requests, int answers) : requests_(requests), answers_(answers) {}

  /// Returns the next frame, or nullopt if none is whole after `wait` or if ended() is true.
  std::optional<Frame> next(std::chrono::milliseconds wait);

  /// True if libzypp has closed its end, or has sent more than any frame has.
  bool ended() const { return ended_; }

  /// `command` is "ACK", or "_ENOMETHOD" for an unknown command.
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
