// Defines the options for CLI11, one group of commands in each source file. Private to cli/options.
#pragma once

#include <array>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/options.hpp"

namespace pkgmap::cli {

/// The variables of the options before parse_options() completes the values.
struct Raw {
  Options options;
  std::string settle;
  std::string lease;  ///< suspend --for
};

/// For CLI::Option::check(): returns what is wrong with a value, or an empty string.
std::string not_empty(const std::string& value);
std::string seconds(const std::string& value);
std::string duration(const std::string& value);
std::string process_number(const std::string& value);

void add_path(CLI::App& app, const char* name, std::string& target, const char* kind,
              const char* description);

/// A word that an option accepts, and its meaning.
template <class Value>
using Choice = std::pair<const char*, Value>;

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

/// Options of every command.
void define_global(CLI::App& app, Raw& raw);
/// Commands that change nothing: config, explain, audit.
void define_queries(CLI::App& app, Raw& raw);
/// Commands around sessions: suspend, resume, run, status, recover, history, doctor, guard.
void define_sessions(CLI::App& app, Raw& raw);
/// Commands about the content of files: verify, update-expect.
void define_integrity(CLI::App& app, Raw& raw);

/// Returns an error if the options together make no sense; else nullopt.
std::optional<Error> what_is_missing(const Options& options);

}  // namespace pkgmap::cli
