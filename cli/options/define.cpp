#include "cli/options/define.hpp"

#include <algorithm>
#include <charconv>

#include "rules/policy/duration.hpp"

namespace pkgmap::cli {
namespace {

constexpr int kLongestSettle = 3600;

const char* description_of(Reader reader) {
  if (reader == Reader::ndjson) return "Print JSON, one object a line";
  return reader == Reader::prometheus ? "Print metrics for Prometheus"
                                      : "Answer as a plugin of Nagios: one line and\na status";
}

}  // namespace

std::string not_empty(const std::string& value) {
  return value.empty() ? "its value is empty" : "";
}

std::string seconds(const std::string& value) {
  const bool digits =
      !value.empty() && value.size() <= 4 &&
      std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && std::stoi(value) <= kLongestSettle) return "";
  return "'" + value + "' is not a number of seconds from 0 to " + std::to_string(kLongestSettle);
}

std::string duration(const std::string& value) {
  const auto parsed = rules::parse_duration(value);
  if (parsed && parsed->count() > 0) return "";
  return "'" + value + "' is not a duration: write 20s, 30m, 2h or 1d; at most 30 days";
}

std::string process_number(const std::string& value) {
  int number = 0;
  const char* const end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, number);
  if (read.ec == std::errc() && read.ptr == end && number > 0) return "";
  return "'" + value + "' is not the number of a process";
}

const char* name_of_option(Reader reader) {
  switch (reader) {
    case Reader::ndjson:
      return "--ndjson";
    case Reader::prometheus:
      return "--prometheus";
    case Reader::nagios:
      return "--nagios";
    case Reader::person_or_json:
      break;
  }
  return "--json";
}

void add_reader(CLI::App& command, Reader reader, Options& options) {
  const auto choose = [reader, &options] {
    if (options.reader != Reader::person_or_json && options.reader != reader) {
      throw CLI::ValidationError(name_of_option(reader), std::string("cannot be combined with ") +
                                                             name_of_option(options.reader));
    }
    options.reader = reader;
  };
  command.add_flag_callback(name_of_option(reader), choose, description_of(reader))
      ->disable_flag_override();
}

void add_path(CLI::App& app, const char* name, std::string& target, const char* kind,
              const char* description) {
  app.add_option(name, target, description)->type_name(kind)->check(not_empty)->take_last();
}

}  // namespace pkgmap::cli
