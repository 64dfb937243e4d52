#include "cli/text_input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "engine/system/fd.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"

namespace pkgmap::cli {
namespace {

// The transaction of a distribution upgrade of 10,000 packages has about 3 MB.
constexpr std::size_t kLongestInput = 64U << 20U;

Result<std::string> read_all(int fd, const std::string& source) {
  auto text = read_to_end(fd, kLongestInput);
  if (!text) return system_error("cannot read " + source, ErrorCode::usage);
  if (text->size() > kLongestInput) {
    return Error{ErrorCode::usage, source + " is longer than 64 MiB"};
  }
  return *std::move(text);
}

}  // namespace

Result<std::string> text_input(const std::string& what, const std::string& file) {
  if (file == "-") return read_all(STDIN_FILENO, what + " from standard input");
  const std::string source = what + " from " + file;
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!fd) return system_error("cannot read " + source, ErrorCode::usage);
  return read_all(fd.get(), source);
}

}  // namespace pkgmap::cli
