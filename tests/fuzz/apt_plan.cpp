#include <stdexcept>

#include "cli/plugins/apt/changes.hpp"
#include "tests/fuzz/debian.hpp"

namespace pkgmap::fuzz {

void apt_plan(std::string_view text) {
  const auto promise = [](bool is_kept, const char* what) {
    if (!is_kept) throw std::logic_error(what);
  };
  const apt::Told told = apt::read_told(text);
  for (const apt::Change& change : told.changes) {
    promise(!change.action.empty(), "a change without an action");
    promise(!change.name.empty() || !change.deb.empty(), "a change of nothing");
  }
  static_cast<void>(apt::changes_this_system(told, {}));
  static_cast<void>(apt::without_locks(told));
  const std::string written = apt::transaction_of(told.changes, apt::kApt, 1).dump(-1);
  promise(written.size() > 40, "no transaction");
}

}  // namespace pkgmap::fuzz
