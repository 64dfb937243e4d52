// Defines the commands and options for CLI11, one group of commands in each source file. Only
// cli/options includes this file.
//
// CLI11 keeps references to `raw`, to every `target` and to `choices`: all of them must outlive the
// parse.
#pragma once

#include <array>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/options.hpp"

namespace pkgmap::cli {

/// What CLI11 fills in while it parses. parse_options() then makes paths absolute and turns texts
/// into values.
struct Raw {
  Options options;
  std::string settle;  ///< --settle: seconds; empty if not given
  std::string lease;   ///< suspend --for: a duration such as 30m; empty if not given
};

// Functions for CLI::Option::check(). Each returns what is wrong with a value, or an empty string.

/// Accepts every value but the empty one.
std::string not_empty(const std::string& value);
/// Accepts a whole number of seconds without a unit, from 0 to 3600.
std::string seconds(const std::string& value);
/// Accepts a duration as policies have it (rules/policy/duration.hpp: "30m"), but not 0.
std::string duration(const std::string& value);
/// Accepts a pid: a whole number from 1, in decimal digits.
std::string process_number(const std::string& value);

/// Adds the option `name` to `app`. The option puts its value, which must not be empty, into
/// `target`. If the option is given several times, the last value counts. `kind` is what the help
/// calls the value: "FILE", "DIR".
void add_path(CLI::App& app, const char* name, std::string& target, const char* kind,
              const char* description);

/// Returns the option that sets Options::reader to `reader`: "--prometheus". No option sets
/// person_or_json, which is the default; the function then returns "--json".
const char* name_of_option(Reader reader);
/// Adds the option name_of_option(reader) to `command`; `reader` is not person_or_json (not
/// checked). The option sets Options::reader. The parse fails if the command line has the options
/// of two readers.
void add_reader(CLI::App& command, Reader reader, Options& options);

/// A word that an option accepts, and the value that the word stands for.
template <class Value>
using Choice = std::pair<const char*, Value>;

/// Adds the option `name` to `app`. The option accepts the words of `choices` and puts the value of
/// the word into `target`. If the option is given several times, the last word counts. Returns the
/// option, which belongs to `app`.
template <class Value, std::size_t Size>
CLI::Option* add_choice(CLI::App& app, const char* name,
                        const std::array<Choice<Value>, Size>& choices, Value& target,
                        const char* description) {
  const auto take = [&choices, &target](const std::string& word) {
    for (const auto& [known, value] : choices) {
      if (word == known) target = value;
    }
  };
  const auto known = [&choices](const std::string& word) -> std::string {
    std::string all;
    for (const auto& choice : choices) {
      if (word == choice.first) return "";
      all += (all.empty() ? "" : ", ") + std::string(choice.first);
    }
    return "'" + word + "' is not one of " + all;
  };
  return app.add_option_function<std::string>(name, take, description)->check(known)->take_last();
}

/// Defines the options that every command has.
void define_global(CLI::App& app, Raw& raw);
/// Defines the commands that do not act on monit: config, explain, audit, bundle, policy.
void define_queries(CLI::App& app, Raw& raw);
/// Defines the commands around sessions: suspend, resume, run, status, recover, history, doctor,
/// guard.
void define_sessions(CLI::App& app, Raw& raw);
/// Defines the commands about the content of files: verify, accept, update-expect.
void define_integrity(CLI::App& app, Raw& raw);

/// Returns an Error (ErrorCode::usage) if the command lacks an option or argument, or has two that
/// exclude each other; else nullopt.
std::optional<Error> what_is_missing(const Options& options);

}  // namespace pkgmap::cli
