// Reads the answer that monit-pkgmap gives a hook, and chooses the messages that a person sees.
// Pure; a value owns its texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::hook {

/// How grave a message is, in rising order.
enum class Level : std::uint8_t { info, warning, error };

struct Message {
  Level level = Level::info;
  std::string text;
};

struct Answer {
  std::string session;  ///< Id of the session; empty if no check is suspended.
  bool abort = false;   ///< True if the policy ends the transaction (`on_error: abort`).
  std::vector<Message> messages;
};

/// Reads the JSON that `suspend` or `resume` prints, also when the command fails. Returns nullopt
/// if the text is not an object of JSON. A missing member counts as empty or false. The text of the
/// member `error` becomes the first message, unless another message begins with the same text.
std::optional<Answer> read_answer(std::string_view output);

/// How many lines a hook may show during one transaction. The hook shows at most kMostLines - 1
/// lines before the transaction, so that a line is left for the resume.
inline constexpr std::size_t kMostLines = 3;

/// Returns the `room` gravest messages (all if there are fewer), each as one_line(), in the order
/// of `messages`. Of messages of the same level, chooses the earliest.
std::vector<std::string> lines_of(const std::vector<Message>& messages, std::size_t room);

/// Returns the text on one line without a newline. The line begins with "monit-pkgmap: ", which the
/// function adds if `text` does not begin so. Control characters and bytes that are not UTF-8
/// become blanks, and several blanks become one. A line of more than 200 columns is cut, and ends
/// with "...".
std::string one_line(std::string_view text);

}  // namespace pkgmap::hook
