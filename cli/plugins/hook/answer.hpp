// Reads what monit-pkgmap answers a hook, and chooses what a person sees. Pure.
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
  std::string session;  ///< Empty if nothing is suspended.
  bool abort = false;   ///< The policy wants to end the transaction.
  std::vector<Message> messages;
};

/// Reads the JSON of `suspend` or `resume`. Returns nullopt if the text has another form.
std::optional<Answer> read_answer(std::string_view output);

/// How many lines a transaction may show; one of them is reserved for its end.
inline constexpr std::size_t kMostLines = 3;

/// Returns the `room` gravest messages, in their order, each as one_line().
std::vector<std::string> lines_of(const std::vector<Message>& messages, std::size_t room);

/// Returns one short line of printable characters that begins with "monit-pkgmap: ", without a
/// newline.
std::string one_line(std::string_view text);

}  // namespace pkgmap::hook
