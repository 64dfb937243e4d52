// Reads the contents of checksummed files and computes their digests, within a time that grows with
// the number of bytes to read.
//
// Files are read in rounds, each with a deadline. The constructor begins the first round (20 s),
// begin() each later round. The reader keeps the digests of a file until the stat of the file
// changes. So a caller can read all files before it takes a lock, and need not read them again
// under the lock. Not thread-safe.
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
  /// The host must outlive the reader. Once this process is told to end (Host::told_to_end()), the
  /// present round and each later round end within 5 s.
  explicit ContentReader(Host& host);

  /// Limits each round that begins before the next take_time() to `bound`, however many bytes there
  /// are.
  void hurry(std::chrono::milliseconds bound);
  /// Ends hurry(): begin(bytes) again lets the time grow with the bytes. read() tries files again
  /// for which there was no time.
  void take_time();

  /// Both begin a round, whose deadline read() keeps. begin(bytes) allows 20 s plus
  /// time_to_read(bytes); between hurry() and take_time() it allows the bound of hurry(). begin()
  /// without bytes allows the time that the last call of hurry() or begin(bytes) set, also after
  /// take_time(); 20 s if there was no such call.
  void begin();
  void begin(std::uint64_t bytes);

  /// Fills in facts.present for the file at facts.path: its kind, stat and links, but no digest.
  void see(rules::FileFacts& facts) const;
  /// Fills in the digests of facts.present, after see(): the digests of the file's content by each
  /// of `algorithms`. If the file cannot have changed since, takes the digests from an earlier
  /// reading or from the content record (FileFacts::record). Leaves `facts` unchanged if the kind
  /// of facts.present is not Kind::content.
  ///
  /// Sets PresentFile::Kind::too_large if the round ended before the file was read. The reader then
  /// gives the file up: each later call sets Kind::too_large at once, until take_time() or until
  /// the stat of the file changes. Sets Kind::unreadable if the reading failed.
  void read(rules::FileFacts& facts, const std::set<Algorithm>& algorithms);

  /// Drops the digests that the reader keeps for the path. For a file that something has replaced,
  /// perhaps without a change of its stat.
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
/// and the algorithms of the digests with which the content will be compared, except for those of
/// packages. With neither a record nor a shown baseline also MD5 and SHA-1, which a substitute
/// check may need later.
std::set<Algorithm> algorithms_for(const rules::FileFacts& facts);

/// Returns whether the file is large (over 256 MiB) and its size differs from the size in the
/// content record: then it certainly has another content, and reading it would take long. False if
/// no record has the size.
bool is_another_giant(const rules::FileFacts& facts);

/// Returns how much longer monit or this program may take to read so many bytes than to read none:
/// 50 MB a second, ten minutes at most.
std::chrono::milliseconds time_to_read(std::uint64_t bytes);

}  // namespace pkgmap
