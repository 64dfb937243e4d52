#include "rules/evidence/evidence.hpp"

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
    case EvidenceKind::directory_content:
      return "directory-content";
    case EvidenceKind::pidfile_owner:
      return "pidfile-owner";
    case EvidenceKind::unit_pidfile:
      return "unit-pidfile";
    case EvidenceKind::unit_command:
      return "unit-command";
    case EvidenceKind::program_owner:
      return "program-owner";
    case EvidenceKind::runtime_directory:
      return "runtime-directory";
    case EvidenceKind::live_process:
      return "live-process";
    case EvidenceKind::process_match:
      return "process-match";
    case EvidenceKind::socket_owner:
      return "socket-owner";
    case EvidenceKind::depends_on:
      return "depends-on";
    case EvidenceKind::library:
      return "library";
    case EvidenceKind::name:
      return "name";
    case EvidenceKind::policy:
      return "policy";
  }
  return "";
}

bool may_suspend(EvidenceKind kind) {
  return kind != EvidenceKind::name;
}

std::string Evidence::detail() const {
  return ground.empty() ? claim : claim + "; " + ground;
}

std::vector<Evidence> evidence_for(const CheckFacts& check, const PackageFacts& package) {
  using Add = void (*)(const CheckFacts&, const PackageFacts&, std::vector<Evidence>&);
  constexpr Add kKinds[] = {add_file_owner,
                            add_directory_content,
                            add_pidfile_owner,
                            add_unit_pidfile,
                            add_unit_command,
                            add_program_owner,
                            add_runtime_directory,
                            add_live_process,
                            add_process_match,
                            add_socket_owner,
                            add_library};
  std::vector<Evidence> found;
  for (const Add add_kind : kKinds) add_kind(check, package, found);
  // A similar name is shown only if there is no better reason.
  if (found.empty()) add_name(check, package, found);
  return found;
}

}  // namespace pkgmap::rules
