#include "engine/queries/host_finding.hpp"
#include "engine/queries/unreadable.hpp"

namespace pkgmap {

std::string first_hint(const Error& error, const std::string& otherwise) {
  if (is_refused_to_this_user(error.message)) return kAsRoot;
  return error.hint.empty() ? otherwise : error.hint;
}

}  // namespace pkgmap
