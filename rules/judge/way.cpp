#include "rules/judge/way.hpp"

#include <algorithm>

namespace pkgmap::rules {
namespace {

constexpr std::uint32_t kOthersWrite = 022;
constexpr std::uint32_t kSticky = 01000;
constexpr std::int64_t kSecond = 1'000'000'000;

// In a sticky directory, other users cannot rename or remove an entry of root's.
bool is_roots(const DirectoryOnWay& directory) {
  if (directory.uid != 0) return false;
  if ((directory.mode & kOthersWrite) == 0) return true;
  return (directory.mode & kSticky) != 0 && directory.entry_uid == 0;
}

// Other users could write through a memory mapping, which need not change ctime.
bool is_unchanged_since(const PresentFile& file, std::int64_t second) {
  return only_root_can_change(file) && file.identity.known() &&
         file.identity.ctime / kSecond < second;
}

}  // namespace

bool is_roots_way(const PresentFile& file) {
  return std::all_of(file.directories.begin(), file.directories.end(), is_roots);
}

const LinkOnWay* link_that_does_not_count(const PresentFile& file, const ContentRecord* record) {
  const bool roots = is_roots_way(file);
  const auto counts = [&](const LinkOnWay& link) {
    if (link.packaged || (link.packaged_around && roots)) return true;
    return record &&
           std::find(record->links.begin(), record->links.end(), link) != record->links.end();
  };
  const auto found = std::find_if_not(file.links.begin(), file.links.end(), counts);
  return found == file.links.end() ? nullptr : &*found;
}

bool only_root_can_change(const PresentFile& file) {
  return file.uid == 0 && (file.mode & kOthersWrite) == 0 && is_roots_way(file);
}

bool unchanged_since(const PresentFile& file, std::int64_t second) {
  return is_unchanged_since(file, second) && file.newest_link / kSecond < second;
}

bool changed_in_a_transaction(const PresentFile& file, const ContentRecord& record) {
  return record.made.known() && record.made == file.identity && only_root_can_change(file);
}

// A second write within one tick of the clock would leave the same ctime.
bool is_settled(const ContentRecord& record) {
  constexpr std::int64_t kMicro = 1'000;
  const FileIdentity& then = record.identity;
  return then.known() && then.ctime + kSecond < record.when * kMicro;
}

bool is_recorded(const PresentFile& file, const ContentRecord& record) {
  const FileIdentity& then = record.identity;
  return is_settled(record) && then == file.identity &&
         is_unchanged_since(file, then.ctime / kSecond + 1);
}

}  // namespace pkgmap::rules
