#include "engine/packages/payload_entry.hpp"

#include <utility>

namespace pkgmap {

EntryDigests::EntryDigests(Digest md5, Digest sha1, Digest sha256)
    : md5_(std::move(md5)), sha1_(std::move(sha1)), sha256_(std::move(sha256)) {
}

Result<EntryDigests> EntryDigests::start() {
  Result<Digest> md5 = Digest::start("md5");
  Result<Digest> sha1 = Digest::start("sha1");
  Result<Digest> sha256 = Digest::start("sha256");
  for (const Result<Digest>* digest : {&md5, &sha1, &sha256}) {
    if (!*digest) return digest->error();
  }
  return EntryDigests{std::move(*md5), std::move(*sha1), std::move(*sha256)};
}

void EntryDigests::update(const void* data, std::size_t size) {
  for (Digest* digest : {&md5_, &sha1_, &sha256_}) digest->update(data, size);
}

void EntryDigests::finish(PayloadEntry& entry) {
  entry.md5 = md5_.finish();
  entry.sha1 = sha1_.finish();
  entry.sha256 = sha256_.finish();
}

}  // namespace pkgmap
