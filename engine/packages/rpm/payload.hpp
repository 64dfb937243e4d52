// The payload of a .rpm by librpm's own archive reader: it knows the stripped cpio of package
// format 6 and of files over 4 GiB, which libarchive does not.
//
// Everything that opens or duplicates a descriptor happens in open(): read() works in a process
// that is confined (engine/payload).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::rpm {

class Payload {
 public:
  /// `fd` is the .rpm; it must be a regular file, else read() fails.
  static Payload open(int fd);
  Payload(Payload&& other) noexcept;
  Payload& operator=(Payload&&) = delete;
  ~Payload();

  /// From the beginning of the package, whatever was read of it before. Calls `emit` for each
  /// entry of the payload and answers how many there were. Once.
  Result<std::uint64_t> read(const std::function<void(const PayloadEntry&)>& emit);

 private:
  struct Handles;
  explicit Payload(std::unique_ptr<Handles> handles);
  std::unique_ptr<Handles> handles_;
};

}  // namespace pkgmap::rpm
