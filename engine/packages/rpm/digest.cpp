#include "engine/packages/digest.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <vector>

#include "engine/packages/rpm/versions.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kPiece = 128 * 1024;

DIGEST_CTX context_of(void* context) {
  return static_cast<DIGEST_CTX>(context);
}

void prepare_crypto() {
  static const int once = rpmInitCrypto();
  static_cast<void>(once);
}

}  // namespace

void Digest::Drop::operator()(void* context) const {
  rpmDigestFinal(context_of(context), nullptr, nullptr, 0);
}

Result<Digest> Digest::start(const std::string& algorithm) {
  prepare_crypto();
  for (const rpm::Algorithm& known : rpm::kAlgorithms) {
    if (known.name != algorithm) continue;
    void* context = rpmDigestInit(known.number, RPMDIGEST_NONE);
    if (context) return Digest(context);
    return Error{ErrorCode::failed, "this system does not allow " + algorithm + " digests", {}};
  }
  return Error{ErrorCode::failed, "unknown digest algorithm: " + algorithm, {}};
}

void Digest::update(const void* data, std::size_t size) {
  if (context_ && size > 0) rpmDigestUpdate(context_of(context_.get()), data, size);
}

std::string Digest::finish() {
  if (!context_) return {};
  void* text = nullptr;
  rpmDigestFinal(context_of(context_.release()), &text, nullptr, 1);
  const std::unique_ptr<void, decltype(&std::free)> owner(text, &std::free);
  return text ? static_cast<const char*>(text) : "";
}

Result<std::string> digest_of(int fd, const std::string& algorithm) {
  Result<Digest> digest = Digest::start(algorithm);
  if (!digest) return digest.error();
  std::vector<char> piece(kPiece);
  for (off_t at = 0;;) {
    const ssize_t length = ::pread(fd, piece.data(), piece.size(), at);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return system_error("cannot read");
    if (length == 0) return digest->finish();
    digest->update(piece.data(), static_cast<std::size_t>(length));
    at += length;
  }
}

Result<std::string> digest_of_file(const std::string& path, const std::string& algorithm) {
  const RegularFile file = open_regular(path);
  if (!file) {
    if (file.error != 0) {
      return Error{ErrorCode::failed, "cannot open " + path + ": " + file.why(), {}};
    }
    const bool directory = S_ISDIR(file.status.st_mode);
    return Error{
        ErrorCode::failed,
        "cannot read " + path + ": " + (directory ? system_message(EISDIR) : "not a regular file"),
        {}};
  }
  Result<std::string> digest = digest_of(file.fd.get(), algorithm);
  if (digest) return digest;
  Error error = digest.error();
  if (error.message.starts_with("cannot read:")) error.message.insert(11, " " + path);
  return error;
}

}  // namespace pkgmap
