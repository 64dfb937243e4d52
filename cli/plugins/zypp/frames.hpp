// Reads the frames (the messages that libzypp sends a plugin), and writes the answers.
//
// A frame is a command, lines of headers, an empty line and a body, and ends with a zero byte.
// libzypp waits for the answer to a frame before it sends the next frame. For one thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap::zypp {

/// A message of libzypp.
struct Frame {
  std::string command;  ///< The first line, such as "COMMITBEGIN"; empty if there is no text.
  std::string body;     ///< What follows the first empty line; may be empty.
};

/// Reads the text of a frame, which has no zero byte. Ignores line ends before the command, and the
/// lines of headers.
Frame frame_of(std::string_view text);

class Frames {
 public:
  /// Reads from `requests` and writes to `answers`. The caller owns both descriptors.
  Frames(int requests, int answers) : requests_(requests), answers_(answers) {}

  /// Waits for the next frame and returns it. Returns nullopt if no frame is complete after `wait`,
  /// or at once if ended() is true and no complete frame is left.
  std::optional<Frame> next(std::chrono::milliseconds wait);

  /// Returns whether no more frames can come: libzypp has closed its end, has sent more than 64 MiB
  /// without a zero byte, or could not be answered. next() may still return frames that have come.
  bool ended() const { return ended_; }

  /// Sends a frame with this command: "ACK", or "_ENOMETHOD" for an unknown command. After an error
  /// of writing, ended() is true.
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
