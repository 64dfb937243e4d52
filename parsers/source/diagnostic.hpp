// A mistake in a text that a person wrote. Library code collects diagnostics and never throws them.
//
// render() turns a diagnostic into what people read: `file:line:col: error: message`, the line with
// credentials masked, a caret, and a hint. Only code below cli/ prints this text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/source/source_text.hpp"

namespace pkgmap {

enum class Severity : std::uint8_t { error, warning, note };

/// Returns "error", "warning" or "note".
const char* name_of(Severity severity);

/// A mistake, with its place.
struct Diagnostic {
  Severity severity = Severity::error;
  std::optional<Span> span;  ///< Nullopt if the mistake concerns a whole file.
  /// The path of this file; has a meaning only if `span` is nullopt. May be empty.
  std::string file;
  std::string message;  ///< Has no final full stop and no credentials.
  std::string hint;     ///< Empty if there is no hint.
};

/// Returns whether one of the diagnostics is of severity error.
bool has_errors(const std::vector<Diagnostic>& diagnostics);

/// Returns the text of one diagnostic for people: one or several lines, each with a newline at its
/// end. For a diagnostic without a span, the result has neither a line of a text nor a caret.
/// `sources` has the text of the span; if it does not, the diagnostic counts as one without a span.
/// Only one thread at a time may use `sources`.
std::string render(const Diagnostic& diagnostic, const Sources& sources);

}  // namespace pkgmap
