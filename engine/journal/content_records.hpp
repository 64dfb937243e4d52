// What monit and this program last agreed that each checksummed file holds: one text in the state
// directory, with a checksum, and with the text before it for one that is damaged.
//
// It outlives sessions, reloads and monit itself, and so tells what a monit that was started anew
// took for good without anybody's word (rules/judge). The caller holds the lock while he writes.
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

class ContentRecords {
 public:
  /// Empty if there is no text. An Error if the text is damaged, and the text before it, too.
  static Result<ContentRecords> read(const StateStore& store);

  /// The record of the check of that monit, ignoring ASCII case, if it is a record of that path.
  /// Returns null if there is none.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check,
                                   const std::string& path) const;
  /// The same for any path.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check) const;
  std::size_t size() const { return records_.size(); }
  /// Those of one monit, in no order that means anything.
  std::vector<const rules::ContentRecord*> of(const std::string& control_file) const;

  /// One for each check of a monit: another one of it is replaced. Beyond 20,000 nothing is added.
  void put(rules::ContentRecord record);
  /// Those of the checks of that monit that are not named go.
  void keep_only(const std::string& control_file, const std::vector<std::string>& checks);

  /// Writes the records if one of them has changed since read().
  Done write(const StateStore& store) const;

 private:
  using Key = std::pair<std::string, std::string>;  ///< Control file, and check in lower case.
  static Key key_of(const std::string& control_file, const std::string& check);

  std::map<Key, rules::ContentRecord> records_;
  bool changed_ = false;
};

/// The records in that state directory. Returns nullopt if the directory does not exist.
Result<std::optional<ContentRecords>> read_contents_of(const std::string& state_directory);

}  // namespace pkgmap
