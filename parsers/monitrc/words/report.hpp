// Collects the diagnostics about a control file. Their number is bounded. The diagnostics have no
// credentials if the caller puts a token into a message only by shown() or expected().
//
// A Report belongs to one parse and its thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parsers/monitrc/words/token.hpp"
#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

class Report {
 public:
  /// The report keeps at most this many errors, and at most this many warnings and notes together.
  /// One last diagnostic stands for all further errors; further warnings and notes are dropped.
  static constexpr std::size_t kMost = 100;

  /// The arguments must outlive the report.
  Report(const Sources& sources, std::vector<Diagnostic>& diagnostics)
      : sources_(sources), diagnostics_(diagnostics) {}

  // Each of the next three functions adds a Diagnostic with this place, message and hint; an empty
  // hint means no hint.

  void error(Span span, std::string message, std::string hint = {});
  void warning(Span span, std::string message, std::string hint = {});
  /// Reports a construct that is right, but not in every version of monit.
  void note(Span span, std::string message, std::string hint = {});
  /// Reports the error "expected WHAT, got 'TOKEN'".
  void expected(const std::string& what, const Token& got, std::string hint = {});

  /// Returns whether the token may contain a credential.
  bool hides(const Token& token) const;
  /// Returns the token as a message shows it: "'word'", "end of file", or "a hidden value" if it
  /// may contain a credential.
  std::string shown(const Token& token) const;
  /// Returns file and line of the first byte of `span`, a place in a text: "/etc/monitrc:12".
  std::string place(Span span) const;

 private:
  void add(Severity severity, Span span, std::string message, std::string hint);

  const Sources& sources_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t errors_ = 0;
  std::size_t remarks_ = 0;
};

}  // namespace pkgmap::monitrc
