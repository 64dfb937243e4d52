#include "engine/packages/rpm/package_file.hpp"

#include <string>
#include <utility>

#include <rpm/rpmlib.h>

#include "engine/packages/digest.hpp"
#include "engine/packages/rpm/header_reader.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/packages/rpm/versions.hpp"

namespace pkgmap::rpm {
namespace {

Error refused_package(std::string message) {
  return Error{ErrorCode::failed, std::move(message), {}};
}

// Removes the name from librpm's "NAME: why", since it is that of a descriptor.
Error damaged(const Messages& messages) {
  std::string why = messages.first();
  if (const std::size_t colon = why.find(": "); colon != std::string::npos) {
    why.erase(0, colon + 2);
  }
  return refused_package(why.empty() ? "is damaged" : "is damaged: " + why);
}

// Initialises the digests and their libraries while the process may still open files.
void warm_up_digests() {
  for (const Algorithm algorithm : kMonitAlgorithms) {
    // librpm reports an algorithm that is not allowed.
    if (auto digest = RunningDigest::start(algorithm)) digest->finish();
  }
}

}  // namespace

PackageFileReader::PackageFileReader() {
  silence_library();
  warm_up_digests();
  transaction_set_.reset(rpmtsCreate());
  rpmtsSetVSFlags(transaction_set_.get(), kNoSignatures);
}

Result<PackageDatabase::PackageFile> PackageFileReader::read(int fd, const FileFilter* only) const {
  const FileHandle file(fdDup(fd));
  if (!file) return refused_package("cannot be read");

  const Messages messages;
  Header raw = nullptr;
  const rpmRC status = rpmReadPackageFile(transaction_set_.get(), file.get(), nullptr, &raw);
  const HeaderHandle header(raw);
  // A header without a key for its signature is usable: its digests have been verified.
  const bool usable = status == RPMRC_OK || status == RPMRC_NOKEY || status == RPMRC_NOTTRUSTED;
  if (status == RPMRC_NOTFOUND) return refused_package("is not an rpm package");
  if (!usable || !header) return damaged(messages);

  auto files = read_files(header.get(), only);
  if (!files) return refused_package("is damaged: its file list contradicts itself");
  PackageDatabase::PackageFile package{record_of(header.get()), std::move(*files),
                                       obsoletes_of(header.get()), offers_of(header.get())};
  package.package.instance = 0;
  if (package.package.nevra.name.empty()) return refused_package("is damaged: it has no name");
  return package;
}

}  // namespace pkgmap::rpm
