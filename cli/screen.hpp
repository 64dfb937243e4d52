// Prints for a command: data on standard output, messages on standard error.
//
// Only screen.cpp knows about terminals. Each function replaces control characters in its texts,
// even if the caller did not. A command passes texts, and returns an exit status. For one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "cli/options.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"
#include "parsers/json/long_list.hpp"

namespace pkgmap::cli {

/// Puts the marks of a terminal for a colour or a weight around a text. Returns the text unchanged
/// if `color` is false.
struct Style {
  bool color = false;
  std::string strong(const std::string& text) const;
  std::string warning(const std::string& text) const;
  std::string danger(const std::string& text) const;
  std::string faint(const std::string& text) const;
};

/// A text made of a JSON answer, and the exit status of the program if not that of the command.
struct Presented {
  std::string text;
  std::optional<int> exit_status{};
};

class Screen {
 public:
  /// Reads `color`, `json` and `verbose`, and keeps no reference to `options`.
  explicit Screen(const Options& options);

  /// Prints the result of the command on standard output. `text` ends with a newline.
  void data(const std::string& text) const;
  /// Shows a text in place of all that the terminal shows, as data() prints it.
  void redraw(const std::string& text) const;
  /// Whether standard output is a terminal that has taken all so far.
  bool is_shown() const;
  /// Prints bytes for a program on standard output. Replaces control characters only if standard
  /// output is a terminal.
  void exact(const std::string& bytes) const;
  /// Prints the object and a newline on standard output. A command prints one object and no other
  /// data.
  void object(const Json& json) const;
  /// The same of an object with a long list.
  void object(const Json& json, const LongList& list) const;
  /// From now on object() prints what `complete` makes of its object.
  void complete_by(std::function<Json(Json)> complete) { complete_ = std::move(complete); }
  /// From now on object() prints the text that `present` makes of the whole object, and finish()
  /// returns its exit status if it has one. fail() then also prints the error as text.
  void present_by(std::function<Presented(const Json&)> present) { present_ = std::move(present); }
  /// From now on object() prints lines of JSON (cli/render/ndjson.hpp) as the answer of `command`.
  void stream_as(const std::string& command) { streamed_ = command; }
  /// Prints a message on standard error. `text` ends with a newline.
  void talk(const std::string& text) const;
  /// Prints "note: ", the sentence `text` and a newline on standard error.
  void note(const std::string& text) const;
  /// Prints `text` and a newline on standard error if the user gave -v.
  void detail(const std::string& text) const;

  /// Prints the error: on standard error as text, or, with --json, on standard output as JSON
  /// instead. Returns the exit status.
  int fail(const Error& error) const;
  /// The same, but with --json prints `json` instead of error_json().
  int fail(const Error& error, Json json) const;

  /// Returns the exit status of the program. If standard output did not take everything, as on a
  /// full disk, finish() prints an error, and returns the status of ErrorCode::failed if
  /// `exit_status` is 0. Otherwise it returns `exit_status`. A reader that closed its pipe is no
  /// error.
  int finish(int exit_status) const;

  const Style& style() const { return style_; }
  bool json() const { return json_; }

 private:
  void put(const std::string& text) const;
  void put_json(const std::string& text) const;
  void object_as_it_is(const Json& json) const;
  void stream(const Json& json, const LongList* list) const;

  Style style_;
  bool json_;
  bool verbose_;
  std::function<Json(Json)> complete_;
  std::function<Presented(const Json&)> present_;
  std::optional<std::string> streamed_;  ///< The command, if object() prints lines.
  mutable std::optional<int> presented_status_;
  mutable int write_error_ = 0;  ///< errno of the first failed write to standard output, or 0.
};

/// Opens those of descriptors 0, 1 and 2 that are closed, so that no file opened later gets their
/// numbers. main() calls this function first.
void hold_standard_streams();

/// Returns the error with the hint that only root may read something, if that is the reason and the
/// error has no other hint.
Error hinted(Error error);

/// Returns the exit status of the program for an error.
int exit_status(ErrorCode code);

/// Returns an Error for people, in lines that each end with a newline: details, "error: …", the
/// hint.
std::string error_text(const Error& error);
/// Returns an Error as JSON (monit-pkgmap-formats(5)). Leaves out an empty hint and empty details.
Json error_json(const Error& error);

}  // namespace pkgmap::cli
