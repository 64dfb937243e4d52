#include "engine/facts/asked_monit.hpp"

#include "engine/monit/control_file_name.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

// What a shell makes of such a name is not known.
bool is_known(const std::string& named) {
  return named.find_first_of("$`*?[~") == std::string::npos;
}

}  // namespace

bool may_ask_monit_of(const std::string& control_file, const std::string& named,
                      PathResolver& paths) {
  if (!control_file.starts_with('/') || !is_known(named)) return true;
  const auto is_ours = [&](const std::string& other) {
    return paths.resolve(other).target == paths.resolve(control_file).target;
  };
  if (named.starts_with('/')) return is_ours(named);
  // The command may have a directory of its own, so only the end of the path is known. A daemon has
  // "/", where the name may be that of a link.
  if (!named.empty()) {
    const std::string end = lexically_normal(named);
    return lexically_normal(control_file).ends_with(end) || is_ours(end);
  }
  for (const std::string& place : first_control_files()) {
    if (paths.resolve(place).exists) return is_ours(place);
  }
  return true;
}

}  // namespace pkgmap
