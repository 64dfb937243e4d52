#include "engine/journal/session_record.hpp"

#include <array>
#include <utility>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {
namespace {

constexpr std::array<std::pair<SessionState, const char*>, 4> kSessionStates = {{
    {SessionState::suspending, "suspending"},
    {SessionState::suspended, "suspended"},
    {SessionState::ended, "ended"},
    {SessionState::kept, "kept"},
}};

}  // namespace

const char* name_of(SessionState state) {
  for (const auto& [known, name] : kSessionStates) {
    if (known == state) return name;
  }
  return "";
}

// One that is not known is of a newer version; resuming is right for it.
SessionState session_state_called(const std::string& name) {
  for (const auto& [state, called] : kSessionStates) {
    if (name == called) return state;
  }
  return SessionState::suspended;
}

const SuspendedCheck* SessionRecord::find(const std::string& check) const {
  for (const SuspendedCheck& mine : checks) {
    if (monitrc::same_name(mine.name, check)) return &mine;
  }
  return nullptr;
}

}  // namespace pkgmap
