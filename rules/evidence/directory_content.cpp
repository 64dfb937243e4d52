// directory-content: the package has files right below the directory that the check watches. Weak
// without a test of the timestamp: no other test sees that such files are replaced.
#include <algorithm>

#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {
namespace {

bool watches_timestamp(const monitrc::Check& check) {
  return std::any_of(check.tests.begin(), check.tests.end(), [](const monitrc::Test& test) {
    return test.kind == monitrc::TestKind::timestamp;
  });
}

}  // namespace

void add_directory_content(const CheckFacts& check, const PackageFacts& package,
                           std::vector<Evidence>& found) {
  if (check.check->type != monitrc::CheckType::directory || check.path.hops.empty()) return;
  const std::string directory = check.path.hops.back() + "/";
  const ListedFile* first = nullptr;
  std::size_t count = 0;
  for (const ListedFile& file : package.files) {
    const bool right_below = file.path.starts_with(directory) &&
                             file.path.find('/', directory.size()) == std::string::npos;
    if (!right_below || file.directory || file.ghost) continue;
    if (!first) first = &file;
    ++count;
  }
  if (!first) return;
  const std::string more = count > 1 ? " and " + std::to_string(count - 1) + " more" : "";
  add(found, EvidenceKind::directory_content,
      watches_timestamp(*check.check) ? Strength::likely : Strength::weak, package,
      package.nevra.name + " has files right below " + check.path.asked, first->shipped + more);
}

}  // namespace pkgmap::rules
