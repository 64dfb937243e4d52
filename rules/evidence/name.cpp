// name: the names of check and package are similar. The evidence explains to people why the check
// is kept; it never suspends a check.
#include "parsers/source/ascii.hpp"
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {
namespace {

std::string plain(const std::string& name) {
  std::string text;
  for (const char c : lower(name)) {
    text += c == '_' || c == '.' ? '-' : c;
  }
  return text;
}

// True for "mysql-server" or "mysqld" and "mysql"; false for "mysql" and "my".
bool begins_with_the_word(const std::string& longer, const std::string& word) {
  if (word.size() < 3 || !longer.starts_with(word)) return false;
  const std::string rest = longer.substr(word.size());
  return rest.empty() || rest == "d" || rest.front() == '-' ||
         (rest.front() >= '0' && rest.front() <= '9');
}

}  // namespace

void add_name(const CheckFacts& check, const PackageFacts& package, std::vector<Evidence>& found) {
  const std::string left = plain(check.check->name);
  const std::string right = plain(package.nevra.name);
  if (!begins_with_the_word(left, right) && !begins_with_the_word(right, left)) return;
  add(found, EvidenceKind::name, Strength::weak, package,
      "the name of the check is similar to " + package.nevra.name);
}

}  // namespace pkgmap::rules
