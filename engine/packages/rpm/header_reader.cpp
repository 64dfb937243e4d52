#include "engine/packages/rpm/header_reader.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/packages/rpm/versions.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap::rpm {
namespace {

// librpm does not unpack what FileEntry has no member for.
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

// The digest of a directory or link is all zeros.
void read_digest(rpmfiles files, int index, FileEntry& entry) {
  if (!S_ISREG(entry.mode) || entry.ghost) return;
  int number = 0;
  std::size_t length = 0;
  const unsigned char* digest = rpmfilesFDigest(files, index, &number, &length);
  if (!digest || std::all_of(digest, digest + length, [](auto byte) { return byte == 0; })) return;
  for (const Numbered& known : kNumbers) {
    if (known.number != number) continue;
    entry.digest = {known.algorithm, hex({reinterpret_cast<const char*>(digest), length})};
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

// "/var/lib/mysql/" -> "/var/lib/mysql", "/" -> "/"
std::string_view without_slash(std::string_view directory) {
  while (directory.size() > 1 && directory.back() == '/') directory.remove_suffix(1);
  return directory;
}

std::string_view last_component(std::string_view directory) {
  const std::string_view path = without_slash(directory);
  return path.substr(path.rfind('/') + 1);
}

// The three arrays of a header that make up its paths; the rest is not unpacked. An index beyond
// the arrays, possible in an unverified header, gives an empty directory.
class PathArrays {
 public:
  explicit PathArrays(Header header)
      : base_names_(views(header, RPMTAG_BASENAMES)), header_(header) {}

  const std::vector<std::string_view>& base_names() const { return base_names_; }

  std::string_view directory(std::size_t file) {
    load_directories();
    if (file >= indexes_.size() || indexes_[file] >= directories_.size()) return {};
    return without_slash(directories_[indexes_[file]]);
  }

  bool any_directory(const BaseNames& names) {
    load_directories();
    return std::any_of(directories_.begin(), directories_.end(),
                       [&](std::string_view path) { return names.contains(last_component(path)); });
  }

 private:
  std::vector<std::string_view> views(Header header, rpmTagVal tag) {
    std::vector<std::string_view> values;
    rpmtd data = rpmtdNew();
    holders_.emplace_back(data);
    if (!headerGet(header, tag, data, HEADERGET_MINMEM)) return values;
    values.reserve(rpmtdCount(data));
    while (const char* value = rpmtdNextString(data)) values.emplace_back(value);
    return values;
  }

  void load_directories() {
    if (loaded_) return;
    loaded_ = true;
    directories_ = views(header_, RPMTAG_DIRNAMES);
    rpmtd data = rpmtdNew();
    holders_.emplace_back(data);
    if (!headerGet(header_, RPMTAG_DIRINDEXES, data, HEADERGET_MINMEM)) return;
    while (const std::uint32_t* index = rpmtdNextUint32(data)) indexes_.push_back(*index);
  }

  struct Holder {
    explicit Holder(rpmtd held) : data(held) {}
    Holder(Holder&& other) noexcept : data(std::exchange(other.data, nullptr)) {}
    Holder& operator=(Holder&&) = delete;
    ~Holder() {
      if (data == nullptr) return;
      rpmtdFreeData(data);
      rpmtdFree(data);
    }
    rpmtd data;
  };

  std::vector<Holder> holders_;  // Own what the views below point to.
  std::vector<std::string_view> base_names_;
  std::vector<std::string_view> directories_;
  std::vector<std::uint32_t> indexes_;
  Header header_;
  bool loaded_ = false;
};

bool everything(std::string_view, std::string_view) {
  return true;
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
  if (headerIsEntry(header, RPMTAG_INSTALLTIME)) {
    record.installed_at = static_cast<std::int64_t>(headerGetNumber(header, RPMTAG_INSTALLTIME));
  }
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

bool FileList::taken_by(const FileFilter& filter, int index) const {
  const char* name = base_name(index);
  if (name && filter.names.contains(name)) return true;
  const char* place = rpmfilesDN(files_.get(), rpmfilesDI(files_.get(), index));
  return place && filter.takes_all_in(place);
}

bool has_wanted(Header header, const FileFilter& filter, const Wanted& wanted) {
  PathArrays paths(header);
  const bool by_directory = !filter.ancestors.empty() || (!filter.directories.empty() &&
                                                          paths.any_directory(filter.directories));
  const auto& names = paths.base_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool taken = filter.names.contains(names[i]) ||
                       (by_directory && filter.takes_all_in(paths.directory(i)));
    if (taken && wanted(paths.directory(i), names[i])) return true;
  }
  return false;
}

std::optional<std::vector<FileEntry>> read_files(Header header, const FileFilter* only) {
  std::vector<FileEntry> entries;
  // Most packages have none of the wanted files; this check does not unpack their lists.
  if (only && !has_wanted(header, *only, everything)) return entries;
  const std::optional<FileList> list = FileList::of(header);
  if (!list) return std::nullopt;
  for (int i = 0; i < list->size(); ++i) {
    const bool taken = !only || list->taken_by(*only, i);
    if (taken && list->installed(i)) entries.push_back(list->entry(i));
  }
  return entries;
}

std::vector<Obsoleted> obsoletes_of(Header header) {
  constexpr rpmsenseFlags kCompared = RPMSENSE_LESS | RPMSENSE_GREATER | RPMSENSE_EQUAL;
  const RpmDependencies all(rpmdsInit(rpmdsNew(header, RPMTAG_OBSOLETENAME, 0)));
  std::vector<Obsoleted> obsoletes;
  while (rpmdsNext(all.get()) >= 0) {
    obsoletes.push_back({text_of(rpmdsN(all.get())), text_of(rpmdsEVR(all.get())),
                         static_cast<std::uint32_t>(rpmdsFlags(all.get()) & kCompared)});
  }
  return obsoletes;
}

std::vector<alternatives::Offer> offers_of(Header header) {
  return alternatives::offers_in(string_tag(header, RPMTAG_POSTIN) + "\n" +
                                 string_tag(header, RPMTAG_POSTTRANS));
}

bool removal_has(Header header, std::string_view word) {
  return string_tag(header, RPMTAG_PREUN).find(word) != std::string::npos ||
         string_tag(header, RPMTAG_POSTUN).find(word) != std::string::npos;
}

std::vector<std::string> provides_of(Header header) {
  return strings(header, RPMTAG_PROVIDENAME);
}

}  // namespace pkgmap::rpm
