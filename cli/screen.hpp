// Prints for a command: data on standard output, messages on standard error.
//
// Only this file knows about terminals. Replaces control characters in all texts, even if the
// caller did not. A command passes texts, and returns an exit status.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Marks a text for colour; returns it unchanged if `color` is false.
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

  /// Prints the result of the command on standard output.
  void data(const std::string& text) const;
  /// Prints bytes for a program; unchanged, unless standard output is a terminal.
  void exact(const std::string& bytes) const;
  /// With a final newline; a command prints one object and no other data.
  void object(const Json& json) const;
  /// Prints a message on standard error.
  void talk(const std::string& text) const;
  /// Prints "note: " and one sentence on standard error.
  void note(const std::string& text) const;
  /// Prints only with -v.
  void detail(const std::string& text) const;

  /// Prints the error, with --json as JSON on standard output, and returns the exit status.
  int fail(const Error& error) const;
  /// The same; `json` is the object to print.
  int fail(const Error& error, Json json) const;

  /// Returns the exit status of the program: ErrorCode::failed instead of 0 if standard output did
  /// not take everything, as on a full disk. A reader that closed its pipe is no error.
  int finish(int exit_status) const;

  const Style& style() const { return style_; }
  bool json() const { return json_; }

 private:
  void put(const std::string& text) const;

  Style style_;
  bool json_;
  bool verbose_;
  mutable int write_error_ = 0;  ///< The first error of standard output; 0 if none.
};

/// Opens the standard streams that the caller has closed, so that no file opened later gets their
/// numbers. Call it first.
void hold_standard_streams();

/// The exit status of the program for an error.
int exit_status(ErrorCode code);

/// An Error for people: details, "error: …", the hint.
std::string error_text(const Error& error);
Json error_json(const Error& error);

}  // namespace pkgmap::cli
