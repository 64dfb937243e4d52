#include "rules/plan/unlisted_substitutes.hpp"

#include <algorithm>
#include <string>

#include "rules/plan/evaluate.hpp"

namespace pkgmap::rules {
namespace {

bool is_substitute(const monitrc::Parsed& parsed, const monitrc::Check& check) {
  return !check.implicit &&
         parsed.sources.bytes(check.span.source).starts_with(kSubstitutesHeader) &&
         checksum_test(check) != nullptr;
}

// The check whose alarm it keeps. Of several with this path, the one whose name it has.
std::string original_of(const monitrc::Parsed& parsed, const monitrc::Check& substitute) {
  std::string found;
  for (const monitrc::Check& check : parsed.control_file.checks) {
    if (check.path != substitute.path || is_substitute(parsed, check) || !checksum_test(check)) {
      continue;
    }
    if (found.empty()) found = check.name;
    const std::string name = name_for(check.name, {});
    if (substitute.name == name || substitute.name.starts_with(name + "_")) return check.name;
  }
  return found;
}

SubstituteCheck as_listed(const monitrc::Parsed& parsed, const monitrc::Check& check) {
  SubstituteCheck found;
  found.name = check.name;
  found.check = original_of(parsed, check);
  found.path = check.path;
  const std::string& sum = checksum_test(check)->expect;
  // A sum of nothing but 'f' stands for a content that nobody knows.
  if (sum.find_first_not_of('f') != std::string::npos) {
    found.digest = {Algorithm::with_digits(sum.size()), sum};
  }
  found.control_file = parsed.control_file.path;
  return found;
}

}  // namespace

std::vector<SubstituteCheck> unlisted_substitutes(const monitrc::Parsed& parsed,
                                                  const std::vector<SubstituteCheck>& listed) {
  std::vector<SubstituteCheck> found;
  for (const monitrc::Check& check : parsed.control_file.checks) {
    if (!is_substitute(parsed, check)) continue;
    const bool known = std::any_of(listed.begin(), listed.end(), [&](const SubstituteCheck& one) {
      return same_name(one.name, check.name);
    });
    if (!known) found.push_back(as_listed(parsed, check));
  }
  return found;
}

}  // namespace pkgmap::rules
