// Reads the contents of checksummed files, within a time that grows with the bytes that there are.
//
// Keeps what it has read of files whose stat stays the same, so that a look under a lock has what
// was read before without one. Not thread-safe.
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
  /// The host outlives it. A process that is told to end (Host::told_to_end()) reads no file to its
  /// end.
  explicit ContentReader(Host& host);

  /// All is to be read within that time; else as many bytes as there are allow for.
  void hurry(std::chrono::milliseconds bound);
  /// What was given up is read after all.
  void take_time();

  /// The time begins now.
  void begin() { deadline_ = host_.now() + bound_; }
  void begin(std::uint64_t bytes);

  /// Which file it is, without its content.
  void see(rules::FileFacts& facts) const;
  /// Fills in the digests of facts.present, from an earlier reading or from our record where the
  /// file cannot have changed since. PresentFile::Kind::too_large: there was no time.
  void read(rules::FileFacts& facts, const std::set<std::string>& algorithms);

  /// Something replaced it, maybe without a trace in its stat.
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

/// By which algorithms the content has to be known: ours, and those by which it is compared.
std::set<std::string> algorithms_for(const rules::FileFacts& facts);

/// A large file whose size tells that it is not what it was: to learn what it is would take long.
bool is_another_giant(const rules::FileFacts& facts);

/// How long monit, or this program, may take for so many bytes, beyond what it takes for none: 50
/// MB a second, ten minutes at most.
std::chrono::milliseconds time_to_read(std::uint64_t bytes);

}  // namespace pkgmap
