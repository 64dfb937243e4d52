// What monit asks the host while it reads a control file: is there this user, this program?
//
// monit refuses a control file that names what does not exist. The engine answers for the host; a
// parser without a HostAnswers takes everything to exist. An implementation must not throw.
#pragma once

#include <cstdint>
#include <string>

namespace pkgmap::monitrc {

enum class HostQuestion : std::uint8_t {
  user,           ///< A name, or a number.
  group,          ///< A name, or a number.
  program,        ///< A file that can be executed, of `check program`.
  certificate,    ///< A readable file.
  directory,      ///< A readable directory (of certificates).
  password_file,  ///< A readable file.
  pattern_file,   ///< A readable file of patterns.
  log_file,       ///< A path in a directory that exists, and not itself a directory.
  server_key,     ///< A file that monit's user owns, with a mode of 0750 at most.
};

class HostAnswers {
 public:
  virtual ~HostAnswers() = default;
  /// Returns whether the host has the user, group or file `name`. `name` is a path for a file; with
  /// `is_number` it is the id of a user or group in decimal digits.
  virtual bool has(HostQuestion question, const std::string& name, bool is_number) const = 0;
};

}  // namespace pkgmap::monitrc
