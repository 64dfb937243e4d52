#include "engine/packages/header_protocol.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/system/bytes.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::headers {
namespace {

using PackageFile = PackageDatabase::PackageFile;

constexpr char kFilter = 'f';
constexpr char kRead = 'r';
constexpr char kPackage = 'p';
constexpr char kDebianPackage = 'd';
constexpr char kRefusal = 'e';

constexpr std::uint8_t kConfig = 1;
constexpr std::uint8_t kNoreplace = 2;
constexpr std::uint8_t kGhost = 4;
constexpr std::uint8_t kVerified = 8;
constexpr std::uint8_t kPermissionsUnknown = 16;
constexpr std::uint8_t kSizeUnknown = 32;
constexpr std::uint8_t kAllFlags =
    kConfig | kNoreplace | kGhost | kVerified | kPermissionsUnknown | kSizeUnknown;

constexpr std::uint32_t kMostMode = 0xffff;  // FILEMODES has 16 bits.
constexpr std::size_t kLongestRefusal = 500;

/// Texts of packages have no NUL byte.
class Reader : public ByteReader {
 public:
  using ByteReader::ByteReader;

  std::string text() {
    std::string text = ByteReader::text(kLongestText);
    require(text.find('\0') == std::string::npos);
    return text;
  }
};

bool is_epoch(const std::string& epoch) {
  return epoch.size() <= 10 && epoch.find_first_not_of("0123456789") == std::string::npos;
}

void write(const FileEntry& file, ByteWriter& writer) {
  writer.text(file.path);
  writer.number(file.mode, 4);
  writer.number((file.config ? kConfig : 0U) | (file.noreplace ? kNoreplace : 0U) |
                    (file.ghost ? kGhost : 0U) | (file.content_verified ? kVerified : 0U) |
                    (file.permissions_known ? 0U : kPermissionsUnknown) |
                    (file.size_known ? 0U : kSizeUnknown),
                1);
  writer.text(file.digest.algorithm.name());
  for (const std::string* text : {&file.digest.value, &file.link_target, &file.user, &file.group}) {
    writer.text(*text);
  }
  writer.number(file.size, 8);
  writer.number(static_cast<std::uint64_t>(file.modified), 8);
}

FileEntry read_file(Reader& reader) {
  FileEntry file;
  file.path = reader.text();
  file.mode = static_cast<std::uint32_t>(reader.number(4));
  const std::uint64_t flags = reader.number(1);
  file.config = (flags & kConfig) != 0;
  file.noreplace = (flags & kNoreplace) != 0;
  file.ghost = (flags & kGhost) != 0;
  file.content_verified = (flags & kVerified) != 0;
  file.permissions_known = (flags & kPermissionsUnknown) == 0;
  file.size_known = (flags & kSizeUnknown) == 0;
  file.digest.algorithm = Algorithm::called(reader.text());
  for (std::string* text : {&file.digest.value, &file.link_target, &file.user, &file.group}) {
    *text = reader.text();
  }
  file.size = reader.number(8);
  file.modified = static_cast<std::int64_t>(reader.number(8));
  reader.require(!file.path.empty() && file.mode <= kMostMode);
  reader.require(flags <= kAllFlags && (file.config || !file.noreplace));
  reader.require(file.digest == Digest{} || file.digest.well_formed());
  return file;
}

Obsoleted read_obsoleted(Reader& reader) {
  constexpr std::uint64_t kSense = 2 | 4 | 8;
  Obsoleted obsoleted;
  obsoleted.name = reader.text();
  obsoleted.evr = reader.text();
  const std::uint64_t sense = reader.number(1);
  reader.require(!obsoleted.name.empty() && (sense & ~kSense) == 0);
  obsoleted.sense = static_cast<std::uint32_t>(sense);
  return obsoleted;
}

alternatives::Offer read_offer(Reader& reader) {
  alternatives::Offer offer;
  for (std::string* text : {&offer.link, &offer.path, &offer.leader, &offer.leader_path}) {
    *text = reader.text();
    reader.require(!text->empty());
  }
  offer.priority = static_cast<std::int64_t>(reader.number(8));
  reader.require(offer.link.starts_with('/') && offer.path.starts_with('/'));
  return offer;
}

std::optional<Answer> read_package(Reader& reader, rules::PackageSystem system) {
  PackageFile package;
  rules::Nevra& nevra = package.package.nevra;
  nevra.system = system;
  for (std::string* text :
       {&nevra.name, &nevra.epoch, &nevra.version, &nevra.release, &nevra.arch}) {
    *text = reader.text();
  }
  reader.require(!nevra.name.empty() && is_epoch(nevra.epoch));
  const std::uint64_t count = reader.number(4);
  reader.require(count <= kMostFiles);
  for (std::uint64_t i = 0; i < count && reader.good(); ++i) {
    package.files.push_back(read_file(reader));
  }
  const std::uint64_t obsoletes = reader.number(4);
  reader.require(obsoletes <= kMostObsoletes);
  for (std::uint64_t i = 0; i < obsoletes && reader.good(); ++i) {
    package.obsoletes.push_back(read_obsoleted(reader));
  }
  const std::uint64_t offers = reader.number(4);
  reader.require(offers <= alternatives::kMostOffers);
  for (std::uint64_t i = 0; i < offers && reader.good(); ++i) {
    package.offers.push_back(read_offer(reader));
  }
  if (!reader.done()) return std::nullopt;
  return package;
}

}  // namespace

std::string encode(const Filter& filter) {
  std::string bytes(1, kFilter);
  ByteWriter writer(bytes);
  writer.number(filter.files.names.size(), 4);
  for (const std::string& name : filter.files.names) writer.text(name);
  writer.number(filter.files.directories.size(), 4);
  for (const std::string& name : filter.files.directories) writer.text(name);
  for (const std::string& name : filter.files.ancestors) writer.text(name);
  return bytes;
}

std::string encode(const Read& read) {
  std::string bytes(1, kRead);
  ByteWriter writer(bytes);
  writer.number(read.wanted_only ? 1 : 0, 1);
  return bytes;
}

std::string encode(const Refusal& refusal) {
  std::string bytes(1, kRefusal);
  ByteWriter writer(bytes);
  writer.text(printable(refusal.why.substr(0, kLongestRefusal)));
  return bytes;
}

std::string encode(const PackageFile& package) {
  const rules::Nevra& nevra = package.package.nevra;
  std::string bytes(1, nevra.system == rules::PackageSystem::dpkg ? kDebianPackage : kPackage);
  ByteWriter writer(bytes);
  for (const std::string* text :
       {&nevra.name, &nevra.epoch, &nevra.version, &nevra.release, &nevra.arch}) {
    writer.text(*text);
  }
  writer.number(package.files.size(), 4);
  for (const FileEntry& file : package.files) write(file, writer);
  writer.number(package.obsoletes.size(), 4);
  for (const Obsoleted& one : package.obsoletes) {
    writer.text(one.name);
    writer.text(one.evr);
    writer.number(one.sense, 1);
  }
  writer.number(package.offers.size(), 4);
  for (const alternatives::Offer& offer : package.offers) {
    for (const std::string* text : {&offer.link, &offer.path, &offer.leader, &offer.leader_path}) {
      writer.text(*text);
    }
    writer.number(static_cast<std::uint64_t>(offer.priority), 8);
  }
  if (bytes.size() <= kLongestAnswer && decode_answer(bytes)) return bytes;
  return encode(Refusal{"is damaged: its header exceeds the limits of a package"});
}

std::optional<Request> decode_request(std::string_view bytes) {
  Reader reader(bytes.substr(std::min<std::size_t>(1, bytes.size())));
  if (bytes.starts_with(kRead)) {
    const Read read{reader.flag()};
    return reader.done() ? std::optional<Request>(read) : std::nullopt;
  }
  if (!bytes.starts_with(kFilter)) return std::nullopt;
  Filter filter;
  const std::uint64_t names = reader.number(4);
  for (std::uint64_t i = 0; i < names && reader.good(); ++i) {
    filter.files.names.insert(reader.text());
  }
  const std::uint64_t directories = reader.number(4);
  for (std::uint64_t i = 0; i < directories && reader.good(); ++i) {
    filter.files.directories.insert(reader.text());
  }
  while (reader.good() && !reader.at_end()) filter.files.ancestors.insert(reader.text());
  return reader.done() ? std::optional<Request>(std::move(filter)) : std::nullopt;
}

std::optional<Answer> decode_answer(std::string_view bytes) {
  Reader reader(bytes.substr(std::min<std::size_t>(1, bytes.size())));
  if (bytes.starts_with(kPackage)) return read_package(reader, rules::PackageSystem::rpm);
  if (bytes.starts_with(kDebianPackage)) return read_package(reader, rules::PackageSystem::dpkg);
  if (!bytes.starts_with(kRefusal)) return std::nullopt;
  Refusal refusal{reader.text()};
  reader.require(!refusal.why.empty());
  return reader.done() ? std::optional<Answer>(std::move(refusal)) : std::nullopt;
}

}  // namespace pkgmap::headers
