// The content records: what monit and this program last agreed that each checksummed file holds.
// They are one text in the state directory, with a checksum. The state directory keeps the text
// before it, too, which replaces a damaged one.
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
  /// Reads the records. Returns no records if there is no text; if the text is damaged, the records
  /// of the text before it. An Error if the text cannot be read, or if it is damaged and no whole
  /// text comes before it.
  static Result<ContentRecords> read(const StateStore& store);
  /// As read(), but if the text is damaged and no whole text comes before it, returns no records
  /// and sets `damage`; otherwise leaves `damage` as it is. An Error only if the text cannot be
  /// read: then the text may be whole, and the caller must not overwrite it.
  static Result<ContentRecords> read_or_begin_anew(const StateStore& store,
                                                   std::optional<Error>& damage);

  /// Returns the record of a check of this control file (a path) about the checksummed file `path`;
  /// ASCII case in check names does not count. Returns null if there is no record, or if the record
  /// is about another file. The pointer is valid until the records change.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check,
                                   const std::string& path) const;
  /// As find() with a path, but returns the record of the check whichever file the record is about.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check) const;
  std::size_t size() const { return records_.size(); }
  /// Returns the records of the checks of this control file, in no particular order. The pointers
  /// are valid until the records change.
  std::vector<const rules::ContentRecord*> of(const std::string& control_file) const;

  /// Adds a record, or replaces the record of the same check and control file. Drops a new record,
  /// without a word, if there are 20,000 already.
  void put(rules::ContentRecord record);
  /// Removes the records of this control file whose check is not in `checks`. Records of other
  /// control files stay.
  void keep_only(const std::string& control_file, const CheckNames& checks);

  /// Writes the records durably. Writes no text if no record has changed since the reading, unless
  /// the text was damaged then.
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
