#include "engine/session/acts/substitutes.hpp"

#include <utility>

#include "engine/journal/substitutes.hpp"
#include "engine/monit/control_file_name.hpp"
#include "rules/plan/unlisted_substitutes.hpp"

namespace pkgmap {

using rules::SubstituteCheck;

const SubstituteCheck* substitute_for(const std::vector<SubstituteCheck>& substitutes,
                                      const std::string& check, const std::string& path) {
  for (const SubstituteCheck& substitute : substitutes) {
    if (same_name(substitute.check, check) && substitute.path == path) return &substitute;
  }
  return nullptr;
}

std::vector<SubstituteCheck> substitutes_of(const std::string& control_file,
                                            const std::vector<SubstituteCheck>& all,
                                            std::vector<SubstituteCheck>* others) {
  std::vector<SubstituteCheck> ours;
  for (const SubstituteCheck& substitute : all) {
    if (same_control_file(substitute.control_file, control_file)) {
      ours.push_back(substitute);
    } else if (others) {
      others->push_back(substitute);
    }
  }
  return ours;
}

Result<std::vector<SubstituteCheck>> known_substitutes(const StateStore& store,
                                                       const monitrc::Parsed& parsed) {
  auto all = read_substitutes(store);
  if (!all || !parsed.ok()) return all;
  auto unlisted =
      rules::unlisted_substitutes(parsed, substitutes_of(parsed.control_file.path, *all));
  if (unlisted.empty()) return all;
  for (SubstituteCheck& one : unlisted) all->push_back(std::move(one));
  if (auto written = write_substitutes(store, *all); !written) return written.error();
  return all;
}

}  // namespace pkgmap
