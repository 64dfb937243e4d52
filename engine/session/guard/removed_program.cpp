#include "engine/session/guard/removed_program.hpp"

#include <unistd.h>

#include "engine/journal/journal.hpp"
#include "engine/journal/own_texts.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/system/files/state_directory.hpp"
#include "engine/system/process/proc.hpp"

namespace pkgmap {

bool program_is_removed() {
  const std::string program = executable_of(::getpid());
  return !program.empty() && ::access(program.c_str(), F_OK) != 0;
}

void remove_state_directory(const std::string& path) {
  const auto found = read_sessions(path);
  if (!found || !found->sessions.empty() || !found->damaged.empty() || !found->rechecks.empty()) {
    return;
  }
  bool missing = false;
  const auto directory = StateDirectory::open_existing(path, missing);
  if (!directory || directory->has(kSubstitutesFile)) return;
  directory->remove_itself(is_own_text);
}

}  // namespace pkgmap
