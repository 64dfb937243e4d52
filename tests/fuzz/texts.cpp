#include "tests/fuzz/texts.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/password_file.hpp"
#include "parsers/status/repair.hpp"
#include "parsers/status/status.hpp"
#include "parsers/transaction/transaction.hpp"
#include "parsers/unit/aliases.hpp"
#include "parsers/unit/environment.hpp"
#include "parsers/unit/exec_line.hpp"
#include "parsers/unit/supervisord.hpp"
#include "parsers/unit/sysv.hpp"
#include "parsers/unit/tmpfiles.hpp"
#include "parsers/unit/unit_file.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {
namespace {

// What the headers of the parsers promise, with room for the last value that still fits.
constexpr std::size_t kMostOfSpecifiers = 66U << 10U;
constexpr std::size_t kMostOfVariables = 16U << 10U;

std::size_t size_of(const std::vector<std::string>& words) {
  std::size_t size = 0;
  for (const std::string& word : words) size += word.size();
  return size;
}

void expand_commands(const UnitFile& unit, const Environment& environment) {
  for (const std::string& value : unit.all("Service", "ExecStart")) {
    const std::vector<std::string> argv = exec_arguments(value);
    promise(size_of(argv) <= value.size(), "a command longer than its line");
    const auto expanded = expand_variables(argv, environment);
    promise(size_of(expanded) <= size_of(argv) + kMostOfVariables, "variables out of bounds");
    const std::string specified = expand_specifiers(value, "web@a-b.service");
    promise(specified.size() <= value.size() + kMostOfSpecifiers, "specifiers out of bounds");
  }
}

void read_unit(std::string_view text) {
  UnitFile unit;
  unit.add(text);
  unit.add(text);
  Environment environment;
  add_environment_file(text, environment);
  for (const std::string& value : unit.all("Service", "Environment")) {
    add_assignments(value, environment);
  }
  expand_commands(unit, environment);
  for (const std::string& section : unit.sections()) {
    promise(unit.words(section, "ExecStart").size() <= 2 * text.size(), "too many words");
  }
  for (const std::string& name : unit_aliases(text)) {
    promise(!name.empty(), "an alias without a name");
  }
}

bool is_absolute(const std::string& path) {
  return path.starts_with('/');
}

}  // namespace

void units(std::string_view text) {
  read_unit(text);
  for (const auto& [name, command] : supervisord_programs(text)) {
    promise(!command.empty(), "a program without a command");
  }
  const SysvScript script = read_sysv_script(text);
  promise(std::all_of(script.pidfiles.begin(), script.pidfiles.end(), is_absolute) &&
              std::all_of(script.programs.begin(), script.programs.end(), is_absolute),
          "a relative path of an init script");
}

void tmpfiles(std::string_view text) {
  for (const std::string& directory : tmpfiles_directories(text)) {
    promise(is_absolute(directory), "a relative directory");
    promise(directory == "/" || directory.back() != '/', "a '/' at the end");
  }
}

void transaction(std::string_view text) {
  std::string error;
  const auto read = parse_transaction(text, error);
  promise(read.has_value() || !error.empty(), "a refusal without a reason");
  if (!read) return;
  promise(read->pid >= 0, "no number of a process");
  for (const TransactionItem& item : read->items) {
    promise(!item.package.name.empty() || item.deb, "an item without a name");
    promise(item.deb ? !item.package_file.empty() : true, "a .deb file without a path");
    if (!item.files) continue;
    for (const FileGroup& group : *item.files) {
      promise(!group.directory.empty(), "a directory without a name");
    }
  }
}

void status_xml(std::string_view text) {
  for (const std::string& xml : {std::string(text), status::repair(text)}) {
    std::string error;
    const auto read = status::parse_status(xml, &error);
    promise(read.has_value() || !error.empty(), "a refusal without a reason");
    if (!read) continue;
    promise(!read->version.empty(), "a status without a version");
    for (const status::Service& service : read->services) {
      promise(!service.name.empty(), "a check without a name");
      promise(read->find(service.name) != nullptr, "a check that is not found by its name");
    }
  }
}

void check_page(std::string_view text) {
  if (const auto baseline = status::parse_check_page(text)) {
    promise(baseline->algorithm.is_of_monit(), "a digest of an unknown kind");
    promise(baseline->value.size() >= 32 && baseline->value.size() <= 64 &&
                baseline->value.find_first_not_of("0123456789abcdef") == std::string::npos,
            "a digest that is none");
  }
  for (const std::string& name : status::parse_prerequisites(text)) {
    promise(!name.empty(), "a prerequisite without a name");
  }
}

void password_file(std::string_view text) {
  const auto users = monitrc::parse_password_file(text, {});
  promise(users.size() <= 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')),
          "more users than lines");
  for (const monitrc::Credentials& user : users) {
    promise(!user.user.starts_with('#') && user.user.find(':') == std::string::npos,
            "a name that is none");
    promise(user.user.find('\0') == std::string::npos &&
                user.user.find('\n') == std::string::npos &&
                user.password.find('\0') == std::string::npos,
            "a user beyond the end of a line");
  }
  if (users.empty()) return;
  for (const auto& user : monitrc::parse_password_file(text, {users.front().user})) {
    promise(user.user == users.front().user, "a user that nobody asked for");
  }
}

void json(std::string_view text) {
  std::string error;
  const auto read = Json::parse(text, &error);
  promise(read.has_value() || !error.empty(), "a refusal without a reason");
  if (!read) return;
  const std::string once = read->dump();
  const auto again = Json::parse(once);
  promise(again.has_value(), "a text that cannot be read again");
  promise(again->dump() == once, "a text with another value");
}

}  // namespace pkgmap::fuzz
