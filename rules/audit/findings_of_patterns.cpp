#include "rules/audit/findings_of_patterns.hpp"

#include <set>

#include "parsers/source/mask.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::size_t kShort = 4;

std::size_t different_units(const MatchFact& match) {
  std::set<std::string> programs;
  for (const UnitFact& unit : match.units) {
    programs.insert(unit.programs.empty() ? unit.name : unit.programs.front().asked);
  }
  return programs.size();
}

// A pattern may have the password of a command in it.
std::string shown_pattern(const std::string& pattern) {
  return "'" + masked(pattern) + "'";
}

}  // namespace

std::string why_it_never_matches(const CheckFacts& check, bool live) {
  const std::size_t fits = check.matching.fits;
  if (fits > 0 || !check.matching.units.empty() || !check.matching.stopped.empty()) return {};
  const std::string pattern = shown_pattern(check.check->matching);
  return live ? pattern + " matches no running process and no unit"
              : pattern + " matches no command of a unit";
}

std::string why_it_is_risky(const CheckFacts& check) {
  const std::size_t fits = check.matching.fits;
  const std::string& pattern = check.check->matching;
  const std::size_t units = different_units(check.matching);
  if (units > 1) {
    return shown_pattern(pattern) + " matches commands of " + std::to_string(units) +
           " different units";
  }
  for (const ProcessFact& process : check.matching.processes) {
    if (process.certain) continue;
    return shown_pattern(pattern) + " matches process " + std::to_string(process.pid) +
           " only in its arguments, not in its program";
  }
  const bool exact = pattern.find('/') != std::string::npos || pattern.starts_with('^');
  if (pattern.size() < kShort && !exact) {
    return shown_pattern(pattern) +
           " is short: it may match an editor or a package manager as well";
  }
  if (fits > 1 && !exact) {
    return shown_pattern(pattern) + " matches " + std::to_string(fits) +
           " running processes; monit takes the oldest";
  }
  return {};
}

}  // namespace pkgmap::rules
