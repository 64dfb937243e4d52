#include "engine/session/guard/removed_program.hpp"

#include <unistd.h>

#include <algorithm>

#include "engine/facts/state_directories.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/own_texts.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/system/files/state_directory.hpp"

namespace pkgmap {

namespace {

void remove_one(const std::string& path) {
  bool missing = false;
  const auto directory = StateDirectory::open_existing(path, missing);
  if (directory) directory->remove_itself(is_own_text);
}

}  // namespace

bool has_unfinished(const std::string& path) {
  bool missing = false;
  const auto directory = StateDirectory::open_existing(path, missing);
  if (missing) return false;
  const auto found = read_sessions(path);
  const bool none = found && found->sessions.empty() && found->damaged.empty() &&
                    found->rechecks.empty() && directory && !directory->has(kSubstitutesFile);
  return !none;
}

void remove_state_directory(const std::string& path) {
  const auto below = state_directories_below(path);
  if (has_unfinished(path) || std::any_of(below.begin(), below.end(), has_unfinished)) return;
  for (const std::string& further : below) remove_one(further);
  ::rmdir((path + kStateDirectoriesBelow).c_str());
  remove_one(path);
  if (const std::string outer = outer_state_directory(path); !outer.empty()) {
    remove_state_directory(outer);
  }
}

}  // namespace pkgmap
