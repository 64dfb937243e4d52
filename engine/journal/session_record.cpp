#include "engine/journal/session_record.hpp"

#include <array>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/source/names.hpp"

namespace pkgmap {
namespace {

constexpr std::array<Named<SessionState>, 4> kSessionStates = {{
    {SessionState::suspending, "suspending"},
    {SessionState::suspended, "suspended"},
    {SessionState::transaction_ended, "ended"},
    {SessionState::kept, "kept"},
}};

}  // namespace

const char* name_of(SessionState state) {
  return name_in(kSessionStates, state);
}

// An unknown state comes from a newer version; to resume such a session is right.
SessionState session_state_called(const std::string& name) {
  return value_in(kSessionStates, name).value_or(SessionState::suspended);
}

const SuspendedCheck* SessionRecord::find(const std::string& check) const {
  for (const SuspendedCheck& mine : checks) {
    if (same_name(mine.name, check)) return &mine;
  }
  return nullptr;
}

}  // namespace pkgmap
