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
  /// The host must outlive the reader. When this process is told to end (Host::told_to_end()), the
  /// reader gives up the file that it reads.
  explicit ContentReader(Host& host);

  /// From now on a round of reading (see begin()) takes `bound` at most, however many bytes there
  /// are.
  void hurry(std::chrono::milliseconds bound);
  /// From now on the time again grows with the bytes, and files that were given up are read after
  /// all.
  void take_time();

  /// A new round of reading begins now; the second form allows time for so many bytes.
  void begin() { deadline_ = host_.now() + bound_; }
  void begin(std::uint64_t bytes);

  /// Fills in which file stands at the path: its kind, stat and links, but no digest.
  void see(rules::FileFacts& facts) const;
  /// Fills in the digests of facts.present, from an earlier reading or from the content record if
  /// the file cannot have changed since. Sets PresentFile::Kind::too_large if there was no time.
  void read(rules::FileFacts& facts, const std::set<std::string>& algorithms);

  /// Drops what is known of the path: something replaced the file, perhaps without a change of its
  /// stat.
  void forget(const std::string& path) { contents_.erase(path); }

 private:
  const rules::Digests* known_digests(const rules::FileFacts& facts) const;
  bool was_given_up(const rules::FileFacts& facts) const;
  bool is_time_over();

  Host& host_;
  bool hurries_ = false;
  std::chrono::milliseconds bound_;
  Host::Clock::time_point deadline_;
  std::map<std::string, rules::PresentFile> contents_;  ///< By path.
};

/// The algorithms by which the content must be known: ours (SHA-256), and those by which it will be
/// compared.
std::set<std::string> algorithms_for(const rules::FileFacts& facts);

/// Whether the file is large (over 256 MB) and its size differs from the recorded one: reading it
/// would take long, and it is certainly not the recorded content.
bool is_another_giant(const rules::FileFacts& facts);

/// How much longer monit or this program may take for so many bytes than for no byte: 50 MB a
/// second, ten minutes at most.
std::chrono::milliseconds time_to_read(std::uint64_t bytes);

}  // namespace pkgmap
