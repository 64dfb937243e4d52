#include "engine/payload/deb_entries.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string>
#include <unordered_map>

#include "engine/debs/deb_archive.hpp"

namespace pkgmap::payload {
namespace {

Error unreadable_deb(const Error& error) {
  return Error{ErrorCode::failed, "cannot unpack the payload: it " + error.message, {}};
}

// As the Errors of DebArchive, continues a sentence that begins with the name of the file.
Error damaged_deb(const std::string& why) {
  return Error{ErrorCode::failed, "is damaged: " + why, {}};
}

Done digest_content(const debs::TarEntry& entry, PayloadEntry& into) {
  Result<EntryDigests> digests = EntryDigests::start();
  if (!digests) return digests.error();
  const void* bytes = nullptr;
  while (const std::int64_t length = entry.contents(bytes)) {
    if (length < 0) return damaged_deb("a file is cut off");
    digests->update(bytes, static_cast<std::size_t>(length));
  }
  digests->finish(into);
  return done();
}

}  // namespace

bool is_deb(int fd) {
  std::array<char, 8> begin{};
  const ssize_t length = ::read(fd, begin.data(), begin.size());
  return ::lseek(fd, 0, SEEK_SET) == 0 && length > 0 &&
         debs::begins_as_deb(begin.data(), static_cast<std::size_t>(length));
}

Result<std::uint64_t> read_deb_entries(int fd,
                                       const std::function<void(const PayloadEntry&)>& emit) {
  std::uint64_t entries = 0;
  std::unordered_map<std::string, PayloadEntry> files;  // For further names of a file.
  debs::DebArchive deb(fd);
  Done read = deb.read_control([](const debs::TarEntry&) { return done(); });
  if (!read) return unreadable_deb(read.error());
  read = deb.read_data([&](const debs::TarEntry& entry) -> Done {
    PayloadEntry found;
    if (!entry.same_as.empty()) {
      const auto first = files.find(entry.same_as);
      if (first == files.end()) {
        return damaged_deb("a hard link leads to no file of the package");
      }
      found = first->second;
    } else {
      found.mode = entry.mode;
      found.size = S_ISREG(entry.mode) ? entry.size : 0;
      if (S_ISREG(entry.mode)) {
        if (Done digested = digest_content(entry, found); !digested) return digested;
      }
    }
    found.path = entry.path;
    files.emplace(found.path, found);
    emit(found);
    ++entries;
    return done();
  });
  if (!read) return unreadable_deb(read.error());
  return entries;
}

}  // namespace pkgmap::payload
