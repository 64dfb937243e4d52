#include "engine/packages/rpm/package_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <rpm/rpmlib.h>

#include "engine/packages/rpm/header_reader.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/text.hpp"

namespace pkgmap::rpm {
namespace {

Error refused(std::string message) {
  return Error{ErrorCode::failed, std::move(message), {}};
}

// librpm says "NAME: why", and its NAME is a file descriptor's.
Error damaged(const std::string& path, const Messages& messages) {
  std::string why = messages.first();
  if (const std::size_t colon = why.find(": "); colon != std::string::npos) {
    why.erase(0, colon + 2);
  }
  return refused(path + " is damaged" + (why.empty() ? "" : ": " + why));
}

Result<Fd> open_regular(const std::string& path) {
  if (path.find('\0') != std::string::npos) return refused("a path with a NUL byte");
  Fd fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!fd) return system_error("cannot open " + path);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) {
    return system_error("cannot read " + path);
  }
  if (!S_ISREG(info.st_mode)) return refused(path + " is not an rpm package: not a regular file");
  return fd;
}

}  // namespace

Result<HeaderHandle> read_header(rpmts transaction_set, const std::string& path) {
  Result<Fd> fd = open_regular(path);
  if (!fd) return fd.error();
  const FileHandle file(fdDup(fd->get()));
  if (!file) return system_error("cannot read " + path);

  const Messages messages;
  Header raw = nullptr;
  const rpmRC status = rpmReadPackageFile(transaction_set, file.get(), path.c_str(), &raw);
  HeaderHandle header(raw);
  // Without a key for the signature the header is as good: its digests have been verified.
  const bool usable = status == RPMRC_OK || status == RPMRC_NOKEY || status == RPMRC_NOTTRUSTED;
  if (status == RPMRC_NOTFOUND) return refused(path + " is not an rpm package");
  if (!usable || !header) return damaged(path, messages);
  return header;
}

Result<PackageDatabase::PackageFile> read_package(rpmts transaction_set, const std::string& path,
                                                  const BaseNames* only) {
  const Result<HeaderHandle> header = read_header(transaction_set, path);
  if (!header) return header.error();
  auto files = read_files(header->get(), only);
  if (!files) return refused(path + " is damaged: its file list contradicts itself");
  PackageDatabase::PackageFile package{record_of(header->get()), std::move(*files)};
  package.package.instance = 0;
  return package;
}

}  // namespace pkgmap::rpm
