// Finds, stops and starts the monit of this host; for a monit that does not answer over its HTTP
// interface. Private to host.cpp. For one thread.
#pragma once

#include <chrono>
#include <optional>

#include "engine/journal/session_record.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns how the running monit with this control file was started, so that stop_monit() can end
/// it and start_monit() can start it again. Returns nullopt if monit does not run, or its
/// executable or command line cannot be read.
std::optional<StoppedMonit> identify_monit(const monitrc::ControlFile& control_file);

/// Stops monit: by systemctl if StoppedMonit::unit is set, otherwise by SIGTERM. Returns when monit
/// has ended, at once if it has ended already. An Error if monit has not ended after 45 s. With a
/// unit, systemctl may first take 90 s.
Done stop_monit(const StoppedMonit& monit);

/// Starts monit: by systemctl if StoppedMonit::unit is set, otherwise with StoppedMonit::argv in
/// StoppedMonit::directory. Returns when the daemon runs and has its pidfile. An Error if that
/// takes longer than 10 s plus `reading`, the time that monit may need to read all checksummed
/// files, which it does before it writes its pidfile. With a unit, systemctl may first take 90 s
/// plus `reading`. Returns at once, without an error, if a monit with this control file runs
/// already; the caller has waited for the end of `monit` (stop_monit()).
Done start_monit(const StoppedMonit& monit, const monitrc::ControlFile& control_file,
                 std::chrono::milliseconds reading);

}  // namespace pkgmap
