// Reads the contents of checksummed files and computes their digests, within a time that grows with
// the number of bytes to read.
//
// The reader keeps each digest for as long as the file's stat stays the same. So a caller can read
// everything before it takes a lock, and need not read it again under the lock. Not thread-safe.
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
  /// round of reading takes 5 s at most.
  explicit ContentReader(Host& host);

  /// From now on a round of reading takes `bound` at most, however many bytes there are.
  void hurry(std::chrono::milliseconds bound);
  /// Ends hurry(): the time again grows with the bytes, and the reader tries files again for which
  /// there was no time.
  void take_time();

  /// Begins a round of reading: read() stops at its deadline. The first form allows as long as the
  /// round before, at first 20 s; the second form allows 20 s and time_to_read(bytes), unless
  /// hurry() has set a bound.
  void begin();
  void begin(std::uint64_t bytes);

  /// Fills in facts.present for the file at facts.path: its kind, stat and links, but no digest.
  void see(rules::FileFacts& facts) const;
  /// Fills in the digests of facts.present, which see() has filled in: the file's content by each
  /// of `algorithms` ("sha256", "sha1", "md5"). Takes them from an earlier reading or from the
  /// content record if the file cannot have changed since. Sets PresentFile::Kind::too_large if
  /// there was no time, and Kind::unreadable if the reading failed. Changes nothing unless the kind
  /// is Kind::content.
  void read(rules::FileFacts& facts, const std::set<std::string>& algorithms);

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
std::set<std::string> algorithms_for(const rules::FileFacts& facts);

/// Returns whether the file is large (over 256 MB) and its size differs from the size in the
/// content record: it certainly has another content, and reading it would take long.
bool is_another_giant(const rules::FileFacts& facts);

/// Returns how much longer monit or this program may take to read so many bytes than to read none:
/// 50 MB a second, ten minutes at most.
std::chrono::milliseconds time_to_read(std::uint64_t bytes);

}  // namespace pkgmap
