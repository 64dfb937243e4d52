#include "engine/packages/dpkg/dpkg_label.hpp"

namespace pkgmap::dpkg {

// A version may have colons, a name and an architecture have none.
Label label_of(const std::string& text) {
  Label label{text, {}, {}};
  if (const std::size_t equals = text.find('='); equals != std::string::npos) {
    label.version = text.substr(equals + 1);
    label.name = text.substr(0, equals);
  }
  if (const std::size_t colon = label.name.find(':'); colon != std::string::npos) {
    label.arch = label.name.substr(colon + 1);
    label.name.resize(colon);
  }
  return label;
}

bool fits(const Label& label, const rules::Nevra& package) {
  if (!label.arch.empty() && label.arch != "any" && label.arch != package.arch) return false;
  if (label.version.empty()) return true;
  return package.evr() == rules::debian_package({}, label.version, {}).evr();
}

}  // namespace pkgmap::dpkg
