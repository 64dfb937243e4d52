#include "rules/predict/file_fate.hpp"

namespace pkgmap::rules {

FileFate fate_of(const Contents& contents, bool config, bool noreplace, bool& beside) {
  beside = false;
  if (!config || contents.now.empty()) return FileFate::replaced;
  if (contents.now == contents.incoming || contents.now == contents.outgoing) {
    return FileFate::replaced;
  }
  // Somebody changed the file, and the new version of the package did not.
  const bool same = !contents.outgoing.empty() && contents.outgoing == contents.incoming;
  if (same) return FileFate::stays;
  beside = noreplace;
  return noreplace ? FileFate::stays : FileFate::replaced;
}

const char* suffix_of_new(PackageSystem system) {
  return system == PackageSystem::dpkg ? ".dpkg-dist" : ".rpmnew";
}

}  // namespace pkgmap::rules
