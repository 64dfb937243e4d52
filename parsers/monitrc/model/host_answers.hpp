// What monit asks the host while it reads: is there such a user, such a program?
//
// A control file that names one that is not there is refused by monit. The engine answers for the
// host; without an answerer, everything is taken to be there. Calls must not throw.
#pragma once

#include <cstdint>
#include <string>

namespace pkgmap::monitrc {

enum class HostQuestion : std::uint8_t {
  user,           ///< A name, or a number.
  group,          ///< A name, or a number.
  program,        ///< Of `check program`: can it be executed?
  certificate,    ///< A readable file.
  directory,      ///< A readable directory (of certificates).
  password_file,  ///< A readable file.
  pattern_file,   ///< A readable file of patterns.
  log_file,       ///< In a directory that is there, and no directory itself.
  server_key,     ///< Of monit's user, and of a mode that lets nobody else read it: at most 0750.
};

class HostAnswers {
 public:
  virtual ~HostAnswers() = default;
  /// `is_number`: a user or group by its id.
  virtual bool has(HostQuestion question, const std::string& name, bool is_number) const = 0;
};

}  // namespace pkgmap::monitrc
