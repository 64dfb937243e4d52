// Reads the payload of a .rpm with librpm's own archive reader. Unlike libarchive, this reader
// understands the stripped cpio of package format 6 and of packages with files over 4 GiB.
//
// open() opens and duplicates all descriptors, so that read() works in a confined process
// (engine/payload). Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::rpm {

class Payload {
 public:
  /// `fd` is the .rpm file; the object duplicates the descriptor, so the caller may close `fd`.
  /// Never fails: read() fails if the descriptor cannot be duplicated, or if `fd` is no regular
  /// file.
  static Payload open(int fd);
  Payload(Payload&& other) noexcept;
  Payload& operator=(Payload&&) = delete;
  ~Payload();

  /// Reads from the beginning of the package, wherever the file position is, and moves this
  /// position, which `fd` shares. Calls `emit` for each entry of the payload, in its order, but for
  /// the names of a hard-linked file one after another, where the payload has the content. Returns
  /// the number of entries. Fails for a damaged package; `emit` may then have been called. The
  /// caller calls the function once.
  Result<std::uint64_t> read(const std::function<void(const PayloadEntry&)>& emit);

 private:
  struct Handles;
  explicit Payload(std::unique_ptr<Handles> handles);
  std::unique_ptr<Handles> handles_;
};

}  // namespace pkgmap::rpm
