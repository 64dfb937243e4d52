#include "engine/packages/digest.hpp"

#include <unistd.h>

#include <cerrno>
#include <vector>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kPiece = 128 * 1024;

}  // namespace

void RunningDigest::Drop::operator()(void* context) const {
  static_cast<void>(functions->finish_digest(context));
}

Result<RunningDigest> RunningDigest::start(const Algorithm& algorithm) {
  const auto functions = rpm_functions();
  if (!functions) return functions.error();
  const auto context = (*functions)->start_digest(algorithm);
  if (!context) return context.error();
  return RunningDigest(Context(*context, Drop{*functions}));
}

void RunningDigest::update(const void* data, std::size_t size) {
  if (context_) context_.get_deleter().functions->update_digest(context_.get(), data, size);
}

std::string RunningDigest::finish() {
  const RpmFunctions* const functions = context_.get_deleter().functions;
  return context_ ? functions->finish_digest(context_.release()) : std::string();
}

Result<std::string> digest_of(int fd, const Algorithm& algorithm) {
  Result<RunningDigest> digest = RunningDigest::start(algorithm);
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

Result<std::string> digest_of_file(const std::string& path, const Algorithm& algorithm) {
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
