#include "engine/packages/rpm/header_reader.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "engine/packages/rpm/versions.hpp"

namespace pkgmap::rpm {
namespace {

// What FileEntry has no place for is not even unpacked.
constexpr rpmfiFlags kFileFlags = RPMFI_KEEPHEADER | RPMFI_NOFILECLASS | RPMFI_NOFILEDEPS |
                                  RPMFI_NOFILECOLORS | RPMFI_NOFILECAPS | RPMFI_NOFILELANGS |
                                  RPMFI_NOFILERDEVS | RPMFI_NOFILEINODES;

std::string text_of(const char* text) {
  return text ? text : "";
}

std::string string_tag(Header header, rpmTagVal tag) {
  return text_of(headerGetString(header, tag));
}

std::string epoch_of(Header header) {
  if (!headerIsEntry(header, RPMTAG_EPOCH)) return {};
  return std::to_string(headerGetNumber(header, RPMTAG_EPOCH));
}

std::string hex(const unsigned char* bytes, std::size_t length) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

// Directories and links have zeros where regular files have a digest.
void read_digest(rpmfiles files, int index, FileEntry& entry) {
  if (!S_ISREG(entry.mode) || entry.ghost) return;
  int number = 0;
  std::size_t length = 0;
  const unsigned char* digest = rpmfilesFDigest(files, index, &number, &length);
  if (!digest || std::all_of(digest, digest + length, [](auto byte) { return byte == 0; })) return;
  for (const Algorithm& algorithm : kAlgorithms) {
    if (algorithm.number != number) continue;
    entry.digest = hex(digest, length);
    entry.algorithm = algorithm.name;
  }
}

std::vector<std::string> strings(Header header, rpmTagVal tag) {
  rpmtd_s data{};
  std::vector<std::string> values;
  if (!headerGet(header, tag, &data, HEADERGET_MINMEM)) return values;
  const TagData owner(&data);
  while (const char* value = rpmtdNextString(&data)) values.emplace_back(value);
  return values;
}

bool wanted(const BaseNames* only, const char* base_name) {
  return !only || (base_name && only->contains(base_name));
}

// Most packages have none of the names asked for: seen here without unpacking their lists.
bool any_wanted(Header header, const BaseNames* only) {
  if (!only) return true;
  rpmtd_s data{};
  if (!headerGet(header, RPMTAG_BASENAMES, &data, HEADERGET_MINMEM)) return false;
  const TagData owner(&data);
  while (const char* name = rpmtdNextString(&data)) {
    if (only->contains(name)) return true;
  }
  return false;
}

}  // namespace

bool pseudo_package(Header header) {
  return string_tag(header, RPMTAG_NAME) == "gpg-pubkey";
}

PackageRecord record_of(Header header) {
  PackageRecord record;
  record.nevra.name = string_tag(header, RPMTAG_NAME);
  record.nevra.epoch = epoch_of(header);
  record.nevra.version = string_tag(header, RPMTAG_VERSION);
  record.nevra.release = string_tag(header, RPMTAG_RELEASE);
  record.nevra.arch = headerIsSource(header) ? "src" : string_tag(header, RPMTAG_ARCH);
  record.instance = headerGetInstance(header);
  return record;
}

std::optional<FileList> FileList::of(Header header) {
  Files files(rpmfilesNew(nullptr, header, RPMTAG_BASENAMES, kFileFlags));
  if (!files) return std::nullopt;
  return FileList(std::move(files));
}

std::string FileList::directory(int index) const {
  const char* name = rpmfilesDN(files_.get(), rpmfilesDI(files_.get(), index));
  std::string directory = text_of(name);
  while (directory.size() > 1 && directory.back() == '/') directory.pop_back();
  return directory;
}

bool FileList::installed(int index) const {
  const rpmfileState state = rpmfilesFState(files_.get(), index);
  return state == RPMFILE_STATE_MISSING || RPMFILE_IS_INSTALLED(state);
}

FileEntry FileList::entry(int index) const {
  const rpmfiles files = files_.get();
  const rpmfileAttrs flags = rpmfilesFFlags(files, index);
  FileEntry entry;
  entry.path = text_of(rpmfilesDN(files, rpmfilesDI(files, index))) + text_of(base_name(index));
  entry.mode = rpmfilesFMode(files, index);
  entry.config = (flags & RPMFILE_CONFIG) != 0;
  entry.noreplace = entry.config && (flags & RPMFILE_NOREPLACE) != 0;
  entry.ghost = (flags & RPMFILE_GHOST) != 0;
  entry.content_verified = (rpmfilesVFlags(files, index) & kVerifyContent) != 0;
  read_digest(files, index, entry);
  if (S_ISLNK(entry.mode)) entry.link_target = text_of(rpmfilesFLink(files, index));
  entry.user = text_of(rpmfilesFUser(files, index));
  entry.group = text_of(rpmfilesFGroup(files, index));
  entry.size = rpmfilesFSize(files, index);
  entry.modified = rpmfilesFMtime(files, index);
  return entry;
}

std::optional<std::vector<FileEntry>> read_files(Header header, const BaseNames* only) {
  std::vector<FileEntry> entries;
  if (!any_wanted(header, only)) return entries;
  const std::optional<FileList> list = FileList::of(header);
  if (!list) return std::nullopt;
  for (int i = 0; i < list->size(); ++i) {
    if (wanted(only, list->base_name(i)) && list->installed(i)) entries.push_back(list->entry(i));
  }
  return entries;
}

std::vector<std::string> provides_of(Header header) {
  return strings(header, RPMTAG_PROVIDENAME);
}

}  // namespace pkgmap::rpm
