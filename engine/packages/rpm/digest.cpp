#include "engine/packages/rpm/digest.hpp"

#include <cstdlib>
#include <memory>

#include "engine/packages/rpm/versions.hpp"

namespace pkgmap::rpm {
namespace {

DIGEST_CTX context_of(void* digest) {
  return static_cast<DIGEST_CTX>(digest);
}

void prepare_crypto() {
  static const int once = rpmInitCrypto();
  static_cast<void>(once);
}

}  // namespace

Result<void*> start_digest(const Algorithm& algorithm) {
  prepare_crypto();
  for (const Numbered& known : kNumbers) {
    if (algorithm != known.algorithm) continue;
    void* digest = rpmDigestInit(known.number, RPMDIGEST_NONE);
    if (digest) return digest;
    return Error{
        ErrorCode::failed, "this system does not allow " + algorithm.name() + " digests", {}};
  }
  return Error{ErrorCode::failed, "unknown digest algorithm: " + algorithm.name(), {}};
}

void update_digest(void* digest, const void* data, std::size_t size) {
  if (size > 0) rpmDigestUpdate(context_of(digest), data, size);
}

std::string finish_digest(void* digest) {
  void* text = nullptr;
  rpmDigestFinal(context_of(digest), &text, nullptr, 1);
  const std::unique_ptr<void, decltype(&std::free)> owner(text, &std::free);
  return text ? static_cast<const char*>(text) : "";
}

}  // namespace pkgmap::rpm
