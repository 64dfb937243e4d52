// Why a check belongs to a package: one kind a file, all with the same shape.
//
// Each kind looks at one check and one package and adds what it finds. Pure
// functions over Facts; kinds know nothing of each other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/facts.hpp"
#include "rules/nevra.hpp"
#include "rules/strength.hpp"

namespace pkgmap::rules {

enum class EvidenceKind : std::uint8_t {
  file_owner,
  pidfile_owner,
  unit_command,
  depends_on,
  policy
};

struct Evidence {
  EvidenceKind kind = EvidenceKind::file_owner;
  Strength strength = Strength::weak;
  Nevra package;
  std::string claim;  ///< "start program runs mysqld.service"
  std::string
      ground;  ///< What can be checked by hand: "/usr/lib/… is mysql-server's". May be empty.
  bool overruled = false;  ///< A rule of the policy keeps the check all the same.

  /// Claim and ground in one line.
  std::string detail() const;
};

/// The stable identifier: "file-owner".
const char* name_of(EvidenceKind kind);

/// All kinds but depends-on, which needs the whole plan, and policy.
std::vector<Evidence> evidence_for(const CheckFacts& check, const PackageFacts& package);

void add_file_owner(const CheckFacts& check, const PackageFacts& package,
                    std::vector<Evidence>& found);
void add_pidfile_owner(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found);
void add_unit_command(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found);

/// The file of `package` that one of the hops names; null when there is none. The final target
/// comes first.
const PackageFile* owned_hop(const std::vector<std::string>& hops, const PackageFacts& package);

}  // namespace pkgmap::rules
