// Finds the control file of this host, and reads it with everything that it includes.
//
// Takes the file that the settings name; else the file of the running daemon (from its command line
// and working directory); else the first existing file of the places where monit looks (monit(1),
// FILES), but never one in the current directory. Any thread.
#pragma once

#include <optional>
#include <string>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap {

/// How strictly to read a control file. The default understands as much as possible.
struct Judgement {
  bool as_monit = false;  ///< Read as strictly as `monit -t`, but without its side effects.
  /// The version of monit whose syntax counts; nullopt: that of any version.
  std::optional<monitrc::Version> version;
};

/// Returns the path of the control file. Fails with ErrorCode::control_file if none is found, or if
/// it is not known which file the running daemon has read.
Result<std::string> choose_control_file(const Settings& settings);

/// Returns what the control file says. If the file has mistakes or cannot be read, Parsed::ok() is
/// false. Fails only as choose_control_file() does.
Result<monitrc::Parsed> load_control_file(const Settings& settings,
                                          const Judgement& judgement = {});

/// Returns the daemon with which the client speaks; nullopt if no daemon runs with this control
/// file.
std::optional<MonitDaemon> daemon_of(const monitrc::ControlFile& control_file, MonitClient& monit);

/// Fails with ErrorCode::control_file if `parsed` has errors; Error::details shows all of them.
Done require_parsed(const monitrc::Parsed& parsed);

/// What a parse takes from the host besides files.
struct ParsedOn {
  std::string host_name;          ///< What a check without a name of its own is called.
  std::string working_directory;  ///< Of the monit that runs; empty if unknown.
};
/// Returns what load_control_file() uses for this control file.
ParsedOn where_parsed(const Settings& settings, const std::string& control_file);

}  // namespace pkgmap
