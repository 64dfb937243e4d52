// Where a command prints: data on standard output, talk on standard error.
//
// The only place that knows about terminals. A command gives it texts and ends
// with the exit status that it returns. Control characters that a text brought
// along from elsewhere never come out, whatever the renderers do.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Marks for text that may be coloured; empty strings when it may not.
struct Style {
  bool color = false;
  std::string strong(const std::string& text) const;
  std::string warning(const std::string& text) const;
  std::string danger(const std::string& text) const;
  std::string faint(const std::string& text) const;
};

class Screen {
 public:
  explicit Screen(const Options& options);

  void data(const std::string& text) const;
  /// Bytes for a program: as they are, unless a terminal gets them.
  void exact(const std::string& bytes) const;
  void object(const Json& json) const;  ///< As standard output's only data; with a final newline.
  void talk(const std::string& text) const;
  /// Something to know, one sentence, on standard error.
  void note(const std::string& text) const;
  /// Only with -v.
  void detail(const std::string& text) const;

  /// Says what failed, as JSON on standard output when that was asked for, and gives the exit
  /// status.
  int fail(const Error& error) const;
  /// The same with more members in the JSON object.
  int fail(const Error& error, Json json) const;

  /// The exit status of the program: ErrorCode::failed instead of 0 when standard output did not
  /// take everything (a full disk; a reader that went away is none of our business).
  int finish(int exit_status) const;

  const Style& style() const { return style_; }
  bool json() const { return json_; }

 private:
  void put(const std::string& text) const;

  Style style_;
  bool json_;
  bool verbose_;
  mutable int write_error_ = 0;  ///< The first errno of standard output.
};

/// Makes sure that no file which is opened later becomes standard output because the caller closed
/// that. Before anything else.
void hold_standard_streams();

int exit_status(ErrorCode code);

/// What people read of an Error: details, "error: …", the hint.
std::string error_text(const Error& error);
Json error_json(const Error& error);

}  // namespace pkgmap::cli
