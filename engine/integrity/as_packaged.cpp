#include "engine/integrity/as_packaged.hpp"

#include <set>
#include <utility>

#include "engine/integrity/packaging.hpp"
#include "engine/integrity/present_file.hpp"

namespace pkgmap {

Result<rules::FileFacts> file_as_packaged(const std::string& root, const std::string& path,
                                          const Algorithm& algorithm, PackageDatabase& database) {
  rules::FileFacts facts;
  facts.path = path;
  rules::PresentFile seen = present_file(root, path, {});
  auto packaging = packaging_of(seen, database);
  if (!packaging) return packaging.error();
  facts.packaging = std::move(*packaging);
  std::set<Algorithm> algorithms = {algorithm, Algorithm::sha256};
  for (const rules::HeaderWord& word : facts.packaging.words)
    algorithms.insert(word.digest.algorithm);
  facts.present = present_file(root, path, algorithms);
  // packaging_of() has marked the packaged links of the first walk. If the links have changed
  // since, none counts as packaged.
  if (facts.present.links == seen.links) facts.present.links = std::move(seen.links);
  return facts;
}

}  // namespace pkgmap
