#include "engine/session/acts/substitutes.hpp"

#include "engine/monit/control_file_name.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

using rules::SubstituteCheck;

const SubstituteCheck* substitute_for(const std::vector<SubstituteCheck>& substitutes,
                                      const std::string& check, const std::string& path) {
  for (const SubstituteCheck& substitute : substitutes) {
    if (monitrc::same_name(substitute.check, check) && substitute.path == path) return &substitute;
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

}  // namespace pkgmap
