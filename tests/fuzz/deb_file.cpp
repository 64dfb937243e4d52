#include "engine/debs/deb_file.hpp"

#include <stdexcept>

#include "engine/packages/header_protocol.hpp"
#include "engine/system/io.hpp"
#include "tests/fuzz/debian.hpp"

namespace pkgmap::fuzz {
namespace {

void check(const Result<PackageDatabase::PackageFile>& package) {
  const auto promise = [](bool is_kept, const char* what) {
    if (!is_kept) throw std::logic_error(what);
  };
  if (!package) {
    promise(!package.error().message.empty(), "a refusal without a reason");
    return;
  }
  promise(!package->package.nevra.name.empty(), "a package without a name");
  promise(package->files.size() <= headers::kMostFiles, "too many files");
  for (const FileEntry& file : package->files) {
    promise(file.path.starts_with('/'), "a path that is not absolute");
    promise(file.digest.known() == (file.digest.algorithm != Algorithm::none),
            "a digest without its algorithm");
  }
}

}  // namespace

void deb_file(std::string_view bytes) {
  const FileFilter filter{{"daemon", "conf"}, {"sbin", "etc"}};
  for (const FileFilter* only : {static_cast<const FileFilter*>(nullptr), &filter}) {
    const Fd file = unnamed_file(bytes);
    check(debs::read_deb(file.get(), only));
  }
}

}  // namespace pkgmap::fuzz
