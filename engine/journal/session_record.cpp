#include "engine/journal/session_record.hpp"

#include <array>
#include <utility>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {
namespace {

constexpr std::array<std::pair<Phase, const char*>, 4> kPhases = {{
    {Phase::suspending, "suspending"},
    {Phase::suspended, "suspended"},
    {Phase::ended, "ended"},
    {Phase::kept, "kept"},
}};

}  // namespace

const char* name_of(Phase phase) {
  for (const auto& [known, name] : kPhases) {
    if (known == phase) return name;
  }
  return "";
}

// One that is not known is of a newer version; resuming is right for it.
Phase phase_called(const std::string& name) {
  for (const auto& [phase, called] : kPhases) {
    if (name == called) return phase;
  }
  return Phase::suspended;
}

const SuspendedCheck* SessionRecord::find(const std::string& check) const {
  for (const SuspendedCheck& mine : checks) {
    if (monitrc::same_name(mine.name, check)) return &mine;
  }
  return nullptr;
}

}  // namespace pkgmap
