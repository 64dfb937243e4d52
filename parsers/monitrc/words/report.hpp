// Collects what is wrong with a control file: bounded, without credentials.
//
// Belongs to one parse; not for threads.
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
  /// More mistakes than these end in one last diagnostic; more remarks are left out.
  static constexpr std::size_t kMost = 100;

  /// Both must outlive the report.
  Report(const Sources& sources, std::vector<Diagnostic>& diagnostics)
      : sources_(sources), diagnostics_(diagnostics) {}

  void error(Span span, std::string message, std::string hint = {});
  void warning(Span span, std::string message, std::string hint = {});
  /// What is right, but not for every monit.
  void note(Span span, std::string message, std::string hint = {});
  /// "expected WHAT, got 'TOKEN'"
  void expected(const std::string& what, const Token& got, std::string hint = {});

  /// The token as a message may show it: "'word'", "end of file"; "a value" where a credential
  /// may stand.
  std::string shown(const Token& token) const;
  /// "/etc/monitrc:12"
  std::string place(Span span) const;

 private:
  void add(Severity severity, Span span, std::string message, std::string hint);

  const Sources& sources_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t errors_ = 0;
  std::size_t remarks_ = 0;
};

}  // namespace pkgmap::monitrc
