// The content records: what monit and this program last agreed that each checksummed file holds.
// They are one text in the state directory, with a checksum; the text before it is kept for the
// case that the newer one is damaged.
//
// The records outlive sessions, reloads and monit itself. So they show when a monit that was
// started anew has taken a content as good that no package shipped and nobody accepted
// (rules/judge). Whoever writes holds the lock. Not thread-safe.
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

/// Its name in the state directory.
inline constexpr const char* kContentsFile = "contents";

class ContentRecords {
 public:
  /// Returns no records if there is no text. An Error if the text cannot be read, or if the text
  /// and the earlier text are both damaged.
  static Result<ContentRecords> read(const StateStore& store);
  /// As read(), but of two damaged texts makes no records, and `damage` says so. An Error only if
  /// the text cannot be read: then it may be whole, and must not be written anew.
  static Result<ContentRecords> read_or_begin_anew(const StateStore& store,
                                                   std::optional<Error>& damage);

  /// The record of a check, by its name without regard to ASCII case. Returns null if there is
  /// none, or if it is about another path. Valid until the records change.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check,
                                   const std::string& path) const;
  /// The same, whatever its path is.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check) const;
  std::size_t size() const { return records_.size(); }
  /// The records of one monit, in no particular order.
  std::vector<const rules::ContentRecord*> of(const std::string& control_file) const;

  /// Adds a record, or replaces the one of the same check and control file. Adds none beyond
  /// 20,000.
  void put(rules::ContentRecord record);
  /// Removes the records of this control file whose check is not in `checks`.
  void keep_only(const std::string& control_file, const std::vector<std::string>& checks);

  /// Writes the records, durably, if one of them has changed since read().
  Done write(const StateStore& store) const;

 private:
  using Key = std::pair<std::string, std::string>;  ///< Control file, and check in lower case.
  static Key key_of(const std::string& control_file, const std::string& check);

  std::map<Key, rules::ContentRecord> records_;
  bool changed_ = false;
};

/// Reads the records in that state directory. Returns nullopt if the directory does not exist.
Result<std::optional<ContentRecords>> read_contents_of(const std::string& state_directory);

}  // namespace pkgmap
