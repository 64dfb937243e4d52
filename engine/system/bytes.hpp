// Writes and reads the messages between this program and its confined programs (programs without
// rights, which parse the content of packages). A number has its lowest byte first; a text stands
// behind its length, a number of four bytes. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pkgmap {

class ByteWriter {
 public:
  /// Appends to `bytes`, which must outlive the object.
  explicit ByteWriter(std::string& bytes) : bytes_(bytes) {}

  /// Appends the byte.
  void byte(char value) { bytes_ += value; }
  /// Appends the lowest `size` bytes of the number.
  void number(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i, value >>= 8U) bytes_ += static_cast<char>(value & 0xffU);
  }
  /// Appends the length of the text in four bytes, then the text.
  void text(std::string_view text) {
    number(text.size(), 4);
    bytes_ += text;
  }

 private:
  std::string& bytes_;
};

/// Reads the values of a message that anybody may have made. As soon as a value is missing, has the
/// wrong form or is refused by require(), good() is false, and this value and all later values are
/// zero or empty.
class ByteReader {
 public:
  /// `bytes` must outlive the object.
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  /// Reads one byte.
  char byte() {
    const std::string_view taken = take(1);
    return taken.empty() ? '\0' : taken.front();
  }
  /// Reads a number of `size` bytes.
  std::uint64_t number(int size) {
    std::uint64_t value = 0;
    const std::string_view taken = take(static_cast<std::size_t>(size));
    for (std::size_t i = taken.size(); i-- > 0;) {
      value = value << 8U | static_cast<unsigned char>(taken[i]);
    }
    return value;
  }
  /// Reads a number of four bytes.
  std::uint32_t small() { return static_cast<std::uint32_t>(number(4)); }
  /// Reads one byte, which must be 0 or 1.
  bool flag() {
    const std::uint64_t value = number(1);
    require(value <= 1);
    return value == 1;
  }
  /// Reads a text of at most `longest` bytes.
  std::string text(std::size_t longest) {
    const std::string_view taken = take(number(4));
    require(taken.size() <= longest);
    return good_ ? std::string(taken) : std::string();
  }

  /// Makes good() false if `holds` is false.
  void require(bool holds) { good_ = good_ && holds; }
  /// Returns whether every value so far was there, had the right form and passed require().
  bool good() const { return good_; }
  /// Returns whether no byte of the message is left.
  bool at_end() const { return rest_.empty(); }
  /// Returns whether the whole message was read and good() is true.
  bool done() const { return good_ && at_end(); }

 private:
  std::string_view take(std::size_t size) {
    require(size <= rest_.size());
    if (!good_) return {};
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace pkgmap
