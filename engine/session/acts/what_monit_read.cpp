#include "engine/session/acts/what_monit_read.hpp"

#include <algorithm>

#include "engine/session/acts/cascade.hpp"
#include "rules/judge/way.hpp"

namespace pkgmap {
namespace {

monitrc::Check* find_check(const std::string& name, std::vector<monitrc::Check>& checks) {
  const auto found = std::find_if(checks.begin(), checks.end(), [&](const monitrc::Check& check) {
    return same_name(check.name, name);
  });
  return found == checks.end() ? nullptr : &*found;
}

}  // namespace

bool has_read(const monitrc::ControlFile& control_file, std::int64_t second, Host& host) {
  const auto& files = control_file.files;
  return std::all_of(files.begin(), files.end(), [&](const std::string& path) {
    return rules::unchanged_since(host.present_file(path, {}, {}), second);
  });
}

bool add_shown_dependencies(MonitClient& monit, const CheckNames& names,
                            std::vector<monitrc::Check>& checks) {
  CheckNames left = names;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const std::string name = left[i];
    const auto shown = monit.prerequisites(name);
    if (!shown) return false;
    for (const std::string& prerequisite : *shown) {
      if (monitrc::Check* check = find_check(name, checks)) {
        check->depends_on.push_back(prerequisite);
      }
      if (names_check(left, prerequisite)) continue;
      left.push_back(prerequisite);
      if (!find_check(prerequisite, checks)) checks.emplace_back().name = prerequisite;
    }
  }
  return true;
}

}  // namespace pkgmap
