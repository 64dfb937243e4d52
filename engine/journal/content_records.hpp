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
  /// Empty where there is no text. An Error when it is damaged, and the one before it, too.
  static Result<ContentRecords> read(const StateStore& store);

  /// Of the check of that monit, ignoring ASCII case, as long as it compares that path; null: there
  /// is none.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check,
                                   const std::string& path) const;
  /// The same whatever path it compares.
  const rules::ContentRecord* find(const std::string& control_file, const std::string& check) const;
  std::size_t size() const { return records_.size(); }
  /// Those of one monit, in no order that means anything.
  std::vector<const rules::ContentRecord*> of(const std::string& control_file) const;

  /// One for each check of a monit: another one of it is replaced. Beyond 20,000 nothing is added.
  void put(rules::ContentRecord record);
  /// Those of the checks of that monit that are not named go.
  void keep_only(const std::string& control_file, const std::vector<std::string>& checks);

  /// Writes what is news; nothing otherwise.
  Done write(const StateStore& store) const;

 private:
  using Key = std::pair<std::string, std::string>;  ///< Control file, and check in lower case.
  static Key key_of(const std::string& control_file, const std::string& check);

  std::map<Key, rules::ContentRecord> records_;
  bool changed_ = false;
};

/// The same of a state directory that need not be there; nullopt: it is not.
Result<std::optional<ContentRecords>> read_contents_of(const std::string& state_directory);

}  // namespace pkgmap
