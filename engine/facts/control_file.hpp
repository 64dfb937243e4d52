// Finds the control file of this host and reads it with everything it includes.
//
// The running daemon's own comes first (its command line and working
// directory), then the places where monit looks (monit(1), FILES), but never
// the current directory.
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

/// How strictly a control file is read. By default, as something to work with.
struct Judgement {
  bool as_monit = false;                    ///< As `monit -t` would, without its side effects.
  std::optional<monitrc::Version> version;  ///< Which monit. None: any.
};

/// ErrorCode::control_file when there is none. A file that does not parse is no error here: see
/// Parsed::ok().
Result<monitrc::Parsed> load_control_file(const Settings& settings,
                                          const Judgement& judgement = {});

/// The daemon behind the client, if it runs with this control file.
std::optional<MonitDaemon> daemon_of(const monitrc::ControlFile& control_file, MonitClient& monit);

/// An error that shows every mistake, when there is one.
Done require_parsed(const monitrc::Parsed& parsed);

}  // namespace pkgmap
