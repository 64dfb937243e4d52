// Prints for a command: data on standard output, messages on standard error.
//
// Only screen.cpp knows about terminals. A caller may pass hostile text, since the functions
// replace control characters by harmless ones (exact() only on a terminal). Newlines stay, except
// in note(), detail() and step(). The escape sequences of style() stay in data() and redraw(). For
// one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"
#include "parsers/json/long_list.hpp"

namespace pkgmap::cli {

/// Each function puts the terminal's escape sequences for a colour or a weight around `text`. With
/// `color` false each returns `text` unchanged.
struct Style {
  bool color = false;
  std::string strong(const std::string& text) const;
  std::string warning(const std::string& text) const;
  std::string danger(const std::string& text) const;
  std::string faint(const std::string& text) const;
};

/// What is printed in place of a JSON answer.
struct Presented {
  std::string text;
  /// The exit status of the program in place of that of the command; nullopt if that stays.
  std::optional<int> exit_status{};
};

class Screen {
 public:
  /// Reads `color`, `json` and `verbose`, and keeps no reference to `options`.
  explicit Screen(const Options& options);

  /// Prints the result of the command on standard output. `text` ends with a newline.
  void data(const std::string& text) const;
  /// Clears the terminal, and prints `text` as data() does.
  void redraw(const std::string& text) const;
  /// Returns whether standard output is a terminal, and no write to it has failed.
  bool is_shown() const;
  /// Prints bytes for a program on standard output. Replaces control characters only if standard
  /// output is a terminal: then all but newlines and tabs.
  void exact(const std::string& bytes) const;
  /// Prints the object and a newline on standard output. A command prints one object and no other
  /// data.
  void object(const Json& json) const;
  /// Does the same for an object with a long array, whose elements need not be in memory together.
  /// `json` has a member with the key LongList::key; in place of its value, which does not count,
  /// the function prints an array with the elements of `list`. present_by() has no effect on this
  /// function.
  void object(const Json& json, const LongList& list) const;
  /// Makes both functions object() give their object to `complete`, and print the object that
  /// `complete` returns.
  void complete_by(std::function<Json(Json)> complete) { complete_ = std::move(complete); }
  /// Makes object(json) print the text that `present` returns, in place of the object. `present`
  /// gets the object, or what `complete` of complete_by() returned for the object. Makes finish()
  /// return Presented::exit_status, unless that is nullopt. Makes fail() print the error on
  /// standard error as well, as text.
  void present_by(std::function<Presented(const Json&)> present) { present_ = std::move(present); }
  /// Makes the functions print `shown` wherever their text has `path`, a directory that people do
  /// not know. The line of step() on a terminal still has `path`. A second call replaces the first.
  void rename(std::string path, std::string shown) {
    renamed_ = {std::move(path), std::move(shown)};
  }
  /// Makes both functions object() print the object as lines of JSON (cli/render/ndjson.hpp),
  /// whatever present_by() was given. `command` is the name of the command, for the first line.
  void stream_as(const std::string& command) { streamed_ = command; }
  /// Prints a message on standard error. `text` ends with a newline.
  void talk(const std::string& text) const;
  /// Prints "note: ", the sentence `text` and a newline on standard error.
  void note(const std::string& text) const;
  /// Prints `text` and a newline on standard error if the user gave -v.
  void detail(const std::string& text) const;
  /// Says that a step begins: `text` is a clause. With -v, prints `text` as detail() does.
  /// Otherwise, without --json and on a terminal, shows `text` on standard error while the step
  /// lasts, once it has taken a second (Progress). The next step() or stop_progress() ends the
  /// step.
  void step(const std::string& text) const;
  /// Takes the line of the step off the terminal, and shows no line until the next step(). The
  /// caller calls stop_progress() before another program uses the terminal.
  void stop_progress() const;

  /// Prints hinted(error), below: without --json error_text() on standard error, with --json
  /// error_json() by object(). Returns exit_status(error.code).
  int fail(const Error& error) const;
  /// Does the same, but prints `error` without hinted(), and with --json prints `json` in place of
  /// error_json(error).
  int fail(const Error& error, Json json) const;

  /// Takes the step off the terminal, and returns the exit status of the program:
  /// Presented::exit_status if present_by() has given one, else `exit_status`, the status of the
  /// command. If a write to standard output failed, as on a full disk, prints an error, and returns
  /// the status of ErrorCode::failed in place of 0. A reader that closed its pipe (EPIPE) is no
  /// error.
  int finish(int exit_status) const;

  const Style& style() const { return style_; }
  bool json() const { return json_; }

 private:
  void put(const std::string& text) const;
  std::string as_shown(std::string text) const;
  void put_json(const std::string& text) const;
  void object_as_it_is(const Json& json) const;
  void stream(const Json& json, const LongList* list) const;

  Style style_;
  bool json_;
  bool verbose_;
  std::function<Json(Json)> complete_;
  std::function<Presented(const Json&)> present_;
  std::pair<std::string, std::string> renamed_;  ///< rename(); empty for none.
  std::optional<std::string> streamed_;          ///< The command, if object() prints lines.
  mutable std::optional<int> presented_status_;
  std::unique_ptr<Progress> progress_;
  mutable int write_error_ = 0;  ///< errno of the first failed write to standard output, or 0.
};

/// Opens /dev/null at each of the descriptors 0, 1 and 2 that is closed, so that no file that is
/// opened later gets this number. main() calls this function first.
void hold_standard_streams();

/// Returns `error`. If it has no hint and says that this user may not read a file, adds the hint to
/// run the program as root.
Error hinted(Error error);

/// Returns the exit status of the program for an error.
int exit_status(ErrorCode code);

/// Returns `error` as text for people: the lines of Error::details, a line with "error: " and the
/// message, and the lines of the hint, indented. Each line ends with a newline.
std::string error_text(const Error& error);
/// Returns `error` as JSON (monit-pkgmap-formats(5)). Leaves out an empty hint and empty details.
Json error_json(const Error& error);

}  // namespace pkgmap::cli
