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
  directory_content,
  pidfile_owner,
  unit_pidfile,
  unit_command,
  program_owner,
  runtime_directory,
  live_process,
  process_match,
  socket_owner,
  depends_on,
  library,
  name,
  policy,
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

/// A name that looks alike is shown, but decides nothing, whatever the threshold.
bool may_suspend(EvidenceKind kind);

}  // namespace pkgmap::rules
