// The content records: what monit and this program last agreed that each checksummed file holds.
// They are one text in the state directory, with a checksum. The state directory keeps the text
// before it, too, which replaces a damaged one.
//
// The records outlive sessions, reloads and monit itself. So they show when a monit that was
// started anew has taken a content as good that no package shipped and nobody accepted
// (rules/judge). A process that writes them holds the lock of the journal. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Name of the text in the state directory.
inline constexpr const char* kContentsFile = "contents";

class ContentRecords {
 public:
  /// Reads the records; none if there is no text. If the text is damaged, returns those of the text
  /// before it. An Error if the text cannot be read, or if both texts are damaged.
  static Result<ContentRecords> read(const StateStore& store);
  /// As read(), but if both texts are damaged, returns no records and sets `damage`. An Error only
  /// if the text cannot be read: then it may be whole, and must not be overwritten.
  static Result<ContentRecords> read_or_begin_anew(const StateStore& store,
                                                   std::optional<Error>& damage);

  /// Returns the record of a check of the control file with this path; check names have no case
  /// (ASCII). Returns null if there is no record, or if it is about another path. The pointer is
  /// valid until the records change.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check,
                                   const std::string& path) const;
  /// Returns the record of a check, whatever its path is.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check) const;
  std::size_t size() const { return records_.size(); }
  /// Returns the records of one monit, in no particular order. The pointers are valid until the
  /// records change.
  std::vector<const rules::ContentRecord*> of(const std::string& control_file) const;

  /// Adds a record, or replaces the record of the same check and control file. Drops a new record
  /// beyond 20,000.
  void put(rules::ContentRecord record);
  /// Removes the records of this control file whose check is not in `checks`.
  void keep_only(const std::string& control_file, const std::vector<std::string>& checks);

  /// Writes the records durably, if one of them has changed since read().
  Done write(const StateStore& store) const;

 private:
  using Key = std::pair<std::string, std::string>;  ///< Control file, and check in lower case.
  static Key key_of(const std::string& control_file, const std::string& check);

  std::map<Key, rules::ContentRecord> records_;
  bool changed_ = false;
};

/// Reads the records in the state directory with this path. Returns nullopt if the directory does
/// not exist.
Result<std::optional<ContentRecords>> read_contents_of(const std::string& state_directory);

}  // namespace pkgmap
