#include "engine/session/acts/managed_file.hpp"

#include "rules/substitute.hpp"

namespace pkgmap {

Result<ManagedFile> ManagedFile::open(Host& host, const std::string& path) {
  const std::size_t slash = path.rfind('/');
  auto directory = host.directory(slash == 0 ? "/" : path.substr(0, slash));
  if (!directory) return directory.error();
  ManagedFile file(std::move(*directory), path.substr(slash + 1));
  if (!file.directory_->has(file.name_)) return file;
  auto before = file.directory_->read(file.name_);
  if (!before) return before.error();
  if (!before->starts_with(rules::kSubstitutesHeader) && !before->empty()) {
    return Error{ErrorCode::failed, path + " was not made by monit-pkgmap, and is left alone"};
  }
  file.before_ = std::move(*before);
  return file;
}

std::optional<Error> why_no_substitutes(Host& host, const monitrc::ControlFile& control_file) {
  const auto path = rules::managed_path(control_file.includes);
  if (!path || !host.runs_as_root()) return std::nullopt;
  const auto file = ManagedFile::open(host, *path);
  return file ? std::nullopt : std::optional<Error>(file.error());
}

Done ManagedFile::put(const std::optional<std::string>& text) const {
  return text ? directory_->write(name_, *text) : directory_->remove(name_);
}

}  // namespace pkgmap
