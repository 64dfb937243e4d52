#include "cli/options/define.hpp"

#include <algorithm>
#include <charconv>

#include "rules/policy/duration.hpp"

namespace pkgmap::cli {
namespace {

constexpr int kLongestSettle = 3600;

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

void add_reader(CLI::App& command, const char* name, Reader reader, Options& options) {
  const auto choose = [reader, &options] { options.reader = reader; };
  const bool prometheus = reader == Reader::prometheus;
  command
      .add_flag_callback(name, choose,
                         prometheus ? "Print metrics for Prometheus"
                                    : "Answer as a plugin of Nagios: one line and\na status")
      ->disable_flag_override();
}

void add_path(CLI::App& app, const char* name, std::string& target, const char* kind,
              const char* description) {
  app.add_option(name, target, description)->type_name(kind)->check(not_empty)->take_last();
}

}  // namespace pkgmap::cli
