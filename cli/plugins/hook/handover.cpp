#include "cli/plugins/hook/handover.hpp"

#include <charconv>

#include "cli/plugins/hook/answer.hpp"

namespace pkgmap::hook {

std::string Handover::text() const {
  return session + " " + std::to_string(lines);
}

std::optional<Handover> Handover::read(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  Handover handed{std::string(text.substr(0, blank)), 0};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + blank + 1, end, handed.lines);
  if (error != std::errc() || stop != end || handed.lines > kMostLines) return std::nullopt;
  return handed;
}

}  // namespace pkgmap::hook
