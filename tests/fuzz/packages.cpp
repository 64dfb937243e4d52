#include "tests/fuzz/packages.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "engine/packages/rpm/package_file.hpp"
#include "engine/payload/archive.hpp"
#include "engine/system/fd.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {
namespace {

/// Returns a file with these bytes, at its beginning.
Fd file_with(std::string_view bytes) {
  Fd fd(::memfd_create("package", MFD_CLOEXEC));
  const bool written =
      fd && ::write(fd.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  promise(written && ::lseek(fd.get(), 0, SEEK_SET) == 0, "no file in memory");
  return fd;
}

}  // namespace

void rpm_header(std::string_view bytes) {
  static const rpm::PackageFileReader reader;
  const Fd file = file_with(bytes);
  const auto read = reader.read(file.get(), nullptr);
  promise(read.ok() || !read.error().message.empty(), "a refusal without a reason");
  if (!read) return;
  promise(!read->package.nevra.name.empty(), "a package without a name");
  for (const FileEntry& entry : read->files) {
    promise(!entry.path.empty(), "a file without a path");
    promise(entry.digest.known() == (entry.digest.algorithm != Algorithm::none),
            "a digest of no algorithm");
  }
}

void rpm_payload(std::string_view bytes) {
  const Fd file = file_with(bytes);
  std::uint64_t count = 0;
  const auto read = payload::read_entries(file.get(), [&](const payload::Entry& entry) {
    ++count;
    promise(entry.path.starts_with('/'), "a relative path");
    promise(entry.sha256.empty() || entry.sha256.size() == 64, "a digest of the wrong length");
  });
  promise(read.ok() || !read.error().message.empty(), "a refusal without a reason");
  if (read) promise(*read == count, "entries that are counted and not told");
}

}  // namespace pkgmap::fuzz
