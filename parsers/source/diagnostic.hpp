// What is wrong with a text that somebody wrote: collected, never thrown.
//
// render() makes what people read: `file:line:col: error: message`, the line
// with credentials masked, a caret, and a hint. Only the room `cli` prints it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/source/source_text.hpp"

namespace pkgmap {

enum class Severity : std::uint8_t { error, warning, note };

struct Diagnostic {
  Severity severity = Severity::error;
  std::optional<Span> span;  ///< None: about the whole, `file` says which.
  std::string file;          ///< Only read when there is no span.
  std::string message;       ///< No final full stop, no credentials.
  std::string hint;          ///< Empty: none.
};

bool has_errors(const std::vector<Diagnostic>& diagnostics);

/// Text for one diagnostic, several lines, each ended by a newline.
std::string render(const Diagnostic& diagnostic, const Sources& sources);

}  // namespace pkgmap
