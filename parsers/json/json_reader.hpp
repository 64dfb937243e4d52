// Reads JSON values one after another from a stream, and calls a function of JsonEvents for each
// part of a value.
//
// Needs memory for the longest string, not for a whole value. Refuses (Outcome::fault) a value of
// more than 64 levels of lists and objects, and a string, a number or a run of blanks of more than
// 1 MiB. For one thread. An error of the host while reading is for the caller's ReadBytes to
// report; to the reader it is the end of the stream.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "parsers/json/json.hpp"

namespace pkgmap {

/// A function of the caller that puts at most `room` bytes of the stream at `to`, and returns how
/// many; 0 at the end of the stream.
using ReadBytes = std::function<std::size_t(char* to, std::size_t room)>;

/// Where and why a stream cannot be understood.
struct JsonFault {
  std::size_t line = 0;    ///< From 1.
  std::size_t column = 0;  ///< In bytes, from 1.
  std::string what;        ///< A clause without a final full stop.
};

/// The functions that a JsonReader calls for the parts of a value, in their order. If such a
/// function returns false, JsonReader::next() reads no further and returns Outcome::fault.
class JsonEvents {
 public:
  virtual ~JsonEvents() = default;
  /// A list, or (`object`) an object, begins.
  virtual bool opened(bool object) = 0;
  /// The innermost list or object that is open ends.
  virtual bool closed() = 0;
  /// The key of the member whose value comes next.
  virtual bool key(std::string name) = 0;
  /// A string, number, boolean or null.
  virtual bool scalar(Json value) = 0;
  /// Returns the reason for the last `false`; it becomes JsonFault::what.
  virtual std::string complaint() const = 0;
};

class JsonReader {
 public:
  explicit JsonReader(ReadBytes read);
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;
  ~JsonReader();

  /// What next() found: a whole value, the end of the stream, or a fault.
  enum class Outcome : std::uint8_t { value, end, fault };
  /// Reads the next value, and calls `events` for its parts. Returns Outcome::end if only blanks
  /// are left. After Outcome::fault, fault() says why; `events` has got the parts before the fault,
  /// and the next byte to read is the byte behind the fault.
  Outcome next(JsonEvents& events);
  /// Returns the fault of the last next() that returned Outcome::fault.
  const JsonFault& fault() const { return fault_; }
  /// Returns a fault with the reason `what` and the place of the last byte that was read.
  JsonFault here(std::string what) const;
  /// Skips the rest of the present line, then every line up to the next line that begins with one
  /// of `beginnings`, or to the end of the stream.
  void skip_to_line(std::initializer_list<std::string_view> beginnings);

 private:
  class Bytes;
  class Handler;

  std::unique_ptr<Bytes> bytes_;
  JsonFault fault_;
};

}  // namespace pkgmap
