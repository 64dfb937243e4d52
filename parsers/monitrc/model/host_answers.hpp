// The questions that monit asks the host while it reads a control file: does this user, this
// program exist?
//
// monit refuses a control file that names a user or file that does not exist. Some names, such as
// that of a start program, monit only needs later: the parser then warns. The engine implements
// HostAnswers for the host; without a HostAnswers the parser assumes that everything exists. An
// implementation must not throw.
#pragma once

#include <cstdint>
#include <string>

namespace pkgmap::monitrc {

/// What must exist, and what must be true of it.
enum class HostQuestion : std::uint8_t {
  user,         ///< A name, or a number.
  group,        ///< A name, or a number.
  program,      ///< A file that monit can execute, named by `check program` or by another command.
  certificate,  ///< A readable file.
  directory,    ///< A readable directory (of certificates).
  password_file,  ///< A readable file.
  pattern_file,   ///< A readable file of patterns.
  log_file,       ///< A path in a directory that exists, and not itself a directory.
  server_key,     ///< A file that monit's user owns, without a permission beyond 0750.
};

class HostAnswers {
 public:
  virtual ~HostAnswers() = default;
  /// Returns whether the host has the user, group or file `name`, in the state that `question` asks
  /// for. For a file, `name` is a path. If `is_number` is true, `name` is the id of a user or group
  /// in decimal digits.
  virtual bool has(HostQuestion question, const std::string& name, bool is_number) const = 0;
};

}  // namespace pkgmap::monitrc
