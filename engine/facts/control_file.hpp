// Finds the control file of this host, reads it with everything that it includes, and finds the
// daemon that runs with it.
//
// The control file is the first of these that is known:
// - the file that the settings name;
// - for a bundle (the recorded facts of another host, Settings::recorded): the file that it names;
// - on a live host: the file on the command line of the running daemon, if its pid stands in one of
//   monit's own pidfiles, such as /run/monit.pid;
// - the first file that exists where monit looks (monit(1), FILES), except in the current
//   directory; a link that leads to no file does not count.
//
// Any thread.
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
  /// Refuse what `monit -t` refuses, but without its side effects. Unless Settings::live() is true,
  /// only the text counts: the owner and mode of the file do not, and every user and program counts
  /// as existing.
  bool as_monit = false;
  /// The version of monit whose syntax counts; nullopt: that of any version.
  std::optional<monitrc::Version> version;
};

/// Returns the path of the control file, as seen from inside Settings::root. Does not check that a
/// file which the settings, the bundle or the daemon name exists. Fails with
/// ErrorCode::control_file if no file is found, or if the command line of the daemon names the file
/// by a relative path that nobody can resolve any more.
Result<std::string> choose_control_file(const Settings& settings);

/// Reads the control file that choose_control_file() returns, and fails only as that function does.
/// If the file has mistakes or cannot be read, Parsed::ok() is false and Parsed::diagnostics say
/// why.
Result<monitrc::Parsed> load_control_file(const Settings& settings,
                                          const Judgement& judgement = {});

/// Returns the daemon that answers `monit`, if its process can be found and runs with this control
/// file. Otherwise returns another daemon that runs with this control file; nullopt if there is
/// none.
std::optional<MonitDaemon> daemon_of(const monitrc::ControlFile& control_file, MonitClient& monit);

/// Returns an Error with ErrorCode::control_file if `parsed` has errors, or if the control file
/// could not be read. Error::details shows all errors; it is empty if the file could not be read.
/// Returns no Error for warnings alone.
Done require_parsed(const monitrc::Parsed& parsed);

/// What a parse takes from the host besides files.
struct ParsedOn {
  std::string host_name;  ///< The name of a `check system` without a name.
  /// That of the running daemon; empty if it is unknown or no daemon runs.
  std::string working_directory;
};
/// Returns what load_control_file() takes from the host, or from the bundle, for the control file
/// with this path.
ParsedOn where_parsed(const Settings& settings, const std::string& control_file);

}  // namespace pkgmap
