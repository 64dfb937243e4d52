// Finds the evidence that a check belongs to a package. docs/design.md, Evidence, says what each
// EvidenceKind means.
//
// Each `add_…` function compares one check with one package, and appends the evidence of its kind
// to `found`, if there is any. All functions are pure and never fail; no `add_…` function calls
// another `add_…` function.
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
  directory_content,
  pidfile_owner,
  unit_pidfile,
  unit_command,
  program_owner,
  container,
  runtime_directory,
  live_process,
  process_match,
  socket_owner,
  depends_on,
  acts_on,
  library,
  name,
  policy,
};

/// One reason why a check belongs to a package.
struct Evidence {
  EvidenceKind kind = EvidenceKind::file_owner;
  Strength strength = Strength::weak;
  Nevra package;
  std::string claim;  ///< The reason, for people: "start program runs mysqld.service"
  /// A fact that people can verify: "/usr/lib/… is mysql-server's". May be empty.
  std::string ground;
  /// Whether a rule of the policy keeps the check in spite of this evidence.
  bool overruled = false;

  /// Returns claim and ground in one line; only the claim if the ground is empty.
  std::string detail() const;
};

/// Returns the identifier of monit-pkgmap-formats(5), which never changes: "file-owner".
const char* name_of(EvidenceKind kind);

/// Returns the statement of the check that has the command, as the subject of a clause: "start
/// program", "its program", "the exec of a test".
const char* name_of(CommandOf of);

/// Returns the evidence that the check belongs to the package; empty if there is none. Leaves out
/// the kinds policy, depends_on and acts_on, for which the rules of the policy or the whole plan
/// are needed. Has the kind name only if there is no other evidence.
std::vector<Evidence> evidence_for(const CheckFacts& check, const PackageFacts& package);

void add_file_owner(const CheckFacts& check, const PackageFacts& package,
                    std::vector<Evidence>& found);
void add_directory_content(const CheckFacts& check, const PackageFacts& package,
                           std::vector<Evidence>& found);
void add_pidfile_owner(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found);
void add_unit_pidfile(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found);
void add_unit_command(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found);
void add_program_owner(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found);
void add_container(const CheckFacts& check, const PackageFacts& package,
                   std::vector<Evidence>& found);
void add_runtime_directory(const CheckFacts& check, const PackageFacts& package,
                           std::vector<Evidence>& found);
void add_live_process(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found);
void add_process_match(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found);
void add_socket_owner(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found);
void add_library(const CheckFacts& check, const PackageFacts& package,
                 std::vector<Evidence>& found);
void add_name(const CheckFacts& check, const PackageFacts& package, std::vector<Evidence>& found);

/// Returns whether the start program of the check starts units, none of which a file defines: the
/// service was renamed or removed, so a successor may have its files. False if the check starts no
/// unit.
bool starts_no_unit_that_exists(const CheckFacts& check);

/// Returns the strongest evidence that is not overruled; null if there is none. Evidence of a kind
/// for which may_suspend() is false comes last, however strong it is. The result points into
/// `evidence`.
const Evidence* strongest(const std::vector<Evidence>& evidence);

/// Returns whether evidence of this kind can suspend a check, if its strength reaches
/// Policy::threshold. False only for `name`.
bool may_suspend(EvidenceKind kind);

}  // namespace pkgmap::rules
