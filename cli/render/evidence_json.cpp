#include <utility>

#include "cli/render/evidence.hpp"

namespace pkgmap::cli {

Json evidence_json(const std::vector<rules::Evidence>& all) {
  Json list = Json::array();
  for (const rules::Evidence& evidence : all) {
    Json json = Json::object()
                    .set("kind", rules::name_of(evidence.kind))
                    .set("strength", rules::name_of(evidence.strength))
                    .set("package", evidence.package.text())
                    .set_bytes("detail", evidence.detail());
    if (evidence.overruled) json.set("overruled", true);
    list.push(std::move(json));
  }
  return list;
}

}  // namespace pkgmap::cli
