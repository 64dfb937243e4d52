#include "rules/evidence/evidence.hpp"

#include <algorithm>

namespace pkgmap::rules {

const char* name_of(Strength strength) {
  switch (strength) {
    case Strength::weak:
      return "weak";
    case Strength::likely:
      return "likely";
    case Strength::strong:
      return "strong";
    case Strength::exact:
      return "exact";
  }
  return "weak";
}

const char* name_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::file_owner:
      return "file-owner";
    case EvidenceKind::pidfile_owner:
      return "pidfile-owner";
    case EvidenceKind::unit_command:
      return "unit-command";
    case EvidenceKind::depends_on:
      return "depends-on";
    case EvidenceKind::policy:
      return "policy";
  }
  return "";
}

std::string Evidence::detail() const {
  return ground.empty() ? claim : claim + "; " + ground;
}

std::vector<Evidence> evidence_for(const CheckFacts& check, const PackageFacts& package) {
  std::vector<Evidence> found;
  add_file_owner(check, package, found);
  add_pidfile_owner(check, package, found);
  add_unit_command(check, package, found);
  return found;
}

const PackageFile* owned_hop(const std::vector<std::string>& hops, const PackageFacts& package) {
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    const auto file = std::find_if(package.files.begin(), package.files.end(),
                                   [&](const PackageFile& f) { return f.path == *hop; });
    if (file != package.files.end()) return &*file;
  }
  return nullptr;
}

}  // namespace pkgmap::rules
