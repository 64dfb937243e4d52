#include "engine/session/acts/content_reader.hpp"

#include <algorithm>

#include "rules/judge/way.hpp"

namespace pkgmap {
namespace {

using rules::FileFacts;
using rules::PresentFile;

constexpr Algorithm::Known kOurAlgorithm = Algorithm::sha256;
constexpr std::chrono::milliseconds kReadingBound{20'000};
// A guard that is told to end has 45 s for everything.
constexpr std::chrono::milliseconds kLastReadingBound{5'000};
constexpr std::int64_t kGiant = 256LL << 20U;  // Bytes.

bool has_all(const rules::Digests& digests, const std::set<Algorithm>& algorithms) {
  return std::all_of(algorithms.begin(), algorithms.end(),
                     [&](const Algorithm& algorithm) { return digests.contains(algorithm); });
}

void add_algorithms(const rules::Digests& digests, std::set<Algorithm>& algorithms) {
  for (const auto& [algorithm, sum] : digests) {
    if (!sum.empty()) algorithms.insert(algorithm);
  }
}

}  // namespace

ContentReader::ContentReader(Host& host)
    : host_(host), bound_(kReadingBound), deadline_(host.now() + bound_) {
}

void ContentReader::begin() {
  told_to_end_ = false;
  deadline_ = host_.now() + bound_;
}

void ContentReader::hurry(std::chrono::milliseconds bound) {
  hurries_ = true;
  bound_ = bound;
}

void ContentReader::take_time() {
  hurries_ = false;
  std::erase_if(contents_,
                [](const auto& read) { return read.second.kind == PresentFile::Kind::too_large; });
}

void ContentReader::begin(std::uint64_t bytes) {
  if (!hurries_) bound_ = kReadingBound + time_to_read(bytes);
  begin();
}

bool ContentReader::is_time_over() {
  if (!told_to_end_ && host_.told_to_end()) {
    told_to_end_ = true;
    deadline_ = std::min(deadline_, host_.now() + kLastReadingBound);
  }
  return host_.now() >= deadline_;
}

const rules::Digests* ContentReader::known_digests(const FileFacts& facts) const {
  const auto read = contents_.find(facts.path);
  if (read != contents_.end() && read->second.identity == facts.present.identity) {
    return &read->second.digests;
  }
  const bool recorded = facts.record && rules::is_recorded(facts.present, *facts.record);
  return recorded ? &facts.record->digests : nullptr;
}

bool ContentReader::was_given_up(const FileFacts& facts) const {
  const auto read = contents_.find(facts.path);
  return read != contents_.end() && read->second.identity == facts.present.identity &&
         read->second.kind == PresentFile::Kind::too_large;
}

void ContentReader::see(FileFacts& facts) const {
  facts.present = host_.present_file(facts.path, {}, {});
}

// Reads the file again if a digest by another algorithm is wanted now.
void ContentReader::read(FileFacts& facts, const std::set<Algorithm>& algorithms) {
  if (facts.present.kind != PresentFile::Kind::content) return;
  const rules::Digests* known = known_digests(facts);
  if (was_given_up(facts)) {
    facts.present.kind = PresentFile::Kind::too_large;
  } else if (known && has_all(*known, algorithms)) {
    facts.present.digests = *known;
  } else {
    facts.present = host_.present_file(facts.path, algorithms, [this] { return is_time_over(); });
    contents_[facts.path] = facts.present;
  }
}

std::set<Algorithm> algorithms_for(const FileFacts& facts) {
  std::set<Algorithm> algorithms = {kOurAlgorithm};
  add_algorithms(facts.shown.digests, algorithms);
  // A substitute check may once have to tell monit this content, by the algorithm that monit uses.
  const bool any = !facts.record && !rules::is_known(facts.shown.digests);
  if (any) algorithms.insert({Algorithm::md5, Algorithm::sha1});
  if (facts.alarm) add_algorithms(*facts.alarm, algorithms);
  // Digests recorded before the record had one by our own algorithm.
  if (facts.record && !facts.record->digests.contains(kOurAlgorithm)) {
    add_algorithms(facts.record->digests, algorithms);
  }
  return algorithms;
}

bool is_another_giant(const FileFacts& facts) {
  const std::int64_t size = facts.present.identity.size;
  return facts.present.kind == PresentFile::Kind::content && size > kGiant && facts.record &&
         facts.record->identity.known() && facts.record->identity.size != size;
}

std::chrono::milliseconds time_to_read(std::uint64_t bytes) {
  constexpr std::uint64_t kBytesPerMillisecond = 50'000;
  constexpr std::uint64_t kLongest = 600'000;
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(std::min(bytes / kBytesPerMillisecond, kLongest)));
}

}  // namespace pkgmap
