// What monit-pkgmap answered a hook, and which of it a person gets to see.
//
// Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::hook {

enum class Level : std::uint8_t { info, warning, error };

struct Message {
  Level level = Level::info;
  std::string text;
};

struct Answer {
  std::string session;  ///< Empty: nothing is suspended.
  bool abort = false;   ///< The policy wants no transaction.
  std::vector<Message> messages;
};

/// The JSON of `suspend` or `resume`; nullopt if the text is none.
std::optional<Answer> read_answer(std::string_view output);

/// Lines that a transaction may put on the screen; one of them is kept for its end.
inline constexpr std::size_t kMostLines = 3;

/// The gravest `room` of them, in their order, each as one_line().
std::vector<std::string> lines_of(const std::vector<Message>& messages, std::size_t room);

/// One short line of printable characters that begins with our name; no newline.
std::string one_line(std::string_view text);

}  // namespace pkgmap::hook
