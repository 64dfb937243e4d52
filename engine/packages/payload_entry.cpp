#include "engine/packages/payload_entry.hpp"

#include <utility>

namespace pkgmap {

EntryDigests::EntryDigests(RunningDigest md5, RunningDigest sha1, RunningDigest sha256)
    : md5_(std::move(md5)), sha1_(std::move(sha1)), sha256_(std::move(sha256)) {
}

Result<EntryDigests> EntryDigests::start() {
  Result<RunningDigest> md5 = RunningDigest::start(Algorithm::md5);
  Result<RunningDigest> sha1 = RunningDigest::start(Algorithm::sha1);
  Result<RunningDigest> sha256 = RunningDigest::start(Algorithm::sha256);
  for (const Result<RunningDigest>* digest : {&md5, &sha1, &sha256}) {
    if (!*digest) return digest->error();
  }
  return EntryDigests{std::move(*md5), std::move(*sha1), std::move(*sha256)};
}

void EntryDigests::update(const void* data, std::size_t size) {
  for (RunningDigest* digest : {&md5_, &sha1_, &sha256_}) digest->update(data, size);
}

void EntryDigests::finish(PayloadEntry& entry) {
  entry.md5 = md5_.finish();
  entry.sha1 = sha1_.finish();
  entry.sha256 = sha256_.finish();
}

}  // namespace pkgmap
