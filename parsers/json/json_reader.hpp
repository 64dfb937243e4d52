// Reads JSON values one after another from a stream, and tells what they hold as events.
//
// Needs memory for the longest string of the stream alone. A value has at most 64 levels, a string,
// number or gap at most 1 MiB. For one thread. Whoever reads the bytes tells of errors of the host.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "parsers/json/json.hpp"

namespace pkgmap {

/// Puts at most `room` bytes at `to`, and returns how many; 0 at the end of the stream.
using ReadBytes = std::function<std::size_t(char* to, std::size_t room)>;

/// Where and why a stream cannot be understood.
struct JsonFault {
  std::size_t line = 0;    ///< From 1.
  std::size_t column = 0;  ///< In bytes, from 1.
  std::string what;        ///< A clause without a final full stop.
};

/// What a JsonReader tells. A function that returns false ends the value: complaint() then says
/// why.
class JsonEvents {
 public:
  virtual ~JsonEvents() = default;
  /// A list, or an object, begins.
  virtual bool opened(bool object) = 0;
  /// The last one that began ends.
  virtual bool closed() = 0;
  /// The key of the member whose value comes next.
  virtual bool key(std::string name) = 0;
  /// A string, number, boolean or null.
  virtual bool scalar(Json value) = 0;
  virtual std::string complaint() const = 0;
};

class JsonReader {
 public:
  explicit JsonReader(ReadBytes read);
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;
  ~JsonReader();

  enum class Outcome : std::uint8_t { value, end, fault };
  /// Reads the next value. After a fault the stream stands behind the place of the fault.
  Outcome next(JsonEvents& events);
  const JsonFault& fault() const { return fault_; }
  /// Returns the fault `what` at the last byte that was read.
  JsonFault here(std::string what) const;
  /// Goes on to the next line that begins with one of these texts, or to the end.
  void skip_to_line(std::initializer_list<std::string_view> beginnings);

 private:
  class Bytes;
  class Handler;

  std::unique_ptr<Bytes> bytes_;
  JsonFault fault_;
};

}  // namespace pkgmap
