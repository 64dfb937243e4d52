#include "rules/evidence/evidence.hpp"

#include <utility>

#include "parsers/source/names.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array<Named<Strength>, 4> kStrengthNames = {{
    {Strength::weak, "weak"},
    {Strength::likely, "likely"},
    {Strength::strong, "strong"},
    {Strength::exact, "exact"},
}};

constexpr std::array<Named<EvidenceKind>, 16> kEvidenceKindNames = {{
    {EvidenceKind::file_owner, "file-owner"},
    {EvidenceKind::directory_content, "directory-content"},
    {EvidenceKind::pidfile_owner, "pidfile-owner"},
    {EvidenceKind::unit_pidfile, "unit-pidfile"},
    {EvidenceKind::unit_command, "unit-command"},
    {EvidenceKind::program_owner, "program-owner"},
    {EvidenceKind::container, "container"},
    {EvidenceKind::runtime_directory, "runtime-directory"},
    {EvidenceKind::live_process, "live-process"},
    {EvidenceKind::process_match, "process-match"},
    {EvidenceKind::socket_owner, "socket-owner"},
    {EvidenceKind::depends_on, "depends-on"},
    {EvidenceKind::acts_on, "acts-on"},
    {EvidenceKind::library, "library"},
    {EvidenceKind::name, "name"},
    {EvidenceKind::policy, "policy"},
}};

}  // namespace

const char* name_of(Strength strength) {
  return name_in(kStrengthNames, strength);
}

const char* name_of(EvidenceKind kind) {
  return name_in(kEvidenceKindNames, kind);
}

Strength strength_called(std::string_view name) {
  return value_in(kStrengthNames, name).value_or(Strength::weak);
}

bool may_suspend(EvidenceKind kind) {
  return kind != EvidenceKind::name;
}

const Evidence* strongest(const std::vector<Evidence>& evidence) {
  const auto weight = [](const Evidence& one) {
    return std::pair(may_suspend(one.kind), one.strength);
  };
  const Evidence* best = nullptr;
  for (const Evidence& found : evidence) {
    if (!found.overruled && (!best || weight(*best) < weight(found))) best = &found;
  }
  return best;
}

std::string Evidence::detail() const {
  return ground.empty() ? claim : claim + "; " + ground;
}

std::vector<Evidence> evidence_for(const CheckFacts& check, const PackageFacts& package) {
  using Add = void (*)(const CheckFacts&, const PackageFacts&, std::vector<Evidence>&);
  constexpr Add kKinds[] = {add_file_owner,    add_directory_content, add_pidfile_owner,
                            add_unit_pidfile,  add_unit_command,      add_program_owner,
                            add_container,     add_runtime_directory, add_live_process,
                            add_process_match, add_socket_owner,      add_library};
  std::vector<Evidence> found;
  for (const Add add_kind : kKinds) add_kind(check, package, found);
  // A similar name is shown only if there is no better reason.
  if (found.empty()) add_name(check, package, found);
  return found;
}

}  // namespace pkgmap::rules
