// Reads the contents of checksummed files and computes their digests, within a time that grows with
// the number of bytes to read.
//
// Files are read in rounds: the constructor begins the first round (20 s), begin() each later
// round. The reader keeps each digest for as long as the file's stat stays the same. So a caller
// can read all files before it takes a lock, and need not read them again under the lock. Not
// thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "engine/session/host/host.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

class ContentReader {
 public:
  /// The host must outlive the reader. Once this process is told to end (Host::told_to_end()), a
  /// round of reading takes 5 s more at most.
  explicit ContentReader(Host& host);

  /// Each round that begins from now on, until take_time(), takes `bound` at most, however many
  /// bytes there are.
  void hurry(std::chrono::milliseconds bound);
  /// Ends hurry(): begin(bytes) again lets the time grow with the bytes. read() tries files again
  /// for which there was no time.
  void take_time();

  /// Begins a round: read() stops at its deadline. begin(bytes) allows 20 s plus
  /// time_to_read(bytes); between hurry() and take_time() it allows the bound of hurry(). begin()
  /// allows the time that the last call of hurry() or begin(bytes) set, also after take_time(); 20
  /// s if there was no such call.
  void begin();
  void begin(std::uint64_t bytes);

  /// Fills in facts.present for the file at facts.path: its kind, stat and links, but no digest.
  void see(rules::FileFacts& facts) const;
  /// Fills in the digests of facts.present, which see() has filled in: the file's content by each
  /// of `algorithms` ("sha256", "sha1", "md5"). Takes the digests from an earlier reading or from
  /// the content record if the file cannot have changed since.
  ///
  /// Sets PresentFile::Kind::too_large if the round ended before the file was read. The reader then
  /// gives the file up: each later call sets Kind::too_large at once, until take_time() or until
  /// the stat of the file changes. Sets Kind::unreadable if the reading failed. Leaves `facts`
  /// unchanged unless the kind is Kind::content.
  void read(rules::FileFacts& facts, const std::set<Algorithm>& algorithms);

  /// Drops the digests that the reader keeps for the path: something replaced the file, perhaps
  /// without a change of its stat.
  void forget(const std::string& path) { contents_.erase(path); }

 private:
  const rules::Digests* known_digests(const rules::FileFacts& facts) const;
  bool was_given_up(const rules::FileFacts& facts) const;
  bool is_time_over();

  Host& host_;
  bool hurries_ = false;
  std::chrono::milliseconds bound_;
  Host::Clock::time_point deadline_;
  bool told_to_end_ = false;                            ///< The deadline allows for that.
  std::map<std::string, rules::PresentFile> contents_;  ///< By path.
};

/// Returns the algorithms by which the judge must know the content: SHA-256 for the content record,
/// and those of every digest with which the content will be compared.
std::set<Algorithm> algorithms_for(const rules::FileFacts& facts);

/// Returns whether the file is large (over 256 MB) and its size differs from the size in the
/// content record: it certainly has another content, and reading it would take long. False without
/// a record.
bool is_another_giant(const rules::FileFacts& facts);

/// Returns how much longer monit or this program may take to read so many bytes than to read none:
/// 50 MB a second, ten minutes at most.
std::chrono::milliseconds time_to_read(std::uint64_t bytes);

}  // namespace pkgmap
