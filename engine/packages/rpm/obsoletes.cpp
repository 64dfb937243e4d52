#include "engine/packages/rpm/obsoletes.hpp"

#include <rpm/rpmds.h>

#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

bool obsoletes(const Obsoleted& range, const rules::Nevra& package) {
  if (range.name != package.name) return false;
  const RpmDependencies asked(
      rpmdsSingle(RPMTAG_OBSOLETENAME, range.name.c_str(), range.evr.c_str(), range.sense));
  const RpmDependencies own(
      rpmdsSingle(RPMTAG_PROVIDENAME, package.name.c_str(), package.evr().c_str(), RPMSENSE_EQUAL));
  return rpmdsCompare(own.get(), asked.get()) != 0;
}

}  // namespace pkgmap::rpm
