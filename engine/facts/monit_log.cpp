#include "engine/facts/monit_log.hpp"

#include <unistd.h>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/files/roots_way.hpp"
#include "engine/system/io.hpp"

namespace pkgmap {
namespace {

constexpr std::int64_t kMost = 4 << 20;

}  // namespace

std::optional<MonitLog> read_monit_log(const std::string& path, std::optional<std::int64_t> from) {
  if (path.empty() || !only_root_writes("/", path)) return std::nullopt;
  const RegularFile file = open_regular(RootDirectory("/"), path);
  if (!file || !who_else_writes(file.status).empty()) return std::nullopt;
  MonitLog log{file.status.st_dev, file.status.st_ino, file.status.st_size, {}};
  if (!from) return log;
  if (*from < 0 || *from > log.size || log.size - *from > kMost) return std::nullopt;
  if (::lseek(file.fd.get(), *from, SEEK_SET) != *from) return std::nullopt;
  auto text = read_to_end(file.fd.get(), static_cast<std::size_t>(2 * kMost));
  if (!text) return std::nullopt;
  log.text = std::move(*text);
  return log;
}

}  // namespace pkgmap
