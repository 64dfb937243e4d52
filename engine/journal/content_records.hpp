// The content records: what monit and this program last agreed that each checksummed file holds.
// They are one text in the state directory, with a checksum. The state directory also keeps the
// text before the last write; if the newest text is damaged, the functions read this earlier text.
//
// The records outlive sessions, reloads and monit itself. So they show when a monit that was
// started anew has taken a content as good that no package shipped and nobody accepted
// (rules/judge). A process holds the lock of the journal from read() to write() if it calls
// write(); the functions do not check that. Not thread-safe.
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
  /// Reads the records. Returns no records if there is no text. If the text is damaged, returns the
  /// records of the earlier text. An Error if the text cannot be read, or if both texts are damaged
  /// (also if it is damaged and there is no earlier text).
  static Result<ContentRecords> read(const StateStore& store);
  /// As read(), but damage of both texts is no Error: then returns no records and sets `damage`.
  /// Otherwise leaves `damage` as it is. An Error only if the text cannot be read: then the text
  /// may be whole, and the caller must not overwrite it.
  static Result<ContentRecords> read_or_begin_anew(const StateStore& store,
                                                   std::optional<Error>& damage);

  /// Returns the record of a check of this control file (a path) about the checksummed file `path`;
  /// ASCII case in check names does not count. Returns null if there is no record, or if the record
  /// is about another file. The pointer is valid until the records change.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check,
                                   const std::string& path) const;
  /// Returns the record of the check, whichever file the record is about; null if there is none.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check) const;
  /// The number of records, of all control files.
  std::size_t size() const { return records_.size(); }
  /// Returns the records of the checks of this control file, in no particular order. The pointers
  /// are valid until the records change.
  std::vector<const rules::ContentRecord*> of(const std::string& control_file) const;

  /// Adds a record, or replaces the record of the same check and control file. If only
  /// ContentRecord::when differs, the earlier record stays, unless the new time settles it
  /// (rules::is_settled()). Silently drops a new record if there are 20,000 records already.
  void put(rules::ContentRecord record);
  /// Removes the records of this control file whose check is not in `checks`. Records of other
  /// control files stay.
  void keep_only(const std::string& control_file, const CheckNames& checks);

  /// Writes the records durably. Does not write if no record has changed since read() and the text
  /// was not damaged.
  Done write(const StateStore& store) const;

 private:
  using Key = std::pair<std::string, std::string>;  ///< Control file, and check in lower case.
  static Key key_of(const std::string& control_file, const std::string& check);

  std::map<Key, rules::ContentRecord> records_;
  bool changed_ = false;
};

/// As ContentRecords::read(), for the state directory with this path. Returns nullopt if the
/// directory does not exist.
Result<std::optional<ContentRecords>> read_contents_of(const std::string& state_directory);

}  // namespace pkgmap
