#include "parsers/monitrc/model/algorithms.hpp"

namespace pkgmap::monitrc {

Algorithm default_algorithm(const std::optional<Version>& version) {
  return version && *version >= row_of(Feature::sha256).since ? Algorithm::sha256 : Algorithm::md5;
}

void use_default_algorithm_of(const Version& version, ControlFile& control_file) {
  for (Check& check : control_file.checks) {
    for (Test& test : check.tests) {
      if (test.is_default_algorithm) test.algorithm = default_algorithm(version);
    }
  }
}

}  // namespace pkgmap::monitrc
