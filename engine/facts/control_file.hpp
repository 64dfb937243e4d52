// Finds the control file of this host, and reads it with everything that it includes.
//
// Takes the file of the running daemon (from its command line and working directory), else the
// first of the places where monit looks (monit(1), FILES), but never the current directory. Any
// thread.
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
  bool as_monit = false;                    ///< As `monit -t`, without its side effects.
  std::optional<monitrc::Version> version;  ///< The version of monit; any version if not set.
};

/// Fails with ErrorCode::control_file if there is no control file. A file with mistakes is
/// returned; Parsed::ok() is false then.
Result<monitrc::Parsed> load_control_file(const Settings& settings,
                                          const Judgement& judgement = {});

/// Returns the daemon that the client speaks to; nullopt if no daemon runs with this control file.
std::optional<MonitDaemon> daemon_of(const monitrc::ControlFile& control_file, MonitClient& monit);

/// Fails if there are mistakes; Error::details shows all of them.
Done require_parsed(const monitrc::Parsed& parsed);

}  // namespace pkgmap
