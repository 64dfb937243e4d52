#include "engine/packages/dpkg_label.hpp"

#include <fnmatch.h>

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

namespace {

// Whether architecture and version fit.
bool fits(const Label& label, const rules::Nevra& package) {
  if (!label.arch.empty() && label.arch != "any" && label.arch != package.arch) return false;
  if (label.version.empty()) return true;
  return package.evr() == rules::debian_package({}, label.version, {}).evr();
}

}  // namespace

bool means(const Label& label, const rules::Nevra& package) {
  return package.name == label.name && fits(label, package);
}

bool means_as_pattern(const Label& label, const rules::Nevra& package) {
  return ::fnmatch(label.name.c_str(), package.name.c_str(), 0) == 0 && fits(label, package);
}

}  // namespace pkgmap::dpkg
