// Finds the control file of this host, reads it with everything that it includes, and finds the
// daemon that runs with it.
//
// The control file is the file that the settings name; else that of the bundle; else that of the
// running daemon (from its command line and working directory); else the first file that exists
// where monit looks (monit(1), FILES), except in the current directory. Any thread.
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

/// Says how strictly to read a control file. The default understands as much as possible.
struct Judgement {
  bool as_monit = false;  ///< Refuse what `monit -t` refuses, but without its side effects.
  /// The version of monit whose syntax counts; nullopt: that of any version.
  std::optional<monitrc::Version> version;
};

/// Returns the path of the control file, as seen from inside Settings::root. Does not check that a
/// file which the settings name exists. Fails with ErrorCode::control_file if no file is found, or
/// if nobody can tell which file the running daemon has read.
Result<std::string> choose_control_file(const Settings& settings);

/// Reads the control file that choose_control_file() returns, and fails only as that function does.
/// If the file has mistakes or cannot be read, Parsed::ok() is false and Parsed::diagnostics say
/// why.
Result<monitrc::Parsed> load_control_file(const Settings& settings,
                                          const Judgement& judgement = {});

/// Returns the daemon to which `monit` is connected, if this process can be found and runs with
/// this control file; else the daemon that runs with this control file; nullopt if there is none.
std::optional<MonitDaemon> daemon_of(const monitrc::ControlFile& control_file, MonitClient& monit);

/// Returns an Error with ErrorCode::control_file if `parsed` has errors; Error::details shows all
/// of them. Warnings are no error.
Done require_parsed(const monitrc::Parsed& parsed);

/// What a parse takes from the host besides files.
struct ParsedOn {
  std::string host_name;  ///< The name of a `check system` without a name.
  /// Of the running daemon; empty if it is unknown or no daemon runs.
  std::string working_directory;
};
/// Returns what load_control_file() uses for this control file.
ParsedOn where_parsed(const Settings& settings, const std::string& control_file);

}  // namespace pkgmap
