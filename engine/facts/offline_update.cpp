#include "engine/facts/offline_update.hpp"

#include <filesystem>
#include <system_error>

namespace pkgmap {

namespace fs = std::filesystem;

bool is_offline_update(const std::string& root) {
  std::error_code missing;
  const fs::path target =
      fs::read_symlink(fs::path(root) / "run/systemd/generator.early/default.target", missing);
  return target.filename() == "system-update.target";
}

}  // namespace pkgmap
